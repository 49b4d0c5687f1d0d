"""The way of an objection to a line of an instrument: filed, answered once, or taken back.

An answer is more than yes or no (what is paid of a locked month), so that the inbox leads to the
page where it is written; only a refusal can be given there.
"""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from selaras.core.halaman.format import periode_id
from selaras.core.workflow.definition import (
    DIAJUKAN,
    DISETUJUI,
    DITOLAK,
    DRAF,
    Transition,
    Wait,
    Workflow,
)
from selaras.core.workflow.registry import Ringkas, register
from selaras.tpp.models import KeberatanTPP

DICABUT = "dicabut"
_DIRI, _PENJAWAB = "tpp.object", "tpp.answer_objection"


def is_answered(keberatan: KeberatanTPP, actor: object) -> str | None:
    """Nothing is decided without words for the person."""
    del actor
    return None if keberatan.jawaban else "Jawab di halaman keberatannya."


KEBERATAN = Workflow(
    "keberatan_tpp",
    "Keberatan atas instrumen",
    DRAF,
    (
        Transition("submit", "Ajukan", (DRAF,), DIAJUKAN, _DIRI, own=True, automatic=True),
        Transition("withdraw", "Cabut", (DIAJUKAN,), DICABUT, _DIRI, own=True, ikon="ban"),
        Transition("accept", "Terima", (DIAJUKAN,), DISETUJUI, _PENJAWAB, reason_required=True,
                   guards=(is_answered,), automatic=True, traced=False),
        Transition("reject", "Tolak", (DIAJUKAN,), DITOLAK, _PENJAWAB, reason_required=True,
                   guards=(is_answered,), automatic=True, traced=False),
    ),
    {DIAJUKAN: Wait("atasan", "tpp.keberatan_jawab_hari")},
    (DISETUJUI, DITOLAK, DICABUT),
)  # fmt: skip


def describe(documents: Sequence[KeberatanTPP]) -> Mapping[int, Ringkas]:
    """Which line of which month, and what is wrong with it."""
    rows = KeberatanTPP.objects.filter(pk__in=[d.pk for d in documents]).select_related("pegawai")
    return {
        k.pk: Ringkas(
            judul=f"{k.pegawai.nama} \u00b7 {k.judul_baris} {periode_id(k.periode)}",
            ringkas=k.uraian[:280],
            url=reverse("tpp:keberatan_satu", args=[k.pk]),
            perhatian="Dijawab di halaman keberatan.",
            data={"Angka saat diajukan": k.nilai_baris},
        )
        for k in rows
    }


register(
    KeberatanTPP,
    KEBERATAN,
    unit="unit__path",
    instansi="skpd__instansi_id",
    describe=describe,
    related=("pegawai",),
    address=lambda pk: reverse("tpp:keberatan_satu", args=[pk]),
    view_action="tpp.view_objection",
    notice="keberatan_tpp",
)
