"""What anybody may send to the doors of attendance: a clear outcome, logged, nothing else harmed.

Beside these: malformed ADMS lines, charsets, cut and endless bodies (tests/perangkat/adms), years
of taps in one body (tests/gangguan/test_mesin_terputus.py), absurd fields and forged coordinates
(tests/presensi/test_ponsel_masuk.py), keys of other applications (test_api_ketukan.py).
"""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.presensi.pemda_kecil import Pemda
from tests.presensi.ponsel_uji import Ponsel, pemda

from selaras.core.files.models import Berkas
from selaras.presensi.models import BuktiKetukan, Ketukan, KetukanKarantina, TinjauanKetukan

pytestmark = pytest.mark.django_db
PAGI = datetime(2025, 10, 6, 23, 20, tzinfo=UTC)


@pytest.fixture
def kantor(settings: Any, tmp_path: Any) -> Iterator[Pemda]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(PAGI, tick=False):
        yield pemda()


def kirim_mentah(client: Client, badan: str) -> Any:
    return client.post("/presensi/ketuk/kirim/", badan, content_type="application/json")


def test_a_request_replayed_by_its_sender_changes_nothing(kantor: Pemda) -> None:
    ponsel = Ponsel.milik(kantor.pegawai[0])
    badan = json.dumps({"pemasangan": str(ponsel.id), "ketukan": [ponsel.ketuk(PAGI)]})
    status = [
        kirim_mentah(ponsel.client, badan).json()["hasil"][0]["status"] for _ in range(5)
    ]  # fmt: skip
    assert status == ["diterima", *["sudah"] * 4]
    assert Ketukan.objects.count() == BuktiKetukan.objects.count() == 1


def test_a_request_replayed_under_another_account_is_held_for_that_accounts_superior(
    kantor: Pemda,
) -> None:
    """The words are another phone's: its key is not registered for who sends them now."""
    milik = Ponsel.milik(kantor.pegawai[0])
    badan = json.dumps({"pemasangan": str(milik.id), "ketukan": [milik.ketuk(PAGI)]})
    kirim_mentah(milik.client, badan)
    lain = Ponsel.milik(kantor.pegawai[2])
    (hasil,) = kirim_mentah(lain.client, badan).json()["hasil"]
    assert hasil["status"] == "menunggu"
    assert "tanda_tangan_salah" in hasil["tanda"]
    assert list(Ketukan.objects.values_list("pegawai_id", flat=True)) == [kantor.pegawai[0].pk]
    assert TinjauanKetukan.objects.get().pegawai_id == kantor.pegawai[2].pk


def test_taps_that_name_another_person_are_not_taken_at_all(kantor: Pemda) -> None:
    ponsel = Ponsel.milik(kantor.pegawai[2])
    jawab = ponsel.kirim(ponsel.ketuk(PAGI), pegawai=kantor.pegawai[0].pk)
    assert 400 <= jawab.status_code < 500
    assert not BuktiKetukan.objects.exists()


def test_a_forged_time_is_put_aside_and_logged(
    kantor: Pemda, caplog: pytest.LogCaptureFixture
) -> None:
    ponsel = Ponsel.milik(kantor.pegawai[0])
    nanti, baik = ponsel.hasil(ponsel.ketuk(PAGI + timedelta(hours=8)), ponsel.ketuk(PAGI))
    assert (nanti["status"], baik["status"]) == ("karantina", "diterima")
    assert KetukanKarantina.objects.get().alasan.startswith("waktunya di depan jam server")
    assert [r.message for r in caplog.records if r.levelno == logging.WARNING] == [
        "taps from a phone put aside"
    ]


@pytest.mark.parametrize(
    "isi",
    [
        b"%PDF-1.7 bukan gambar",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"MZ\x90\x00 program",
        b"\xff\xd8\xff\xe0 rusak sesudah tanda awalnya",
    ],
)
def test_an_upload_that_is_no_picture_is_refused_and_the_tap_stays(
    kantor: Pemda, isi: bytes
) -> None:
    ponsel = Ponsel.milik(kantor.pegawai[0])
    buka = ponsel.client.post(
        "/berkas/unggah/",
        {"keperluan": "presensi.selfie", "nama": "wajah.jpg", "ukuran": len(isi)},
        content_type="application/json",
    ).json()
    ponsel.client.put(
        buka["url"], isi, content_type="application/octet-stream",
        headers={"Upload-Offset": "0"},
    )  # fmt: skip
    jawab = ponsel.client.post(buka["selesai"], {}, content_type="application/json")
    assert jawab.status_code == 422 and jawab.json()["pesan"]
    assert not Berkas.objects.exists()
    (hasil,) = ponsel.hasil(ponsel.ketuk(PAGI))
    assert hasil["status"] == "diterima"


def test_one_account_that_floods_is_slowed_and_the_others_are_not(kantor: Pemda) -> None:
    ramai, tenang = (Ponsel.milik(kantor.pegawai[n], daftar=False) for n in (0, 2))
    kode = [ramai.kirim().status_code for _ in range(80)]
    assert kode[0] == 200 and kode[-1] == 429
    assert tenang.kirim(tenang.ketuk(PAGI)).status_code == 200
    assert BuktiKetukan.objects.count() == 1
