"""Loads the sample regency into an empty database, once; finds it there the next time.

Rows go in by COPY in one transaction. What a month comes to is tpp's to compute (bulan.py).
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import polars as pl
from django.core.management.base import CommandError
from django.db import connection, transaction

from selaras.arahan.models import RingkasPekan
from selaras.arahan.services import make_brief
from selaras.contoh import bingkai_orang, bingkai_presensi, bingkai_tpp
from selaras.contoh.acara import tell_events
from selaras.contoh.akun import Masuk, buat_akun, daftar_masuk
from selaras.contoh.aplikasi_lain import isi_aplikasi
from selaras.contoh.besar import tabel_besar
from selaras.contoh.bulan import siapkan_bulan
from selaras.contoh.cacat_simpeg import beri_cacat
from selaras.contoh.dunia import SKALA
from selaras.contoh.ketukan_orang import isi_ketukan_orang
from selaras.contoh.koreksi import tell_corrections
from selaras.contoh.mesin_hidup import isi_mesin
from selaras.contoh.muat import muat_tabel
from selaras.contoh.muat_kinerja import muat_kinerja
from selaras.contoh.muat_simpeg import muat_simpeg
from selaras.contoh.rakit import rakit
from selaras.contoh.sistem_lama import hand_in
from selaras.contoh.usul_berkas import tell_files
from selaras.contoh.wilayah import beri_peta
from selaras.core import waktu
from selaras.core.permissions import system_actor
from selaras.cuti.services import ensure_jenis
from selaras.kotak.models import KotakBulan
from selaras.kotak.tasks import make_everything
from selaras.organisasi.models import Instansi
from selaras.periode.models import PeriodeUnit
from selaras.presensi.services import ensure_partitions, seed_calendar
from selaras.simpeg.models import PeriksaBerkas
from selaras.simpeg.services.periksa import check_files
from selaras.tpp.models import HasilLama

KODE = "CTH"
TABEL = bingkai_orang.TABEL | bingkai_presensi.TABEL | bingkai_tpp.TABEL
AWAL = datetime(2025, 9, 1, tzinfo=UTC)  # when the sample's officers set it up
WAJIB = 1_285
_KUNCI = 7_102_025  # advisory lock: two starts at once load once


def is_loaded() -> bool:
    """Whether this database holds the sample regency."""
    return Instansi.objects.filter(kode=KODE).exists()


def tabel(skala: str, pegawai: int = 0) -> Iterator[tuple[str, pl.DataFrame]]:
    """Every table of the regency with its rows, in an order that foreign keys allow.

    With more people than the scale has, tables come a second time with theirs.
    """
    d = rakit(skala)
    isi: dict[str, pl.DataFrame] = {}
    for nama, bingkai in TABEL.items():
        isi[nama] = bingkai(d)
        yield nama, isi[nama]
    if pegawai > len(d.orang):
        yield from tabel_besar(d, isi, pegawai - len(d.orang))


def build(
    skala: str = "penuh", progress: Callable[[str], None] = lambda _: None, pegawai: int = 0
) -> int:
    """Load the regency ("penuh", "sebulan", "kecil") unless it is there; how many rows went in."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_KUNCI])
        if is_loaded():
            return 0
        if Instansi.objects.exists():
            raise CommandError(
                "Basis data ini sudah berisi pemerintah daerah lain. Kabupaten contoh hanya dimuat "
                "ke basis data kosong; pakai SELARAS_DATA atau DATABASE_URL lain untuk mencoba."
            )
        ensure_jenis()
        seed_calendar(at=AWAL)
        skala_ini = SKALA[skala]
        tepi = (skala_ini.mulai - timedelta(1), skala_ini.sampai + timedelta(1))
        ensure_partitions([*tepi, *skala_ini.hari])
        jumlah = muat_tabel(tabel(skala, pegawai), progress)
        if skala != "sebulan":  # larger regencies are for the month alone
            jumlah += muat_kinerja(rakit(skala), progress)
            isi_mesin(Instansi.objects.get(kode=KODE))
            jumlah += muat_simpeg(rakit(skala), progress)
            beri_peta(Instansi.objects.get(kode=KODE))
            beri_cacat(rakit(skala))
        buat_akun(rakit(skala))
        if skala != "sebulan":
            isi_ketukan_orang()
            isi_aplikasi(Instansi.objects.get(kode=KODE))
        return jumlah


def load_demo(
    skala: str = "penuh", progress: Callable[[str], None] = lambda _: None, pegawai: int = 0
) -> None:
    """The regency with its months as the demo shows them: paid, computed, open."""
    build(skala, progress, pegawai)
    instansi = Instansi.objects.get(kode=KODE)
    # What is loaded decides, not what was asked for: a large regency has one month only.
    periode = sorted(set(PeriodeUnit.objects.values_list("periode", flat=True)))
    siapkan_bulan(instansi, periode, bayar=len(periode) > 1, lapor=progress)
    if skala == "penuh":
        tell_corrections()
        tell_events()
        tell_files()
    _after_the_months(instansi, progress)


def _after_the_months(instansi: Instansi, progress: Callable[[str], None]) -> None:
    """What follows from computed months: boxes, cases, the old system's month, the weeks."""
    at = waktu.now()
    progress("Menyusun kotak kinerja dan kasus pembinaan")
    make_everything(at)
    bulan = KotakBulan.objects.order_by("periode").values_list("periode", flat=True)
    if (terakhir := bulan.last()) and not HasilLama.objects.exists():
        hand_in(instansi, terakhir, at=at)
    if (hari_ini := waktu.sample_day()) and not RingkasPekan.objects.exists():
        for hari in (hari_ini - timedelta(days=7), hari_ini):
            make_brief(instansi, hari, at)
    if hari_ini and not PeriksaBerkas.objects.exists():
        progress("Memeriksa berkas kepegawaian")
        for hari in (hari_ini - timedelta(days=30), hari_ini):
            check_files(instansi=instansi, pada=hari, actor=system_actor("Contoh", at=at))


def ensure_demo(
    progress: Callable[[str], None] = lambda _: None, pegawai: int | None = None
) -> list[Masuk]:
    """Load the demo where it isn't yet; the sample logins.

    Up to the regency's own number of people: three months. More: one month of a larger one.
    """
    skala = _skala(pegawai or 0)
    load_demo(skala, progress, pegawai or 0)
    return daftar_masuk()


def load_only(progress: Callable[[str], None] = lambda _: None, pegawai: int = 0) -> int:
    """The facts without any computed month."""
    return build(_skala(pegawai), progress, pegawai)


def _skala(pegawai: int) -> str:
    # Making the whole regency to count it takes a second: only for who asks for many.
    besar = pegawai > WAJIB and pegawai > len(rakit("penuh").orang)
    return "sebulan" if besar else "penuh"
