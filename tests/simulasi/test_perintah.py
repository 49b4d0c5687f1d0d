"""`selaras simulasi …` as somebody types it, against a real server over real HTTP."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer
from tests.presensi import pemda_kecil as kecil
from tests.presensi import ponsel_uji

from selaras.cli import main
from selaras.operations.ports import free_port
from selaras.presensi.models import BuktiKetukan, Ketukan, SumberTarik
from selaras.presensi.services.luar.kunci_aplikasi import make_key
from selaras.presensi.services.luar.tarik import pull, save_source

NIP = "000000000000000001"
SANDI = "hutan-kopi-merapi"
pytestmark = pytest.mark.django_db(transaction=True)


def simulasi(*kata: str) -> int:
    return main(["simulasi", *kata])


@pytest.fixture
def kunci() -> str:
    """The key of an application that may send taps of a small office."""
    kantor = kecil.bangun(3)
    _, rahasia = make_key(
        instansi=kantor.instansi, nama="SiHadir", situs=None, lingkup=("ketukan.kirim",),
        actor=kecil.ACTOR, at=timezone.now(),
    )  # fmt: skip
    return rahasia


def test_an_application_sends_and_sending_again_changes_nothing(
    live_server: LiveServer, kunci: str, capsys: pytest.CaptureFixture[str]
) -> None:
    mulai = (timezone.now() - timedelta(days=1)).isoformat()
    kirim = ("kirim", "--url", live_server.url, "--kunci", kunci, "--mulai", mulai)
    assert simulasi(*kirim, "--nip", NIP) == 0
    assert simulasi(*kirim, "--nip", NIP) == 0
    baris = [json.loads(b.split(" ", 1)[1]) for b in capsys.readouterr().out.splitlines()]
    assert [b["diterima"] for b in baris] == [1, 0]
    assert Ketukan.objects.count() == 1
    assert simulasi(*kirim, "--fingerspot", "--orang", "2") == 0
    assert simulasi("kirim", "--url", live_server.url, "--kunci", "salah") == 1


def test_taps_may_begin_on_another_day(live_server: LiveServer, kunci: str) -> None:
    """A demo lives on a day of its own."""
    alamat = ("kirim", "--url", live_server.url, "--kunci", kunci, "--nip", NIP)
    assert simulasi(*alamat, "--mulai", "2025-11-03T07:20:00+08:00") == 0
    assert Ketukan.objects.get().waktu.date().isoformat() == "2025-11-02"


def test_a_phone_signs_in_taps_and_empties_its_queue(
    live_server: LiveServer, capsys: pytest.CaptureFixture[str]
) -> None:
    orang = ponsel_uji.pemda(2).pegawai[0]
    orang.user.set_password(SANDI)
    orang.user.save()
    masuk = ("ponsel", "--url", live_server.url, "--masuk", orang.nip, "--sandi")
    assert simulasi(*masuk, SANDI) == 0
    assert simulasi(*masuk, SANDI, "--luring", "4") == 0
    # Every tap that the phone was told of is there; those that the law lets wait, as evidence.
    assert BuktiKetukan.objects.filter(pegawai_id=orang.pk).count() == 5
    assert len(capsys.readouterr().out.splitlines()) == 5
    with pytest.raises(SystemExit, match="tidak diterima"):
        simulasi(*masuk, "bukan-sandinya")


def test_a_machine_delivers_and_says_what_was_heard(
    live_server: LiveServer, capsys: pytest.CaptureFixture[str]
) -> None:
    kecil.bangun(3)
    mesin = ("mesin", "--url", live_server.url, "--sn", "UJI01", "--ketukan", "3", "--json")
    assert simulasi(*mesin, "--ulang", "2", "--rangkap", "1") == 0
    hasil = json.loads(capsys.readouterr().out)
    assert [(h["sn"], h["terkirim"], h["diterima"]) for h in hasil] == [("UJI01", 3, 3)]
    assert Ketukan.objects.count() == 3


@pytest.fixture
def aplikasi() -> Iterator[tuple[str, str]]:
    """An application as a process of its own: the address and key that it prints."""
    port = free_port("127.0.0.1", 20_000 + os.getpid() % 100 * 100)
    perintah = [sys.executable, "-u", "-m", "selaras", "simulasi", "aplikasi", "--port", str(port),
                "--orang", "3", "--galat", "1"]  # fmt: skip
    with subprocess.Popen(perintah, stdout=subprocess.PIPE, text=True) as proses:
        assert proses.stdout
        cetak = [proses.stdout.readline() for _ in range(3)]
        yield cetak[0].split()[-1], cetak[2].split()[1].rstrip(".")
        proses.send_signal(signal.SIGINT)
        assert proses.wait(timeout=120) == 0


def test_an_application_waits_to_be_asked(aplikasi: tuple[str, str], settings: Any) -> None:
    settings.TARIK_LOKAL = True
    alamat, rahasia = aplikasi
    kini = timezone.now()
    sumber = SumberTarik(
        nama="SiHadir", jenis="selaras", alamat=alamat, mulai=kini.date() - timedelta(days=1)
    )
    save_source(
        sumber=sumber, instansi=kecil.bangun(3).instansi, rahasia=rahasia, situs=None,
        actor=kecil.ACTOR, at=kini,
    )  # fmt: skip
    pull(sumber, at=kini, wait=lambda _: None)
    assert sorted(Ketukan.objects.values_list("pin", flat=True)) == ["1", "2", "3"]
