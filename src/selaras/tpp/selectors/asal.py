"""From which months the arrears and overpayments of a month's instrument come.

Says in lines what kueri.susulan sums: lines entered up to the month, oldest first, less what the
instruments in force of earlier months have settled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Sum

from selaras.periode.models import PeriodeUnit
from selaras.tpp.models import InstrumenPenilaian, SusulanTPP


@dataclass(frozen=True, slots=True)
class Asal:
    """What is still open of one line when the month begins, in rupiah; `semula` = all of it."""

    asal_periode: int
    sebab: str
    semula: int
    sisa: int


def overpayments(pegawai_id: int, periode: int, *, at: datetime) -> Sequence[Asal]:
    """The open lines behind kelebihan_lalu, as known at `at`."""
    lebih = SusulanTPP.objects.filter(nilai_rp__lt=0)
    return _open(lebih, pegawai_id, periode, at, lunas="kelebihan_dipotong")


def arrears(pegawai_id: int, periode: int, *, at: datetime) -> Sequence[Asal]:
    """The open lines behind kekurangan_lalu, as known at `at`."""
    kurang = SusulanTPP.objects.filter(nilai_rp__gt=0)
    return _open(kurang, pegawai_id, periode, at, lunas="kekurangan_lalu")


def _open(
    lines: QuerySet[SusulanTPP], pegawai_id: int, periode: int, at: datetime, *, lunas: str
) -> list[Asal]:
    milik = lines.filter(pegawai_id=pegawai_id, masuk_periode__lte=periode, dicatat_pada__lte=at)
    baris = list(milik.order_by("masuk_periode", "pk"))
    terbayar = _settled(pegawai_id, periode, lunas) if baris else 0
    hasil = []
    for s in baris:
        nilai = abs(s.nilai_rp)
        if sisa := max(nilai - terbayar, 0):
            hasil.append(Asal(s.asal_periode, s.sebab, nilai, sisa))
        terbayar = max(terbayar - nilai, 0)
    return hasil


def _settled(pegawai_id: int, periode: int, kolom: str) -> int:
    """What earlier months in force have paid or taken back."""
    berlaku = PeriodeUnit.objects.filter(
        skpd_id=OuterRef("skpd_id"), periode=OuterRef("periode"),
        hitungan_id=OuterRef("hitungan_id"),
    )  # fmt: skip
    sebelum = InstrumenPenilaian.objects.filter(
        Exists(berlaku), pegawai_id=pegawai_id, periode__lt=periode
    )
    return int(sebelum.aggregate(jumlah=Sum(kolom))["jumlah"] or 0)
