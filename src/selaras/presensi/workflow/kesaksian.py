"""The superior's word on a day without any tap in an outage: was she there?"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import prefetch_related_objects
from django.urls import reverse

from selaras.core.halaman.format import tanggal_id
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
from selaras.core.workflow.models import TransisiLog
from selaras.core.workflow.registry import Ringkas, register
from selaras.organisasi.models import Instansi
from selaras.presensi.models import KesaksianHadir
from selaras.presensi.services.benah.gangguan import SEBAB_SAKSI
from selaras.presensi.services.hitung.lipat_hari import refold_days

Entries = Sequence[TransisiLog]


def follow(documents: Sequence[KesaksianHadir], entries: Entries, actor: Actor) -> None:
    """The sheets take the superior's word over, and give it back when it is undone."""
    at = max((entry.waktu for entry in entries), default=actor.at)
    prefetch_related_objects(list(documents), "gangguan__instansi")
    per_instansi: dict[Instansi, list[tuple[int, date]]] = {}
    for d in documents:
        per_instansi.setdefault(d.gangguan.instansi, []).append((d.pegawai_id, d.tanggal))
    for instansi, hari in per_instansi.items():
        refold_days(instansi=instansi, hari=hari, at=at, sebab=SEBAB_SAKSI)


def describe(documents: Sequence[KesaksianHadir]) -> Mapping[int, Ringkas]:
    prefetch_related_objects(
        list(documents), "pegawai", "gangguan__unit", "gangguan__mesin", "gangguan__tempat"
    )
    return {
        d.pk: Ringkas(
            f"Hadir {tanggal_id(d.tanggal)}?",
            f"Tanpa ketukan. {d.gangguan.get_jenis_display()} di {d.gangguan.di_mana}: "
            f"{d.gangguan.alasan}",
            reverse("presensi:kesaksian", args=[d.pk]),
            data={"Tanggal": tanggal_id(d.tanggal), "Gangguan": str(d.gangguan)},
        )
        for d in documents
    }


KESAKSIAN = Workflow(
    "kesaksian_hadir",
    "Kehadiran saat gangguan",
    DRAF,
    (
        Transition("submit", "Tanyakan", (DRAF,), DIAJUKAN, "gangguan.declare", automatic=True),
        Transition("approve", "Hadir", (DIAJUKAN,), DISETUJUI, "gangguan.confirm",
                   after_many=(follow,), undone=(follow,), ikon="check"),
        Transition("reject", "Tidak hadir", (DIAJUKAN,), DITOLAK, "gangguan.confirm", ikon="x"),
        Transition("cancel", "Batalkan", (DRAF, DIAJUKAN), DIBATALKAN, "gangguan.declare",
                   automatic=True, ikon="ban"),
    ),
    {DIAJUKAN: Wait("atasan", "alur.batas_hari")},
    (DITOLAK, DIBATALKAN),
)  # fmt: skip

register(
    KesaksianHadir,
    KESAKSIAN,
    describe=describe,
    related=("pegawai",),
    preview=lambda pk: f"{reverse('presensi:kesaksian', args=[pk])}?pratinjau=1",
    address=lambda pk: reverse("presensi:kesaksian", args=[pk]),
    view_action="presensi.view",
)
