"""Findings of a month that come from posts, leave and contributions: each kind from its facts.

The kinds about taps and results of work stand beside the holds, in test_prasyarat_temuan.
"""

from datetime import date

import pytest
from psycopg.types.range import DateRange
from tests.tpp import bulan_kecil as kecil
from tests.tpp.test_prasyarat_temuan import found, orang, run

from selaras.core.masa import berlaku_sejak
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.cuti.services import ensure_jenis
from selaras.hukum import Law
from selaras.organisasi.models import BesaranTPP, Jabatan
from selaras.pegawai.models import GajiBulanan, RiwayatJabatan
from selaras.presensi.models import Ketukan
from selaras.tpp.models import TemuanVerifikasi

pytestmark = pytest.mark.django_db
IZIN = {"presensi.izin": {"DL": 0, "CT": 0, "CBER": 0, "CB": 0}}


def _on_leave(n: int, terakhir: date) -> None:
    """A big leave from the month's first day on; no taps while it lasts."""
    ensure_jenis()
    Ketidakhadiran.objects.create(
        pegawai=orang(n), jenis=JenisKetidakhadiran.objects.get(kode="CB"), no_surat="1",
        tanggal_surat=date(2025, 9, 20), berlaku=DateRange(date(2025, 10, 1), terakhir, "[]"),
    )  # fmt: skip
    Ketukan.objects.filter(pegawai=orang(n), waktu__date__lte=terakhir).delete()


def test_paid_while_on_long_leave_is_found_from_the_fifteenth_working_day_on() -> None:
    instansi = kecil.build()
    _on_leave(1, date(2025, 10, 21))  # 15 working days
    _on_leave(2, date(2025, 10, 20))  # 14
    run(instansi, **IZIN)
    assert [nama for nama, _ in found("cuti_panjang")] == ["Pegawai 1"]
    satu = TemuanVerifikasi.objects.get(jenis="cuti_panjang")
    assert satu.alasan == "Dibayar tanpa pengurang selama 15 hari cuti panjang"
    assert satu.keparahan == TemuanVerifikasi.Keparahan.BERAT


def test_two_posts_in_a_month_are_found_with_their_number() -> None:
    instansi = kecil.build()
    lama = RiwayatJabatan.objects.get(pegawai=orang(3))
    lama.berlaku = berlaku_sejak(kecil.AWAL, date(2025, 10, 15))
    lama.save()
    baru = Jabatan.objects.create(
        unit=lama.jabatan.unit, kode="J9", nama="Analis Utama", jenis="pelaksana", kelas=8,
        berlaku=berlaku_sejak(kecil.AWAL),
    )  # fmt: skip
    BesaranTPP.objects.create(
        jabatan=baru, beban_kerja=3_000_000, prestasi_kerja=1_500_000,
        berlaku=berlaku_sejak(kecil.AWAL),
    )  # fmt: skip
    RiwayatJabatan.objects.create(
        pegawai=orang(3), jabatan=baru, berlaku=berlaku_sejak(date(2025, 10, 15))
    )
    run(instansi)
    assert [nama for nama, _ in found("dua_jabatan")] == ["Pegawai 3"]
    assert TemuanVerifikasi.objects.get(jenis="dua_jabatan").alasan == (
        "Memangku 2 jabatan bulan ini"
    )


def test_an_acting_post_paid_besides_ones_own_is_found_with_what_it_adds() -> None:
    instansi = kecil.build()
    kepala = Jabatan.objects.create(
        unit=Jabatan.objects.get(kode="J5").unit, kode="K1", nama="Kepala Bidang",
        jenis="struktural", kelas=11, berlaku=berlaku_sejak(kecil.AWAL),
    )  # fmt: skip
    BesaranTPP.objects.create(
        jabatan=kepala, beban_kerja=4_000_000, prestasi_kerja=2_000_000,
        berlaku=berlaku_sejak(kecil.AWAL),
    )  # fmt: skip
    RiwayatJabatan.objects.create(
        pegawai=orang(5), jabatan=kepala, penugasan="PLT", cara_plt="plt20",
        berlaku=berlaku_sejak(date(2025, 8, 1)),
    )  # fmt: skip
    run(instansi)
    tambahan = Law.load().pada(date(2025, 10, 1)).nilai("tpp.plt_tambahan")
    assert found("dua_jabatan") == [("Pegawai 5", 6_000_000 * tambahan // 10_000)]
    assert "Plt yang dibayar" in TemuanVerifikasi.objects.get(jenis="dua_jabatan").alasan


def test_a_salary_whose_contribution_leaves_negative_room_is_found_with_the_excess() -> None:
    instansi = kecil.build()
    aturan = Law.load().pada(date(2025, 10, 1))
    batas = aturan.nilai("jkn.batas_upah") * aturan.nilai("jkn.pegawai") // 10_000
    GajiBulanan.objects.filter(pegawai=orang(1)).update(iwp=batas + 1)
    GajiBulanan.objects.filter(pegawai=orang(2)).update(iwp=batas)
    run(instansi)
    assert found("jkn_minus") == [("Pegawai 1", 1)]
    assert TemuanVerifikasi.objects.get(jenis="jkn_minus").alasan.startswith("IWP gaji Rp120.001")
