"""Taps of machines that nobody has approved: kept whole, taken in when somebody does.

Kept in the machine's own local time, since its zone is said at the approval.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db import connection, transaction

from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import Actor
from selaras.presensi.models import Ketukan, Mesin
from selaras.presensi.services.hitung.antre import queue_refold
from selaras.presensi.services.masuk.ketukan import record_taps

AMBIL_TERTAHAN = "presensi.ambil_tertahan"
SEKALI = 20_000
SEGERA = 2_000  # so few are taken in while the officer waits
# What a machine says, its time in seconds since 1970 by its own clock.
SKEMA_SETEMPAT: dict[str, pl.DataType | type[pl.DataType]] = {
    "pin": pl.String,
    "detik": pl.Int64,
    "status": pl.Int16,
    "verifikasi": pl.Int16,
    "kode_kerja": pl.String,
}


@dataclass(frozen=True, slots=True)
class HasilLepas:
    """What became of held taps."""

    diambil: int
    baru: int
    karantina: int
    tersisa: int


def hold_taps(*, mesin: Mesin, taps: pl.DataFrame, at: datetime) -> int:
    """Keep taps (SKEMA_SETEMPAT) of a machine; how many are new. The same again changes nothing."""
    taps = taps.select(pl.col(n).cast(t) for n, t in SKEMA_SETEMPAT.items())
    with connection.cursor() as cursor:
        cursor.execute(
            """
            insert into presensi_ketukantertahan
                (mesin_id, pin, detik, status, verifikasi, kode_kerja, diterima_pada)
            select %(mesin)s, x.pin, x.detik, x.status, x.verifikasi, x.kode_kerja, %(at)s
            from unnest(%(pin)s::text[], %(detik)s::bigint[], %(status)s::smallint[],
                %(verifikasi)s::smallint[], %(kode_kerja)s::text[])
                x(pin, detik, status, verifikasi, kode_kerja)
            on conflict do nothing
            """,
            {k: taps[k].to_list() for k in SKEMA_SETEMPAT} | {"mesin": mesin.pk, "at": at},
        )
        baru: int = cursor.rowcount
    return baru


def held_count(mesin_id: int) -> int:
    """How many taps of a machine are held."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from presensi_ketukantertahan where mesin_id = %s", [mesin_id]
        )
        return int(cursor.fetchone()[0])


def release_or_queue(*, mesin: Mesin, actor: Actor, at: datetime) -> int:
    """Take in an approved machine's held taps, few at once, many in a job; how many there are."""
    banyak = held_count(mesin.pk)
    if banyak > SEGERA:
        kunci = f"{AMBIL_TERTAHAN}:{mesin.pk}"
        with suppress(AlreadyRunning):
            start(AMBIL_TERTAHAN, actor=actor, masukan={"mesin_id": mesin.pk}, kunci=kunci)
    elif banyak:
        release_held(mesin=mesin, at=at)
    return banyak


def release_held(*, mesin: Mesin, at: datetime, sekali: int = SEKALI) -> HasilLepas:
    """Take in one portion of an approved machine's held taps, in one transaction.

    The portion is chosen once (materialized): a plan that asks for it again for every row would
    pass over those already taken and go on to all the others.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """
            with b as materialized (
                select mesin_id, pin, detik from presensi_ketukantertahan
                where mesin_id = %s order by pin, detik limit %s for update skip locked
            )
            delete from presensi_ketukantertahan t using b
            where t.mesin_id = b.mesin_id and t.pin = b.pin and t.detik = b.detik
            returning t.pin, t.detik, t.status, t.verifikasi, t.kode_kerja
            """,
            [mesin.pk, sekali],
        )
        taps = pl.DataFrame(cursor.fetchall(), schema=SKEMA_SETEMPAT, orient="row")
        if not taps.height:
            return HasilLepas(0, 0, 0, 0)
        hasil = record_taps(
            situs=mesin.situs,
            mesin=mesin,
            taps=to_utc(taps, mesin.zona),
            sumber=Ketukan.Sumber.DORONG,
            at=at,
        )
        queue_refold(instansi_id=mesin.situs.instansi_id, tersentuh=hasil.tersentuh)
        tersisa = held_count(mesin.pk)
    return HasilLepas(taps.height, hasil.baru, hasil.karantina, tersisa)


def to_utc(taps: pl.DataFrame, zona: str) -> pl.DataFrame:
    """Local seconds become the instants that `record_taps` wants."""
    return taps.with_columns(
        waktu=pl.from_epoch("detik", time_unit="s")
        .cast(pl.Datetime("us"))
        .dt.replace_time_zone(str(zona))
        .dt.convert_time_zone("UTC")
    ).drop("detik")
