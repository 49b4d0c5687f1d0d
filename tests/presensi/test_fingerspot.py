"""Fingerspot's cloud tells of taps by itself: each once, wrong keys and other news refused."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.presensi import pemda_kecil as kecil

from selaras.presensi.models import Ketukan, KetukanKarantina, KunciAplikasi
from selaras.presensi.services.luar.kunci_aplikasi import make_key, revoke_key

SCAN = "2025-11-03 07:21"
SAAT = datetime(2025, 11, 2, 23, 21, tzinfo=UTC)  # Makassar is eight hours ahead


@pytest.fixture
def kunci(db: None) -> tuple[KunciAplikasi, str]:
    kantor = kecil.bangun(3)
    return make_key(
        instansi=kantor.instansi, nama="Fingerspot RSUD", situs=None, lingkup=["ketukan.kirim"],
        actor=kecil.ACTOR, at=timezone.now(),
    )  # fmt: skip


def kabar(scan: Any = SCAN, pin: Any = "1", **lain: Any) -> dict[str, Any]:
    data = {"pin": pin, "scan": scan, "verify": "finger", "status_scan": "scan in"}
    return {"type": "attlog", "cloud_id": "C2609", "data": data} | lain


def kirim(rahasia: str, isi: Any) -> Any:
    return Client(enforce_csrf_checks=True).post(
        f"/api/v1/fingerspot/{rahasia}/", isi if isinstance(isi, bytes) else json.dumps(isi),
        content_type="application/json",
    )  # fmt: skip


def test_a_tap_is_taken_once_however_often_the_cloud_tells_it(kunci) -> None:
    hasil = [kirim(kunci[1], kabar()).json()["status"] for _ in range(3)]
    assert hasil == ["tak_dikenal"] * 3, "kept; whose it is will be known with the PIN map"
    tap = Ketukan.objects.get()
    assert (tap.pin, tap.waktu, tap.situs_id) == ("1", SAAT, kunci[0].situs_id)
    assert tap.sumber == Ketukan.Sumber.API


def test_a_minute_known_to_the_second_is_the_same_tap(kunci) -> None:
    kirim(kunci[1], kabar("2025-11-03 07:21:34"))
    assert kirim(kunci[1], kabar()).json() == {"status": "sudah", "jumlah": 1}
    assert Ketukan.objects.count() == 1


@pytest.mark.parametrize(
    "isi",
    [
        kabar("kemarin"), kabar(None), kabar(pin=""), kabar(pin="a\x00b"), kabar(data=None),
        kabar(data=["x"]), kabar("2025-11-03T07:21:00+09:00"),
    ],
)  # fmt: skip
def test_what_is_no_tap_is_kept_apart_with_its_reason(kunci, isi: Any) -> None:
    jawab = kirim(kunci[1], isi)
    assert (jawab.status_code, jawab.json()["status"]) == (200, "salah")
    assert not Ketukan.objects.exists()
    assert KetukanKarantina.objects.get().alasan


def test_news_of_other_kinds_is_answered_and_nothing_of_it_kept(kunci, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    for isi in (kabar(type="get_userinfo", data={"template": "SIDIKJARI"}), b"{", [], b"\xff"):
        jawab = kirim(kunci[1], isi)
        assert (jawab.status_code, jawab.json()["status"] in {"diabaikan", "salah"}) == (200, True)
    assert not Ketukan.objects.exists() and not KetukanKarantina.objects.exists()
    assert "SIDIKJARI" not in caplog.text


def test_wrong_and_revoked_keys_are_refused_and_no_key_is_logged(kunci, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    assert kirim(kunci[1] + "x", kabar()).status_code == 401
    assert kirim(kunci[1], b" " * (1024 * 1024 + 1)).status_code == 413
    assert Client().get(f"/api/v1/fingerspot/{kunci[1]}/").status_code == 405
    revoke_key(kunci=kunci[0], actor=kecil.ACTOR, at=timezone.now())
    assert kirim(kunci[1], kabar()).status_code == 401
    assert kunci[1] not in caplog.text
