"""Background work of the TPP room: the month's run, and clearing away what runs replaced."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import JobRefused, job
from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import system_actor
from selaras.core.waktu import now
from selaras.hukum import HukumError
from selaras.organisasi.hukum import refresh_local_law
from selaras.organisasi.models import Instansi
from selaras.presensi.selectors import KalenderKosong
from selaras.tpp.lab import tasks as lab_tasks  # noqa: F401 - registers the lab's job
from selaras.tpp.models import HitunganBulan
from selaras.tpp.selectors.usang import superseded_runs
from selaras.tpp.services import (
    PeriodeTakSah,
    SedangDihitung,
    collect_earlier_months,
    compute_month,
    delete_superseded,
)
from selaras.tpp.services.sesudah import TASK_KETUKAN, find_shared_taps
from selaras.tpp.services.terbentuk import TASK as TASK_TERBENTUK
from selaras.tpp.services.terbentuk import form_instruments

HITUNG_BULAN = "tpp.hitung_bulan"
BERSIHKAN = "tpp.bersihkan_instrumen"


def job_key(instansi_id: int, periode: int) -> str:
    """Two people who start the same run share one job."""
    return f"{HITUNG_BULAN}:{instansi_id}:{periode}"


@job(HITUNG_BULAN, judul="Menghitung TPP sebulan")
def run_compute_month(context: JobContext, *, instansi_id: int, periode: int) -> None:
    """Compute a month; progress in people, cancelled between parts."""
    instansi = Instansi.objects.get(pk=instansi_id)
    at = now()
    # The system acts, in the name of whoever asked.
    actor = replace(system_actor("Hitungan bulan", at=at), user_id=context.oleh_id)
    sudah = 0

    def lapor(selesai: int, total: int, pesan: str) -> None:
        nonlocal sudah
        context.check()
        if total and not context.total:
            context.start(total=total, pesan=pesan)
        context.advance(selesai - sudah, pesan=pesan)
        sudah = selesai

    refresh_local_law()  # the values in force when the run begins, not some seconds before
    try:
        context.say("Mencari koreksi bulan-bulan yang sudah terkunci")
        susulan = collect_earlier_months(instansi=instansi, periode=periode, actor=actor, at=at)
        hitungan = compute_month(
            instansi=instansi, periode=periode, actor=actor, at=at, lapor=lapor
        )
    except (SedangDihitung, PeriodeTakSah, KalenderKosong, HukumError) as error:
        raise JobRefused(str(error)) from error
    context.set_result(
        url=reverse("tpp:hitungan_satu", args=[hitungan.pk]),
        hitungan_id=hitungan.pk,
        pegawai=hitungan.jumlah_pegawai,
        tidak_terhitung=hitungan.jumlah_tidak_terhitung,
        unit_terkunci=hitungan.jumlah_unit_terkunci,
        susulan=len(susulan),
        bruto=hitungan.bruto,
        hash=hitungan.hash_hasil,
    )


@app.task(name=TASK_TERBENTUK)
def form_instruments_now(periode: int, pegawai_ids: list[int]) -> None:
    """Compute the instruments of people whose work was just assessed."""
    form_instruments(periode=periode, pegawai_ids=pegawai_ids, at=now())


@app.task(name=TASK_KETUKAN)
def find_shared_taps_of_month(instansi_id: int, periode: int) -> None:
    """Look for shared seconds of tapping after a large run; findings belong to the latest one."""
    find_shared_taps(
        HitunganBulan.objects.filter(instansi_id=instansi_id, periode=periode).latest("pk")
    )


@job(BERSIHKAN, judul="Menghapus instrumen hitungan lama")
def run_delete_superseded(context: JobContext, *, hari: int) -> None:
    """Delete instruments that other runs have replaced for more than `hari` days."""
    at = timezone.now()

    def lapor(selesai: int, total: int) -> None:
        context.check()
        if not context.total:
            context.start(total=total, pesan="Memeriksa hitungan")
        context.advance(selesai - context.selesai)

    aktor = system_actor("Pembersihan malam", at=at)
    context.set_result(instrumen=delete_superseded(hari=hari, actor=aktor, at=at, lapor=lapor))
    context.advance(context.total - context.selesai, pesan="Selesai")


@app.periodic(cron="0 20 * * *")  # 03.00 WIB, 04.00 WITA, 05.00 WIT
@app.task(name="selaras.tpp.bersihkan", queueing_lock="selaras.tpp.bersihkan")
def delete_superseded_every_night(timestamp: int) -> None:
    """Queue the deletion where there is something to delete."""
    at = datetime.fromtimestamp(timestamp, UTC)
    hari = settings.INSTRUMEN_LAMA_HARI
    if hari <= 0 or not superseded_runs(at - timedelta(days=hari)):
        return
    aktor = system_actor("Pembersihan malam", at=at)
    try:
        start(BERSIHKAN, actor=aktor, masukan={"hari": hari}, kunci=BERSIHKAN)
    except AlreadyRunning:
        return
