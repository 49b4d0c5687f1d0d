"""PP 46/2011 with Perka BKN 1/2013: from targets and realisation to the year's value, exactly.

Fractions all the way; only who shows or stores a value rounds it (`dua_desimal`). Law values are
hundredths of a point (7600 = 76). Knows nothing of people, plans or pages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from selaras.hukum import Aturan

PERSERATUS = 100
SERATUS = Fraction(100)
KALI_1E4 = 10_000
ASPEK_PERILAKU = ("orientasi_pelayanan", "integritas", "komitmen", "disiplin", "kerja_sama")
KEPEMIMPINAN = "kepemimpinan"
Angka = int | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Ukuran:
    """Target or realisation of an activity: quantity, quality in points, months, rupiah.

    biaya None or 0 = the activity has no budget, so cost is no aspect of it.
    """

    kuantitas: Angka
    kualitas: Angka
    waktu: Angka
    biaya: Angka | None = None


@dataclass(frozen=True, slots=True)
class NilaiKegiatan:
    """The value of one activity with its aspects; `biaya` None where there is no budget."""

    kuantitas: Fraction
    kualitas: Fraction
    waktu: Fraction
    biaya: Fraction | None

    @property
    def aspek(self) -> tuple[Fraction, ...]:
        """The aspects that count."""
        tiga = (self.kuantitas, self.kualitas, self.waktu)
        return tiga if self.biaya is None else (*tiga, self.biaya)

    @property
    def penghitungan(self) -> Fraction:
        """Their sum, which the form prints."""
        return sum(self.aspek, Fraction(0))

    @property
    def capaian(self) -> Fraction:
        """Their mean."""
        return self.penghitungan / len(self.aspek)


@dataclass(frozen=True, slots=True)
class NilaiSKP:
    """The plan's value: the activities' mean and what extra work adds."""

    kegiatan: tuple[NilaiKegiatan, ...]
    rata: Fraction
    tugas_tambahan: Fraction
    kreativitas: Fraction

    @property
    def nilai(self) -> Fraction:
        """May exceed 100."""
        return self.rata + self.tugas_tambahan + self.kreativitas


@dataclass(frozen=True, slots=True)
class Prestasi:
    """The year's result: both weighted parts, their sum, its name."""

    dari_skp: Fraction
    dari_perilaku: Fraction
    sebutan: str

    @property
    def nilai(self) -> Fraction:
        """Not rounded."""
        return self.dari_skp + self.dari_perilaku


def nilai_efisiensi(target: Angka, realisasi: Angka, aturan: Aturan) -> Fraction:
    """The value of time or cost: on target 76, rising to 100 at 24 % saved, then falling again."""
    t, r = Fraction(target), Fraction(realisasi)
    if t <= 0:
        raise ValueError("target waktu atau biaya harus lebih dari 0")
    efisiensi = SERATUS - r / t * 100
    dasar = (Fraction(aturan.nilai("skp46.faktor_waktu"), KALI_1E4) * t - r) / t * 100
    if efisiensi > Fraction(aturan.nilai("skp46.efisiensi_batas"), PERSERATUS):
        dasar = Fraction(aturan.nilai("skp46.nilai_tepat"), PERSERATUS) - (dasar - 100)
    return max(dasar, Fraction(aturan.nilai("skp46.nilai_waktu_min"), PERSERATUS))


def nilai_kegiatan(target: Ukuran, realisasi: Ukuran | None, aturan: Aturan) -> NilaiKegiatan:
    """One activity. Not done at all (no realisation, or quantity 0): every aspect is 0."""
    berbiaya = bool(target.biaya)
    if realisasi is None or Fraction(realisasi.kuantitas) == 0:
        nol = Fraction(0)
        return NilaiKegiatan(nol, nol, nol, nol if berbiaya else None)
    biaya = None
    if target.biaya:
        biaya = nilai_efisiensi(target.biaya, realisasi.biaya or 0, aturan)
    return NilaiKegiatan(
        kuantitas=Fraction(realisasi.kuantitas) / Fraction(target.kuantitas) * 100,
        kualitas=Fraction(realisasi.kualitas) / Fraction(target.kualitas) * 100,
        waktu=nilai_efisiensi(target.waktu, realisasi.waktu, aturan),
        biaya=biaya,
    )


def nilai_tugas_tambahan(banyak: int, aturan: Aturan) -> Fraction:
    """What so many extra tasks of the year add."""
    nilai = 0
    for langkah in aturan.jenjang("skp46.tugas_tambahan"):
        if langkah.mulai <= banyak:
            nilai = langkah.nilai
    return Fraction(nilai, PERSERATUS)


def nilai_kreativitas(tingkat: Sequence[str], aturan: Aturan) -> Fraction:
    """What creative work adds: that of the highest level acknowledged."""
    nilai = [aturan.butir("skp46.kreativitas", t) for t in tingkat]
    return Fraction(max(nilai, default=0), PERSERATUS)


def nilai_skp(
    kegiatan: Sequence[NilaiKegiatan], banyak_tambahan: int, kreativitas: Sequence[str],
    aturan: Aturan,
) -> NilaiSKP:  # fmt: skip
    """The plan's value; a plan without activities has none."""
    if not kegiatan:
        raise ValueError("SKP tanpa kegiatan tidak dapat dinilai")
    return NilaiSKP(
        kegiatan=tuple(kegiatan),
        rata=sum((k.capaian for k in kegiatan), Fraction(0)) / len(kegiatan),
        tugas_tambahan=nilai_tugas_tambahan(banyak_tambahan, aturan),
        kreativitas=nilai_kreativitas(kreativitas, aturan),
    )


def nilai_perilaku(nilai: Mapping[str, Angka | None]) -> Fraction:
    """The mean of the five aspects, and of leadership where it is valued (structural posts)."""
    wajib = [nilai.get(aspek) for aspek in ASPEK_PERILAKU]
    if any(satu is None for satu in wajib):
        raise ValueError("kelima aspek perilaku harus dinilai")
    pimpin = nilai.get(KEPEMIMPINAN)
    semua = [Fraction(satu) for satu in (*wajib, pimpin) if satu is not None]
    return sum(semua, Fraction(0)) / len(semua)


def prestasi(skp: Angka, perilaku: Angka, aturan: Aturan) -> Prestasi:
    """The year's result; its name is decided by lower bounds, on the value as it is."""
    bobot = aturan.tabel("skp46.bobot")
    dari_skp = Fraction(skp) * Fraction(bobot["skp"], 10_000)
    dari_perilaku = Fraction(perilaku) * Fraction(bobot["perilaku"], 10_000)
    return Prestasi(dari_skp, dari_perilaku, sebutan(dari_skp + dari_perilaku, aturan))


def sebutan(nilai: Angka, aturan: Aturan) -> str:
    """The highest name whose lower bound the value reaches."""
    batas = sorted(aturan.tabel("skp46.sebutan").items(), key=lambda b: -b[1])
    for nama, bawah in batas:
        if Fraction(nilai) * PERSERATUS >= bawah:
            return nama
    return batas[-1][0]


def perseratus(nilai: Fraction) -> int:
    """The value in hundredths, half up: how it is stored and printed."""
    return (nilai * PERSERATUS * 2 + 1).__floor__() // 2


def dua_desimal(nilai: Fraction) -> Decimal:
    """The value with two decimals, half up."""
    return Decimal(perseratus(nilai)) / PERSERATUS
