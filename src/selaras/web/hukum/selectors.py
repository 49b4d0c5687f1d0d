"""Turns the law in memory into rows for the pages. One query: which region is the house's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from selaras.hukum import Dasar, Law, NotInForce, Parameter
from selaras.hukum.readers import find_readers
from selaras.hukum.words import rows_in_words, summary
from selaras.organisasi.models import Instansi

SUBJEK: Mapping[str, str] = {
    "presensi": "Presensi", "disiplin": "Disiplin", "kinerja": "Kinerja", "tpp": "TPP",
    "pajak": "Pajak", "jkn": "Jaminan kesehatan", "potongan": "Potongan lain", "kotak": "Kotak",
}  # fmt: skip
NASIONAL = "Kerangka nasional"
TAK_BERLAKU = "tak_berlaku"


@dataclass(frozen=True, slots=True)
class BarisHukum:
    """One parameter as of a day in a region (or the national frame)."""

    kunci: str
    judul: str
    subjek: str
    nilai: str
    asal: str
    sejak: date | None
    keyakinan: str
    contoh: bool
    diketahui: bool
    pesan: str = ""

    @property
    def berlaku(self) -> bool:
        """Whether a value is in force."""
        return self.sejak is not None

    @property
    def teks(self) -> str:
        """What the search looks through."""
        return f"{self.kunci} {self.judul} {self.nilai}".casefold()


def own_region(law: Law) -> str:
    """The region whose rules the first government follows; empty = the national frame."""
    daerah = Instansi.objects.order_by("pk").values_list("daerah", flat=True).first()
    return daerah if daerah and daerah in law.daerah else ""


def law_rows(law: Law, pada: date, daerah: str) -> list[BarisHukum]:
    """Every parameter, by subject and title."""
    rows = [law_row(law, key, pada, daerah) for key in law.keys]
    return sorted(rows, key=lambda r: (list(SUBJEK).index(r.subjek) if r.subjek in SUBJEK else 99,
                                       r.judul))  # fmt: skip


def law_row(law: Law, key: str, pada: date, daerah: str) -> BarisHukum:
    """One parameter, in force or not."""
    parameter = declaration(law, key)
    subjek = key.split(".", maxsplit=1)[0]
    try:
        segment = law.segment(key, pada, daerah or None)
    except NotInForce as error:
        return BarisHukum(key, parameter.judul, subjek, "Tidak ada nilai yang berlaku", "", None,
                          TAK_BERLAKU, False, False, str(error))  # fmt: skip
    dasar = segment.dasar
    return BarisHukum(
        key, parameter.judul, subjek, summary(parameter, segment.nilai, limit=3),
        law.region(dasar.daerah).nama if dasar.daerah else NASIONAL, dasar.sejak,
        dasar.keyakinan, dasar.contoh, dasar.diketahui or dasar.contoh,
    )  # fmt: skip


def declaration(law: Law, key: str) -> Parameter:
    """The national declaration of a key that exists."""
    parameter = law.parameter(key)
    assert parameter is not None  # noqa: S101 - UnknownKey was raised otherwise
    return parameter


def value_rows(law: Law, key: str, pada: date, daerah: str) -> list[tuple[str, str]]:
    """The value in force, spelled out; empty when there is none."""
    try:
        segment = law.segment(key, pada, daerah or None)
    except NotInForce:
        return []
    return rows_in_words(declaration(law, key), segment.nilai)


def ground(law: Law, key: str, pada: date, daerah: str) -> Dasar | None:
    """The ground of the value in force."""
    try:
        return law.segment(key, pada, daerah or None).dasar
    except NotInForce:
        return None


@dataclass(frozen=True, slots=True)
class Riwayat:
    """One dated entry of a file, as the history shows it."""

    mulai: date
    sampai: date | None
    nilai: str
    asal: str
    dasar: Dasar
    berlaku: bool


def history(law: Law, key: str, pada: date, daerah: str) -> list[Riwayat]:
    """The entries of the region and of the national frame, newest first."""
    parameter = declaration(law, key)
    dasar_kini = ground(law, key, pada, daerah)
    entries = []
    for leaf in (law.parameter(key, daerah) if daerah else None, parameter):
        for segment in leaf.segmen if leaf else ():
            if segment.isi is not None:
                nilai = summary(parameter, segment.isi)
            else:
                nilai = "Kembali ke kerangka nasional" if segment.kembali_nasional else "Dicabut"
            asal = law.region(leaf.daerah).nama if leaf and leaf.daerah else NASIONAL
            entries.append(Riwayat(segment.mulai, segment.sampai, nilai, asal, segment.dasar,
                                   segment.dasar == dasar_kini))  # fmt: skip
    return sorted(entries, key=lambda e: (e.mulai, e.asal), reverse=True)


@dataclass(frozen=True, slots=True)
class Banding:
    """One region beside the others."""

    kode: str
    nama: str
    tanda: str
    baris: BarisHukum


def side_by_side(law: Law, key: str, pada: date) -> list[Banding]:
    """The value on that day in every region, the national frame first."""
    result = [Banding("", NASIONAL, "", law_row(law, key, pada, ""))]
    for kode, region in sorted(law.daerah.items(), key=lambda item: item[1].nama):
        if region.jenis != "templat":
            baris = law_row(law, key, pada, kode)
            result.append(Banding(kode, region.nama, region.tanda, baris))
    return result


@lru_cache(maxsize=1)
def _readers() -> Mapping[str, Sequence[str]]:
    return find_readers(Law.load().keys).places


def readers_of(key: str) -> list[tuple[str, str]]:
    """Which rules read the key: (module, lines)."""
    found: dict[str, list[str]] = {}
    for place in _readers().get(key, ()):
        file, line = place.rsplit(":", 1)
        found.setdefault(file.removeprefix("selaras/"), []).append(line)
    return [(file, ", ".join(dict.fromkeys(lines))) for file, lines in found.items()]
