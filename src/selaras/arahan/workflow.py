"""The way of a question: asked, answered by the head of the SKPD, closed or asked again."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse

from selaras.arahan.models import PermintaanPenjelasan
from selaras.core.halaman.format import tanggal_pendek
from selaras.core.workflow.definition import Transition, Wait, Workflow
from selaras.core.workflow.registry import Ringkas, register
from selaras.pegawai.models import RiwayatJabatan

DRAF, DIMINTA, DIJAWAB, SELESAI = "draf", "diminta", "dijawab", "selesai"
_MINTA, _JAWAB = "penjelasan.ask", "penjelasan.answer"

PENJELASAN = Workflow(
    "penjelasan",
    "Permintaan penjelasan",
    DRAF,
    (
        Transition("ask", "Minta", (DRAF,), DIMINTA, _MINTA, automatic=True),
        Transition("answer", "Jawab", (DIMINTA,), DIJAWAB, _JAWAB, ikon="message"),
        Transition("ask_again", "Tanya lagi", (DIJAWAB,), DIMINTA, _MINTA, reason_required=True,
                   ikon="arrow-back-up"),
        Transition("accept", "Cukup", (DIJAWAB,), SELESAI, _MINTA, ikon="check"),
    ),
    {DIMINTA: Wait("kepala"), DIJAWAB: Wait("peminta")},
    (SELESAI,),
)  # fmt: skip


def heads(skpd_ids: Sequence[int], hari: date) -> Mapping[int, int]:
    """SKPD -> who heads it on a day, acting holders first; one query."""
    bertindak = Case(
        When(penugasan="PLH", then=Value(0)), When(penugasan="PLT", then=Value(1)),
        default=Value(2), output_field=IntegerField(),
    )  # fmt: skip
    pemegang = (
        RiwayatJabatan.objects.pada(hari)
        .filter(jabatan__unit_id__in=skpd_ids, jabatan__jenis="struktural")
        .filter(~Q(jabatan__eselon=""))
        .order_by("jabatan__eselon", bertindak, "pk")
        .values_list("jabatan__unit_id", "pegawai_id")
    )
    hasil: dict[int, int] = {}
    for skpd_id, pegawai_id in pemegang:
        hasil.setdefault(skpd_id, pegawai_id)
    return hasil


def _kepala(qs: QuerySet[Any], hari: date) -> Mapping[int, int | None]:
    tempat = dict(qs.values_list("pk", "skpd_id"))
    kepala = heads(sorted(set(tempat.values())), hari)
    return {pk: kepala.get(skpd_id) for pk, skpd_id in tempat.items()}


def _peminta(qs: QuerySet[Any], hari: date) -> Mapping[int, int | None]:
    del hari
    return dict(qs.values_list("pk", "peminta_id"))


def describe(documents: Sequence[PermintaanPenjelasan]) -> Mapping[int, Ringkas]:
    """A question as the inbox says it."""
    return {
        d.pk: Ringkas(
            judul=f"{d.tentang} · {d.skpd.nama}",
            ringkas=d.jawaban if d.status == DIJAWAB else d.pertanyaan,
            url=reverse("arahan:penjelasan", args=[d.pk]),
            perhatian="perlu ditulis jawabannya" if d.status == DIMINTA else "",
            data={"Batas": tanggal_pendek(d.batas)},
        )
        for d in documents
    }


register(
    PermintaanPenjelasan,
    PENJELASAN,
    subject="",
    unit="skpd__path",
    instansi="skpd__instansi_id",
    approver={"kepala": _kepala, "peminta": _peminta},
    describe=describe,
    related=("skpd",),
    preview=lambda pk: f"{reverse('arahan:penjelasan', args=[pk])}?pratinjau=1",
    address=lambda pk: reverse("arahan:penjelasan", args=[pk]),
    view_action="penjelasan.view",
)
