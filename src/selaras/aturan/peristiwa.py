"""What each deduction of the days costs in rupiah, so that the lines add up to what was lost.

One person at a time, for her page: effects are differences of a running, rounded sum, and what the
cap or the rounding by criterion gives back is a line of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from selaras.aturan.angka import SERATUS_BP, SERATUS_PERSEN
from selaras.aturan.nilai_disiplin import POTONGAN, SELURUH_TPP
from selaras.hukum import Aturan

BATAS, PEMBULATAN = "batas", "pembulatan"


@dataclass(frozen=True, slots=True)
class Peristiwa:
    """One deduction: the day (None = of the month, such as a missed roll call), why, percent."""

    tanggal: date | None
    sebab: str
    potongan_bp: int


@dataclass(frozen=True, slots=True)
class Efek:
    """A deduction with its rupiah; `kode` is empty for an event, else BATAS or PEMBULATAN.

    `rupiah` is negative where it takes money away.
    """

    tanggal: date | None
    sebab: str
    potongan_bp: int
    rupiah: int
    kode: str = ""


def efek_peristiwa(
    baris: Mapping[str, Any], peristiwa: Sequence[Peristiwa], aturan: Aturan
) -> list[Efek]:
    """The events of a computed row (a frame's row, or a stored instrument) with their rupiah.

    Together with the lines of cap and rounding they sum to the row's TPP less what it would be
    without any deduction. Where deductions decide nothing (a reduction, a trial month, a score
    from attendance, an absence of the whole month) every effect is 0.
    """
    if not _menentukan(baris, aturan):
        return [Efek(p.tanggal, p.sebab, p.potongan_bp, 0) for p in peristiwa]
    per_bp = _porsi(baris, aturan) * _dinilai(baris, aturan) / SERATUS_BP
    hasil, jumlah, sebelum = [], 0, 0
    for p in peristiwa:
        jumlah += p.potongan_bp
        sesudah = _bulat(per_bp * jumlah)
        hasil.append(Efek(p.tanggal, p.sebab, p.potongan_bp, sebelum - sesudah))
        sebelum = sesudah
    dipakai = Fraction(baris["potongan_dipakai"], SERATUS_PERSEN) * SERATUS_BP
    if dipakai != jumlah:
        kembali = sebelum - _bulat(per_bp * dipakai)
        hasil.append(Efek(None, "Batas potongan", int(dipakai) - jumlah, kembali, BATAS))
    sisa = _hilang(baris, aturan) - sum(e.rupiah for e in hasil)
    if sisa:
        hasil.append(Efek(None, "Pembulatan per kriteria", 0, sisa, PEMBULATAN))
    return hasil


def _menentukan(baris: Mapping[str, Any], aturan: Aturan) -> bool:
    return (
        aturan.pilihan("disiplin.cara") == POTONGAN
        and baris["ganti_bp"] in (None, -1)
        and baris["uji_coba_bp"] in (None, -1)
        and baris["potongan_dipakai"] not in (None, -1)
        and not baris["alpa_penuh"]
    )


def _porsi(baris: Mapping[str, Any], aturan: Aturan) -> Fraction:
    """What one whole of deductions is taken of: the discipline share, or everything."""
    if aturan.pilihan("disiplin.basis") == SELURUH_TPP:
        return Fraction(1)
    return Fraction(baris["bobot_d"], SERATUS_BP)


def _basic(baris: Mapping[str, Any], k: str) -> Fraction:
    """The criterion's basic TPP with status, acting post and pro rata, exact."""
    sendiri = Fraction(baris[k] or 0, max(baris["pembagi"], 1)) * baris["status_bp"]
    plt = (baris[f"plt_{k}"] or 0) * baris["plt_bp"]
    jumlah = plt if baris["plt_berlaku"] == "plt100" else sendiri + plt
    return Fraction(jumlah) / SERATUS_BP


def _kali(baris: Mapping[str, Any], aturan: Aturan) -> Fraction:
    kali = Fraction(baris["bayar_bp"] * aturan.nilai("tpp.pengali_besaran"), SERATUS_BP**2)
    if aturan.pilihan("tpp.hukuman_urutan") == "sebelum_nilai":
        kali *= Fraction(SERATUS_BP - baris["hukuman"], SERATUS_BP)
    return kali


def _dinilai(baris: Mapping[str, Any], aturan: Aturan) -> Fraction:
    """Rupiah of all criteria that the score multiplies, at a score of 100 %."""
    kriteria = [k for k in aturan.daftar("tpp.kriteria_dinilai") if k in _dikenal(aturan)]
    return sum((_basic(baris, k) for k in kriteria), Fraction(0)) * _kali(baris, aturan)


def _dikenal(aturan: Aturan) -> tuple[str, ...]:
    return aturan.daftar("tpp.kriteria")


def _hilang(baris: Mapping[str, Any], aturan: Aturan) -> int:
    """The assessed criteria as paid, less what they would be without deductions (<= 0)."""
    tanpa_potongan = _skor_utuh(baris, aturan)
    kali = _kali(baris, aturan)
    kriteria = [k for k in aturan.daftar("tpp.kriteria_dinilai") if k in _dikenal(aturan)]
    utuh = sum(_bulat(_basic(baris, k) * tanpa_potongan * kali) for k in kriteria)
    return sum(int(baris[f"nilai_{k}"]) for k in kriteria) - utuh


def _skor_utuh(baris: Mapping[str, Any], aturan: Aturan) -> Fraction:
    """The score without any deduction."""
    if aturan.pilihan("disiplin.basis") == SELURUH_TPP:
        produktivitas = Fraction(int(baris["produktivitas"]), int(baris["skala"]))
        porsi = baris["bobot_p"] * produktivitas + baris["bobot_d"] + baris["skp_porsi"]
        return Fraction(porsi) / SERATUS_BP
    skor = Fraction(baris["realisasi"], SERATUS_PERSEN)
    return skor + _porsi(baris, aturan) * Fraction(baris["potongan_dipakai"], SERATUS_PERSEN)


def _bulat(x: Fraction) -> int:
    """Half up."""
    return (2 * x.numerator + x.denominator) // (2 * x.denominator)
