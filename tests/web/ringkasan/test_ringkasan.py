"""A leader's year: what runs kept, summed; what is not known is said, not shown as nought."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.izin.conftest import *  # noqa: F403
from tests.izin.dunia import Dunia

from selaras.core.halaman.garis import line, parts
from selaras.core.permissions import system_actor
from selaras.core.waktu import now
from selaras.kinerja.models import AdopsiBulan
from selaras.periode.models import PeriodeUnit
from selaras.tpp.models import AnggaranTPP, HitunganBulan, HitunganUnit
from selaras.web.ringkasan.selectors import year_summary

pytestmark = pytest.mark.django_db
SISTEM = system_actor("uji", at=now())


def _month(dunia: Dunia, periode: int, di: str = "dinas alam", **isi: object) -> HitunganUnit:
    """A computed month of one SKPD, ten people."""
    skpd = dunia.unit[di]
    hitungan = HitunganBulan.objects.create(
        instansi=skpd.instansi, periode=periode, mulai_pada=now(), daerah="contoh",
        status=HitunganBulan.Status.SELESAI, jumlah_pegawai=10,
    )  # fmt: skip
    PeriodeUnit.objects.create(
        skpd=skpd, periode=periode, status="dihitung", hitungan_id=hitungan.pk
    )
    lengkap: dict[str, object] = {
        "jumlah_pegawai": 10, "jumlah_tidak_terhitung": 1, "bruto": 40_000_000, "pph21": 0,
        "iwp": 0, "bpjs": 0, "diterima": 0, "disiplin_bp": 97_500, "produktivitas_bp": 80_000,
        "jumlah_berkinerja": 8, "predikat": {"baik": 8, "": 2},
    }  # fmt: skip
    return HitunganUnit.objects.create(
        hitungan=hitungan, skpd=skpd, sidik_hukum="", sidik_masukan="", hash_hasil="",
        **{**lengkap, **isi},
    )  # fmt: skip


def test_averages_count_who_was_assessed(dunia: Dunia) -> None:
    _month(dunia, 202511)
    bulan = year_summary(SISTEM, 2025).bulan[11]
    assert (bulan.disiplin_bp, bulan.produktivitas_bp) == (9_750, 10_000)


def test_a_run_from_before_the_figures_were_kept_is_unknown_not_nought(dunia: Dunia) -> None:
    _month(dunia, 202511, disiplin_bp=None, produktivitas_bp=None, jumlah_berkinerja=0)
    bulan = year_summary(SISTEM, 2025).bulan[11]
    assert (bulan.orang, bulan.disiplin_bp, bulan.produktivitas_bp) == (10, None, None)


def test_a_thirteenth_month_is_spent_but_is_no_month_of_work(dunia: Dunia) -> None:
    _month(dunia, 202511)
    _month(dunia, 202515)
    setahun = year_summary(SISTEM, 2025)
    assert setahun.bruto == 80_000_000
    assert (setahun.terakhir, setahun.bulan[11].orang) == (11, 10)


def test_spending_stands_beside_the_budget(dunia: Dunia, client: Client) -> None:
    unit = _month(dunia, 202511)
    AnggaranTPP.objects.create(skpd=unit.skpd, tahun=2025, pagu=100_000_000)
    assert year_summary(SISTEM, 2025).skpd[0].terpakai_bp == 4_000
    client.force_login(dunia.user["pimpinan"])
    halaman = client.get("/ringkasan/?tahun=2025").content.decode()
    assert "40% dari anggaran" in halaman
    assert "97,5%" in halaman


def test_home_sums_only_the_units_that_one_looks_after(
    dunia: Dunia, client: Client, settings: Any
) -> None:
    settings.DEMO, settings.HARI_INI_CONTOH = True, date(2025, 12, 18)
    _month(dunia, 202511)
    _month(dunia, 202511, "dinas buku", jumlah_pegawai=25, bruto=70_000_000)
    client.force_login(dunia.user["bendahara"])  # of dinas alam alone
    milik = client.get("/unit-saya/").content.decode()
    assert "Rp40.000.000" in milik and ">10<" in milik
    assert "Rp70.000.000" not in milik and "Rp110 juta" not in milik and ">35<" not in milik
    client.force_login(dunia.user["admin_bkpsdm"])
    semua = client.get("/unit-saya/").content.decode()
    assert "Rp110 juta" in semua and ">35<" in semua
    # how far the month is on its way, unit by unit
    assert "Perjalanan TPP November 2025" in semua and "2 dari 2 SKPD" in semua


def test_adoption_counts_the_obliged_who_did_each_step(dunia: Dunia, client: Client) -> None:
    skpd = dunia.unit["dinas alam"]
    for periode, mengisi in ((202510, 4), (202511, 6)):
        AdopsiBulan.objects.create(
            skpd=skpd, periode=periode, wajib=8, rencana=8, aktivitas=mengisi, realisasi=3,
            dinilai=0, dihitung_pada=now(),
        )  # fmt: skip
    _month(dunia, 202511)
    client.force_login(dunia.user["pimpinan"])
    halaman = client.get("/ringkasan/?tahun=2025").content.decode()
    assert "Pemakaian e-Kinerja, November 2025" in halaman
    assert "Dari 8 pegawai wajib" in halaman
    assert "6 (75%)" in halaman and "3 (37,5%)" in halaman
    assert "Sudah dinilai" not in halaman  # a step that nobody takes here is not shown
    # every figure opens what it is made of
    for tujuan in ("/kotak/?bulan=202511&amp;ragam=disiplin", "/tpp/verifikasi/?periode=202511",
                   f"/kotak/?bulan=202511&amp;unit={skpd.pk}", "/kinerja/distribusi/"):  # fmt: skip
        assert f'href="{tujuan}' in halaman


def test_a_year_without_pay_still_tells_who_took_part(dunia: Dunia, client: Client) -> None:
    AdopsiBulan.objects.create(
        skpd=dunia.unit["dinas alam"], periode=202001, wajib=955, rencana=955, aktivitas=813,
        realisasi=0, dinilai=0, dihitung_pada=now(),
    )  # fmt: skip
    client.force_login(dunia.user["pimpinan"])
    halaman = client.get("/ringkasan/?tahun=2020").content.decode()
    assert "813 (85,13%)" in halaman and "tidak dihitung di sini" in halaman


def test_a_leader_without_a_computed_month_reads_why_it_is_empty(
    dunia: Dunia, client: Client
) -> None:
    client.force_login(dunia.user["pimpinan"])
    halaman = client.get("/ringkasan/?tahun=xx&bulan=99").content.decode()
    assert "Belum ada bulan" in halaman


def test_queries_do_not_grow_with_units(
    dunia: Dunia, client: Client, django_assert_max_num_queries: object
) -> None:
    _month(dunia, 202511)
    client.force_login(dunia.user["pimpinan"])
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get("/ringkasan/")


def test_a_month_without_a_figure_breaks_the_line() -> None:
    garis = line(
        "Disiplin", "satu", [("a", 100, ""), ("b", None, ""), ("c", 50, "")], bawah=0, atas=100
    )
    assert len(garis.titik) == 2
    assert garis.ruas == []
    assert garis.titik[0].y < garis.titik[1].y


def test_parts_never_go_beyond_the_bar() -> None:
    bagian = parts({"a": 1, "b": 1, "c": 1}, {"a": "A", "b": "B", "c": "C"})
    assert sum(b.lebar for b in bagian) <= 1000
    assert [b.x for b in bagian] == [0, 333, 666]
