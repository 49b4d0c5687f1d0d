"""Background work of attendance: folding days that have ended, and a month on demand."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
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
from selaras.presensi import tasks_jam, tasks_mesin, tasks_tarik  # noqa: F401  (registers their tasks)
from selaras.presensi.models import GangguanPresensi, LembarPresensi
from selaras.presensi.selectors import KalenderKosong
from selaras.presensi.services import (
    ensure_partitions_ahead,
    recompute_days,
    refold_touched,
    seed_calendar,
)
from selaras.presensi.services.benah.gangguan import ask_superiors, fold_gangguan
from selaras.presensi.services.benah.pengingat import remind_to_clock_in, remind_to_clock_out
from selaras.presensi.services.gawai.privasi import forget_positions
from selaras.presensi.services.hitung.papan import draw_board
from selaras.presensi.services.hitung.sentuh import TASK

LIPAT_HARI = "presensi.lipat_hari"
log = logging.getLogger("selaras.presensi")
HARI_TANYA = 3  # days after an outage within which its empty days end
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
    for gangguan in GangguanPresensi.objects.filter(
        instansi=instansi, dicabut_pada=None, sampai__gte=at - timedelta(days=HARI_TANYA)
    ).select_related("instansi"):
        ask_superiors(gangguan=gangguan, at=at)
    context.set_result(pegawai_hari=jumlah)


@job("presensi.gangguan", judul="Menghitung ulang hari gangguan")
def run_outage(context: JobContext, *, gangguan_id: int) -> None:
    """Fold the days of an outage that names many people, and ask the superiors."""
    gangguan = GangguanPresensi.objects.select_related("instansi").get(pk=gangguan_id)
    context.start(total=1, pesan="Melipat hari yang tersentuh")
    hasil = fold_gangguan(gangguan=gangguan, at=now())
    context.advance(pesan=str(gangguan))
    context.set_result(pegawai_hari=hasil.diperbarui)


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
    _remind(timestamp, remind_to_clock_out)


@app.periodic(cron="*/15 22,23,0-4 * * *")  # 05.00 to 11.45 WIB, when work days begin
@app.task(name="selaras.presensi.ingat_masuk", queueing_lock="selaras.presensi.ingat_masuk")
def remind_clocking_in(timestamp: int) -> None:
    """Remind those of whom nothing has been seen a while after their work began."""
    _remind(timestamp, remind_to_clock_in)


def _remind(timestamp: int, remind: Callable[..., int]) -> None:
    at = now() if settings.DEMO else datetime.fromtimestamp(timestamp, UTC)
    for instansi in Instansi.objects.filter(
        pk__in=LembarPresensi.objects.values("pegawai__instansi_id").distinct()
    ):
        hari = at.astimezone(ZoneInfo(instansi.zona)).date()
        try:
            aturan = Law.load().pada(hari, instansi.daerah)
            remind(instansi_id=instansi.pk, tanggal=hari, aturan=aturan, kini=at)
        except (KalenderKosong, HukumError):
            log.warning("no reminder to clock in or out", extra={"instansi": instansi.pk})


@app.periodic(cron="15 3 * * *")
@app.task(name="selaras.presensi.partisi", queueing_lock="selaras.presensi.partisi")
def make_months_ahead(timestamp: int) -> None:
    """The next months' tables of taps stand before their first tap comes."""
    ensure_partitions_ahead(at=now() if settings.DEMO else datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="20 3 * * *")
@app.task(name="selaras.presensi.kalender", queueing_lock="selaras.presensi.kalender")
def fill_calendar_ahead(timestamp: int) -> None:
    """The years to come have holidays to be looked at; who keeps no calendar yet is left alone."""
    if Instansi.objects.exists():
        seed_calendar(at=now() if settings.DEMO else datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="*/10 * * * *")
@app.task(name="selaras.presensi.papan", queueing_lock="selaras.presensi.papan")
def draw_boards(timestamp: int) -> None:
    """Draw up the boards of who is in anew, in governments that keep sheets."""
    at = now() if settings.DEMO else datetime.fromtimestamp(timestamp, UTC)
    for instansi in Instansi.objects.filter(
        pk__in=LembarPresensi.objects.values("pegawai__instansi_id").distinct()
    ):
        try:
            draw_board(instansi=instansi, at=at)
        except (KalenderKosong, HukumError):
            log.warning("no board of who is in", extra={"instansi": instansi.pk})


@app.task(name=TASK)
def refold_touched_days(instansi_id: int, tersentuh: list[list[Any]]) -> None:
    """Fold the past days again that late or confirmed taps touched; locked months note it."""
    refold_touched(
        instansi=Instansi.objects.get(pk=instansi_id),
        tersentuh=[(int(pegawai), date.fromisoformat(tanggal)) for pegawai, tanggal in tersentuh],
        at=now(),
    )


@app.periodic(cron="45 17 * * *")  # 00.45 WIB
@app.task(name="selaras.presensi.lupakan_posisi", queueing_lock="selaras.presensi.lupakan_posisi")
def forget_old_positions(timestamp: int) -> None:
    """Blank positions and remove selfies older than the days that each region keeps them."""
    at = now() if settings.DEMO else datetime.fromtimestamp(timestamp, UTC)
    for instansi in Instansi.objects.all():
        aktor = replace(system_actor("Penghapusan posisi", at=at), instansi_id=instansi.pk)
        try:
            forget_positions(instansi=instansi, actor=aktor, at=at)
        except HukumError:
            log.warning("no rule how long positions are kept", extra={"instansi": instansi.pk})
