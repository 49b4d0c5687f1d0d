"""A region that changes which source counts has the months already assessed derived again."""

from dataclasses import replace
from datetime import date

from selaras.core.halaman.format import periode_id
from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import JobRefused, job
from selaras.core.jobs.services import start
from selaras.core.permissions import Actor, system_actor
from selaras.core.waktu import now
from selaras.hukum import HukumError
from selaras.kinerja.models import Penilaian
from selaras.kinerja.services.sumber import derive_again, months_covered
from selaras.organisasi.hukum import refresh_local_law

TURUNKAN = "kinerja.sumber"
# What decides which of two sources counts, and which assessments are a month's at all.
KUNCI = frozenset({"kinerja.sumber", "kinerja.gabungan", "kinerja.periodik"})


def start_again(kunci: str, instansi_id: int, mulai: date, *, actor: Actor) -> bool:
    """Queue it where the key asks for it, in the caller's transaction; False = nothing to do."""
    if kunci not in KUNCI:
        return False
    masukan = {"instansi_id": instansi_id, "dari": mulai.year * 100 + mulai.month}
    start(TURUNKAN, actor=actor, masukan=masukan)
    return True


@job(TURUNKAN, judul="Menurunkan predikat bulan dari sumbernya")
def run_again(context: JobContext, *, instansi_id: int, dari: int) -> None:
    """Each month from `dari` (tahun x 100 + bulan) on; repeating it changes nothing."""
    refresh_local_law()
    aktor = replace(system_actor("Sumber predikat", at=now()), instansi_id=instansi_id)
    dinilai = (
        Penilaian.objects.filter(unit__instansi_id=instansi_id, periode__gte=dari)
        .exclude(jenis=Penilaian.Jenis.TAHUNAN)
        .order_by()
        .distinct("jenis", "periode")
    )
    bulan = sorted({b for p in dinilai for b in months_covered(p) if b >= dari})
    context.start(total=len(bulan))
    berubah = 0
    for periode in bulan:
        context.check()
        try:
            berubah += derive_again(instansi_id, periode, actor=aktor)
        except HukumError as galat:
            raise JobRefused(str(galat)) from galat
        context.advance(pesan=periode_id(periode))
    context.set_result(berubah=berubah)
