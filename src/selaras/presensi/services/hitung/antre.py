"""People's days on which taps came in wait here; a job brings their months up to date in batches.

Writing a tap stays cheap: a row and, at most once a few seconds, an entry in the job queue. A job
that is killed leaves its rows marked; they are taken again after a while. Folding is lipat's.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from selaras.organisasi.models import Instansi
from selaras.presensi.models import AntreanLipat
from selaras.presensi.services.hitung.lipat import refold_touched

TASK = "selaras.presensi.lipat_antrean"
TUNGGU = timedelta(seconds=3)  # what comes in meanwhile is done together
BANYAK = 2_000  # people's days in one batch
MACET = timedelta(minutes=10)  # a job that took rows so long ago is dead


@transaction.atomic
def queue_refold(*, instansi_id: int, tersentuh: Iterable[tuple[int, date]]) -> int:
    """Ask that the months of these (pegawai_id, date) follow their taps; how many are new.

    In the caller's transaction: the job sees them after the commit.
    """
    pasangan = sorted(set(tersentuh))
    if not pasangan:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            """
            insert into presensi_antreanlipat (pegawai_id, tanggal, instansi_id)
            select p, t, %s from unnest(%s::bigint[], %s::date[]) v(p, t)
            on conflict (pegawai_id, tanggal) do update set diambil_pada = null
                where presensi_antreanlipat.diambil_pada is not null
            """,
            [instansi_id, [p for p, _ in pasangan], [t for _, t in pasangan]],
        )
        baru: int = cursor.rowcount
    if baru:  # otherwise whoever queued them has woken the job
        wake()
    return baru


def wake() -> None:
    """Put the job into the queue unless it waits there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select 1 from procrastinate_jobs where queueing_lock = %s and status = 'todo'", [TASK]
        )
        if cursor.fetchone():
            return
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(
            TASK, queueing_lock=TASK, schedule_in={"seconds": int(TUNGGU.total_seconds())}
        ).defer()


def fold_queued(*, at: datetime) -> int:
    """Bring the waiting months up to date, batch by batch; how many people's days were done."""
    selesai = 0
    while ambil := _take(at):
        for instansi in Instansi.objects.filter(pk__in={i for i, _, _ in ambil}):
            milik = [(p, t) for i, p, t in ambil if i == instansi.pk]
            refold_touched(instansi=instansi, tersentuh=milik, at=at)
        selesai += _done(ambil, at)
    return selesai


def _take(at: datetime) -> list[tuple[int, int, date]]:
    """Mark a batch as taken, stored at once: a tap that comes in now asks anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            with b as materialized (
                select pegawai_id, tanggal from presensi_antreanlipat
                where diambil_pada is null or diambil_pada < %s
                limit %s for update skip locked
            )
            update presensi_antreanlipat a set diambil_pada = %s from b
            where a.pegawai_id = b.pegawai_id and a.tanggal = b.tanggal
            returning a.instansi_id, a.pegawai_id, a.tanggal
            """,
            [at - MACET, BANYAK, at],
        )
        ambil: list[tuple[int, int, date]] = cursor.fetchall()
    return ambil


def _done(ambil: list[tuple[int, int, date]], at: datetime) -> int:
    """Forget what was done, but not what was asked for again meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from presensi_antreanlipat a using unnest(%s::bigint[], %s::date[]) v(p, t)"
            " where a.pegawai_id = v.p and a.tanggal = v.t and a.diambil_pada = %s",
            [[p for _, p, _ in ambil], [t for _, _, t in ambil], at],
        )
    return len(ambil)


def is_waiting() -> bool:
    """Whether any day waits."""
    return AntreanLipat.objects.exists()
