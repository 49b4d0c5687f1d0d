"""What a parameter of law is, once read: values, time, ground. No reading, no lookup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

JENIS = ("nilai", "tabel", "jenjang", "pilihan", "daftar", "teks")
SATUAN = {
    "basis_poin": "basis poin (100 = 1%)",
    "rupiah": "rupiah",
    "menit": "menit",
    "menit_hari": "menit sejak pukul 00.00",
    "jam": "jam",
    "hari": "hari",
    "bulan": "bulan",
    "tahun": "tahun",
    "tanggal": "tanggal (YYYYMMDD)",
    "kali": "kali",
    "kali_1e4": "per sepuluh ribu (10000 = 1)",
    "desimal": "angka di belakang koma",
    "detik": "detik",
    "meter": "meter",
    "km_jam": "km per jam",
    "mikroderajat": "mikroderajat (1.000.000 = 1 derajat)",
    "mib": "MiB",
    "kode": "kode",
    "tanpa": "tanpa satuan",
}
KEYAKINAN = ("tinggi", "sedang", "rendah")
JENIS_DAERAH = ("nyata", "struktur", "contoh", "templat")


class Jenjang(NamedTuple):
    """One step of a ladder: from `mulai` on, until the next step, the value is `nilai`."""

    mulai: int
    nilai: int


Isi = int | str | tuple[Jenjang, ...] | tuple[str, ...] | Mapping[str, int] | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Temuan:
    """One complaint about a file: where and why. `galat` stops the law, else it is a warning."""

    berkas: str
    baris: int
    alasan: str
    galat: bool = True

    def __str__(self) -> str:
        return f"{self.berkas}:{self.baris}: {self.alasan}"


@dataclass(frozen=True, slots=True)
class Dasar:
    """The ground of a value: regulation, article, link, confidence, since when, in which file.

    `peraturan` is empty where the citation isn't known. `keyakinan` is tinggi, sedang, rendah,
    or 'contoh' for the fictional region.
    """

    peraturan: str
    bagian: str
    url: str
    keyakinan: str
    sejak: date
    berkas: str
    contoh: bool = False
    catatan: str = ""
    baris: int = 0
    daerah: str | None = None
    sampai: date | None = None

    @property
    def diketahui(self) -> bool:
        """Whether a regulation can be named at all."""
        return bool(self.peraturan)

    def __str__(self) -> str:
        if self.contoh:
            return "contoh, bukan hukum"
        return " ".join(p for p in (self.peraturan, self.bagian) if p) or "dasar belum diketahui"


@dataclass(frozen=True, slots=True)
class Segmen:
    """One dated entry. `isi` is None where it ends the value (`dicabut`, `kembali_nasional`)."""

    mulai: date
    sampai: date | None
    isi: Isi | None
    dasar: Dasar
    kembali_nasional: bool = False

    @property
    def nilai(self) -> Isi:
        """The value of an entry that has one, as every segment that `Law.segment` returns."""
        if self.isi is None:
            raise ValueError(f"{self.dasar.berkas}: entri {self.mulai} tidak bernilai")
        return self.isi

    def covers(self, pada: date) -> bool:
        """Whether the entry speaks for that day."""
        return self.mulai <= pada and (self.sampai is None or pada <= self.sampai)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One leaf: a national declaration, or a region's overlay of it (`daerah` filled)."""

    key: str
    judul: str
    jenis: str
    satuan: str
    berkas: str
    penjelasan: str = ""
    satuan_mulai: str = ""
    nama: Mapping[str, str] = field(default_factory=dict)
    rentang: tuple[int, int] | None = None
    jumlah: int | None = None
    segmen: tuple[Segmen, ...] = ()
    diperiksa: date | None = None
    pembaca: str = ""
    wajib_daerah: bool = False
    tanpa_nasional: bool = False
    daerah: str | None = None
    baris: Mapping[str, int] = field(default_factory=dict)

    def at(self, pada: date) -> Segmen | None:
        """The entry that speaks for that day, or None (before the first, after the last)."""
        for segmen in reversed(self.segmen):
            if segmen.mulai <= pada:
                return segmen if segmen.covers(pada) else None
        return None

    def starts_after(self, pada: date) -> bool:
        """Whether the leaf says nothing yet on that day."""
        return not self.segmen or pada < self.segmen[0].mulai


@dataclass(frozen=True, slots=True)
class Edisi:
    """A named span of a region's rule, such as daerah/balangan/2025."""

    daerah: str
    nama: str
    judul: str
    mulai: date
    sampai: date | None
    alias: tuple[str, ...] = ()
    sidik: str = ""

    @property
    def jalur(self) -> str:
        """The name as the command line writes it."""
        return f"daerah/{self.daerah}/{self.nama}"

    def covers(self, pada: date) -> bool:
        """Whether the edition holds on that day."""
        return self.mulai <= pada and (self.sampai is None or pada <= self.sampai)

    def last_ordinary_month(self, today: date | None = None) -> date:
        """First day of the edition's last month from January to November.

        An edition without an end needs `today`: its last whole month so far.
        """
        end = self.sampai or today
        if end is None:
            raise ValueError(f"{self.jalur} tanpa akhir: sebutkan bulannya")
        if (end + timedelta(days=1)).day != 1:
            end = end.replace(day=1) - timedelta(days=1)
        month = end.replace(day=1)
        return month.replace(month=11) if month.month == 12 else month


@dataclass(frozen=True, slots=True)
class Daerah:
    """A region: its name, zone, what its rules are worth, its editions."""

    kode: str
    nama: str
    zona: str
    jenis: str
    catatan: str
    edisi: tuple[Edisi, ...]
    berkas: str

    @property
    def contoh(self) -> bool:
        """Whether its figures are made up for the demo: 'contoh, bukan hukum'."""
        return self.jenis == "contoh"

    @property
    def tanda(self) -> str:
        """The mark that must stand beside its figures, or empty."""
        return {
            "contoh": "contoh, bukan hukum",
            "struktur": "struktur saja, isi peraturan belum diketahui",
            "templat": "templat, belum berisi",
        }.get(self.jenis, "")
