"""Frames that the rules of attendance read: who, timetables, taps, absences, corrections.

Each is one query whatever the number of people. Large scopes are read by ADBC (committed rows).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
from psycopg import sql

from selaras.aturan.jadwal import Rentang, hari_jadwal
from selaras.aturan.presensi import Masukan
from selaras.core.frames import read_frame
from selaras.organisasi.models import ZONA_JAM, Instansi
from selaras.pegawai.models import Pegawai
from selaras.presensi.selectors import kueri

BESAR = 2_000  # persons from which ADBC pays for its connection
_ID = pl.Int64


class KalenderKosong(Exception):
    """No holidays are known for a year: its working days would be wrong."""


@dataclass(frozen=True, slots=True)
class Lingkup:
    """Whose attendance: a government's people, or some of its SKPD or persons.

    frame: pegawai_id, skpd_id (null = no post), zona_menit; those in service within `rentang`.
    """

    instansi_id: int
    rentang: Rentang
    frame: pl.DataFrame
    semua: bool  # nobody of the government is left out

    @property
    def besar(self) -> bool:
        return self.frame.height >= BESAR

    def orang(self) -> sql.Composable:
        """`= any(...)` on person ids for a small scope, else nothing: the rules ignore others."""
        if self.semua:
            return sql.SQL("is not null")
        ids = self.frame["pegawai_id"].to_list()
        return sql.SQL("= any({}::bigint[])").format(sql.Literal(ids))


def load_scope(
    *,
    instansi_id: int,
    rentang: Rentang,
    skpd_ids: Collection[int] | None = None,
    pegawai_ids: Collection[int] | None = None,
) -> Lingkup:
    """People in service on a day of `rentang`, with the SKPD and zone of their last post in it.

    Both filters None = everyone; a small `pegawai_ids` is the quick way for one page.
    """
    frame = read_frame(
        kueri.orang(instansi_id, rentang, skpd_ids, pegawai_ids),
        {"pegawai_id": _ID, "skpd_id": _ID, "zona": pl.String},
        large=_is_large(instansi_id, pegawai_ids),
    )
    menit = {str(zona): jam * 60 for zona, jam in ZONA_JAM.items()}
    frame = frame.with_columns(
        zona_menit=pl.col("zona").replace_strict(menit, return_dtype=pl.Int32)
    ).drop("zona")
    return Lingkup(instansi_id, rentang, frame, skpd_ids is None and pegawai_ids is None)


def _is_large(instansi_id: int, pegawai_ids: Collection[int] | None) -> bool:
    if pegawai_ids is not None:
        return len(pegawai_ids) >= BESAR
    return Pegawai.objects.filter(instansi_id=instansi_id)[:BESAR].count() >= BESAR


def load_masukan(lingkup: Lingkup, *, kini: datetime | None = None) -> Masukan:
    """Everything `aturan.presensi.hitung_presensi` needs for the scope and its span."""
    rentang, besar = lingkup.rentang, lingkup.besar
    orang = lingkup.orang()
    return Masukan(
        orang=lingkup.frame.select("pegawai_id", "zona_menit"),
        penugasan=read_frame(
            kueri.penugasan(lingkup.instansi_id, rentang, orang),
            {"pegawai_id": _ID, "mulai": pl.Date, "sampai": pl.Date, "jadwal_id": _ID},
            large=besar,
        ),
        hari_jadwal=load_hari_jadwal(lingkup.instansi_id, rentang),
        ketukan=read_frame(
            kueri.ketukan(rentang, orang, kini),
            {"pegawai_id": _ID, "waktu": pl.Datetime("us", "UTC")},
            large=besar,
        ),
        roster=read_frame(
            kueri.roster(rentang, orang),
            {"pegawai_id": _ID, "tanggal": pl.Date, "jadwal_id": _ID},
            large=besar,
        ),
        izin=read_frame(
            kueri.izin(rentang, orang),
            {"pegawai_id": _ID, "mulai": pl.Date, "sampai": pl.Date, "jenis": pl.UInt8},
            large=besar,
        ),
        koreksi=read_frame(
            kueri.koreksi(rentang, orang),
            {"pegawai_id": _ID, "tanggal": pl.Date, "masuk": pl.Int16, "pulang": pl.Int16},
            large=besar,
        ),
        kini=kini,
    )


def load_hari_jadwal(instansi_id: int, rentang: Rentang) -> pl.DataFrame:
    """Expected times of every timetable of the government over the span, one day more each side.

    Raises KalenderKosong when a year of the span has no holiday at all.
    """
    luas = rentang.diperluas
    libur = _holidays(instansi_id, rentang)
    return hari_jadwal(
        read_frame(
            kueri.jadwal(instansi_id),
            {
                "jadwal_id": _ID, "hari": pl.Int8, "masuk": pl.Int16, "pulang": pl.Int16,
                "masuk_ramadan": pl.Int16, "pulang_ramadan": pl.Int16, "ikut_libur": pl.Boolean,
            },
        ),
        libur.filter(pl.col("tanggal").is_between(luas.awal, luas.akhir)),
        read_frame(kueri.ramadan(luas), {"mulai": pl.Date, "sampai": pl.Date}),
        luas,
    )  # fmt: skip


def _holidays(instansi_id: int, rentang: Rentang) -> pl.DataFrame:
    """Those of the span's whole years and the days beside it; a year without any is an error."""
    luas = rentang.diperluas
    awal = min(date(rentang.awal.year, 1, 1), luas.awal)
    akhir = max(date(rentang.akhir.year, 12, 31), luas.akhir)
    libur = read_frame(
        kueri.libur(instansi_id, Rentang(awal, (akhir - awal).days + 1)),
        {"tanggal": pl.Date, "cuti_bersama": pl.Boolean},
    )
    tahun = {rentang.awal.year, rentang.akhir.year}
    if kosong := sorted(tahun - set(libur["tanggal"].dt.year().to_list())):
        instansi = Instansi.objects.get(pk=instansi_id)
        raise KalenderKosong(
            f"Kalender {instansi} tahun {kosong[0]} masih kosong: isi hari libur dan cuti bersama "
            "di halaman Kalender sebelum menghitung."
        )
    return libur
