"""Reads an attendance log that a machine wrote to a USB stick: bytes -> PINs and local times.

Binds PIN and time only; the other columns are kept as they came. Knows no machine, person or
database, and no Django. A line that can't be read is named with its reason, never dropped.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from selaras.perangkat.kolom import Susunan, find_layout, split_line

BATAS_BITA = 512 * 1024 * 1024
KOLOM_MAKS = 12
_PIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,23}")
_BARIS = re.compile(r"\r\n|\n|\r")
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
        """The object that `selaras presensi baca --json` prints."""
        waktu = [t.waktu for t in self.tap]
        return {
            "baris": self.baris,
            "ketukan": len({(t.pin, t.waktu) for t in self.tap}),
            "pin": len({t.pin for t in self.tap}),
            "dari": min(waktu).isoformat(),
            "sampai": max(waktu).isoformat(),
            "rusak": len(self.rusak),
            "contoh_rusak": [
                {"baris": r.baris, "alasan": r.alasan, "isi": r.isi} for r in self.rusak[:10]
            ],
        }


def read_attlog(path: Path, *, urutan: str = "") -> IsiAttlog:
    """Read a file; `urutan` = the machine's own order of columns, where the values don't tell.

    Raises BukanAttlog, or OSError where the file can't be opened.
    """
    if path.stat().st_size > BATAS_BITA:
        raise BukanAttlog(f"Berkas {path.name} lebih besar dari 512 MiB: terlalu besar.")
    return parse_attlog(path.read_bytes(), nama=path.name, urutan=urutan)


def parse_attlog(isi: bytes, *, nama: str = "berkas", urutan: str = "") -> IsiAttlog:
    """The same from bytes."""
    teks = _decode(isi, nama)
    baris = [(n, b) for n, b in enumerate(_BARIS.split(teks), start=1) if b.strip()]
    if not baris:
        raise BukanAttlog(f"Berkas {nama} kosong: tidak ada catatan presensi di dalamnya.")
    susunan = find_layout([b for _, b in baris], urutan)
    if susunan is None:
        raise BukanAttlog(
            f"Berkas {nama} bukan catatan presensi: tidak ada kolom PIN dan waktu di dalamnya."
        )
    tap: list[TapBerkas] = []
    rusak: list[BarisRusak] = []
    for hasil in _read_lines(baris, susunan):
        if isinstance(hasil, TapBerkas):
            tap.append(hasil)
        else:
            rusak.append(hasil)
    if len(tap) * _TERBACA_MIN < len(baris):
        raise BukanAttlog(
            f"Berkas {nama} bukan catatan presensi: hanya {len(tap)} dari {len(baris)} baris yang "
            "berisi PIN dan waktu."
        )
    return IsiAttlog(len(baris), tuple(tap), tuple(rusak), susunan)


def _read_lines(
    baris: Sequence[tuple[int, str]], susunan: Susunan
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


def _decode(isi: bytes, nama: str) -> str:
    """Text of UTF-8 (with or without BOM), UTF-16 or a Windows code page; else BukanAttlog."""
    for tanda, jenis in _KENAL:
        if isi.startswith(tanda):
            raise BukanAttlog(f"Berkas {nama} adalah {jenis}, bukan catatan presensi.")
    if isi.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(isi, "utf-16", nama)
    awal = isi[:4096]
    if len(awal) >= 4 and awal[1::2].count(0) > len(awal) // 3:
        return _strict(isi, "utf-16-le", nama)
    if len(awal) >= 4 and awal[0::2].count(0) > len(awal) // 3:
        return _strict(isi, "utf-16-be", nama)
    isi = isi.rstrip(b"\x00\x1a")  # a padded block, or the end mark of old DOS programs
    if isi.count(0):
        raise BukanAttlog(f"Berkas {nama} berisi data biner, bukan catatan presensi.")
    try:
        return isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        return isi.decode("cp1252", errors="replace")


def _strict(isi: bytes, sandi: str, nama: str) -> str:
    try:
        return isi.decode(sandi).lstrip("\ufeff").rstrip("\x00\x1a")
    except UnicodeDecodeError:
        raise BukanAttlog(f"Berkas {nama} berisi data biner, bukan catatan presensi.") from None
