"""Every night: the inbox follows documents and superiors; reminds, raises what lies too long."""

from procrastinate.contrib.django import app

from selaras.core import waktu
from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import job
from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions.actor import system_actor
from selaras.core.workflow.maintenance import (
    FOLLOW,
    raise_up,
    reassign,
    rebuild,
    remind,
    warn_due_tomorrow,
)
from selaras.core.workflow.registry import registrations

JENIS = "alur.rawat"


@job(JENIS, judul="Merawat kotak persetujuan")
def care(context: JobContext) -> None:
    """Each step is safe to repeat, so a killed worker's job starts again from the beginning."""
    at = waktu.now()
    waiting = [r for r in registrations() if r.workflow.waits]
    context.start(total=len(waiting) + 4, pesan="Mencocokkan kotak dengan dokumennya")
    added = 0
    for reg in waiting:
        context.check()
        added += rebuild(reg.model, at=at)
        context.advance()
    context.say("Memindahkan ke atasan yang sekarang")
    moved = reassign(at=at)
    context.advance(pesan="Mengingatkan")
    reminded = remind(at=at)
    context.advance(pesan="Menaikkan yang lama menunggu")
    raised = raise_up(at=at)
    context.advance()
    warn_due_tomorrow(at=at)
    context.advance(pesan="Selesai")
    context.set_result(ditambah=added, dipindah=moved, diingatkan=reminded, dinaikkan=raised)


@app.periodic(cron="0 22 * * *")  # 05.00 WIB, 06.00 WITA, 07.00 WIT
@app.task(name="selaras.core.workflow.malam", queueing_lock="selaras.core.workflow.malam")
def every_night(timestamp: int) -> None:
    """Queue the care of the inbox."""
    del timestamp
    try:
        start(JENIS, actor=system_actor("Perawatan malam", at=waktu.now()), masukan={}, kunci=JENIS)
    except AlreadyRunning:
        return


@app.task(name=FOLLOW)
def follow_superiors() -> None:
    """Somebody's post or superior changed: what waits goes to who leads now."""
    reassign(at=waktu.now())
