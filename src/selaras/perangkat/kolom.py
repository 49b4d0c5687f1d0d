"""Finds what the columns of an attendance log are: separator, PIN, time and the rest.

Judges by the values of the whole file, since machines differ in order and number of columns.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

CONTOH = 2_000  # lines looked at
PEMISAH = ("\t", ";", ",", "|")
NAMA_KOLOM = ("pin", "waktu", "mesin", "status", "verifikasi", "kode_kerja")
_TANGGAL = r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})"
_JAM = r"\d{1,2}:\d{2}(?::\d{2})?"
_WAKTU = re.compile(rf"{_TANGGAL}[ T]+{_JAM}(?:\.0+)?")
_HANYA_TANGGAL = re.compile(_TANGGAL)
_HANYA_JAM = re.compile(_JAM)
_PANJANG_ISO = 19
_STATUS = {"0", "1", "2", "3", "4", "5", "255"}
_PIN_MUNGKIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,23}")


@dataclass(frozen=True, slots=True)
class Susunan:
    """Where things stand in a line. `jam` = the column of the clock where it stands apart.

    `nama_lain` names the columns of `lain`; empty strings = the values don't tell.
    """

    pemisah: str
    pin: int
    waktu: int
    jam: int | None
    hari_dulu: bool  # 07/01/2020 is the seventh of January
    lain: tuple[int, ...]
    nama_lain: tuple[str, ...]

    def time_text(self, kolom: Sequence[str]) -> str:
        teks = kolom[self.waktu]
        if self.jam is not None:
            teks = f"{teks} {kolom[self.jam] if self.jam < len(kolom) else ''}"
        return teks

    def parse_time(self, kolom: Sequence[str]) -> datetime | None:
        return parse_time(self.time_text(kolom), hari_dulu=self.hari_dulu)


def parse_time(teks: str, *, hari_dulu: bool = True) -> datetime | None:
    """A machine's local time, or None; impossible dates are None."""
    if not _WAKTU.fullmatch(teks):
        return None
    if len(teks) == _PANJANG_ISO and teks[4] == teks[7] == "-":
        try:
            return datetime.fromisoformat(teks)
        except ValueError:
            return None
    tanggal, jam = re.split(r"[ T]+", teks, maxsplit=1)
    a, b, c = (int(n) for n in re.split(r"[-/.]", tanggal))
    tahun, bulan, hari = (a, b, c) if a > 31 else (c, b, a) if hari_dulu else (c, a, b)
    pukul, menit, *detik = (int(n) for n in jam.split(".")[0].split(":"))
    try:
        return datetime(tahun, bulan, hari, pukul, menit, detik[0] if detik else 0)
    except ValueError:
        return None


def split_line(teks: str, pemisah: str) -> list[str]:
    """Trimmed columns; quotes around a value are not part of it."""
    bagian = teks.split(pemisah) if pemisah != " " else teks.split()
    return [b.strip().strip('"').strip() for b in bagian]


def find_layout(baris: Sequence[str], urutan: str = "") -> Susunan | None:
    """The layout of a file, or None where no column is a time or none can be a PIN."""
    contoh = baris[:CONTOH]
    pemisah = _separator(contoh)
    kolom = [split_line(b, pemisah) for b in contoh]
    if urutan and (pasti := _from_setting(urutan, pemisah, kolom)):
        return pasti
    letak = _find_time(kolom)
    if letak is None:
        return None
    waktu, jam = letak
    lebar = Counter(len(k) for k in kolom).most_common(1)[0][0]
    calon = [n for n in range(lebar) if n not in (waktu, jam)]
    pin = _find_pin(kolom, calon, waktu)
    if pin is None:
        return None
    lain = tuple(n for n in calon if n != pin)
    return Susunan(
        pemisah=pemisah,
        pin=pin,
        waktu=waktu,
        jam=jam,
        hari_dulu=_day_first(k[waktu] for k in kolom if len(k) > waktu),
        lain=lain,
        nama_lain=_name_rest(kolom, lain),
    )


def _separator(baris: Sequence[str]) -> str:
    """The separator that most lines have; blanks where there is none."""
    terbaik = max(PEMISAH, key=lambda p: sum(p in b for b in baris))
    return terbaik if sum(terbaik in b for b in baris) * 2 > len(baris) else " "


def _find_time(kolom: Sequence[Sequence[str]]) -> tuple[int, int | None] | None:
    """(column, None) of date and clock together, or (date, clock) side by side."""
    utuh: Counter[int] = Counter()
    terpisah: Counter[int] = Counter()
    for k in kolom:
        for n, nilai in enumerate(k):
            if _WAKTU.fullmatch(nilai):
                utuh[n] += 1
            elif (
                _HANYA_TANGGAL.fullmatch(nilai)
                and n + 1 < len(k)
                and _HANYA_JAM.fullmatch(k[n + 1])
            ):
                terpisah[n] += 1
    if utuh and utuh.total() >= terpisah.total():
        return utuh.most_common(1)[0][0], None
    if terpisah:
        tanggal = terpisah.most_common(1)[0][0]
        return tanggal, tanggal + 1
    return None


def _find_pin(kolom: Sequence[Sequence[str]], calon: Sequence[int], waktu: int) -> int | None:
    """The column beside the time, on its left where there is one, unless it hardly varies
    while another column of that side does."""
    mungkin = [n for n in calon if _mostly(kolom, n, _PIN_MUNGKIN)]
    kiri = [n for n in mungkin if n < waktu]
    sisi = kiri or [n for n in mungkin if n > waktu]
    if not sisi:
        return None
    biasa = max(sisi) if kiri else min(sisi)
    ragam = {n: len({k[n] for k in kolom if len(k) > n}) for n in sisi}
    kaya = max(sisi, key=lambda n: ragam[n])
    return kaya if ragam[biasa] <= 2 and ragam[kaya] > 2 * ragam[biasa] else biasa


def _mostly(kolom: Sequence[Sequence[str]], n: int, pola: re.Pattern[str]) -> bool:
    cocok = sum(bool(pola.fullmatch(k[n])) for k in kolom if len(k) > n)
    return cocok * 2 > len(kolom)


def _day_first(tanggal: Iterable[str]) -> bool:
    """False only where the file's own values rule the Indonesian order out."""
    bagian = [re.split(r"[-/. T]", t) for t in tanggal if not re.match(r"\d{4}", t)]
    angka = [(int(b[0]), int(b[1])) for b in bagian if b[0].isdecimal() and b[1].isdecimal()]
    return any(a > 12 for a, _ in angka) or not any(b > 12 for _, b in angka)


def _name_rest(kolom: Sequence[Sequence[str]], lain: tuple[int, ...]) -> tuple[str, ...]:
    """Machine, status, way of verifying and work code, where values and number tell."""

    def nilai(n: int) -> set[str]:
        return {k[n] for k in kolom if len(k) > n} - {""}

    usb = NAMA_KOLOM[2:]
    if len(lain) == 4 and nilai(lain[1]) <= _STATUS:
        return usb
    if len(lain) == 3:
        pertama = nilai(lain[0])
        if not pertama <= _STATUS and len(pertama) == 1 and nilai(lain[1]) <= _STATUS:
            return usb[:3]
        if len(pertama) > 1 and pertama <= _STATUS:
            return usb[1:]
    return ("",) * len(lain)


def _from_setting(urutan: str, pemisah: str, kolom: Sequence[Sequence[str]]) -> Susunan | None:
    """The layout that the machine's setting names: 'pin,waktu,mesin,status,...'."""
    nama = [n.strip() for n in urutan.split(",")]
    if "pin" not in nama or "waktu" not in nama:
        return None
    pin, waktu = nama.index("pin"), nama.index("waktu")
    lain = tuple(n for n in range(len(nama)) if n not in (pin, waktu))
    return Susunan(
        pemisah=pemisah,
        pin=pin,
        waktu=waktu,
        jam=None,
        hari_dulu=_day_first(k[waktu] for k in kolom if len(k) > waktu),
        lain=lain,
        nama_lain=tuple(nama[n] if nama[n] in NAMA_KOLOM else "" for n in lain),
    )
