"""Reads an attendance log that a machine wrote to a USB stick: bytes -> PINs and local times.

Binds PIN and time only; the other columns are kept as they came. Knows no machine, person or
database, and no Django. A line that can't be read is named with its reason, never dropped. Lines
are read one by one: ten million of them are counted in little more than the file's own size.
"""

import codecs
import io
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

import numpy as np

from selaras.perangkat.kolom import CONTOH, Susunan, find_layout, split_line

BATAS_BITA = 512 * 1024 * 1024
KOLOM_MAKS = 12
CONTOH_RUSAK = 10
POTONG = 1 << 20  # bytes looked at together
_PIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,23}")
_TERBACA_MIN = 5  # of the lines at least one in so many must be readable
_KENAL = (
    (b"PK\x03\x04", "berkas ZIP atau Excel (XLSX)"),
    (b"%PDF", "berkas PDF"),
    (b"\xd0\xcf\x11\xe0", "berkas Office lama (XLS, DOC)"),
    (b"\x89PNG", "gambar PNG"),
    (b"\xff\xd8\xff", "gambar JPEG"),
    (b"GIF8", "gambar GIF"),
    (b"\x1f\x8b", "berkas GZIP"),
    (b"SQLite format", "basis data SQLite"),
)


class BukanAttlog(Exception):
    """The file is no attendance log; the message says what it seems to be."""


@dataclass(frozen=True, slots=True)
class TapBerkas:
    """One readable line: the machine's local time has no zone; `sisa` = the other columns."""

    pin: str
    waktu: datetime
    sisa: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BarisRusak:
    """A line that can't be read, by its number in the file."""

    baris: int
    alasan: str
    isi: str


@dataclass(frozen=True, slots=True)
class IsiAttlog:
    """What a file holds, in the file's order, repeats included."""

    baris: int
    tap: tuple[TapBerkas, ...]
    rusak: tuple[BarisRusak, ...]
    susunan: Susunan

    def ringkasan(self) -> dict[str, object]:
        """As `Hitungan.ringkasan`."""
        hitungan = Hitungan()
        for tap in self.tap:
            hitungan.add(tap)
        for rusak in self.rusak:
            hitungan.add(rusak)
        return hitungan.ringkasan()


@dataclass(slots=True)
class Hitungan:
    """What the lines of a file come to, kept as numbers: eight bytes a tap."""

    baris: int = 0
    pin: dict[str, int] = field(default_factory=dict)
    kunci: "array[int]" = field(default_factory=lambda: array("q"))
    dari: datetime = datetime.max
    sampai: datetime = datetime.min
    rusak: int = 0
    contoh: list[BarisRusak] = field(default_factory=list)

    def add(self, satu: TapBerkas | BarisRusak) -> None:
        """Count one line."""
        self.baris += 1
        if isinstance(satu, BarisRusak):
            self.rusak += 1
            if len(self.contoh) < CONTOH_RUSAK:
                self.contoh.append(satu)
            return
        nomor = self.pin.setdefault(satu.pin, len(self.pin))
        w = satu.waktu
        detik = w.toordinal() * 86_400 + w.hour * 3_600 + w.minute * 60 + w.second
        self.kunci.append(nomor << 40 | detik)
        self.dari, self.sampai = min(self.dari, w), max(self.sampai, w)

    @property
    def tap(self) -> int:
        """Readable lines, repeats included."""
        return len(self.kunci)

    def ringkasan(self) -> dict[str, object]:
        """The object that `selaras presensi baca --json` prints; needs one tap at least."""
        kunci = np.array(self.kunci, np.int64)
        kunci.sort()
        return {
            "baris": self.baris,
            "ketukan": 1 + int(np.count_nonzero(kunci[1:] != kunci[:-1])),
            "pin": len(self.pin),
            "dari": self.dari.isoformat(),
            "sampai": self.sampai.isoformat(),
            "rusak": self.rusak,
            "contoh_rusak": [
                {"baris": r.baris, "alasan": r.alasan, "isi": r.isi} for r in self.contoh
            ],
        }


def read_attlog(path: Path, *, urutan: str = "") -> IsiAttlog:
    """Read a file; `urutan` = the machine's own order of columns, where the values don't tell.

    Raises BukanAttlog, or OSError where the file can't be opened.
    """
    return parse_attlog(_bytes(path), nama=path.name, urutan=urutan)


def count_attlog(path: Path, *, urutan: str = "") -> Hitungan:
    """What a file holds, without keeping its lines; raises as `read_attlog`."""
    hitungan = Hitungan()
    _, bacaan = _read(_bytes(path), path.name, urutan)
    for satu in bacaan:
        hitungan.add(satu)
    _check_readable(path.name, hitungan.tap, hitungan.baris)
    return hitungan


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > BATAS_BITA:
        raise BukanAttlog(f"Berkas {path.name} lebih besar dari 512 MiB: terlalu besar.")
    return path.read_bytes()


def parse_attlog(isi: bytes, *, nama: str = "berkas", urutan: str = "") -> IsiAttlog:
    """The same from bytes."""
    susunan, bacaan = _read(isi, nama, urutan)
    tap: list[TapBerkas] = []
    rusak: list[BarisRusak] = []
    for hasil in bacaan:
        if isinstance(hasil, TapBerkas):
            tap.append(hasil)
        else:
            rusak.append(hasil)
    jumlah = len(tap) + len(rusak)
    _check_readable(nama, len(tap), jumlah)
    return IsiAttlog(jumlah, tuple(tap), tuple(rusak), susunan)


def _read(isi: bytes, nama: str, urutan: str) -> tuple[Susunan, Iterator[TapBerkas | BarisRusak]]:
    """The file's layout, judged by its first lines, and its lines read one by one."""
    baris = _lines(isi, nama)
    contoh = list(islice(baris, CONTOH))
    if not contoh:
        raise BukanAttlog(f"Berkas {nama} kosong: tidak ada catatan presensi di dalamnya.")
    susunan = find_layout([b for _, b in contoh], urutan)
    if susunan is None:
        raise BukanAttlog(
            f"Berkas {nama} bukan catatan presensi: tidak ada kolom PIN dan waktu di dalamnya."
        )
    return susunan, _read_lines(chain(contoh, baris), susunan)


def _check_readable(nama: str, tap: int, baris: int) -> None:
    if tap * _TERBACA_MIN < baris:
        raise BukanAttlog(
            f"Berkas {nama} bukan catatan presensi: hanya {tap} dari {baris} baris yang "
            "berisi PIN dan waktu."
        )


def _read_lines(
    baris: Iterator[tuple[int, str]], susunan: Susunan
) -> Iterator[TapBerkas | BarisRusak]:
    for nomor, teks in baris:
        kolom = split_line(teks, susunan.pemisah)
        try:
            yield _read_line(kolom, susunan)
        except ValueError as galat:
            yield BarisRusak(nomor, str(galat), teks.strip()[:120])


def _read_line(kolom: list[str], susunan: Susunan) -> TapBerkas:
    """One line; ValueError says in Indonesian what is wrong with it."""
    if len(kolom) <= max(susunan.pin, susunan.waktu):
        raise ValueError("kolomnya kurang: PIN dan waktu harus ada")
    if len(kolom) > KOLOM_MAKS:
        raise ValueError("kolomnya terlalu banyak")
    pin = kolom[susunan.pin]
    if not pin:
        raise ValueError("PIN kosong")
    if not _PIN.fullmatch(pin):
        raise ValueError("PIN bukan angka atau huruf")
    waktu = susunan.parse_time(kolom)
    if waktu is None:
        raise ValueError(f"waktunya tidak terbaca: '{susunan.time_text(kolom)[:30]}'")
    return TapBerkas(pin, waktu, tuple(kolom[n] for n in susunan.lain if n < len(kolom)))


def _lines(isi: bytes, nama: str) -> Iterator[tuple[int, str]]:
    """The lines that hold something, by number; any of the three line ends."""
    sandi = _encoding(isi, nama)
    salah = "replace" if sandi == "cp1252" else "strict"
    with io.TextIOWrapper(io.BytesIO(isi), encoding=sandi, errors=salah) as berkas:
        try:
            for nomor, baris in enumerate(berkas, start=1):
                teks = baris.rstrip("\n").lstrip("\ufeff").rstrip("\x00\x1a")
                if teks.strip():
                    yield nomor, teks
        except UnicodeDecodeError:
            raise BukanAttlog(f"Berkas {nama} berisi data biner, bukan catatan presensi.") from None


def _encoding(isi: bytes, nama: str) -> str:
    """UTF-8 (with or without BOM), UTF-16 or a Windows code page; else BukanAttlog."""
    for tanda, jenis in _KENAL:
        if isi.startswith(tanda):
            raise BukanAttlog(f"Berkas {nama} adalah {jenis}, bukan catatan presensi.")
    if isi.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    awal = isi[:4096]
    if len(awal) >= 4 and awal[1::2].count(0) > len(awal) // 3:
        return "utf-16-le"
    if len(awal) >= 4 and awal[0::2].count(0) > len(awal) // 3:
        return "utf-16-be"
    # a padded block, or the end mark of old DOS programs, may follow the last line
    akhir = len(isi) - len(isi[-POTONG:]) + len(isi[-POTONG:].rstrip(b"\x00\x1a"))
    if isi.count(0, 0, akhir):
        raise BukanAttlog(f"Berkas {nama} berisi data biner, bukan catatan presensi.")
    return "utf-8-sig" if _is_utf8(isi) else "cp1252"


def _is_utf8(isi: bytes) -> bool:
    """Whether all of it decodes, looked at piece by piece."""
    baca = codecs.getincrementaldecoder("utf-8")()
    try:
        for mulai in range(0, len(isi), POTONG):
            baca.decode(isi[mulai : mulai + POTONG])
        baca.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
