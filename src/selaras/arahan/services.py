"""Makes briefs and asks offices to explain."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from selaras.arahan.models import PermintaanPenjelasan, RingkasPekan
from selaras.arahan.selectors import monday_of, week_brief
from selaras.core.audit.services import record
from selaras.core.drafts.services import hapus_draf
from selaras.core.permissions import Actor, check
from selaras.core.workflow.engine import apply
from selaras.organisasi.models import Instansi, UnitKerja


@dataclass(frozen=True, slots=True)
class Pertanyaan:
    """What a leader asks: about what, in words, until when; `kunci` makes a repeat harmless."""

    tentang: str
    isi: str
    batas: date
    kunci: UUID


def make_brief(instansi: Instansi, hari: date, at: datetime) -> RingkasPekan:
    """Make the brief of the day's week anew; one a week is kept."""
    senin = monday_of(hari)
    ringkas, _ = RingkasPekan.objects.update_or_create(
        instansi=instansi,
        senin=senin,
        defaults={"isi": week_brief(instansi, senin, at), "dibuat_pada": at},
    )
    return ringkas


@transaction.atomic
def ask(*, skpd: UnitKerja, tanya: Pertanyaan, actor: Actor) -> PermintaanPenjelasan:
    """Ask the head of an SKPD; sent twice it is asked once."""
    check(actor, "penjelasan.ask", skpd)
    if actor.user_id is None:
        raise PermissionDenied("Pertanyaan diajukan orang, bukan sistem.")
    if tanya.batas < actor.day():
        raise ValidationError({"batas": "Batasnya sudah lewat."})
    dokumen, baru = PermintaanPenjelasan.objects.get_or_create(
        kunci=tanya.kunci,
        defaults={
            "skpd": skpd, "tentang": tanya.tentang, "pertanyaan": tanya.isi, "batas": tanya.batas,
            "peminta_id": actor.person_id, "diminta_oleh_id": actor.user_id,
            "dibuat_pada": actor.at,
        },
    )  # fmt: skip
    if baru:
        record(actor=actor, aksi="penjelasan.ask", objek=dokumen)
        apply(dokumen, "ask", actor=actor)
    hapus_draf(actor.user_id, f"penjelasan-{skpd.pk}", at=actor.at)
    return dokumen


@transaction.atomic
def answer(
    *, dokumen: PermintaanPenjelasan, jawaban: str, actor: Actor, versi: int
) -> PermintaanPenjelasan:
    """Answer for the SKPD; refused when somebody else answered meanwhile."""
    if not jawaban.strip():
        raise ValidationError({"jawaban": "Tulis jawabannya."})
    # Before the step, whose row in the inbox tells it; a refused step takes it back.
    PermintaanPenjelasan.objects.filter(pk=dokumen.pk).update(jawaban=jawaban.strip())
    apply(dokumen, "answer", actor=actor, versi=versi)
    hapus_draf(actor.user_id, f"jawaban-{dokumen.pk}", at=actor.at)
    return dokumen
