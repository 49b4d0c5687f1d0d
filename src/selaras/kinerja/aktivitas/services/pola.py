"""Keeps a person's habits under names."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied

from selaras.core.permissions import Actor
from selaras.kinerja.aktivitas.selectors.tautan import code_of
from selaras.kinerja.models import AktivitasHarian, PolaAktivitas

TERBANYAK = 20


def save_pattern(*, actor: Actor, nama: str, tanggal: date, at: datetime) -> PolaAktivitas | None:
    """Keep the day's entries under a name (again = replaced); None = no name or nothing to keep."""
    if actor.person_id is None:
        raise PermissionDenied("Pola milik pegawai.")
    entri = AktivitasHarian.objects.filter(pegawai_id=actor.person_id, tanggal=tanggal)
    entri = entri.exclude(status=AktivitasHarian.Status.DITOLAK).order_by("mulai")
    isi = [
        {
            "uraian": e.uraian, "menit": e.menit, "mulai": e.mulai, "kegiatan_id": e.kegiatan_id,
            "volume": e.volume, "keterangan": e.keterangan, "tautan": code_of(e),
        }
        for e in entri
    ]  # fmt: skip
    nama = nama.strip()[:80]
    if not nama or not isi:
        return None
    if len(isi) == 1:
        isi[0]["mulai"] = None  # a single habit finds its own time
    pola, _ = PolaAktivitas.objects.update_or_create(
        pegawai_id=actor.person_id, nama=nama, defaults={"isi": isi, "dibuat_pada": at}
    )
    lama = PolaAktivitas.objects.filter(pegawai_id=actor.person_id).order_by("-dibuat_pada")
    PolaAktivitas.objects.filter(pk__in=[p.pk for p in lama[TERBANYAK:]]).delete()
    return pola


def remove_pattern(*, actor: Actor, pk: int) -> None:
    """Throw one of one's own away."""
    PolaAktivitas.objects.filter(pegawai_id=actor.person_id or 0, pk=pk).delete()
