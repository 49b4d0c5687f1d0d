"""Draws up the board of today's expectations: who works, from when, who is away by letter.

By the same rules as the month's sheets. Writes only rows that changed; taps by papan_ketukan.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from django.db import connection, transaction
from numpy.typing import NDArray
from psycopg import sql

from selaras.aturan.jadwal import SEHARI, Rentang
from selaras.aturan.presensi import KOSONG, ParameterPresensi
from selaras.aturan.presensi.kisi import Kisi, Orang, susun_izin, susun_kisi
from selaras.core.frames import one_snapshot, read_frame
from selaras.cuti.models import JenisKetidakhadiran
from selaras.hukum import Law
from selaras.organisasi.models import Instansi
from selaras.presensi.models import PapanHadir, PapanHari
from selaras.presensi.selectors.masukan import Lingkup, load_masukan, load_scope
from selaras.presensi.services.hitung.papan_ketukan import (
    lock_board,
    refresh_all_taps,
    refresh_new_taps,
)

Harapan = PapanHadir.Harapan
SEGAR = timedelta(minutes=15)  # an older board is drawn up again by the page that needs it
_KOLOM = (
    "pegawai_id", "instansi_id", "unit_id", "harapan", "sejak", "masuk", "terlambat_sejak",
    "pulang_sejak",
)  # fmt: skip
_POS = """
select distinct on (r.pegawai_id) r.pegawai_id, j.unit_id
from pegawai_riwayatjabatan r join organisasi_jabatan j on j.id = r.jabatan_id
where r.penugasan = 'D' and r.berlaku @> {hari}::date and r.pegawai_id {orang}
order by r.pegawai_id, r.id
"""


def ensure_board(*, instansi: Instansi, at: datetime) -> PapanHari:
    """The government's board of today with the taps until now; drawn up when none or old."""
    hari = at.astimezone(ZoneInfo(instansi.zona)).date()
    ada = PapanHari.objects.filter(instansi=instansi).first()
    if ada and ada.tanggal == hari and at - SEGAR <= ada.disusun_pada <= at:
        refresh_new_taps(instansi_id=instansi.pk, at=at)
        return ada
    return draw_board(instansi=instansi, at=at)


@transaction.atomic
def draw_board(*, instansi: Instansi, at: datetime, law: Law | None = None) -> PapanHari:
    """Draw it up now. Raises NotInForce and KalenderKosong as the rules do, and keeps the old.

    Two at once draw the same board; the second waits and changes nothing.
    """
    hari = at.astimezone(ZoneInfo(instansi.zona)).date()
    p = ParameterPresensi.dari((law or Law.load()).pada(hari, instansi.daerah))
    rentang = Rentang(hari, 1)
    lock_board(instansi.pk)
    with one_snapshot():
        lingkup = load_scope(instansi_id=instansi.pk, rentang=rentang)
        frame = _expectations(lingkup, hari, p, at)
    _write(instansi.pk, frame)
    refresh_all_taps(instansi_id=instansi.pk, at=at)
    return PapanHari.objects.update_or_create(
        instansi=instansi,
        defaults={"tanggal": hari, "disusun_pada": at, "jeda_menit": p.jendela.jeda_min},
    )[0]


def _expectations(lingkup: Lingkup, hari: date, p: ParameterPresensi, at: datetime) -> pl.DataFrame:
    """A row a person in the columns of the table."""
    masukan = load_masukan(lingkup, kini=at)
    orang = Orang.dari(masukan.orang)
    kisi = susun_kisi(
        orang, lingkup.rentang, masukan.penugasan, masukan.roster, masukan.hari_jadwal
    )
    masuk, pulang = _shift(kisi, orang, hari, p, at)
    izin = susun_izin(orang, lingkup.rentang, masukan.izin).jenis[0]
    tengah_malam = datetime.combine(hari, time(), UTC)
    lepas = masuk == KOSONG
    awal = np.where(lepas, 0, masuk - p.jendela.masuk_sebelum)
    frame = pl.DataFrame(
        {
            "pegawai_id": orang.pegawai_id,
            "harapan": np.where(lepas, int(Harapan.LIBUR), _harapan(izin)),
            "sejak": awal - orang.zona,
            "masuk": masuk - orang.zona,
            "terlambat_sejak": masuk + p.toleransi + 1 - orang.zona,
            "pulang_sejak": pulang - p.jendela.pulang_sebelum - orang.zona,
            "lepas": lepas,
        }
    )
    saat = [
        (pl.lit(tengah_malam) + pl.duration(minutes=pl.col(n))).alias(n)
        for n in ("sejak", "masuk", "terlambat_sejak", "pulang_sejak")
    ]
    kosong = [
        pl.when("lepas").then(None).otherwise(pl.col(n)).alias(n)
        for n in ("masuk", "terlambat_sejak", "pulang_sejak")
    ]
    pos = read_frame(
        sql.SQL(_POS).format(hari=sql.Literal(hari), orang=lingkup.orang()),
        {"pegawai_id": pl.Int64, "unit_id": pl.Int64},
        large=lingkup.besar,
    )
    return (
        frame.with_columns(saat)
        .with_columns(kosong)
        .join(pos, on="pegawai_id", how="left")
        .with_columns(instansi_id=pl.lit(lingkup.instansi_id))
        .select(_KOLOM)
    )


def _shift(
    kisi: Kisi, orang: Orang, hari: date, p: ParameterPresensi, at: datetime
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Today's hours; before today's window opens, those of a night shift that still runs."""
    masuk, pulang = kisi.masuk[1].astype(np.int32), kisi.pulang[1].astype(np.int32)
    kini = (at - datetime.combine(hari, time(), UTC)) // timedelta(minutes=1) + orang.zona
    malam = (kisi.pulang[0] != KOSONG) & (kisi.pulang[0] > SEHARI)
    sisa = kini <= kisi.pulang[0].astype(np.int32) - SEHARI + p.jendela.jeda_min
    belum_buka = (masuk == KOSONG) | (kini < masuk - p.jendela.masuk_sebelum)
    semalam = malam & sisa & belum_buka
    return (
        np.where(semalam, kisi.masuk[0].astype(np.int32) - SEHARI, masuk),
        np.where(semalam, kisi.pulang[0].astype(np.int32) - SEHARI, pulang),
    )


def _harapan(jenis: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Whole-day absences by their group; a permission under which one works is no absence."""
    tabel = np.full(256, int(Harapan.KERJA), np.int64)
    kelompok = {"cuti": Harapan.CUTI, "dinas": Harapan.DINAS}
    for j in JenisKetidakhadiran.objects.filter(sehari_penuh=True):
        tabel[j.pk] = int(kelompok.get(j.kelompok, Harapan.KERJA))
    return tabel[jenis]


def _write(instansi_id: int, frame: pl.DataFrame) -> None:
    """Take over what changed, by COPY through a temporary table; people who left go."""
    isi = [k for k in _KOLOM if k != "pegawai_id"]
    with connection.cursor() as cursor:
        cursor.execute("create temp table papan_baru (like presensi_papanhadir) on commit drop")
        with cursor.copy(
            sql.SQL("copy papan_baru ({}) from stdin (format csv)").format(
                sql.SQL(", ").join(map(sql.Identifier, _KOLOM))
            )
        ) as copy:
            copy.write(
                frame.write_csv(include_header=False, datetime_format="%Y-%m-%d %H:%M:%S+00")
            )
        ganti = ", ".join(f"{k} = excluded.{k}" for k in isi)
        lama = ", ".join(f"p.{k}" for k in isi)
        baru = ", ".join(f"excluded.{k}" for k in isi)
        cursor.execute(
            f"insert into presensi_papanhadir as p ({', '.join(_KOLOM)}) "  # noqa: S608
            f"select {', '.join(_KOLOM)} from papan_baru "
            f"on conflict (pegawai_id) do update set {ganti} "
            f"where ({lama}) is distinct from ({baru})"
        )
        cursor.execute(
            "delete from presensi_papanhadir p where p.instansi_id = %s and not exists "
            "(select from papan_baru b where b.pegawai_id = p.pegawai_id)",
            [instansi_id],
        )
        cursor.execute("drop table papan_baru")
