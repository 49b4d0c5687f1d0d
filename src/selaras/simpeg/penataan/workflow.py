"""A new structure's way: drafted, submitted, approved by another; taken back before its date."""

from typing import Any, Final

from django.db.models import ProtectedError

from selaras.core.permissions import Actor
from selaras.core.workflow.definition import DIAJUKAN, DIBATALKAN, DISETUJUI, DRAF, Transition
from selaras.core.workflow.definition import Workflow as Alur
from selaras.core.workflow.errors import LangkahDitolak
from selaras.core.workflow.models import TransisiLog
from selaras.core.workflow.registry import register
from selaras.simpeg.models import PenataanOrganisasi
from selaras.simpeg.penataan.selectors import plan_of
from selaras.simpeg.penataan.services.sesudah import in_words, later_changes
from selaras.simpeg.penataan.services.terapkan import settle, take_back, write_structure


def sound(document: Any, actor: Actor) -> str | None:
    """Nothing goes on while a person would be without a post."""
    del actor
    salah = plan_of(document).salah
    if not salah:
        return None
    return f"{len(salah)} temuan harus dibereskan dulu, mis. {salah[0].judul}: {salah[0].siapa}."


def another(document: Any, actor: Actor) -> str | None:
    """Whoever drew it up does not approve it."""
    if actor.user_id is not None and actor.user_id == document.disusun_oleh_id:
        return "Rancangan disetujui orang lain, bukan penyusunnya."
    return None


def before_date(document: Any, actor: Actor) -> str | None:
    """A structure that already holds is history; a further one changes it."""
    if actor.day() >= document.mulai:
        return "Susunan ini sudah berlaku; buat penataan baru untuk mengubahnya."
    return None


def nothing_lost(document: Any, actor: Actor) -> str | None:
    """What was changed on the new rows since would be lost: it is named instead."""
    del actor
    perubahan = later_changes(document)
    if not perubahan:
        return None
    return f"Sejak ditetapkan sudah ada perubahan: {in_words(perubahan)}. Bereskan dulu."


def _write(document: Any, entry: TransisiLog, actor: Actor) -> None:
    del entry
    document.tulisan = write_structure(document, plan_of(document))
    PenataanOrganisasi.objects.filter(pk=document.pk).update(tulisan=document.tulisan)
    if document.mulai <= actor.day():
        settle(document)


def _take_back(document: Any, entry: TransisiLog, actor: Actor) -> None:
    del entry, actor
    try:
        take_back(document)
    except ProtectedError as galat:
        contoh = next(iter(galat.protected_objects), None)
        raise LangkahDitolak(
            f"Sudah ada data yang bersandar pada susunan baru ({contoh}); tidak dapat ditarik."
        ) from galat
    PenataanOrganisasi.objects.filter(pk=document.pk).update(tulisan={})


SOTK: Final = Alur(
    name="sotk",
    judul="Penataan organisasi",
    initial=DRAF,
    transitions=(
        Transition("submit", "Ajukan", (DRAF,), DIAJUKAN, "sotk.edit", guards=(sound,),
                   ikon="send"),
        Transition("withdraw", "Tarik kembali", (DIAJUKAN,), DRAF, "sotk.edit",
                   ikon="arrow-back-up"),
        Transition("return", "Kembalikan", (DIAJUKAN,), DRAF, "sotk.approve",
                   reason_required=True, ikon="arrow-back-up"),
        Transition("approve", "Tetapkan", (DIAJUKAN,), DISETUJUI, "sotk.approve",
                   guards=(another, sound), after=(_write,), ikon="check"),
        Transition("revoke", "Batalkan penetapan", (DISETUJUI,), DRAF, "sotk.approve",
                   reason_required=True, guards=(before_date, nothing_lost), after=(_take_back,),
                   ikon="arrow-back-up"),
        Transition("cancel", "Hentikan rancangan", (DRAF,), DIBATALKAN, "sotk.edit", ikon="ban"),
    ),
    waits={},
    final=(DIBATALKAN,),
)  # fmt: skip

register(
    PenataanOrganisasi,
    SOTK,
    subject="",
    instansi="instansi_id",
    related=("instansi",),
    view_action="sotk.view",
)
