"""Background work on activities: closing what is late, summing the months in progress, and
telling people the day before something closes."""

import logging
from dataclasses import replace
from datetime import UTC, datetime

from django.conf import settings
from procrastinate.contrib.django import app

from selaras.core.halaman.format import periode_id
from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import JobRefused, job
from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import system_actor
from selaras.core.permissions.actor import local_date
from selaras.core.waktu import now
from selaras.hukum import HukumError
from selaras.kinerja.aktivitas.services.ingat import remind_to_decide, remind_to_enter
from selaras.kinerja.aktivitas.services.menit import save_month_minutes
from selaras.kinerja.aktivitas.services.penutupan import (
    close_overdue,
    forget_old_submissions,
    months_in_progress,
)
from selaras.kinerja.models import HariAktivitas
from selaras.organisasi.models import Instansi
from selaras.presensi.selectors import KalenderKosong

TUTUP = "aktivitas.tutup"
log = logging.getLogger("selaras.aktivitas")


@job(TUTUP, judul="Menutup aktivitas dan menjumlah menit")
def run_close(context: JobContext, *, instansi_id: int) -> None:
    """Decide what is late by rule, then sum last month and this one; repeating changes nothing."""
    instansi = Instansi.objects.get(pk=instansi_id)
    at = now()
    aktor = replace(system_actor("Penutupan aktivitas", at=at), instansi_id=instansi_id)
    bulan = months_in_progress(local_date(at, instansi.zona))
    context.start(total=1 + len(bulan), pesan="Menutup yang lewat waktu")
    try:
        tutup = close_overdue(instansi=instansi, at=at, lapor=lambda _: context.check())
        context.advance(pesan="Menjumlah menit")
        berubah = 0
        for periode in bulan:
            context.check()
            berubah += save_month_minutes(instansi=instansi, periode=periode, actor=aktor, at=at)
            context.advance(pesan=periode_id(periode))
    except HukumError as galat:
        raise JobRefused(str(galat)) from galat
    forget_old_submissions(at=at)
    context.set_result(
        disetujui=tutup.jadi.get("approve", 0), ditolak=tutup.jadi.get("reject", 0),
        terkunci=tutup.lewat, menit_berubah=berubah,
    )  # fmt: skip


@app.periodic(cron="15 19 * * *")  # 02.15 WIB, after the night's fold of attendance
@app.task(name="selaras.aktivitas.tutup_malam", queueing_lock="selaras.aktivitas.tutup_malam")
def close_every_night(timestamp: int) -> None:
    """Queue the night's work of every government that keeps activities."""
    at = now() if settings.DEMO else datetime.fromtimestamp(timestamp, UTC)
    ada = HariAktivitas.objects.values("unit__instansi_id").distinct()
    for instansi in Instansi.objects.filter(pk__in=ada):
        aktor = replace(system_actor("Penutupan aktivitas", at=at), instansi_id=instansi.pk)
        try:
            start(TUTUP, actor=aktor, masukan={"instansi_id": instansi.pk},
                  kunci=f"{TUTUP}:{instansi.pk}")  # fmt: skip
        except AlreadyRunning:
            continue


@app.periodic(cron="25 22 * * *")  # 05.25 WIB, 06.25 WITA, 07.25 WIT
@app.task(name="selaras.aktivitas.ingatkan", queueing_lock="selaras.aktivitas.ingatkan")
def remind_every_morning(timestamp: int) -> None:
    """Whose entries or decisions close tomorrow; repeating it tells nobody twice."""
    del timestamp
    at = now()
    for instansi in Instansi.objects.order_by("pk"):
        for ingatkan in (remind_to_enter, remind_to_decide):
            try:
                n = ingatkan(instansi=instansi, at=at)
            except (HukumError, KalenderKosong) as galat:
                log.warning("%s of %s: %s", ingatkan.__name__, instansi.kode, galat)
            else:
                log.info("%s of %s: %d", ingatkan.__name__, instansi.kode, n)
