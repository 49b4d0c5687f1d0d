"""The only writer of requests for corrections: hand in, take along what a decision changes.

The engine moves the state (presensi.workflow); what it means for the day is written here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from selaras.aturan.koreksi import Temuan, examine, on_shift
from selaras.core.audit.services import record_change, state_of
from selaras.core.drafts.services import hapus_draf
from selaras.core.files.models import Berkas
from selaras.core.permissions import Actor, can
from selaras.core.workflow.engine import apply, touch
from selaras.core.workflow.models import TransisiLog
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import BuktiKoreksi, KoreksiPresensi, SebabKoreksi, UsulKoreksi
from selaras.presensi.selectors.koreksi import load_context, open_request, rules_of
from selaras.presensi.services.benah.koreksi import add_koreksi, cancel_koreksi

DIRI, PETUGAS = "koreksi.own", "presensi.correct"
DAPAT_DIUBAH = ("draf", "dikembalikan")


class KoreksiDitolak(Exception):
    """A request that cannot be handed in; `temuan` says what is wrong and where."""

    def __init__(self, temuan: Sequence[Temuan]) -> None:
        self.temuan = list(temuan)
        super().__init__(" ".join(t.pesan for t in temuan))


@dataclass(slots=True)
class Isian:
    """A request as it was sent; times in minutes on a clock."""

    masuk: int | None
    pulang: int | None
    sebab: str
    uraian: str
    berkas: list[Berkas] = field(default_factory=list)


def draft_key(pegawai_id: int, tanggal: date) -> str:
    """The key of the form's draft."""
    return f"koreksi/{pegawai_id}/{tanggal}"


@transaction.atomic
def hand_in(
    *, actor: Actor, pegawai: Pegawai, tanggal: date, isian: Isian, kunci: UUID
) -> UsulKoreksi:
    """Keep the request and send it on its way; the same form again gives the same request.

    An officer's goes to the person first, unless the law lets it go straight to the superior.
    """
    sendiri = actor.person_id == pegawai.pk
    if not can(actor, DIRI if sendiri else PETUGAS, pegawai, at=tanggal):
        raise PermissionDenied("Koreksi diminta oleh pegawainya sendiri atau petugasnya.")
    list(Pegawai.objects.select_for_update(of=("self",), no_key=True).filter(pk=pegawai.pk))
    if (
        ada := UsulKoreksi.objects.filter(kunci=kunci, pegawai=pegawai)
        .exclude(status__in=DAPAT_DIUBAH)
        .first()
    ):
        return ada
    usul = open_request(pegawai.pk, tanggal)
    if usul is not None and usul.status not in DAPAT_DIUBAH:
        raise KoreksiDitolak([Temuan("", "Koreksi hari ini sudah diajukan dan menunggu.")])
    konteks = load_context(pegawai, tanggal, actor.at, usul=usul)
    pulang = on_shift(konteks.hari, isian.masuk, isian.pulang)
    if temuan := examine(konteks.hari, isian.masuk, pulang, konteks.p):
        raise KoreksiDitolak(temuan)
    usul = usul or UsulKoreksi(pegawai=pegawai, tanggal=tanggal)
    _write(usul, isian, pulang, actor, kunci)
    hapus_draf(actor.user_id, draft_key(pegawai.pk, tanggal), at=actor.at)
    apply(usul, _first_step(usul, actor), actor=actor)
    return usul


def _write(usul: UsulKoreksi, isian: Isian, pulang: int | None, actor: Actor, kunci: UUID) -> None:
    baru = usul.pk is None
    sebelum = None if baru else state_of(usul)
    usul.masuk, usul.pulang, usul.kunci = isian.masuk, pulang, kunci
    usul.sebab, usul.uraian = isian.sebab, isian.uraian.strip()
    usul.dicatat_oleh_id = None if actor.person_id == usul.pegawai_id else actor.user_id
    usul.save()
    usul.bukti.exclude(berkas__in=isian.berkas).delete()
    BuktiKoreksi.objects.bulk_create(
        [BuktiKoreksi(usul=usul, berkas=b) for b in isian.berkas], ignore_conflicts=True
    )
    if not baru:
        touch(usul, at=actor.at)
    record_change(
        actor=actor,
        aksi=DIRI if usul.dicatat_oleh_id is None else PETUGAS,
        objek=usul,
        sebelum=sebelum or {},
        person_id=usul.pegawai_id,
        keterangan="" if usul.is_kesehatan else usul.get_sebab_display(),
    )


def _first_step(usul: UsulKoreksi, actor: Actor) -> str:
    if actor.person_id == usul.pegawai_id:
        return "submit"
    titipan = rules_of(usul.pegawai, usul.tanggal).titipan
    return "submit_for" if titipan == "langsung" else "entrust"


# -- for the workflow -------------------------------------------------------------------------


def mend_days(
    documents: Sequence[UsulKoreksi], entries: Sequence[TransisiLog], actor: Actor
) -> None:
    """Approved for good: the day's in or out is what was asked for."""
    for usul, entry in zip(documents, entries, strict=True):
        if entry.ke == "disetujui":
            add_koreksi(
                pegawai=usul.pegawai,
                tanggal=usul.tanggal,
                masuk=usul.masuk,
                pulang=usul.pulang,
                alasan=_reason(usul),
                actor=actor,
                at=entry.waktu,
                usul=usul,
            )


def unmend_days(
    documents: Sequence[UsulKoreksi], entries: Sequence[TransisiLog], actor: Actor
) -> None:
    """The approval was taken back, or the correction cancelled: the day is what it was before."""
    del entries
    for koreksi in KoreksiPresensi.objects.filter(
        usul__in=documents, dibatalkan_pada=None
    ).select_related("pegawai__instansi", "menggantikan"):
        cancel_koreksi(koreksi=koreksi, actor=actor, at=actor.at)


def _reason(usul: UsulKoreksi) -> str:
    """The words that stand on the day: of health no more than that."""
    label = str(SebabKoreksi(usul.sebab).label)
    return label if usul.is_kesehatan else f"{label}: {usul.uraian}"[:200]
