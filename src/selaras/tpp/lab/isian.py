"""Values of law as a person types them: percent instead of basis points, a line per row. Pure.

The reader of the law's own files judges what was typed; here is only the writing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from selaras.core.bilangan import written_number, written_share
from selaras.hukum import Aturan, Jenjang, Law, NotInForce, Parameter
from selaras.hukum.nodes import from_plain
from selaras.hukum.readers import find_readers
from selaras.hukum.words import summary
from selaras.tpp.lab.berkas import as_plain, reader

SUBJEK = {
    "tpp": "TPP",
    "disiplin": "Disiplin",
    "presensi": "Presensi",
    "kinerja": "Produktivitas",
    "pajak": "Pajak",
    "jkn": "JKN",
    "potongan": "Potongan",
}
# What day rows can't answer, or what nobody would try.
_TIDAK_DICOBA = re.compile(r"presensi\.(jam_kerja.*|jendela|ramadan)|tpp\.(kriteria|bulan_khusus)")
_PEMBACA = ("selaras/aturan/", "selaras/tpp/selectors/bulan.py")


@dataclass(frozen=True, slots=True)
class Isian:
    """One key of the form: what holds now, as text to change, and in words."""

    parameter: Parameter
    subjek: str
    teks: str
    kini: str

    @property
    def kunci(self) -> str:
        return self.parameter.key

    @property
    def bantuan(self) -> str:
        """How to write it."""
        p = self.parameter
        cara = {
            "tabel": "Satu baris satu nama: nama: nilai.",
            "jenjang": "Satu baris satu jenjang: mulai: nilai.",
            "daftar": "Pisahkan dengan koma.",
        }.get(p.jenis, "")
        satuan = "Dalam persen, mis. 62,5." if p.satuan == "basis_poin" else ""
        return " ".join(t for t in (p.penjelasan, cara, satuan) if t)


def fields(law: Law, aturan: Aturan) -> list[Isian]:
    """Every key worth trying, with the value in force of this region's law."""
    hasil = []
    for kunci in law.keys:
        subjek = kunci.split(".")[0]
        p = law.parameter(kunci)
        if subjek not in SUBJEK or p is None or p.jenis == "teks" or _TIDAK_DICOBA.fullmatch(kunci):
            continue
        if kunci not in _computing():
            continue
        isi = value_in_force(law, aturan, kunci)
        kini = "belum ada nilainya" if isi is None else summary(p, isi)
        hasil.append(Isian(p, SUBJEK[subjek], "" if isi is None else write(p, isi), kini))
    return sorted(hasil, key=lambda i: (list(SUBJEK.values()).index(i.subjek), i.parameter.judul))


@lru_cache(maxsize=1)
def _computing() -> frozenset[str]:
    """The keys that the rules of a month read; found by looking at the source once."""
    tempat = find_readers(Law.load().keys).places
    return frozenset(k for k, di in tempat.items() if any(t.startswith(_PEMBACA) for t in di))


def value_in_force(law: Law, aturan: Aturan, kunci: str) -> Any:
    """What a key says for the region on that day, None where it says nothing."""
    try:
        return law.segment(kunci, aturan.pada, aturan.daerah).nilai
    except NotInForce:
        return None


def write(p: Parameter, isi: Any) -> str:
    """A value as text that `read` takes back."""
    if isinstance(isi, int):
        return _number(isi, p.satuan)
    if isinstance(isi, str):
        return isi
    if isinstance(isi, Mapping):
        return "\n".join(f"{nama}: {_number(int(n), p.satuan)}" for nama, n in isi.items())
    if isi and isinstance(isi[0], Jenjang):
        return "\n".join(
            f"{_number(j.mulai, p.satuan_mulai)}: {_number(j.nilai, p.satuan)}" for j in isi
        )
    return ", ".join(isi)


def read(p: Parameter, teks: str) -> tuple[Any, list[str]]:
    """The plain value in the text and what is wrong with it."""
    salah: list[str] = []
    kasar = _parse(p, teks, salah)
    if salah:
        return None, salah
    nilai = reader(p, lambda baris, alasan: salah.append(alasan)).read(from_plain(kasar))
    return (None, salah) if salah or nilai is None else (as_plain(nilai), [])


def _parse(p: Parameter, teks: str, salah: list[str]) -> Any:
    teks = teks.strip()
    if p.jenis == "nilai":
        return _take(teks, p.satuan, salah)
    if p.jenis == "pilihan":
        return teks
    if p.jenis == "daftar":
        return [kata for kata in (k.strip() for k in teks.split(",")) if kata]
    pasangan = []
    for n, baris in enumerate(teks.splitlines(), 1):
        kiri, ada, kanan = baris.rpartition(":")
        if ada:
            pasangan.append((kiri.strip(), kanan.strip()))
        elif baris.strip():
            salah.append(f"Baris {n}: tulis 'kiri: kanan'")
    if p.jenis == "tabel":
        return {nama: _take(n, p.satuan, salah) for nama, n in pasangan}
    return [
        {"mulai": _take(m, p.satuan_mulai, salah), "nilai": _take(n, p.satuan, salah)}
        for m, n in pasangan
    ]


def _number(n: int, satuan: str) -> str:
    if satuan != "basis_poin":
        return str(n)
    bulat, sisa = divmod(abs(n), 100)
    ekor = f",{sisa:02d}".rstrip("0") if sisa else ""
    return f"{'-' if n < 0 else ''}{bulat}{ekor}%"


def _take(teks: str, satuan: str, salah: list[str]) -> int:
    if satuan == "basis_poin":
        persen = written_share(teks.removesuffix("%"))
        if persen is not None and not persen * 100 % 1:
            return int(persen * 100)
        salah.append(f"'{teks}' bukan persen (paling banyak dua desimal, mis. 62,5)")
        return 0
    angka = written_number(teks)
    if angka is not None and not angka % 1:
        return int(angka)
    salah.append(f"'{teks}' bukan bilangan bulat")
    return 0
