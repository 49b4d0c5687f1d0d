"""The JSON door for other applications: keys, batches, every tap once, words for each item."""

import json
import logging
from contextlib import closing
from datetime import datetime, timedelta
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.presensi import pemda_kecil as kecil

from selaras.core.audit.models import Jejak
from selaras.presensi.models import AntreanLipat, Ketukan, KunciAplikasi
from selaras.presensi.services.luar.kunci_aplikasi import make_key, revoke_key

URL = "/api/v1/ketukan/"
NIP = "000000000000000001"
W = "2025-11-03T07:25:00+08:00"


@pytest.fixture
def kantor(db: None) -> kecil.Pemda:
    return kecil.bangun(3)


def kunci(kantor, lingkup=("ketukan.kirim", "ketukan.keadaan")) -> tuple[KunciAplikasi, str]:
    return make_key(
        instansi=kantor.instansi, nama="SiHadir", situs=None, lingkup=lingkup, actor=kecil.ACTOR,
        at=timezone.now(),
    )  # fmt: skip


def kirim(rahasia: str, isi, client: Client | None = None):
    return (client or Client(enforce_csrf_checks=True)).post(
        URL, isi if isinstance(isi, bytes) else json.dumps(isi), content_type="application/json",
        headers={"Authorization": f"Bearer {rahasia}"},
    )  # fmt: skip


def status(jawab) -> list[str]:
    return [h["status"] for h in jawab.json()["hasil"]]


def test_each_item_has_its_own_answer_and_the_same_again_changes_nothing(kantor) -> None:
    k, rahasia = kunci(kantor)
    masa_depan = (timezone.now() + timedelta(days=1)).isoformat()
    isi = {"ketukan": [
        {"id": "a", "nip": NIP, "waktu": W},
        {"id": 2, "pin": "77", "waktu": W},
        {"id": "c", "nip": NIP, "waktu": "2025-11-02T23:25:00Z"},  # the same instant
        {"id": "d", "nip": NIP, "waktu": "2025-11-03T07:25:00"},
        {"id": "e", "nip": "12", "waktu": W},
        {"id": "f", "pin": "a\x00b", "waktu": W},
        {"id": "g", "nip": NIP, "waktu": masa_depan},
        "bukan objek",
        {"nip": NIP, "waktu": "0001-01-01T00:00:00+14:00"},
    ]}  # fmt: skip
    jawab = kirim(rahasia, isi)
    assert jawab.status_code == 200
    assert status(jawab) == ["diterima", "tak_dikenal", "sudah"] + ["salah"] * 6
    hasil = jawab.json()["hasil"]
    assert [h["id"] for h in hasil[:3]] == ["a", "2", "c"]
    assert "zona" in hasil[3]["pesan"]
    assert "masa depan" in hasil[6]["pesan"]
    assert status(kirim(rahasia, isi))[:3] == ["sudah", "tak_dikenal", "sudah"]
    semua = Ketukan.objects.order_by("pin").values_list("pin", "pegawai_id", "sumber", "situs_id")
    assert list(semua) == [
        (NIP, kantor.pegawai[0].pk, 7, k.situs_id), ("77", None, 7, k.situs_id)
    ]  # fmt: skip
    assert AntreanLipat.objects.filter(pegawai=kantor.pegawai[0]).count() == 1


def test_a_person_who_becomes_known_later_gets_her_earlier_taps(kantor) -> None:
    _, rahasia = kunci(kantor)
    baru = "000000000000000009"
    assert status(kirim(rahasia, {"ketukan": [{"nip": baru, "waktu": W}]})) == ["tak_dikenal"]
    p = kecil.orang(kantor.instansi, 9, kantor.bidang)
    lagi = {"ketukan": [{"nip": baru, "waktu": "2025-11-03T16:00:00+08:00"}]}
    assert status(kirim(rahasia, lagi)) == ["diterima"]
    assert set(Ketukan.objects.values_list("pegawai_id", flat=True)) == {p.pk}


def test_wrong_revoked_and_too_narrow_keys_are_refused(kantor, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    k, rahasia = kunci(kantor, ("ketukan.keadaan",))
    isi = {"ketukan": []}
    assert kirim("", isi).status_code == 401
    assert kirim(rahasia + "x", isi)["WWW-Authenticate"].startswith("Bearer")
    assert kirim(rahasia, isi).status_code == 403
    revoke_key(kunci=k, actor=kecil.ACTOR, at=timezone.now())
    assert kirim(rahasia, isi).json()["galat"] == "kunci"
    tulis = str(list(Jejak.objects.values())) + str(list(KunciAplikasi.objects.values()))
    assert rahasia not in tulis + caplog.text


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        (b"{", 400), (b"[]", 400), (b'{"ketukan": 5}', 400), (b"[" * 100_000, 400),
        (b"\xff\xfe", 400),
        (json.dumps({"ketukan": [{}] * 1001}).encode(), 413), (b" " * (1024 * 1024 + 1), 413),
    ],
)  # fmt: skip
def test_bodies_that_are_no_batch_are_refused_with_words(kantor, isi: bytes, kode: int) -> None:
    jawab = kirim(kunci(kantor)[1], isi)
    assert (jawab.status_code, bool(jawab.json()["pesan"])) == (kode, True)


def test_who_sends_too_often_waits(kantor) -> None:
    _, rahasia = kunci(kantor)
    for _ in range(200):
        jawab = kirim(rahasia, {"ketukan": []})
        if jawab.status_code == 429:
            break
    assert jawab.status_code == 429
    assert int(jawab["Retry-After"]) >= 1


def test_state_says_what_came(kantor) -> None:
    _, rahasia = kunci(kantor)
    kini = timezone.now().replace(microsecond=0)
    kirim(rahasia, {"ketukan": [{"nip": NIP, "waktu": kini.isoformat()},
                                {"pin": "88", "waktu": kini.isoformat()}]})  # fmt: skip
    isi = Client().get(f"{URL}keadaan/", headers={"Authorization": f"Bearer {rahasia}"}).json()
    assert datetime.fromisoformat(isi["ketukan_terakhir"]) == kini
    assert (isi["hari_ini"], isi["tak_dikenal"]) == (2, 1)
    assert Client().get(URL, headers={"Authorization": f"Bearer {rahasia}"}).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_a_full_batch_goes_over_real_http(live_server) -> None:
    kantor = kecil.bangun(3)
    _, rahasia = kunci(kantor)
    awal = datetime.fromisoformat(W)
    waktu = [(awal + timedelta(seconds=n)).isoformat() for n in range(1000)]
    isi = {"ketukan": [{"id": str(n), "nip": NIP, "waktu": w} for n, w in enumerate(waktu)]}
    kepala = {"Authorization": f"Bearer {rahasia}", "Content-Type": "application/json"}
    for kata in ("diterima", "sudah"):
        with closing(HTTPConnection(urlsplit(live_server.url).netloc, timeout=300)) as sambungan:
            sambungan.request("POST", URL, json.dumps(isi), kepala)
            jawab = json.loads(sambungan.getresponse().read())
        assert jawab["jumlah"][kata] == 1000
    assert Ketukan.objects.count() == 1000


def test_the_address_is_the_documented_one() -> None:
    assert reverse("api:ketukan") == URL
