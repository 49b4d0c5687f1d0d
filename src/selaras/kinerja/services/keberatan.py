"""Objections: handed in within the term, answered by the assessor's superior.

An accepted one gives the assessment a new version; after the month's lock the result changes all
the same and the difference in pay is worked off in the next open month.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from selaras.aturan.predikat import predikat
from selaras.core.audit.services import record, record_change, state_of
from selaras.core.files.models import Berkas
from selaras.core.halaman.format import periode_id, tanggal
from selaras.core.kiriman import one_at_a_time
from selaras.core.permissions import Actor
from selaras.core.permissions.actor import local_date
from selaras.core.workflow.engine import Langkah, apply
from selaras.kinerja.models import Keberatan, Penilaian, Predikat, VersiPenilaian
from selaras.kinerja.selectors.penilai import rules_of
from selaras.kinerja.selectors.sumber import BKN
from selaras.kinerja.services.sumber import write_month

HIDUP = ("draf", "diajukan", "diterima", "ditolak")


class KeberatanDitolak(Exception):
    """An objection that cannot be handed in or decided; the message says why."""


@dataclass(frozen=True, slots=True)
class Putusan:
    """What the assessor's superior decides: the ratings that hold from now on."""

    hasil: int
    perilaku: int
    alasan: str


def objection_until(penilaian: Penilaian) -> date | None:
    """The last day on which an objection may be handed in."""
    if penilaian.selesai_pada is None:
        return None
    aturan = rules_of(penilaian.periode, penilaian.pegawai.instansi_id)
    hari = aturan.nilai("kinerja.keberatan_hari")
    selesai = local_date(penilaian.selesai_pada, penilaian.pegawai.zona)
    return selesai + timedelta(days=hari)


def why_no_objection(penilaian: Penilaian, actor: Actor) -> str:
    """Why this person cannot object now, or ""."""
    if penilaian.pegawai_id != actor.person_id:
        return "Keberatan diajukan oleh pegawai yang dinilai."
    if penilaian.sumber == BKN:
        return "Predikat ini dari e-Kinerja BKN; keberatannya diajukan di sana."
    batas = objection_until(penilaian)
    if batas is None:
        return "Penilaian ini belum selesai."
    if actor.day() > batas:
        return f"Tenggang keberatan berakhir {tanggal(batas)}."
    if penilaian.keberatan.filter(status__in=HIDUP).exists():
        return "Keberatan atas penilaian ini sudah pernah diajukan."
    return ""


@transaction.atomic
def submit_objection(
    *,
    actor: Actor,
    penilaian: Penilaian,
    alasan: str,
    kunci: UUID | None = None,
    berkas: Berkas | None = None,
    tautan: str = "",
) -> Keberatan:
    """Hand it in; the same form again gives the same objection."""
    if kunci:
        one_at_a_time(kunci)
    sama = Keberatan.objects.filter(kunci=kunci, pegawai_id=actor.person_id or 0)
    if kunci and (ada := sama.first()):
        return ada
    list(Penilaian.objects.select_for_update(of=("self",)).filter(pk=penilaian.pk))
    if penilaian.pegawai_id != actor.person_id:
        raise PermissionDenied("Keberatan diajukan oleh pegawai yang dinilai.")
    if sebab := why_no_objection(penilaian, actor):
        raise KeberatanDitolak(sebab)
    keberatan = Keberatan.objects.create(
        penilaian=penilaian,
        pegawai_id=penilaian.pegawai_id,
        unit_id=penilaian.unit_id,
        alasan=alasan.strip(),
        berkas=berkas,
        tautan=tautan,
        kunci=kunci,
    )
    apply(keberatan, "submit", actor=actor)
    return keberatan


@transaction.atomic
def accept(*, actor: Actor, keberatan: Keberatan, putusan: Putusan) -> Langkah:
    """The assessment changes to the ratings decided, as a new version."""
    aturan = rules_of(keberatan.penilaian.periode, keberatan.pegawai.instansi_id)
    baru = predikat(putusan.hasil, putusan.perilaku, aturan)
    lama = keberatan.penilaian
    if (lama.hasil, lama.perilaku) == (putusan.hasil, putusan.perilaku):
        raise KeberatanDitolak(
            "Rating yang dipilih sama dengan yang lama. Ubah ratingnya, atau tolak keberatannya."
        )
    keberatan.hasil_baru, keberatan.perilaku_baru = putusan.hasil, putusan.perilaku
    keberatan.predikat_baru, keberatan.putusan = baru, putusan.alasan.strip()
    keberatan.save(update_fields=["hasil_baru", "perilaku_baru", "predikat_baru", "putusan"])
    return apply(keberatan, "accept", actor=actor, reason=putusan.alasan)


@transaction.atomic
def reject(*, actor: Actor, keberatan: Keberatan, alasan: str) -> Langkah:
    """The assessment stands."""
    keberatan.putusan = alasan.strip()
    keberatan.save(update_fields=["putusan"])
    return apply(keberatan, "reject", actor=actor, reason=alasan)


def accept_objection(keberatan: Any, entry: Any, actor: Actor) -> None:
    """For the workflow: what an accepted objection changes."""
    del entry
    penilaian = (
        Penilaian.objects.select_for_update(of=("self",))
        .select_related("pegawai")
        .get(pk=keberatan.penilaian_id)
    )
    replace_version(
        penilaian, keberatan.hasil_baru, keberatan.perilaku_baru, actor=actor,
        alasan=f"Keberatan diterima: {keberatan.putusan}"[:500],
    )  # fmt: skip


def replace_version(
    penilaian: Penilaian, hasil: int, perilaku: int, *, actor: Actor, alasan: str
) -> None:
    """Keep what it said, say the new, and bring the month's result along, locked or not."""
    sebelum = state_of(penilaian)
    VersiPenilaian.objects.create(
        penilaian=penilaian,
        versi=penilaian.versi,
        hasil=penilaian.hasil,
        perilaku=penilaian.perilaku,
        predikat=penilaian.predikat,
        nilai_bp=penilaian.nilai_bp,
        selesai_pada=penilaian.selesai_pada,
        diganti_pada=actor.at,
        diganti_oleh_id=actor.user_id,
        alasan=alasan,
    )
    aturan = rules_of(penilaian.periode, penilaian.pegawai.instansi_id)
    penilaian.hasil, penilaian.perilaku = hasil, perilaku
    penilaian.predikat = predikat(hasil, perilaku, aturan)
    penilaian.versi += 1
    penilaian.diubah_pada, penilaian.diubah_oleh_id = actor.at, actor.user_id
    penilaian.save()
    record_change(
        actor=actor, aksi="kinerja.decide", objek=penilaian, sebelum=sebelum,
        person_id=penilaian.pegawai_id, keterangan=alasan[:200],
    )  # fmt: skip
    if penilaian.jenis != Penilaian.Jenis.TAHUNAN:
        bulanan = write_month(penilaian, aturan, actor=actor)
        if bulanan is not None:
            record(
                actor=actor, aksi="kinerja.decide", objek=bulanan, person_id=penilaian.pegawai_id,
                keterangan=f"{periode_id(penilaian.periode)}: "
                f"{Predikat(bulanan.predikat).label} menurut putusan keberatan",
            )  # fmt: skip
