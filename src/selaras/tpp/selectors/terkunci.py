"""The instruments of a locked month as numbers, to be set beside the same month computed today."""

from collections.abc import Collection, Sequence

import polars as pl
from psycopg import sql

from selaras.core.frames import read_frame
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit
from selaras.tpp.selectors.bulan import BESAR

_I = pl.Int64


def locked_runs(instansi_id: int, periode: int) -> dict[int, int]:
    """SKPD whose month is locked -> the run that counts there; months without a run are left out.

    A month locked before the first run here was paid elsewhere: nothing of it can be compared.
    """
    rows = PeriodeUnit.objects.filter(
        skpd__instansi_id=instansi_id, periode=periode, status__in=STATUS_TERKUNCI,
        hitungan_id__isnull=False,
    )  # fmt: skip
    return {skpd: run for skpd, run in rows.values_list("skpd_id", "hitungan_id") if run}


def locked_frame(
    runs: dict[int, int], periode: int, kolom: Sequence[str], *, orang: int
) -> pl.DataFrame:
    """pegawai_id, skpd_id and `kolom` of the instruments that count there; numbers as stored."""
    query = sql.SQL(
        "select i.pegawai_id, i.skpd_id, {} from tpp_instrumenpenilaian i "
        "join unnest({}::bigint[], {}::bigint[]) r(skpd, hitungan) "
        "on r.skpd = i.skpd_id and r.hitungan = i.hitungan_id where i.periode = {}"
    ).format(
        sql.SQL(", ").join(sql.SQL("i.{}").format(sql.Identifier(k)) for k in kolom),
        sql.Literal(list(runs)), sql.Literal(list(runs.values())), sql.Literal(periode),
    )  # fmt: skip
    skema = dict.fromkeys(("pegawai_id", "skpd_id", *kolom), _I)
    return read_frame(query, skema, large=orang >= BESAR)


def counted_elsewhere(instansi_id: int, periode: int, selain: Collection[int]) -> list[int]:
    """People whom an SKPD that is not locked counts in the month: they are paid there."""
    query = sql.SQL(
        "select i.pegawai_id from periode_periodeunit pu "
        "join organisasi_unitkerja u on u.id = pu.skpd_id "
        "join tpp_instrumenpenilaian i on i.hitungan_id = pu.hitungan_id "
        "and i.skpd_id = pu.skpd_id and i.periode = pu.periode "
        "where u.instansi_id = {} and pu.periode = {} and not pu.skpd_id = any({}::bigint[])"
    ).format(sql.Literal(instansi_id), sql.Literal(periode), sql.Literal(list(selain)))
    return read_frame(query, {"pegawai_id": _I})["pegawai_id"].to_list()
