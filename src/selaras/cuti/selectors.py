"""Reads of approved absences."""

from datetime import date

from django.db.models import Q, QuerySet

from selaras.core.audit.services import record_read
from selaras.core.permissions import Actor, can, rows
from selaras.cuti.models import Ketidakhadiran
from selaras.pegawai.models import Pegawai

KESEHATAN = frozenset({"CS", "CM"})  # kinds whose words tell about somebody's health


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


def is_health(ketidakhadiran: Ketidakhadiran) -> bool:
    """Whether its words say something about health (a reason is given at all)."""
    return bool(ketidakhadiran.keterangan) and ketidakhadiran.jenis.kode in KESEHATAN


def show_reason(actor: Actor, ketidakhadiran: Ketidakhadiran) -> str:
    """The words of an absence for this reader; the reading of a health reason is traced."""
    if not is_health(ketidakhadiran):
        return ketidakhadiran.keterangan
    hari = ketidakhadiran.berlaku.lower
    if not can(actor, "cuti.view_alasan", ketidakhadiran.pegawai, at=hari):
        return ""
    record_read(
        actor=actor, aksi="cuti.view_alasan", objek=ketidakhadiran,
        person_ids=[ketidakhadiran.pegawai_id],
    )  # fmt: skip
    return ketidakhadiran.keterangan


def people_to_record(actor: Actor, diketik: str, *, awalan: bool = False) -> QuerySet[Pegawai]:
    """Whose absence the actor may enter, by a NIP, words of a name, or a suggestion taken over.

    awalan: the beginning of a number is enough to offer people, never to take one.
    """
    awal = diketik.partition("·")[0]  # "NIP · name", as suggested
    angka = "".join(awal.split())
    cocok = Q(nip__startswith=angka) if awalan else Q(nip=angka)
    if not angka.isdigit():
        cocok = Q()
        for kata in diketik.split():
            cocok &= Q(nama__icontains=kata)
    return rows(actor, "cuti.record", Pegawai.objects.filter(cocok)).order_by("nama", "pk")
