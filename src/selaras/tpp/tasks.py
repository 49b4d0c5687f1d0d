"""Background work of the TPP room: the month's run as a job that people see."""

from dataclasses import replace

from django.utils import timezone

from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import JobRefused, job
from selaras.core.permissions import system_actor
from selaras.hukum import HukumError
from selaras.organisasi.models import Instansi
from selaras.presensi.selectors import KalenderKosong
from selaras.tpp.services import PeriodeTakSah, SedangDihitung, compute_month

HITUNG_BULAN = "tpp.hitung_bulan"


def job_key(instansi_id: int, periode: int) -> str:
    """Two people who start the same run share one job."""
    return f"{HITUNG_BULAN}:{instansi_id}:{periode}"


@job(HITUNG_BULAN, judul="Menghitung TPP sebulan")
def run_compute_month(context: JobContext, *, instansi_id: int, periode: int) -> None:
    """Compute a month; progress in people, cancelled between parts."""
    instansi = Instansi.objects.get(pk=instansi_id)
    at = timezone.now()
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

    try:
        hitungan = compute_month(
            instansi=instansi, periode=periode, actor=actor, at=at, lapor=lapor
        )
    except (SedangDihitung, PeriodeTakSah, KalenderKosong, HukumError) as error:
        raise JobRefused(str(error)) from error
    context.set_result(
        hitungan_id=hitungan.pk,
        pegawai=hitungan.jumlah_pegawai,
        tidak_terhitung=hitungan.jumlah_tidak_terhitung,
        unit_terkunci=hitungan.jumlah_unit_terkunci,
        bruto=hitungan.bruto,
        hash=hitungan.hash_hasil,
    )
