"""What came with a day's taps, and what officers wrote down for it. Writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.db.models.functions import TruncDate

from selaras.pegawai.models import Pegawai
from selaras.presensi.models import (
    BuktiKetukan,
    CatatanPetugas,
    Ketukan,
    PemasanganPonsel,
    PinKios,
)

HARI_TAMPAK = 31
TERTUA = timedelta(days=400)  # no law keeps positions longer; keeps the question to some tables


def evidence_of(pegawai: Pegawai, tanggal: date) -> list[BuktiKetukan]:
    """The day's evidence, by time; local midnight to the next noon for shifts past midnight."""
    awal = datetime.combine(tanggal, time(), ZoneInfo(pegawai.zona)).astimezone(UTC)
    bukti = BuktiKetukan.objects.filter(
        pegawai=pegawai, waktu__gte=awal, waktu__lt=awal + timedelta(hours=36)
    )
    return list(bukti.select_related("tempat", "selfie").order_by("waktu"))


def notes_by_instant(
    pegawai_id: int, tanggal: date, ketukan: list[Ketukan]
) -> Mapping[datetime, CatatanPetugas]:
    """Who wrote down which tap; asks only where a tap came from an officer's list."""
    if not any(t.sumber == Ketukan.Sumber.PETUGAS for t in ketukan):
        return {}
    catatan = CatatanPetugas.objects.filter(
        pegawai_id=pegawai_id, tanggal__range=(tanggal - timedelta(days=1), tanggal)
    ).select_related("dicatat_oleh")
    return {w: c for c in catatan for w in (c.masuk, c.pulang) if w is not None}


@dataclass(frozen=True, slots=True)
class HariTersimpan:
    """A day of which a position or a picture is still kept."""

    tanggal: date
    posisi: int
    foto: int


@dataclass(frozen=True, slots=True)
class Tersimpan:
    """What attendance keeps about one person beyond the times themselves."""

    hari: list[HariTersimpan]  # newest first, at most HARI_TAMPAK
    posisi: int
    foto: int
    ponsel: list[PemasanganPonsel]
    pin_kios: datetime | None


def kept_about(pegawai: Pegawai, at: datetime) -> Tersimpan:
    """For the person herself; three queries."""
    per_hari = (
        BuktiKetukan.objects.filter(pegawai=pegawai, waktu__gte=at - TERTUA)
        .filter(Q(lintang_e6__isnull=False) | Q(selfie__isnull=False))
        .annotate(tanggal=TruncDate("waktu", tzinfo=ZoneInfo(pegawai.zona)))
        .values("tanggal")
        .annotate(posisi=Count("lintang_e6"), foto=Count("selfie_id"))
        .order_by("-tanggal")
    )
    hari = [HariTersimpan(b["tanggal"], b["posisi"], b["foto"]) for b in per_hari]
    return Tersimpan(
        hari=hari[:HARI_TAMPAK],
        posisi=sum(h.posisi for h in hari),
        foto=sum(h.foto for h in hari),
        ponsel=list(PemasanganPonsel.objects.filter(akun_id=pegawai.user_id, dicabut_pada=None)),
        pin_kios=PinKios.objects.filter(pegawai=pegawai)
        .values_list("dibuat_pada", flat=True)
        .first(),
    )
