"""Writes month sheets: whole months in a run, single days in a re-fold; never a locked month."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import polars as pl
from django.db import connection, transaction
from numpy.typing import NDArray
from psycopg import sql

from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi import ParameterPresensi, hitung_presensi, jumlah_lembar
from selaras.core.audit.services import record
from selaras.core.copying import copy_columns
from selaras.core.frames import one_snapshot, read_frame
from selaras.core.halaman.format import periode_id
from selaras.core.permissions import Actor
from selaras.hukum import Aturan
from selaras.periode.selectors import locked_skpd_ids
from selaras.presensi import lembar
from selaras.presensi.models import HariTersentuh
from selaras.presensi.selectors.bulan import BulanPresensi, hari_sebulan
from selaras.presensi.selectors.masukan import Lingkup, load_masukan, load_scope

TABEL = "presensi_lembarpresensi"
SEBAB_LIPAT = "Presensi hari itu berubah setelah bulannya terkunci"


@dataclass(frozen=True, slots=True)
class HasilLipat:
    """What a re-fold did, in persons."""

    diperbarui: int
    dibuat: int
    terkunci: int  # the day of a locked month would now be different: recorded, not changed


def write_sheets(bulan: BulanPresensi) -> int:
    """Replace the month's sheets of these people; how many were written.

    Call inside the transaction of the partition: delete and COPY, so that a retry is safe.
    People whose SKPD (the sheet's, or the month's) is locked are left as they are.
    """
    lock_sheets(bulan.periode)
    terkunci = locked_skpd_ids(bulan.periode)
    ids = bulan.hasil.pegawai_id
    boleh = ~np.isin(bulan.skpd_id, list(terkunci))
    if terkunci:
        boleh &= ~np.isin(ids, list(_pegawai_terkunci(bulan.periode, terkunci)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"delete from {TABEL} where periode = %s and pegawai_id = any(%s)",  # noqa: S608
            [bulan.periode, ids[boleh].tolist()],
        )
    hari, skpd = bulan.hasil.hari[boleh], bulan.skpd_id[boleh]
    for ada in (skpd >= 0, skpd < 0):
        kolom = _kolom(bulan.periode, ids[boleh][ada], hari[ada])
        if len(kolom["periode"]):
            copy_columns(TABEL, kolom | ({"skpd_id": skpd[ada]} if skpd[ada][0] >= 0 else {}))
    return int(boleh.sum())


@transaction.atomic
def recompute_days(
    *,
    instansi_id: int,
    tanggal: date,
    aturan: Aturan,
    at: datetime,
    skpd_ids: Collection[int] | None = None,
    pegawai_ids: Collection[int] | None = None,
    sebab: str = SEBAB_LIPAT,
) -> HasilLipat:
    """Fold one date again from its facts and patch that day of the month's sheets.

    People without a sheet get their whole month. In a locked month nothing changes; where the
    day would now differ, a HariTersentuh is recorded for a later month's correction.
    """
    periode = tanggal.year * 100 + tanggal.month
    lock_sheets(periode)
    p = ParameterPresensi.dari(aturan)
    with one_snapshot():
        lingkup = load_scope(
            instansi_id=instansi_id,
            rentang=Rentang(tanggal, 1),
            skpd_ids=skpd_ids,
            pegawai_ids=pegawai_ids,
        )
        masukan = load_masukan(lingkup, kini=at)
        lama = _load_sheets(periode, lingkup)
    hasil = hitung_presensi(masukan, lingkup.rentang, p)
    letak = np.searchsorted(hasil.pegawai_id, lama["pegawai_id"].to_numpy())
    penuh = lembar.decode(lama["hari"].to_list()).copy()
    baru = hasil.hari[letak, 0]
    berubah = penuh[:, tanggal.day - 1] != baru
    terkunci = lama["skpd_id"].is_in(list(locked_skpd_ids(periode))).fill_null(False).to_numpy()
    _record_touched(lama["pegawai_id"].to_numpy()[berubah & terkunci], tanggal, sebab, at)
    tulis = berubah & ~terkunci
    penuh[tulis, tanggal.day - 1] = baru[tulis]
    _update(periode, lama["pegawai_id"].to_numpy()[tulis], penuh[tulis])
    tanpa = np.setdiff1d(hasil.pegawai_id, lama["pegawai_id"].to_numpy())
    dibuat = 0
    if len(tanpa):
        bulan = hari_sebulan(
            instansi_id=instansi_id,
            periode=periode,
            aturan=aturan,
            pegawai_ids=tanpa.tolist(),
            kini=at,
        )
        dibuat = write_sheets(bulan)
    return HasilLipat(int(tulis.sum()), dibuat, int((berubah & terkunci).sum()))


@transaction.atomic
def fold_month(
    *,
    instansi_id: int,
    periode: int,
    aturan: Aturan,
    at: datetime,
    actor: Actor,
    skpd_ids: Collection[int] | None = None,
) -> int:
    """Fold a month of some SKPD from its facts up to `at` and write its sheets; how many people.

    Locked units keep theirs. Raises NotInForce and KalenderKosong, and writes nothing then.
    """
    bulan = hari_sebulan(
        instansi_id=instansi_id, periode=periode, aturan=aturan, skpd_ids=skpd_ids, kini=at
    )
    jumlah = write_sheets(bulan)
    record(
        actor=actor,
        aksi="presensi.compute",
        instansi_id=instansi_id,
        keterangan=f"Presensi {periode_id(periode)} disusun untuk {jumlah} pegawai",
    )
    return jumlah


def lock_sheets(periode: int) -> None:
    """One writer of a month's sheets at a time: a patch reads what it rewrites."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('lembar'), %s)", [periode])


def _pegawai_terkunci(periode: int, skpd: Collection[int]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select pegawai_id from {TABEL} where periode = %s and skpd_id = any(%s)",  # noqa: S608
            [periode, list(skpd)],
        )
        return {baris[0] for baris in cursor.fetchall()}


def _kolom(periode: int, ids: NDArray[np.int64], hari: NDArray[np.void]) -> dict[str, NDArray[Any]]:
    """The columns of sheets, ready for binary COPY."""
    return {
        "periode": np.full(len(ids), periode, np.int32),
        "pegawai_id": ids.astype(np.int64),
        "hari": lembar.encode(hari),
        **jumlah_lembar(hari),
    }


def _load_sheets(periode: int, lingkup: Lingkup) -> pl.DataFrame:
    frame = read_frame(
        sql.SQL(
            "select pegawai_id, skpd_id, hari from presensi_lembarpresensi "
            "where periode = {} and pegawai_id {}"
        ).format(sql.Literal(periode), lingkup.orang()),
        {"pegawai_id": pl.Int64, "skpd_id": pl.Int64, "hari": pl.Binary},
        large=lingkup.besar,
    )
    return frame.join(lingkup.frame.select("pegawai_id"), on="pegawai_id", how="semi")


def _update(periode: int, ids: NDArray[np.int64], hari: NDArray[np.void]) -> None:
    """Rewrite sheets that exist, through a temporary table."""
    if not len(ids):
        return
    kolom: Mapping[str, NDArray[Any]] = _kolom(periode, ids, hari)
    isi = [nama for nama in kolom if nama not in {"periode", "pegawai_id"}]
    with connection.cursor() as cursor:
        cursor.execute(
            f"create temp table lembar_baru on commit drop as "  # noqa: S608
            f"select {', '.join(kolom)} from {TABEL} with no data"
        )
        copy_columns("lembar_baru", kolom)
        ganti = ", ".join(f"{nama} = b.{nama}" for nama in isi)
        cursor.execute(
            f"update {TABEL} l set {ganti} from lembar_baru b "  # noqa: S608
            "where l.periode = %s and l.pegawai_id = b.pegawai_id",
            [periode],
        )
        cursor.execute("drop table lembar_baru")


def _record_touched(ids: NDArray[np.int64], tanggal: date, sebab: str, at: datetime) -> None:
    HariTersentuh.objects.bulk_create(
        [
            HariTersentuh(pegawai_id=int(i), tanggal=tanggal, sebab=sebab, dicatat_pada=at)
            for i in ids
        ],
        batch_size=5000,
        ignore_conflicts=True,
    )
