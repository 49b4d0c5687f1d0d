"""Records missed roll calls, by hand and in bulk; what one costs is law (apel_per_kali)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.permissions import Actor
from selaras.cuti.models import Ketidakhadiran
from selaras.pegawai.models import Pegawai
from selaras.periode.selectors import locked_skpd_ids
from selaras.presensi.models import HariTersentuh, LembarPresensi, TidakApel

AKSI = "presensi.correct"
BELUM = "Apel pada tanggal itu belum berlangsung."
SEBAB = "Tidak apel dicatat atau dibatalkan sesudah bulannya terkunci"


@transaction.atomic
def record_tidak_apel(
    *, pegawai: Pegawai, tanggal: date, actor: Actor, at: datetime, keterangan: str = ""
) -> TidakApel:
    """The person missed the roll call of that day; recording it again does nothing.

    Refuses days to come and days of approved absence. A locked month does not change: the day is
    recorded for a line of a later month instead.
    """
    if tanggal > actor.day(at):
        raise ValidationError(BELUM)
    if izin := absence_on(pegawai.pk, tanggal):
        raise ValidationError(absence_text(izin))
    baris, baru = TidakApel.objects.get_or_create(
        pegawai=pegawai, tanggal=tanggal, dibatalkan_pada=None,
        defaults={"keterangan": keterangan.strip(), "dicatat_pada": at},
    )  # fmt: skip
    if baru:
        record(
            actor=actor, aksi=AKSI, objek=baris, person_id=pegawai.pk,
            sesudah={"tidak_apel": tanggal.isoformat(), "keterangan": baris.keterangan},
        )  # fmt: skip
        _touch_locked([(pegawai.pk, tanggal)], at)
    return baris


@transaction.atomic
def cancel_tidak_apel(*, tidak_apel: TidakApel, alasan: str, actor: Actor, at: datetime) -> None:
    """It was a mistake: the row stays and no longer counts. Twice = once."""
    if not alasan.strip():
        raise ValidationError("Tuliskan alasan pembatalannya.")
    if actor.person_id is not None and actor.person_id == tidak_apel.pegawai_id:
        raise PermissionDenied("Catatan tidak apel sendiri dibatalkan oleh petugas lain.")
    baris = TidakApel.objects.select_for_update(of=("self",)).get(pk=tidak_apel.pk)
    if baris.dibatalkan_pada is None:
        baris.dibatalkan_pada = at
        baris.save(update_fields=["dibatalkan_pada"])
        record(
            actor=actor, aksi=AKSI, objek=baris, person_id=baris.pegawai_id,
            sebelum={"dibatalkan": False}, sesudah={"dibatalkan": True}, keterangan=alasan.strip(),
        )  # fmt: skip
        _touch_locked([(baris.pegawai_id, baris.tanggal)], at)


@transaction.atomic
def save_tidak_apel(*, actor: Actor, rows: Sequence[TidakApel]) -> None:
    """Create many rows, or change the words of known ones; the import leaves the trail's entry."""
    lama = [r for r in rows if r.pk]
    baru = [r for r in rows if not r.pk]
    TidakApel.objects.bulk_update(lama, ["keterangan"], batch_size=1_000)
    TidakApel.objects.bulk_create(baru, batch_size=5_000)
    _touch_locked([(r.pegawai_id, r.tanggal) for r in baru], actor.at)


def absence_on(pegawai_id: int, tanggal: date) -> Ketidakhadiran | None:
    """The approved absence that takes the whole of that day, if there is one."""
    return (
        Ketidakhadiran.objects.filter(
            pegawai_id=pegawai_id, berlaku__contains=tanggal, dicabut_pada=None,
            jenis__sehari_penuh=True,
        )
        .select_related("jenis")
        .first()
    )  # fmt: skip


def absence_text(izin: Ketidakhadiran) -> str:
    """Why nobody expects the person at that day's roll call."""
    return f"Hari itu {izin.jenis.nama.lower()} (surat {izin.no_surat}), jadi tidak wajib apel."


def _touch_locked(hari: Iterable[tuple[int, date]], at: datetime) -> None:
    """Days of locked months: material for a later month's lines."""
    per_bulan: dict[int, list[tuple[int, date]]] = defaultdict(list)
    for pegawai_id, tanggal in hari:
        per_bulan[tanggal.year * 100 + tanggal.month].append((pegawai_id, tanggal))
    tersentuh = []
    for periode, isi in sorted(per_bulan.items()):
        beku = set(
            LembarPresensi.objects.filter(
                periode=periode, skpd_id__in=locked_skpd_ids(periode),
                pegawai_id__in={i for i, _ in isi},
            ).values_list("pegawai_id", flat=True)
        )  # fmt: skip
        tersentuh += [
            HariTersentuh(pegawai_id=i, tanggal=t, sebab=SEBAB, dicatat_pada=at)
            for i, t in isi
            if i in beku
        ]
    HariTersentuh.objects.bulk_create(tersentuh, batch_size=5_000, ignore_conflicts=True)
