"""Background jobs of imports: the dry run and the taking, for files too long to wait for."""

from typing import Any

from django.utils import timezone

from selaras.core.accounts.models import User
from selaras.core.impor import services
from selaras.core.impor.models import Impor
from selaras.core.impor.services import ImporDitolak
from selaras.core.jobs.context import JobContext
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.registry import JobRefused, job
from selaras.core.jobs.services import start
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.selectors import load_actor

LANGKAH = 5  # what a dry run says it does, step by step


@job("impor.periksa", judul="Memeriksa berkas impor")
def check_job(context: JobContext, *, impor_id: int) -> None:
    """Dry-run an import for the person who asked."""
    _run(context, impor_id, services.run_check)


@job("impor.ambil", judul="Mengambil baris impor")
def apply_job(context: JobContext, *, impor_id: int) -> None:
    """Take an import's good rows; repeating it after a killed worker takes nothing twice."""
    _run(context, impor_id, services.apply)


def enqueue(*, actor: Actor, impor: Impor, jenis: str, sementara: str) -> Pekerjaan:
    """Put a step of an import in the queue and mark the import as waiting for it."""
    pekerjaan = start(
        jenis,
        judul=f"Impor {impor.nama_berkas}",
        actor=actor,
        masukan={"impor_id": impor.pk},
        kunci=f"impor:{impor.pk}",
    )
    Impor.objects.filter(pk=impor.pk).update(status=sementara, pekerjaan_id=pekerjaan.pk)
    return pekerjaan


def _run(context: JobContext, impor_id: int, step: Any) -> None:
    impor = Impor.objects.get(pk=impor_id)
    if context.oleh_id is None:
        raise JobRefused("Akun yang meminta impor ini sudah tidak ada.")
    user = User.objects.get(pk=context.oleh_id)
    actor = load_actor(user, at=timezone.now(), saluran="pekerjaan")
    context.start(total=LANGKAH, pesan="Mulai")

    def progress(pesan: str) -> None:
        context.check()
        context.advance(pesan=pesan)

    try:
        hasil = step(actor=actor, impor=impor, progress=progress)
    except ImporDitolak as error:
        _open_again(impor_id, str(error))
        raise JobRefused(str(error)) from error
    except BaseException:
        _open_again(impor_id, "Langkah terakhir terhenti; tidak ada yang berubah. Ulangi.")
        raise
    context.set_result(url=f"/impor/{impor_id}/", **hasil.jumlah)


def _open_again(impor_id: int, pesan: str) -> None:
    """Back to the step before, so that a person can go on."""
    impor = Impor.objects.get(pk=impor_id)
    kembali = {
        Impor.Status.MEMERIKSA: Impor.Status.DIUNGGAH,
        Impor.Status.MENGAMBIL: Impor.Status.DIPERIKSA,
    }
    status = kembali.get(Impor.Status(impor.status), impor.status)
    Impor.objects.filter(pk=impor_id).update(status=status, pesan=pesan)
