"""A leader's year: what runs kept, summed; what is not known is said, not shown as nought."""

import pytest
from django.test import Client
from tests.izin.conftest import *  # noqa: F403
from tests.izin.dunia import Dunia

from selaras.core.halaman.garis import line, parts
from selaras.core.permissions import system_actor
from selaras.core.waktu import now
from selaras.periode.models import PeriodeUnit
from selaras.tpp.models import AnggaranTPP, HitunganBulan, HitunganUnit
from selaras.web.ringkasan.selectors import year_summary

pytestmark = pytest.mark.django_db
SISTEM = system_actor("uji", at=now())


def _month(dunia: Dunia, periode: int, **isi: object) -> HitunganUnit:
    """A computed month of one SKPD, ten people."""
    skpd = dunia.unit["dinas alam"]
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
