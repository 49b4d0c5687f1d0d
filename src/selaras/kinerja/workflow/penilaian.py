"""The ways of a report that is assessed and of an objection to an assessment.

A report becomes `dinilai` only together with its finished assessment (services.penilaian), so the
inbox leads to the page of assessment instead of offering the step itself.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from selaras.core.halaman.format import periode_id
from selaras.core.workflow.definition import (
    DIAJUKAN,
    DIBATALKAN,
    DIKEMBALIKAN,
    DITOLAK,
    DRAF,
    Transition,
    Wait,
    Workflow,
)
from selaras.core.workflow.registry import Ringkas, register
from selaras.kinerja.models import Keberatan, Realisasi, RealisasiBaris
from selaras.kinerja.selectors.penilai import ALUR, approvers_of_realisasi
from selaras.kinerja.selectors.realisasi import late_reports
from selaras.kinerja.services.keberatan import accept_objection
from selaras.kinerja.services.penilaian import is_finished, reopen_many
from selaras.kinerja.workflow.realisasi import LANGKAH, MENUNGGU, TITIPAN
from selaras.pegawai.selectors.atasan import superior_ids

DINILAI, DITERIMA = "dinilai", "diterima"
ATASAN_PENILAI = "atasan_penilai"
_PENILAI = "kinerja.assess"

REALISASI = Workflow(
    ALUR,
    "Realisasi kerja",
    DRAF,
    (
        *LANGKAH,
        Transition("assess", "Nilai", (DIAJUKAN,), DINILAI, _PENILAI, guards=(is_finished,),
                   undone=(reopen_many,), ikon="check", automatic=True),
        Transition("return", "Kembalikan", (DIAJUKAN,), DIKEMBALIKAN, _PENILAI,
                   reason_required=True, ikon="arrow-back-up"),
    ),
    {DIAJUKAN: Wait("atasan", "alur.batas_hari"), **MENUNGGU},
)  # fmt: skip

KEBERATAN = Workflow(
    "keberatan",
    "Keberatan penilaian",
    DRAF,
    (
        Transition("submit", "Ajukan", (DRAF,), DIAJUKAN, "kinerja.object", own=True,
                   ikon="send"),
        Transition("withdraw", "Cabut", (DIAJUKAN,), DIBATALKAN, "kinerja.object", own=True,
                   ikon="ban"),
        Transition("accept", "Terima", (DIAJUKAN,), DITERIMA, "kinerja.decide",
                   reason_required=True, after=(accept_objection,), ikon="check", automatic=True),
        Transition("reject", "Tolak", (DIAJUKAN,), DITOLAK, "kinerja.decide",
                   reason_required=True, ikon="x"),
    ),
    {DIAJUKAN: Wait(ATASAN_PENILAI, "kinerja.keberatan_putus_hari")},
    (DITERIMA, DITOLAK, DIBATALKAN),
)  # fmt: skip


def describe_realisasi(documents: Sequence[Realisasi]) -> Mapping[int, Ringkas]:
    """How many results, how many without evidence; the page is where they are rated."""
    ids = [d.pk for d in documents]
    baris = RealisasiBaris.objects.filter(realisasi_id__in=ids).values("realisasi_id")
    jumlah = {
        b["realisasi_id"]: (b["semua"], b["tanpa"])
        for b in baris.annotate(
            semua=Count("pk", distinct=True),
            tanpa=Count("pk", distinct=True, filter=Q(eviden__isnull=True)),
        )
    }
    lewat = late_reports(documents)
    return {d.pk: _realisasi(d, *jumlah.get(d.pk, (0, 0)), d.pk in lewat) for d in documents}


def _realisasi(document: Realisasi, semua: int, tanpa: int, lewat: bool) -> Ringkas:
    if document.status == TITIPAN:
        return Ringkas(
            judul=f"Realisasi {periode_id(document.periode)} dicatatkan untuk Anda",
            ringkas=f"{semua} baris; benarkan atau perbaiki.",
            url=reverse("kinerja:realisasi_satu", args=[document.pk]),
            perhatian="Baca dahulu sebelum dibenarkan.",
            jumlah=semua,
        )
    return Ringkas(
        judul=f"Realisasi {periode_id(document.periode)} untuk dinilai",
        ringkas=f"{semua} hasil kerja" + (f", {tanpa} tanpa eviden" if tanpa else ""),
        url=reverse("kinerja:nilai", args=[document.periode, document.pegawai_id]),
        perhatian=f"{'Diajukan lewat batas. ' if lewat else ''}Dinilai di halaman penilaian.",
        jumlah=semua,
    )


def describe_keberatan(documents: Sequence[Keberatan]) -> Mapping[int, Ringkas]:
    """Against which predicate, and why."""
    rows = Keberatan.objects.filter(pk__in=[d.pk for d in documents]).select_related("penilaian")
    return {
        k.pk: Ringkas(
            judul=f"Keberatan atas predikat {k.penilaian.get_predikat_display()}",
            ringkas=k.alasan[:280],
            url=reverse("kinerja:keberatan_satu", args=[k.pk]),
            perhatian="Diputus di halaman keberatan.",
        )
        for k in rows
    }


def superiors_of_assessors(qs: QuerySet[Any], hari: date) -> Mapping[int, int | None]:
    """An objection is answered by the assessor's own superior (PP 30/2019)."""
    rows = list(qs.values_list("pk", "pegawai_id", "penilaian__penilai_id"))
    tanpa = {pegawai for _, pegawai, penilai in rows if penilai is None}
    langsung = superior_ids(tanpa, hari)
    penilai = {pk: who or langsung.get(pegawai) for pk, pegawai, who in rows}
    above = superior_ids({who for who in penilai.values() if who}, hari)
    return {pk: above.get(who) if who else None for pk, who in penilai.items()}


register(
    Realisasi,
    REALISASI,
    unit="unit__path",
    approver=approvers_of_realisasi,
    describe=describe_realisasi,
    related=("pegawai", "unit"),
    preview=lambda pk: reverse("kinerja:realisasi_pratinjau", args=[pk]),
    address=lambda pk: reverse("kinerja:realisasi_satu", args=[pk]),
    view_action="realisasi.view",
)
register(
    Keberatan,
    KEBERATAN,
    unit="unit__path",
    approver={ATASAN_PENILAI: superiors_of_assessors},
    describe=describe_keberatan,
    related=("penilaian__pegawai",),
    view_action="kinerja.view",
)
