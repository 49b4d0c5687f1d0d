"""The way of an exchange of duties: the colleague says yes first, then the superior."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet, prefetch_related_objects
from django.urls import reverse

from selaras.core.halaman.format import tanggal_pendek
from selaras.core.permissions import Actor
from selaras.core.workflow.definition import (
    DIAJUKAN,
    DIBATALKAN,
    DISETUJUI,
    DITOLAK,
    DRAF,
    Transition,
    Wait,
    Workflow,
)
from selaras.core.workflow.registry import Ringkas, register
from selaras.presensi.models import TukarJaga
from selaras.presensi.selectors.tukar import obstacle
from selaras.presensi.services.kerja.tukar import OWN, restore_cells, swap_cells

MENUNGGU_REKAN = "menunggu_rekan"
REKAN = "rekan"
_ATASAN = "tukar.approve"


def as_the_roster_says(t: TukarJaga, actor: Actor) -> str | None:
    """The duties are still where they were, and nobody is on leave."""
    del actor
    return obstacle(t)


def ahead(t: TukarJaga, actor: Actor) -> str | None:
    """A duty of a past day is not exchanged any more; a correction mends such a day."""
    kini = actor.at.astimezone(ZoneInfo(t.pegawai.zona)).date()
    if min(t.tanggal, t.tanggal_rekan or t.tanggal) < kini:
        return "Jaga yang sudah lewat tidak dapat ditukar."
    return None


TUKAR = Workflow(
    "tukar_jaga",
    "Tukar jaga",
    DRAF,
    (
        Transition("submit", "Minta tukar", (DRAF,), MENUNGGU_REKAN, OWN, own=True, ikon="send",
                   guards=(ahead, as_the_roster_says)),
        Transition("accept", "Saya bersedia", (MENUNGGU_REKAN,), DIAJUKAN, OWN, ikon="check",
                   guards=(ahead, as_the_roster_says)),
        Transition("decline", "Tidak bersedia", (MENUNGGU_REKAN,), DITOLAK, OWN, ikon="x"),
        Transition("approve", "Setujui", (DIAJUKAN,), DISETUJUI, _ATASAN, ikon="check",
                   guards=(as_the_roster_says,), after_many=(swap_cells,),
                   undone=(restore_cells,)),
        Transition("reject", "Tolak", (DIAJUKAN,), DITOLAK, _ATASAN, reason_required=True,
                   ikon="x"),
        Transition("cancel", "Batalkan", (DRAF, MENUNGGU_REKAN, DIAJUKAN), DIBATALKAN, OWN,
                   own=True, ikon="ban"),
    ),
    {
        MENUNGGU_REKAN: Wait(REKAN, "alur.batas_hari", yes="accept"),
        DIAJUKAN: Wait("atasan", "alur.batas_hari"),
    },
    (DITOLAK, DIBATALKAN),
)  # fmt: skip


def colleague(qs: QuerySet[Any], hari: date) -> Mapping[int, int | None]:
    """Who is asked to take the duty."""
    del hari
    return dict(qs.values_list("pk", "rekan_id"))


def describe(documents: Sequence[TukarJaga]) -> Mapping[int, Ringkas]:
    prefetch_related_objects(list(documents), "pegawai", "rekan", "jadwal", "jadwal_rekan")
    return {t.pk: _row(t) for t in documents}


def _row(t: TukarJaga) -> Ringkas:
    return Ringkas(
        judul=f"{t.pegawai.nama} · jaga {tanggal_pendek(t.tanggal)}",
        ringkas=f"{said(t)} {t.alasan}"[:300],
        url=reverse("presensi:tukar_satu", args=[t.pk]),
        data={"Sif": str(t.jadwal), "Rekan": t.rekan.nama},
    )


def said(t: TukarJaga) -> str:
    """The exchange in a sentence."""
    awal = f"{t.jadwal} {tanggal_pendek(t.tanggal)} digantikan {t.rekan.nama}"
    if t.tanggal_rekan is None:
        return f"{awal}."
    return f"{awal}, ditukar dengan {t.jadwal_rekan} {tanggal_pendek(t.tanggal_rekan)}."


register(
    TukarJaga,
    TUKAR,
    approver={REKAN: colleague},
    describe=describe,
    related=("pegawai__instansi", "rekan", "jadwal", "jadwal_rekan"),
    preview=lambda pk: f"{reverse('presensi:tukar_satu', args=[pk])}?pratinjau=1",
    address=lambda pk: reverse("presensi:tukar_satu", args=[pk]),
    view_action="presensi.view",
    remarks=("Regu itu sudah kurang orang.", "Istirahatnya terlalu pendek.", "Cari rekan lain."),
)
