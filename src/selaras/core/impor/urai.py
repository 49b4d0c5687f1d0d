"""Turns the text of a cell into a value, or says in Indonesian why it can't.

Each function makes a parser for one column; none of them looks at other columns or the database.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from selaras.aturan.nip import check_nik, check_nip

Urai = Callable[[str], Any]


class NilaiSalah(ValueError):
    """A cell that can't be taken; the message is for the person who filled the sheet."""


SEBUT_PILIHAN = 15  # more choices than this are not all named in a finding
_BULAN = {
    nama: nomor
    for nomor, semua in enumerate(
        (
            "januari jan january",
            "februari feb pebruari february",
            "maret mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu ags aug agt",
            "september sep sept",
            "oktober okt oct october",
            "november nov nopember nop",
            "desember des dec december",
        ),
        start=1,
    )
    for nama in semua.split()
}
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{1,2}:\d{2}.*)?$")
_HARI_DULU = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")
_KATA = re.compile(r"^(\d{1,2})[-/. ]([A-Za-z]+)[-/. ,]*(\d{4})$")
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")
_EPOCH = date(1899, 12, 30)  # Excel's day 0 for dates after February 1900
_CONTOH_TANGGAL = "Tulis tanggal-bulan-tahun, mis. 31-12-2025."


def teks(maks: int = 160) -> Urai:
    """Any text up to `maks` letters; runs of blanks become one."""

    def parse(sel: str) -> str:
        bersih = " ".join(sel.split())
        if len(bersih) > maks:
            raise NilaiSalah(f"Terlalu panjang: {len(bersih)} huruf, paling banyak {maks}.")
        return bersih

    return parse


def pengenal(maks: int = 32) -> Urai:
    """A code: text without blanks around it; a number cell keeps no '.0'."""
    urai_teks = teks(maks)

    def parse(sel: str) -> str:
        return str(urai_teks(sel)).removesuffix(".0")

    return parse


def tanggal(sel: str) -> date:
    """A date as ISO, day-month-year, with the month's name, or Excel's serial number."""
    bersih = " ".join(sel.strip().split())
    if match := _ISO.match(bersih):
        tahun, bulan, hari = (int(g) for g in match.groups())
    elif match := _HARI_DULU.match(bersih):
        hari, bulan, tahun = (int(g) for g in match.groups())
    elif match := _KATA.match(bersih):
        nama = match.group(2).lower()
        if nama not in _BULAN:
            raise NilaiSalah(f"Bulan {match.group(2)!r} tidak dikenal. {_CONTOH_TANGGAL}")
        hari, bulan, tahun = int(match.group(1)), _BULAN[nama], int(match.group(3))
    elif _SERIAL.match(bersih):
        return _EPOCH + timedelta(days=int(float(bersih)))
    else:
        raise NilaiSalah(f"{bersih!r} bukan tanggal. {_CONTOH_TANGGAL}")
    if not 1 <= bulan <= 12:
        raise NilaiSalah(f"{bersih!r}: bulan {bulan} tidak ada. {_CONTOH_TANGGAL}")
    try:
        hasil = date(tahun, bulan, hari)
    except ValueError as error:
        raise NilaiSalah(f"Tanggal {bersih!r} tidak ada di kalender.") from error
    if not 1900 <= hasil.year <= 2200:
        raise NilaiSalah(f"Tahun {hasil.year} tidak masuk akal. {_CONTOH_TANGGAL}")
    return hasil


def bulat(mulai: int = 0, sampai: int = 2_147_483_647, satuan: str = "") -> Urai:
    """A whole number within a range; '1.234' and '1.234,00' are one thousand and more."""

    def parse(sel: str) -> int:
        nilai = _whole(sel)
        if not mulai <= nilai <= sampai:
            raise NilaiSalah(f"{nilai}{satuan} di luar batas {mulai} sampai {sampai}{satuan}.")
        return nilai

    return parse


def rupiah(sel: str) -> int:
    """Whole rupiah of one person: 1500000, 1.500.000, Rp1.500.000,00."""
    return _rupiah(sel, 2_000_000_000)


def rupiah_anggaran(sel: str) -> int:
    """Whole rupiah of an office's year, up to a hundred trillion."""
    return _rupiah(sel, 100_000_000_000_000)


def _rupiah(sel: str, terbesar: int) -> int:
    bersih = re.sub(r"(?i)^rp\.?\s*|\s*,-$", "", sel.strip())
    nilai = _whole(bersih)
    if not 0 <= nilai <= terbesar:
        raise NilaiSalah(f"Rp{nilai:,} di luar batas.".replace(",", "."))
    return nilai


_RIBUAN = re.compile(r"^-?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]0{1,2})?$")


def _whole(sel: str) -> int:
    bersih = sel.strip().replace(" ", "")
    if re.fullmatch(r"-?\d+", bersih):
        return int(bersih)
    if match := _RIBUAN.match(bersih):
        pemisah = match.group(1)
        ekor = re.search(r"[.,]0{1,2}$", bersih)
        if ekor and (len(ekor.group()) < 4):
            bersih = bersih[: ekor.start()]
        return int(bersih.replace(pemisah, ""))
    if re.fullmatch(r"-?\d+[.,]0+", bersih):
        return int(re.split(r"[.,]", bersih)[0])
    if re.fullmatch(r"-?[\d.,]+", bersih):
        raise NilaiSalah(f"{sel.strip()!r} bukan bilangan bulat.")
    raise NilaiSalah(f"{sel.strip()!r} bukan angka.")


def persen(mulai_bp: int = 0, sampai_bp: int = 10_000) -> Urai:
    """A percentage as basis points; a bare fraction such as 0,975 is too doubtful to take."""

    def parse(sel: str) -> int:
        bersih = sel.strip().replace(" ", "")
        bertanda = bersih.endswith("%")
        angka = bersih.rstrip("%").replace(",", ".")
        match = re.fullmatch(r"(-?\d+)(?:\.(\d+))?", angka)
        if not match:
            raise NilaiSalah(f"{bersih!r} bukan persen. Tulis mis. 97,5.")
        pecahan = (match.group(2) or "").rstrip("0")
        if len(pecahan) > 2 and not (bertanda or abs(int(match.group(1))) >= 1):
            raise NilaiSalah(_ragu(bersih))
        if len(pecahan) > 2:
            raise NilaiSalah(f"{bersih!r} lebih halus dari dua angka di belakang koma.")
        nilai = int(match.group(1)) * 100 + int(pecahan.ljust(2, "0"))
        if 0 < nilai <= 100 and not bertanda:
            raise NilaiSalah(_ragu(bersih))
        if not mulai_bp <= nilai <= sampai_bp:
            raise NilaiSalah(
                f"{bersih!r} di luar batas {mulai_bp // 100} sampai {sampai_bp // 100} persen."
            )
        return nilai

    return parse


def _ragu(sel: str) -> str:
    return (
        f"{sel!r} meragukan: persen atau pecahan? Tulis 97,5 (bukan 0,975), atau beri tanda %, "
        "dan jangan memakai format Persen di Excel."
    )


def pilihan(nilai: Mapping[str, tuple[str, ...]]) -> Urai:
    """One of the named values; each value with the other words people write for it."""
    nama = [kode.replace("_", " ") for kode in nilai]
    daftar = ", ".join(nama if len(nama) <= SEBUT_PILIHAN else [*nama[:8], "dan lainnya"])
    kamus = {_rapat(v): v for v in nilai} | {
        _rapat(kata): v for v, semua in nilai.items() for kata in semua
    }

    def parse(sel: str) -> str:
        if (hasil := kamus.get(_rapat(sel))) is None:
            raise NilaiSalah(f"{sel.strip()!r} tidak dikenal. Pilihan: {daftar}.")
        return hasil

    return parse


def pilihan_kata(
    kata: Mapping[str, str], lain: Mapping[str, tuple[str, ...]] | None = None
) -> Urai:
    """A code by its words, or by itself; who is told what there is reads the words."""
    lain = lain or {}
    satu = pilihan({w: (kode, *lain.get(kode, ())) for kode, w in kata.items()})
    kode_dari = {w: kode for kode, w in kata.items()}

    def parse(sel: str) -> str:
        return kode_dari[satu(sel)]

    return parse


def _rapat(sel: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", sel.lower())


def surel(sel: str) -> str:
    """An e-mail address."""
    bersih = sel.strip().lower()
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", bersih) or len(bersih) > 254:
        raise NilaiSalah(f"{bersih!r} bukan alamat surel.")
    return bersih


def ya_tidak(sel: str) -> bool:
    """ya/tidak and the other ways to say it."""
    bersih = _rapat(sel)
    if bersih in {"ya", "y", "1", "true", "benar", "wajib", "v", "iya"}:
        return True
    if bersih in {"tidak", "t", "0", "false", "salah", "n", "tdk", "no"}:
        return False
    raise NilaiSalah(f"{sel.strip()!r}: tulis ya atau tidak.")


def periode(sel: str) -> int:
    """A month as tahun x 100 + bulan: 202510, 2025-10, 10/2025, Oktober 2025, or any date in it."""
    bersih = " ".join(sel.strip().split())
    tahun = bulan = 0
    if re.fullmatch(r"\d{6}", bersih):
        tahun, bulan = divmod(int(bersih), 100)
    elif match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})", bersih):
        tahun, bulan = int(match.group(1)), int(match.group(2))
    elif match := re.fullmatch(r"(\d{1,2})[-/. ](\d{4})", bersih):
        bulan, tahun = int(match.group(1)), int(match.group(2))
    elif (match := re.fullmatch(r"([A-Za-z]+)[-/. ](\d{4})", bersih)) and (
        match.group(1).lower() in _BULAN
    ):
        bulan, tahun = _BULAN[match.group(1).lower()], int(match.group(2))
    else:
        try:
            hari = tanggal(bersih)
        except NilaiSalah as error:
            raise NilaiSalah(f"{bersih!r} bukan bulan. Tulis mis. 2025-10.") from error
        tahun, bulan = hari.year, hari.month
    if not (1990 <= tahun <= 2200 and (1 <= bulan <= 12 or bulan in (14, 15))):
        raise NilaiSalah(f"{bersih!r} bukan bulan yang ada. Tulis mis. 2025-10.")
    return tahun * 100 + bulan


def nip(sel: str) -> str:
    """The 18 digits of a NIP or NI PPPK with a sound structure."""
    nomor = check_nip(sel)
    if not nomor.sah:
        raise NilaiSalah(" ".join(t.pesan for t in nomor.temuan if not t.peringatan))
    return nomor.nilai


def nik(sel: str) -> str:
    """The 16 digits of a NIK with a sound structure."""
    nomor = check_nik(sel)
    if not nomor.sah:
        raise NilaiSalah(" ".join(t.pesan for t in nomor.temuan if not t.peringatan))
    return nomor.nilai
