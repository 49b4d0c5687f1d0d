"""The running day that asks for itself: what it says, what an unchanged one costs, who sees it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from tests.presensi import pemda_kecil as kecil
from tests.presensi.test_bulan_presensi import SENIN, ketuk

from selaras.contoh.dunia import Dunia
from selaras.core.accounts.models import User
from selaras.core.masa import berlaku_sejak
from selaras.presensi.models import KoreksiPresensi, PenugasanJadwal
from selaras.presensi.selectors.hari_ini import HariIni, fingerprint, load_today
from selaras.presensi.services import add_koreksi
from selaras.web.views.keadaan import next_step, words

Batas = Callable[[int], Any]
URL = "/ketuk/keadaan/"


def hari(pemda: kecil.Pemda, jam: str, nomor: int = 0, tanggal: date = SENIN) -> HariIni:
    found = load_today(pemda.pegawai[nomor], kecil.aturan(), kecil.lokal(tanggal, jam))
    assert found is not None
    return found


@pytest.mark.django_db
def test_the_day_is_told_as_it_goes_on_without_any_job() -> None:
    pemda = kecil.bangun()
    assert words(hari(pemda, "07:00")) == "Belum ada catatan masuk."
    assert "sampai 07.30 masih tepat waktu" in next_step(hari(pemda, "07:00"))
    assert "sudah lewat" in next_step(hari(pemda, "13:00"))
    ketuk(pemda, ("1", SENIN, "07:42"))
    pagi = hari(pemda, "07:43")
    assert words(pagi) == "Masuk 07.42, terlambat 12 menit."
    assert (pagi.potongan_bp, pagi.ketukan) == (50, 1)
    assert next_step(pagi) == "Catat pulang mulai 16.00."
    ketuk(pemda, ("1", SENIN, "16:03"))
    sore = hari(pemda, "16:04")
    assert words(sore) == "Masuk 07.42, terlambat 12 menit. Pulang 16.03."
    assert next_step(sore) == "Tidak ada lagi yang perlu dicatat hari ini."


@pytest.mark.django_db
def test_a_night_shift_is_todays_day_until_it_has_ended() -> None:
    pemda = kecil.bangun()
    malam = kecil.jadwal_lima_hari(pemda.instansi, "MLM", masuk=1200, pulang=480)
    PenugasanJadwal.objects.create(
        jadwal=malam, pegawai=pemda.pegawai[0], instansi=pemda.instansi,
        berlaku=berlaku_sejak(kecil.AWAL),
    )  # fmt: skip
    ketuk(pemda, ("1", SENIN, "19:55"))
    besok = SENIN + timedelta(days=1)
    pagi = hari(pemda, "06:00", tanggal=besok)
    assert (pagi.tanggal, pagi.masuk) == (SENIN, 1195)
    assert hari(pemda, "19:00", tanggal=besok).tanggal == besok


@pytest.mark.django_db
def test_the_mark_changes_with_what_the_day_shows_and_with_nothing_else() -> None:
    pemda = kecil.bangun()
    saya, kini = pemda.pegawai[0], kecil.lokal(SENIN, "10:00")
    awal = fingerprint(saya, kini)
    ketuk(pemda, ("2", SENIN, "07:20"))
    assert fingerprint(saya, kini) == awal
    ketuk(pemda, ("1", SENIN, "07:25"))
    sesudah = fingerprint(saya, kini)
    assert sesudah != awal
    add_koreksi(pegawai=saya, tanggal=SENIN, masuk=440, pulang=None, alasan="uji",
                actor=kecil.ACTOR, at=kini)  # fmt: skip
    assert fingerprint(saya, kini) != sesudah
    assert KoreksiPresensi.objects.count() == 1


@override_settings(DEMO=True, HARI_INI_CONTOH=date(2025, 12, 18))
def test_an_unchanged_day_is_asked_for_cheaply(
    regensi_kecil: Dunia, django_assert_max_num_queries: Batas
) -> None:
    klien = Client()
    klien.force_login(User.objects.get(username="pegawai"))
    with django_assert_max_num_queries(12):
        penuh = klien.get(URL)
    teks = penuh.content.decode()
    assert "Perkiraan TPP" in teks and "data-keadaan" in teks
    sidik = penuh["ETag"].strip('"')
    with django_assert_max_num_queries(8):
        lagi = klien.get(URL, {"sidik": sidik})
    assert (lagi.status_code, lagi.content) == (204, b"")
    with django_assert_max_num_queries(8):
        tetap = klien.get(URL, headers={"If-None-Match": penuh["ETag"]})
    assert (tetap.status_code, tetap.content) == (304, b"")
    assert f"?sidik={sidik}" in teks
