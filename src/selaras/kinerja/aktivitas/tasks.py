"""Background work on activities: closing what is late and summing the months in progress."""

from dataclasses import replace
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from selaras.core.halaman.format import periode_id
from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import JobRefused, job
from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import system_actor
from selaras.core.waktu import now
from selaras.hukum import HukumError
from selaras.kinerja.aktivitas.services.menit import save_month_minutes
from selaras.kinerja.aktivitas.services.penutupan import (
    close_overdue,
    forget_old_submissions,
    months_in_progress,
)
from selaras.kinerja.models import HariAktivitas
from selaras.organisasi.models import Instansi

TUTUP = "aktivitas.tutup"


@job(TUTUP, judul="Menutup aktivitas dan menjumlah menit")
def run_close(context: JobContext, *, instansi_id: int) -> None:
    """Decide what is late by rule, then sum last month and this one; repeating changes nothing."""
    instansi = Instansi.objects.get(pk=instansi_id)
    at = now()
    aktor = replace(system_actor("Penutupan aktivitas", at=at), instansi_id=instansi_id)
    bulan = months_in_progress(timezone.localdate(at))
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
