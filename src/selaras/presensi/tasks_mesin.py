"""Background work about machines: months that follow taps, held taps taken in, silent machines."""

import logging
from datetime import UTC, datetime

from django.conf import settings
from procrastinate.contrib.django import app

from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import JobRefused, job
from selaras.core.waktu import now
from selaras.presensi.models import Mesin
from selaras.presensi.services.alat.mesin_diam import warn_of_silence
from selaras.presensi.services.hitung.antre import TASK, fold_queued, is_waiting, wake
from selaras.presensi.services.masuk.tertahan import AMBIL_TERTAHAN, held_count, release_held

log = logging.getLogger("selaras.presensi")


@app.task(name=TASK, queueing_lock=TASK)
def fold_waiting() -> None:
    """Bring the months of people who tapped up to date."""
    fold_queued(at=now())


@app.periodic(cron="* * * * *")
@app.task(name="selaras.presensi.lipat_sapu", queueing_lock="selaras.presensi.lipat_sapu")
def sweep_folds(timestamp: int) -> None:
    """Every minute: wake the task above where a killed worker left days behind."""
    if is_waiting():
        wake()


@app.periodic(cron="*/2 * * * *")
@app.task(name="selaras.presensi.mesin_diam", queueing_lock="selaras.presensi.mesin_diam")
def watch_machines(timestamp: int) -> None:
    """Every two minutes: tell the officers of machines that fell silent in working hours."""
    at = now() if settings.DEMO else datetime.fromtimestamp(timestamp, UTC)
    if told := warn_of_silence(at=at):
        log.warning("machines silent", extra={"mesin": told})


@job(AMBIL_TERTAHAN, judul="Mengambil ketukan mesin yang tertahan")
def run_release(context: JobContext, *, mesin_id: int) -> None:
    """Take in an approved machine's held taps, portion by portion."""
    mesin = Mesin.objects.select_related("situs__instansi").get(pk=mesin_id)
    context.start(total=held_count(mesin_id), pesan="Mengambil ketukan")
    baru = karantina = 0
    while True:
        context.check()
        mesin.refresh_from_db(fields=["status"])
        if mesin.status != Mesin.Status.DISETUJUI:
            raise JobRefused(f"Mesin {mesin.sn} tidak lagi disetujui; sisanya tetap tersimpan.")
        hasil = release_held(mesin=mesin, at=now())
        if not hasil.diambil:
            break
        baru, karantina = baru + hasil.baru, karantina + hasil.karantina
        context.advance(hasil.diambil)
    context.set_result(ketukan_baru=baru, karantina=karantina)
