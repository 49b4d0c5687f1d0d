"""Reads of approved absences."""

from datetime import date

from django.db.models import QuerySet

from selaras.core.permissions import Actor, rows
from selaras.cuti.models import Ketidakhadiran


def list_ketidakhadiran(
    actor: Actor,
    *,
    mulai: date | None = None,
    sampai: date | None = None,
    jenis: str = "",
    cari: str = "",
    dicabut: bool = False,
) -> QuerySet[Ketidakhadiran]:
    """Absences within the actor's reach that touch [mulai, sampai], latest first."""
    semua = Ketidakhadiran.objects.all()
    if mulai or sampai:
        semua = semua.antara(mulai or date.min, sampai or date.max)
    qs = rows(actor, "cuti.view", semua)
    qs = qs.filter(dicabut_pada__isnull=not dicabut).select_related("pegawai", "jenis")
    if jenis:
        qs = qs.filter(jenis__kode=jenis)
    if cari:
        qs = qs.filter(pegawai__nama__icontains=cari) | qs.filter(pegawai__nip__startswith=cari)
    return qs.order_by("-berlaku", "-pk")
