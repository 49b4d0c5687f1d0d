"""How a month's report is handed in: by the person, or by an officer whom she then confirms.

Deciding about it stands in `workflow.penilaian`. Seed of the order: a report follows an approved
plan, carries its evidence, and is closed with the unit's month.
"""

from selaras.core.permissions import Actor
from selaras.core.workflow.definition import DIAJUKAN, DIKEMBALIKAN, DRAF, Guard, Transition, Wait
from selaras.core.workflow.models import TransisiLog
from selaras.kinerja.models import Realisasi, RencanaBulan
from selaras.kinerja.selectors.realisasi import Lembar, late_because, read_lembar
from selaras.periode.selectors import locked_skpd_ids

TITIPAN = "titipan"
_DIRI, _PETUGAS = "realisasi.own", "realisasi.record"


def _lembar(realisasi: Realisasi) -> Lembar:
    rencana = RencanaBulan.objects.select_related("pegawai__instansi", "unit")
    return read_lembar(rencana.get(pk=realisasi.rencana_id))


def plan_approved(realisasi: Realisasi, actor: Actor) -> str | None:
    """No report without an approved plan; a change of it must be decided first."""
    del actor
    status = RencanaBulan.objects.values_list("status", flat=True).get(pk=realisasi.rencana_id)
    if status == "disetujui":
        return None
    return "Rencana bulan ini (atau perubahannya) belum disetujui, jadi belum dapat direalisasikan."


def is_whole(realisasi: Realisasi, actor: Actor) -> str | None:
    """Every row is done with its proof, or says why not."""
    del actor
    temuan = _lembar(realisasi).temuan
    if not temuan:
        return None
    lain = f" dan {len(temuan) - 1} hal lain" if len(temuan) > 1 else ""
    return f"Realisasi belum lengkap: {temuan[0].pesan.rstrip('.')}{lain}."


def month_open(realisasi: Realisasi, actor: Actor) -> str | None:
    """A locked month's reports stay as they are."""
    del actor
    skpd = realisasi.unit.skpd_id
    if skpd is not None and skpd in locked_skpd_ids(realisasi.periode, [skpd]):
        return "Bulan ini sudah terkunci untuk unitnya, jadi realisasinya tidak berubah lagi."
    return None


def in_time(realisasi: Realisasi, actor: Actor) -> str | None:
    """After the last day the region's rule decides; confirming what an officer entered is free."""
    if realisasi.status == TITIPAN:
        return None
    petugas = actor.person_id != realisasi.pegawai_id
    aturan = _lembar(realisasi).aturan
    hari = actor.day()
    return late_because(aturan, realisasi.periode, hari, petugas=petugas) or None


def is_own_work(realisasi: Realisasi, entry: TransisiLog, actor: Actor) -> None:
    """Taken over by the person: what an officer entered is hers to change."""
    del entry, actor
    Realisasi.objects.filter(pk=realisasi.pk).update(dicatat_oleh=None)


_UTUH: tuple[Guard, ...] = (plan_approved, month_open, in_time, is_whole)
LANGKAH = (
    Transition("submit", "Ajukan", (DRAF, DIKEMBALIKAN), DIAJUKAN, _DIRI, own=True, ikon="send",
               guards=_UTUH),
    Transition("entrust", "Minta dibenarkan", (DRAF, DIKEMBALIKAN), TITIPAN, _PETUGAS,
               ikon="user-check", guards=_UTUH),
    Transition("confirm", "Benar, ajukan", (TITIPAN,), DIAJUKAN, _DIRI, own=True, ikon="check",
               guards=_UTUH),
    Transition("deny", "Belum benar", (TITIPAN,), DRAF, _DIRI, own=True, ikon="pencil",
               after=(is_own_work,)),
    Transition("recall", "Tarik catatan", (TITIPAN,), DRAF, _PETUGAS, ikon="arrow-back-up"),
    Transition("withdraw", "Tarik kembali", (DIAJUKAN,), DRAF, _DIRI, own=True,
               ikon="arrow-back-up", guards=(month_open,)),
)  # fmt: skip
MENUNGGU = {TITIPAN: Wait("diri")}
