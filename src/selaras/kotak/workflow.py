"""A case's way: proposed by rule or opened by a person, seen to, closed with an outcome.

The system proposes and closes what a recorded sanction has settled; everything else people decide.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse

from selaras.core.halaman.format import periode_id
from selaras.core.permissions import Actor
from selaras.core.workflow.definition import Transition, Wait, Workflow
from selaras.core.workflow.registry import Ringkas, register
from selaras.kotak.models import KasusPembinaan
from selaras.kotak.models.kasus import DIGANTIKAN, DIHENTIKAN, SELESAI, TERBUKA, USULAN

BARU = "baru"


def has_outcome(kasus: Any, actor: Actor) -> str | None:
    """A case is closed with what came out of it."""
    del actor
    return None if kasus.hasil else "Pilih hasilnya dulu sebelum kasus ditutup."


KASUS: Final = Workflow(
    name="kasus",
    judul="Kasus pembinaan",
    initial=BARU,
    transitions=(
        Transition("propose", "Usulkan", (BARU,), USULAN, "kasus.record", automatic=True),
        Transition("open", "Buka kasus", (BARU, USULAN), TERBUKA, "kasus.record",
                   ikon="folder-open"),
        Transition("close", "Tutup kasus", (TERBUKA,), SELESAI, "kasus.record", ikon="check",
                   guards=(has_outcome,)),
        Transition("drop", "Tidak dilanjutkan", (USULAN, TERBUKA), DIHENTIKAN, "kasus.record",
                   reason_required=True, ikon="x"),
        Transition("sanction", "Hukuman dicatat", (USULAN, TERBUKA), SELESAI,
                   "kasus.record_disiplin", automatic=True),
        Transition("supersede", "Digantikan ambang berikutnya", (USULAN, TERBUKA), DIGANTIKAN,
                   "kasus.record_disiplin", automatic=True),
    ),
    waits={
        USULAN: Wait("pemilik", "kotak.tindak_lanjut_hari"),
        TERBUKA: Wait("pemilik", "kotak.tindak_lanjut_hari"),
    },
    final=(SELESAI, DIHENTIKAN, DIGANTIKAN),
)  # fmt: skip


def _owners(qs: QuerySet[Any], hari: date) -> Mapping[int, int | None]:
    del hari
    return dict(qs.values_list("pk", "pemilik_id"))


def _describe(documents: Sequence[Any]) -> Mapping[int, Ringkas]:
    """A row of the inbox; of a discipline case it says no more than that there is one."""
    hasil = {}
    for k in KasusPembinaan.objects.filter(pk__in=[d.pk for d in documents]).select_related(
        "pegawai"
    ):
        rahasia = k.jenis == KasusPembinaan.Jenis.DISIPLIN
        hasil[k.pk] = Ringkas(
            judul=f"Kasus: {k.pegawai.nama_lengkap}",
            ringkas="Buka untuk melihat rinciannya."
            if rahasia
            else f"{k.get_jenis_display()}, {periode_id(k.periode)}: {k.uraian}"[:300],
            url=reverse("kotak:kasus_satu", args=[k.pk]),
            perhatian="Kasus diputuskan satu per satu.",
        )
    return hasil


register(
    KasusPembinaan,
    KASUS,
    subject="pegawai_id",
    approver={"pemilik": _owners},
    describe=_describe,
    related=("pegawai",),
    address=lambda pk: reverse("kotak:kasus_satu", args=[pk]),
    view_action="kasus.view",
)
