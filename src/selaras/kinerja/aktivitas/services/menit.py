"""A month's approved minutes into PenilaianBulanan, for one government in a few statements.

What TPP adds for leave and duty days (kinerja.kredit_menit) it adds itself from the month's sheet,
so the stored minutes are those of work alone. A figure by hand or from a file is never touched.
"""

from collections.abc import Collection
from datetime import datetime

import numpy as np
import polars as pl
from django.db import connection, transaction
from psycopg import sql

from selaras.aturan.aktivitas import ParameterAktivitas, with_menit_diakui
from selaras.aturan.jadwal import Rentang
from selaras.core.audit.services import record
from selaras.core.copying import copy_columns
from selaras.core.frames import one_snapshot, read_frame
from selaras.core.permissions import Actor
from selaras.hukum import Law
from selaras.organisasi.models import Instansi
from selaras.periode.models import STATUS_TERKUNCI
from selaras.presensi import lembar

BESAR = 2_000  # people from which ADBC pays
SUMBER = "aktivitas"
_I = pl.Int64
CARA_MENIT = ("menit_ambang", "menit_proporsional", "menit_pita")

_TULIS = """
insert into kinerja_penilaianbulanan
    (pegawai_id, periode, menit, menit_aktivitas, predikat, sumber, keterangan)
select m.pegawai_id, %(periode)s, m.menit, true, '', %(sumber)s, ''
from menit_bulan m
on conflict (periode, pegawai_id) do update
set menit = excluded.menit, menit_aktivitas = true
where (kinerja_penilaianbulanan.menit is null or kinerja_penilaianbulanan.menit_aktivitas)
    and kinerja_penilaianbulanan.menit is distinct from excluded.menit
"""


def save_month_minutes(
    *,
    instansi: Instansi,
    periode: int,
    actor: Actor,
    at: datetime,
    pegawai_ids: Collection[int] | None = None,
) -> int:
    """Sum the month and store it; how many results changed. Locked units' people are left alone.

    Where the region values work by minutes, who entered nothing gets 0. Run it before the month's
    computation; running it again changes nothing.
    """
    del at
    rentang = Rentang.bulan(periode)
    aturan = Law.load().pada(rentang.awal, instansi.daerah)
    p = ParameterAktivitas.dari(aturan)
    menit = month_minutes(instansi.pk, periode, p, pegawai_ids)
    if aturan.ada("kinerja.cara") and aturan.pilihan("kinerja.cara") in CARA_MENIT:
        wajib = _obliged(instansi.pk, rentang, pegawai_ids)
        menit = pl.concat([menit, wajib.join(menit, on="pegawai_id", how="anti").with_columns(
            menit=pl.lit(0, dtype=_I))])  # fmt: skip
    with transaction.atomic():
        menit = menit.join(_locked(instansi.pk, periode), on="pegawai_id", how="anti")
        berubah = _write(menit, periode)
        if berubah:
            record(
                actor=actor, aksi="kinerja.record", objek=instansi, instansi_id=instansi.pk,
                keterangan=f"Menit aktivitas {periode}: {berubah} pegawai",
            )  # fmt: skip
    return berubah


def _write(menit: pl.DataFrame, periode: int) -> int:
    """Store the sums where they differ; how many did."""
    with connection.cursor() as cursor:
        cursor.execute("create temp table menit_bulan (pegawai_id bigint, menit integer)")
        if menit.height:
            copy_columns(
                "menit_bulan",
                {
                    "pegawai_id": menit["pegawai_id"].to_numpy(),
                    "menit": menit["menit"].cast(pl.Int32).to_numpy(),
                },
            )
        cursor.execute(_TULIS, {"periode": periode, "sumber": SUMBER})
        berubah = int(cursor.rowcount)
        cursor.execute("drop table menit_bulan")
    return berubah


def month_minutes(
    instansi_id: int,
    periode: int,
    p: ParameterAktivitas,
    pegawai_ids: Collection[int] | None = None,
) -> pl.DataFrame:
    """pegawai_id, menit: what of each person's approved minutes counts beside her presence."""
    rentang = Rentang.bulan(periode)
    besar = pegawai_ids is None or len(pegawai_ids) >= BESAR
    with one_snapshot():
        hari = read_frame(
            sql.SQL(
                "select h.pegawai_id, extract(day from h.tanggal)::int as hari, h.menit_disetujui "
                "as menit from kinerja_hariaktivitas h "
                "join pegawai_pegawai o on o.id = h.pegawai_id "
                "where h.tanggal between {} and {} and h.menit_disetujui > 0 "
                "and o.instansi_id = {} and {}"
            ).format(
                sql.Literal(rentang.awal), sql.Literal(rentang.akhir), sql.Literal(instansi_id),
                _only("h.pegawai_id", pegawai_ids),
            ),
            {"pegawai_id": _I, "hari": _I, "menit": _I},
            large=besar and _committed(),
        )  # fmt: skip
        if p.kehadiran == "tanpa" or not hari.height:
            return hari.group_by("pegawai_id").agg(pl.col("menit").sum()).sort("pegawai_id")
        isi = read_frame(
            sql.SQL(
                "select pegawai_id, hari as lembar from presensi_lembarpresensi "
                "where periode = {} and {}"
            ).format(sql.Literal(periode), _only("pegawai_id", pegawai_ids)),
            {"pegawai_id": _I, "lembar": pl.Binary},
            large=besar and _committed(),
        )
    hari = hari.join(_days(isi), on=["pegawai_id", "hari"], how="left")
    return (
        with_menit_diakui(hari, p)
        .group_by("pegawai_id")
        .agg(menit=pl.col("diakui").sum())
        .sort("pegawai_id")
    )


def _days(isi: pl.DataFrame) -> pl.DataFrame:
    """Sheets as rows of person and day: kode, masuk, pulang."""
    if not isi.height:
        skema = {"pegawai_id": _I, "hari": _I, "kode": pl.UInt8, "masuk": pl.Int16,
                 "pulang": pl.Int16}  # fmt: skip
        return pl.DataFrame(schema=skema)
    semua = lembar.decode(isi["lembar"].to_list())
    orang, banyak = semua.shape
    rata = semua.reshape(-1)
    return pl.DataFrame(
        {
            "pegawai_id": np.repeat(isi["pegawai_id"].to_numpy(), banyak),
            "hari": np.tile(np.arange(1, banyak + 1, dtype=np.int64), orang),
            "kode": np.ascontiguousarray(rata["kode"]),
            "masuk": np.ascontiguousarray(rata["masuk"]),
            "pulang": np.ascontiguousarray(rata["pulang"]),
        }
    )


def _only(kolom: str, ids: Collection[int] | None) -> sql.Composable:
    if ids is None:
        return sql.SQL("true")
    return sql.SQL("{} = any({}::bigint[])").format(sql.SQL(kolom), sql.Literal(list(ids)))


def _committed() -> bool:
    """Whether the large way (another connection) sees all that this one does."""
    return not connection.in_atomic_block


def _obliged(
    instansi_id: int, rentang: Rentang, pegawai_ids: Collection[int] | None
) -> pl.DataFrame:
    return read_frame(
        sql.SQL(
            "select distinct o.id as pegawai_id from pegawai_pegawai o "
            "join pegawai_riwayatstatus s on s.pegawai_id = o.id "
            "where o.instansi_id = {} and s.wajib_kinerja "
            "and s.berlaku && daterange({}, {}, '[]') and {}"
        ).format(
            sql.Literal(instansi_id), sql.Literal(rentang.awal), sql.Literal(rentang.akhir),
            _only("o.id", pegawai_ids),
        ),
        {"pegawai_id": _I},
    )  # fmt: skip


def _locked(instansi_id: int, periode: int) -> pl.DataFrame:
    """People whose month belongs to a locked SKPD, by their latest definitive post in it."""
    rentang = Rentang.bulan(periode)
    return read_frame(
        sql.SQL(
            "select pegawai_id from (select distinct on (r.pegawai_id) r.pegawai_id, u.skpd_id "
            "from pegawai_riwayatjabatan r join organisasi_jabatan j on j.id = r.jabatan_id "
            "join organisasi_unitkerja u on u.id = j.unit_id "
            "where u.instansi_id = {} and r.penugasan = 'D' "
            "and r.berlaku && daterange({}, {}, '[]') order by r.pegawai_id, r.berlaku desc) x "
            "join periode_periodeunit p on p.skpd_id = x.skpd_id and p.periode = {} "
            "where p.status = any({})"
        ).format(
            sql.Literal(instansi_id), sql.Literal(rentang.awal), sql.Literal(rentang.akhir),
            sql.Literal(periode), sql.Literal([str(s) for s in STATUS_TERKUNCI]),
        ),
        {"pegawai_id": _I},
    )  # fmt: skip
