"""Asks a colleague to take a duty, and changes the roster when the superior has agreed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from selaras.core.audit.services import record_change
from selaras.core.notify.services import notify
from selaras.core.permissions import Actor
from selaras.core.workflow.engine import apply
from selaras.core.workflow.models import TransisiLog
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import Roster, TukarJaga
from selaras.presensi.selectors.tukar import TERBUKA, colleagues, dates_of, duty_on, obstacle
from selaras.presensi.services.hitung.lipat_hari import refold_days
from selaras.presensi.services.kerja.jadwal import set_roster

OWN = "tukar.own"
SEBAB = "Jaga ditukar sesudah bulannya terkunci"
Sel = tuple[int, date]


@transaction.atomic
def ask_swap(
    *,
    pegawai: Pegawai,
    tanggal: date,
    rekan: Pegawai,
    tanggal_rekan: date | None,
    alasan: str,
    kunci: UUID,
    actor: Actor,
) -> TukarJaga:
    """Hand the question to the colleague; the same form again gives the same document."""
    if actor.person_id != pegawai.pk:
        raise PermissionDenied("Tukar jaga diminta oleh yang berjaga.")
    list(Pegawai.objects.select_for_update(of=("self",), no_key=True).filter(pk=pegawai.pk))
    ada = TukarJaga.objects.filter(kunci=kunci, pegawai=pegawai).first()
    if ada is not None:
        return ada
    jaga = duty_on(pegawai.pk, tanggal)
    if jaga is None or jaga.jadwal is None:
        raise ValidationError("Anda tidak berjaga pada tanggal itu.")
    if not colleagues(pegawai, tanggal).filter(pk=rekan.pk).exists():
        raise ValidationError("Rekan dipilih dari unit Anda.")
    if TukarJaga.objects.filter(pegawai=pegawai, tanggal=tanggal, status__in=TERBUKA).exists():
        raise ValidationError("Jaga tanggal itu sudah dimintakan tukar dan masih menunggu.")
    jaga_rekan = duty_on(rekan.pk, tanggal_rekan) if tanggal_rekan else None
    if tanggal_rekan and jaga_rekan is None:
        raise ValidationError(f"{rekan.nama} tidak berjaga pada tanggal itu.")
    tukar = TukarJaga(
        kunci=kunci, pegawai=pegawai, tanggal=tanggal, jadwal=jaga.jadwal, rekan=rekan,
        tanggal_rekan=tanggal_rekan, jadwal_rekan=jaga_rekan.jadwal if jaga_rekan else None,
        alasan=alasan.strip(), diminta_pada=actor.at,
    )  # fmt: skip
    if kata := obstacle(tukar):
        raise ValidationError(kata)
    tukar.save()
    record_change(actor=actor, aksi=OWN, objek=tukar, sebelum={}, person_id=pegawai.pk)
    apply(tukar, "submit", actor=actor)
    return tukar


def swap_cells(
    documents: Sequence[TukarJaga], entries: Sequence[TransisiLog], actor: Actor
) -> None:
    """What stood with the one stands with the other on these dates; their days follow.

    Who gives her duty away and has others around it is off that day; who has no roster otherwise
    (a piket of an office) goes back to her unit's hours.
    """
    for t in documents:
        tanggal = dates_of(t)
        sel = _cells(t, tanggal)
        t.sebelum = [
            [p, hari.isoformat(), sel.get((p, hari)), (p, hari) in sel]
            for hari in tanggal for p in (t.pegawai_id, t.rekan_id)
        ]  # fmt: skip
        t.save(update_fields=["sebelum"])
        baru: dict[Sel, int | None] = {}
        for hari in tanggal:
            for satu, lain in ((t.pegawai_id, t.rekan_id), (t.rekan_id, t.pegawai_id)):
                if (lain, hari) in sel:
                    baru[satu, hari] = sel[lain, hari]
                elif _has_roster(satu, hari):
                    baru[satu, hari] = None
        _write(t, tanggal, baru, actor, entries)


def restore_cells(
    documents: Sequence[TukarJaga], entries: Sequence[TransisiLog], actor: Actor
) -> None:
    """The superior took her word back: the cells say again what they said."""
    for t in documents:
        lama = {(int(p), date.fromisoformat(h)): j for p, h, j, ada in t.sebelum if ada}
        tanggal = sorted({date.fromisoformat(h) for _, h, *_ in t.sebelum})
        _write(t, tanggal, lama, actor, entries)


def _cells(t: TukarJaga, tanggal: Sequence[date]) -> dict[Sel, int | None]:
    semua = Roster.objects.select_for_update(of=("self",)).filter(
        pegawai_id__in=[t.pegawai_id, t.rekan_id], tanggal__in=tanggal
    )
    return {(r.pegawai_id, r.tanggal): r.jadwal_id for r in semua}


def _has_roster(pegawai_id: int, hari: date) -> bool:
    """Whether a roster also says what she does on the day before or after."""
    dekat = [hari - timedelta(days=1), hari + timedelta(days=1)]
    return Roster.objects.filter(pegawai_id=pegawai_id, tanggal__in=dekat).exists()


def _write(
    t: TukarJaga,
    tanggal: Sequence[date],
    isi: dict[Sel, int | None],
    actor: Actor,
    entries: Sequence[TransisiLog],
) -> None:
    at = max((entry.waktu for entry in entries), default=actor.at)
    semua = [(p, hari) for hari in tanggal for p in (t.pegawai_id, t.rekan_id)]
    set_roster(
        baris=[(p, hari, isi[p, hari]) for p, hari in semua if (p, hari) in isi],
        actor=actor, keterangan=f"Jaga {t.pegawai} dan {t.rekan} ditukar",
    )  # fmt: skip
    for p, hari in semua:
        if (p, hari) not in isi:
            Roster.objects.filter(pegawai_id=p, tanggal=hari).delete()
    refold_days(
        instansi=t.pegawai.instansi, at=at, sebab=SEBAB,
        hari={(p, hari + timedelta(days=n)) for p, hari in semua for n in (-1, 0, 1)},
    )  # fmt: skip
    _tell(t, at)


def _tell(t: TukarJaga, at: datetime) -> None:
    """The colleague hears of it here; the asker by the workflow's own notice."""
    notify(
        "roster_terbit", [t.rekan_id], judul=f"Tukar jaga dengan {t.pegawai.nama}",
        isi="Jadwal jaga Anda berubah.", url=reverse("presensi:tukar_satu", args=[t.pk]), at=at,
        kunci_unik=f"tukar:{t.pk}:{t.versi_alur}",
    )  # fmt: skip
