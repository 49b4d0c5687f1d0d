"""Reads the protocol's lines: taps, the machine's log, names, options, answers to orders. Pure.

Finger, face, palm and photo templates and passwords are never read into anything.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

_PIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,23}")
_WAKTU = re.compile(r"(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})", re.ASCII)
_EPOCH = date(1970, 1, 1).toordinal()
KOLOM_MAKS = 24
KODE_KERJA_MAKS = 24
NAMA_MAKS = 60
ADMIN = 14  # "Pri" of who may open the machine's menu
TEMPLAT = frozenset(
    ("FP", "FINGERTMP", "FACE", "USERPIC", "BIODATA", "BIOPHOTO", "FVEIN", "PALM", "ATTPHOTO")
)


@dataclass(frozen=True, slots=True)
class TapMesin:
    """A tap: `detik` = the machine's local time in seconds since 1970, without a zone."""

    pin: str
    detik: int
    status: int | None
    verifikasi: int | None
    kode_kerja: str


@dataclass(frozen=True, slots=True)
class Rusak:
    """A line that could not be read, and why, for people."""

    mentah: str
    alasan: str


@dataclass(frozen=True, slots=True)
class LogMesin:
    """A line of the machine's own log; `detik` as in TapMesin."""

    kode: int
    pin_admin: str
    detik: int
    objek: str


@dataclass(frozen=True, slots=True)
class NamaPin:
    """What the machine calls a PIN, and whether that one may open its menu."""

    pin: str
    nama: str
    admin: bool


@dataclass(frozen=True, slots=True)
class Jawaban:
    """The machine's word on an order: 0 is done, anything else is not."""

    nomor: int
    jadi: bool
    kata: str


def read_tap(baris: str, *, utuh: bool = True) -> TapMesin | Rusak:
    """PIN, time, status, verification, work code; what follows is the maker's own."""
    kolom = baris.split("\t")
    if not utuh or len(kolom) > KOLOM_MAKS:
        return Rusak(baris, "barisnya terlalu panjang")
    if len(kolom) < 2:
        return Rusak(baris, "kolomnya kurang: PIN dan waktu harus ada")
    pin = kolom[0].strip()
    if not pin:
        return Rusak(baris, "PIN kosong")
    if not _PIN.fullmatch(pin):
        return Rusak(baris, "PIN bukan angka atau huruf")
    detik = read_time(kolom[1])
    if detik is None:
        return Rusak(baris, f"waktunya tidak terbaca: '{kolom[1].strip()[:30]}'")
    sisa = [k.strip() for k in kolom[2:5]] + ["", "", ""]
    return TapMesin(pin, detik, _small(sisa[0]), _small(sisa[1]), sisa[2][:KODE_KERJA_MAKS])


def read_time(teks: str) -> int | None:
    """Strictly YYYY-MM-DD HH:MM:SS, a day that exists; as seconds of the machine's own clock."""
    cocok = _WAKTU.fullmatch(teks.strip())
    if cocok is None:
        return None
    tahun, bulan, tanggal, jam, menit, detik = map(int, cocok.groups())
    if jam > 23 or menit > 59 or detik > 59:
        return None
    try:
        hari = date(tahun, bulan, tanggal).toordinal() - _EPOCH
    except ValueError:
        return None
    return hari * 86_400 + jam * 3_600 + menit * 60 + detik


def read_oper(baris: str, *, utuh: bool = True) -> LogMesin | NamaPin | Rusak | None:
    """A line of table OPERLOG by its first word; None for templates, which are not kept."""
    jenis, _, isi = baris.lstrip().partition(" ")
    if jenis.upper() in TEMPLAT:
        return None
    if jenis == "OPLOG":
        return _log(baris, isi)
    if jenis == "USER":
        return _name(baris, isi) if utuh else Rusak(baris, "barisnya terlalu panjang")
    return Rusak(baris, "jenis barisnya tidak dikenal")


def read_options(bagian: Iterable[str]) -> Mapping[str, str]:
    """`Key=Value` parts; the maker's ~ before some keys says nothing."""
    hasil: dict[str, str] = {}
    for satu in bagian:
        kunci, ada, nilai = satu.strip().partition("=")
        if ada and 0 < len(kunci) <= 40:
            hasil[kunci.lstrip("~")] = nilai.strip()[:200]
    return hasil


def read_answers(baris: Iterable[str]) -> tuple[list[Jawaban], list[str]]:
    """Answers to orders, and the lines that belong to the answer of INFO."""
    jawaban: list[Jawaban] = []
    lain: list[str] = []
    for satu in baris:
        isi = dict(p.partition("=")[::2] for p in satu.strip().split("&"))
        nomor, kode = isi.get("ID", ""), isi.get("Return", "")
        if nomor.isdecimal() and nomor.isascii() and len(nomor) <= 16 and "Return" in isi:
            jawaban.append(Jawaban(int(nomor), kode.strip() == "0", satu.strip()[:200]))
        else:
            lain.append(satu)
    return jawaban, lain


def _log(baris: str, isi: str) -> LogMesin | Rusak:
    kolom = [k.strip() for k in isi.split("\t")]
    if len(kolom) < 3 or len(kolom) > KOLOM_MAKS:
        return Rusak(baris, "catatan mesin kurang kolom")
    kode, detik = _small(kolom[0]), read_time(kolom[2])
    if kode is None or detik is None:
        return Rusak(baris, "catatan mesin tidak terbaca")
    objek = " ".join(k for k in kolom[3:7] if k not in ("", "0"))
    return LogMesin(kode, kolom[1][:24], detik, objek[:60])


def _name(baris: str, isi: str) -> NamaPin | Rusak:
    data = read_options(isi.split("\t"))
    pin = data.get("PIN", "")
    if not _PIN.fullmatch(pin):
        return Rusak(f"USER PIN={pin[:24]}", "PIN bukan angka atau huruf")
    return NamaPin(pin, data.get("Name", "")[:NAMA_MAKS], data.get("Pri", "") == str(ADMIN))


def _small(teks: str) -> int | None:
    return int(teks) if teks.isascii() and teks.isdecimal() and len(teks) <= 4 else None
