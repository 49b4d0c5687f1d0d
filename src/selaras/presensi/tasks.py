"""Background work of attendance: folding days that have ended, and a month on demand."""

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from procrastinate.contrib.django import app

from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import JobRefused, job
from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import system_actor
from selaras.core.waktu import now
from selaras.hukum import HukumError, Law
from selaras.organisasi.models import Instansi
from selaras.presensi.models import LembarPresensi
from selaras.presensi.selectors import KalenderKosong
from selaras.presensi.services import recompute_days
from selaras.presensi.services.pengingat import remind_to_clock_out

LIPAT_HARI = "presensi.lipat_hari"
log = logging.getLogger("selaras.presensi")
HARI_LEWAT = (2, 1)  # the last two days: a night shift's window closes on the second


@job(LIPAT_HARI, judul="Menyusun presensi harian")
def run_fold_days(context: JobContext, *, instansi_id: int, sampai: str) -> None:
    """Fold the days that have just ended into the month's sheets, one transaction each."""
    instansi = Instansi.objects.get(pk=instansi_id)
    at = now()
    akhir = datetime.fromisoformat(sampai).date()
    context.start(total=len(HARI_LEWAT), pesan="Membaca ketukan")
    jumlah = 0
    for mundur in HARI_LEWAT:
        context.check()
        tanggal = akhir - timedelta(days=mundur)
        aturan = Law.load().pada(tanggal.replace(day=1), instansi.daerah)
        try:
            hasil = recompute_days(instansi_id=instansi_id, tanggal=tanggal, aturan=aturan, at=at)
        except (KalenderKosong, HukumError) as galat:
            raise JobRefused(str(galat)) from galat
        jumlah += hasil.diperbarui + hasil.dibuat
        context.advance(pesan=f"{tanggal:%d-%m-%Y}")
    context.set_result(pegawai_hari=jumlah)


@app.periodic(cron="30 18 * * *")  # 01.30 WIB, 02.30 WITA, 03.30 WIT
@app.task(name="selaras.presensi.lipat_malam", queueing_lock="selaras.presensi.lipat_malam")
def fold_every_night(timestamp: int) -> None:
    """Queue the fold of every government that keeps sheets."""
    at = now() if settings.DEMO else datetime.fromtimestamp(timestamp, UTC)
    besok = (at + timedelta(hours=7)).date()
    for instansi in Instansi.objects.filter(
        pk__in=LembarPresensi.objects.values("pegawai__instansi_id").distinct()
    ):
        aktor = replace(system_actor("Penyusunan malam", at=at), instansi_id=instansi.pk)
        masukan = {"instansi_id": instansi.pk, "sampai": besok.isoformat()}
        try:
            start(LIPAT_HARI, actor=aktor, masukan=masukan, kunci=f"{LIPAT_HARI}:{instansi.pk}")
        except AlreadyRunning:
            continue


@app.periodic(cron="*/15 7-16 * * *")  # 14.00 to 23.45 WIB, when work days end
@app.task(name="selaras.presensi.ingat_pulang", queueing_lock="selaras.presensi.ingat_pulang")
def remind_clocking_out(timestamp: int) -> None:
    """Remind those who came and have not been seen to leave, in governments that keep sheets."""
    at = now() if settings.DEMO else datetime.fromtimestamp(timestamp, UTC)
    for instansi in Instansi.objects.filter(
        pk__in=LembarPresensi.objects.values("pegawai__instansi_id").distinct()
    ):
        hari = at.astimezone(ZoneInfo(instansi.zona)).date()
        try:
            aturan = Law.load().pada(hari, instansi.daerah)
            remind_to_clock_out(instansi_id=instansi.pk, tanggal=hari, aturan=aturan, kini=at)
        except (KalenderKosong, HukumError):
            log.warning("no reminder to clock out", extra={"instansi": instansi.pk})
