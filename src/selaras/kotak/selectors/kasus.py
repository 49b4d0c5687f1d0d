"""Cases within reach, and what a case's month look like before and after it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from selaras.core.permissions import Actor, rows
from selaras.kotak.models import KasusPembinaan, KotakPegawai
from selaras.kotak.models.kasus import BERJALAN
from selaras.presensi.models import LembarPresensi

SEBELUM, SESUDAH = 3, 6


@dataclass(frozen=True, slots=True)
class BulanSekitar:
    """A month around a case: score, box, unexcused days; `letak` sebelum, saat or sesudah."""

    periode: int
    letak: str
    kotak: int
    skor_bp: int
    alpa: int


def visible_cases(actor: Actor) -> QuerySet[KasusPembinaan]:
    """Cases that the actor may see, with what a list needs."""
    semua = rows(actor, "kasus.view", KasusPembinaan.objects.all())
    return semua.select_related("pegawai", "pemilik")


def my_cases(actor: Actor) -> QuerySet[KasusPembinaan]:
    """Cases that the actor sees to."""
    return visible_cases(actor).filter(pemilik_id=actor.person_id)


def around(kasus: KasusPembinaan) -> list[BulanSekitar]:
    """The months around a case: whether it helped."""
    dari, sampai = shift(kasus.periode, -SEBELUM), shift(kasus.periode, SESUDAH)
    milik = KotakPegawai.objects.filter(
        pegawai_id=kasus.pegawai_id, periode__range=(dari, sampai)
    ).order_by("periode")
    alpa = dict(
        LembarPresensi.objects.filter(
            pegawai_id=kasus.pegawai_id, periode__range=(dari, sampai)
        ).values_list("periode", "alpa")
    )
    return [
        BulanSekitar(k.periode, _letak(k.periode, kasus.periode), k.kotak, k.skor_bp,
                     alpa.get(k.periode, 0))
        for k in milik
    ]  # fmt: skip


def _letak(periode: int, saat: int) -> str:
    return "saat" if periode == saat else "sebelum" if periode < saat else "sesudah"


def effect(bulan: Sequence[BulanSekitar]) -> int | None:
    """Mean score after less mean score up to the case, in basis points; None while one is missing.

    Both means are rounded down to the basis point.
    """
    sebelum = [b.skor_bp for b in bulan if b.letak != "sesudah"]
    sesudah = [b.skor_bp for b in bulan if b.letak == "sesudah"]
    if not sebelum or not sesudah:
        return None
    return sum(sesudah) // len(sesudah) - sum(sebelum) // len(sebelum)


def shift(periode: int, langkah: int) -> int:
    """The month so many steps later (or earlier)."""
    urut = (periode // 100) * 12 + periode % 100 - 1 + langkah
    return urut // 12 * 100 + urut % 12 + 1


def case_counts(actor: Actor) -> dict[str, int]:
    """Open and closed cases within reach, for a leader's tile."""
    semua = rows(actor, "kasus.view", KasusPembinaan.objects.all())
    hasil: dict[str, int] = semua.aggregate(
        berjalan=Count("pk", filter=Q(status__in=BERJALAN)),
        selesai=Count("pk", filter=Q(status="selesai")),
    )
    return hasil
