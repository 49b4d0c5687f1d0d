"""Checks the structure of a NIP, NI PPPK and NIK and says in Indonesian what is wrong.

Knows only digits (Perka BKN 43/2007; neither number has a check digit); whether a number is
already used, or belongs to this person, is the caller's question.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

PANJANG_NIP = 18
PANJANG_NIK = 16
# Age at appointment: 18 (PP 11/2017 ps. 23), and nobody is appointed after the highest BUP but
# for PPPK, whose first contract ends at 60 at the latest for most posts. Medium confidence.
USIA_MIN, USIA_MAX = 18, 60
_PEMISAH = re.compile(r"[\s.\-'’`]+")
_ILMIAH = re.compile(r"^\d+(?:[.,]\d+)?[eE]\+?\d+$")


class JenisNIP(StrEnum):
    """What digits 13 and 14 say: a month (PNS) or a kind of contract (PPPK)."""

    PNS = "PNS"
    PPPK = "PPPK"


class Masalah(StrEnum):
    """Reasons, for tests and filters; the text for people is in `Temuan.pesan`."""

    KOSONG = "kosong"
    NOTASI_ILMIAH = "notasi_ilmiah"
    BUKAN_ANGKA = "bukan_angka"
    PANJANG = "panjang"
    TANGGAL_LAHIR = "tanggal_lahir"
    BULAN = "bulan"
    JENIS_KELAMIN = "jenis_kelamin"
    URUT = "urut"
    USIA = "usia"
    WILAYAH = "wilayah"
    BEDA_LAHIR = "beda_lahir"
    BEDA_KELAMIN = "beda_kelamin"


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding; a warning leaves the number usable."""

    masalah: Masalah
    pesan: str
    peringatan: bool = False


@dataclass(frozen=True, slots=True)
class Nomor:
    """A checked number: its digits, what they say of the person, and the findings."""

    nilai: str
    temuan: tuple[Temuan, ...]
    jenis: JenisNIP | None = None
    tanggal_lahir: date | None = None
    jenis_kelamin: str = ""
    tahun_angkat: int | None = None
    bulan_angkat: int | None = None

    @property
    def sah(self) -> bool:
        return all(t.peringatan for t in self.temuan)


def check_nip(teks: str, *, tanggal_lahir: date | None = None, jenis_kelamin: str = "") -> Nomor:
    """Check a NIP or NI PPPK; given birth date and sex ("L"/"P") only warn when they differ."""
    angka, temuan = _digits(teks, PANJANG_NIP, "NIP")
    if temuan:
        return Nomor(angka, (temuan,))
    lahir = _date(angka[0:8])
    tahun, kode = int(angka[8:12]), int(angka[12:14])
    jenis = _jenis(kode)
    kelamin = {"1": "L", "2": "P"}.get(angka[14], "")
    found = [*_lahir_nip(angka, lahir), *_pengangkatan(lahir, tahun, kode, jenis)]
    if not kelamin:
        found.append(
            Temuan(
                Masalah.JENIS_KELAMIN,
                f"Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan), tertulis {angka[14]}.",
            )
        )
    if angka[15:] == "000":
        found.append(
            Temuan(
                Masalah.URUT,
                "Nomor urut (tiga angka terakhir) 000. Biasanya angka terakhir hilang karena "
                "Excel menyimpan NIP sebagai bilangan; format kolomnya sebagai Teks.",
            )
        )
    found += _beda("NIP", lahir, kelamin, tanggal_lahir, jenis_kelamin)
    return Nomor(
        angka,
        tuple(found),
        jenis,
        lahir,
        kelamin,
        tahun,
        kode if jenis is JenisNIP.PNS else None,
    )


def check_nik(teks: str, *, tanggal_lahir: date | None = None, jenis_kelamin: str = "") -> Nomor:
    """Check a NIK: region of first issue, birth day (women + 40), month, year, sequence."""
    angka, temuan = _digits(teks, PANJANG_NIK, "NIK")
    if temuan:
        return Nomor(angka, (temuan,))
    hari = int(angka[6:8])
    kelamin = "P" if hari > 40 else "L"
    lahir = _nik_date(hari - 40 if hari > 40 else hari, angka[8:12], tanggal_lahir)
    found: list[Temuan] = []
    if int(angka[0:2]) < 11:
        found.append(Temuan(Masalah.WILAYAH, f"Kode provinsi {angka[0:2]} pada NIK tidak ada."))
    if lahir is None:
        found.append(
            Temuan(
                Masalah.TANGGAL_LAHIR,
                f"Angka ke-7 sampai ke-12 NIK ({angka[6:12]}) bukan tanggal lahir yang ada.",
            )
        )
    if angka[12:] == "0000":
        found.append(
            Temuan(Masalah.URUT, "Nomor urut NIK (empat angka terakhir) tidak boleh 0000.")
        )
    found += _beda("NIK", lahir, kelamin, tanggal_lahir, jenis_kelamin)
    return Nomor(angka, tuple(found), None, lahir, kelamin)


def format_nip(nip: str) -> str:
    """The number grouped 8-6-1-3, as on letters; anything else is returned as it came."""
    if len(nip) != PANJANG_NIP:
        return nip
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def _digits(teks: str, panjang: int, nama: str) -> tuple[str, Temuan | None]:
    """The bare digits, or why there are none to look at."""
    mentah = teks.strip()
    if not mentah:
        return "", Temuan(Masalah.KOSONG, f"{nama} kosong.")
    if _ILMIAH.match(mentah.replace(" ", "")):
        return mentah, Temuan(
            Masalah.NOTASI_ILMIAH,
            f"{nama} tertulis {mentah}: Excel mengubahnya menjadi bilangan dan angka terakhirnya "
            "hilang. Format kolomnya sebagai Teks lalu isi ulang dari sumbernya.",
        )
    angka = _PEMISAH.sub("", mentah)
    if not (angka.isascii() and angka.isdigit()):
        return angka, Temuan(
            Masalah.BUKAN_ANGKA, f"{nama} hanya boleh berisi angka, tertulis {mentah}."
        )
    if len(angka) != panjang:
        selisih = len(angka) - panjang
        arah = f"kurang {-selisih}" if selisih < 0 else f"lebih {selisih}"
        return angka, Temuan(
            Masalah.PANJANG, f"{nama} harus {panjang} angka, tertulis {len(angka)} ({arah})."
        )
    return angka, None


def _date(angka: str) -> date | None:
    try:
        return date(int(angka[0:4]), int(angka[4:6]), int(angka[6:8]))
    except ValueError:
        return None


def _jenis(kode: int) -> JenisNIP | None:
    if 1 <= kode <= 12:
        return JenisNIP.PNS
    return JenisNIP.PPPK if kode >= 21 else None


def _lahir_nip(angka: str, lahir: date | None) -> list[Temuan]:
    if lahir is not None:
        return []
    tertulis = f"{angka[6:8]}-{angka[4:6]}-{angka[0:4]}"
    return [
        Temuan(
            Masalah.TANGGAL_LAHIR,
            f"Delapan angka pertama NIP ({angka[:8]}) bukan tanggal lahir yang ada: {tertulis}.",
        )
    ]


def _pengangkatan(
    lahir: date | None, tahun: int, kode: int, jenis: JenisNIP | None
) -> list[Temuan]:
    """Digits 9 to 14: month of appointment (PNS) or year and kind of contract (PPPK)."""
    if jenis is None:
        return [
            Temuan(
                Masalah.BULAN,
                f"Angka ke-13 dan ke-14 NIP ({kode:02d}) bukan bulan pengangkatan (01 sampai 12) "
                "dan bukan kode PPPK (21 ke atas).",
            )
        ]
    if lahir is None:
        return []
    # A PPPK number has no month: the year alone decides, in the person's favour.
    bulan = kode if jenis is JenisNIP.PNS else 12
    usia = ((tahun - lahir.year) * 12 + bulan - lahir.month) // 12
    if USIA_MIN <= usia <= USIA_MAX:
        return []
    return [
        Temuan(
            Masalah.USIA,
            f"Menurut NIP, usia saat diangkat {usia} tahun (lahir {lahir.year}, diangkat "
            f"{tahun}); seharusnya {USIA_MIN} sampai {USIA_MAX} tahun.",
        )
    ]


def _nik_date(hari: int, bulan_tahun: str, kenal: date | None) -> date | None:
    """The birth date in the century that exists, preferring the one already known."""
    bulan, tahun = int(bulan_tahun[:2]), int(bulan_tahun[2:])
    calon = [d for abad in (1900, 2000) if (d := _safe_date(abad + tahun, bulan, hari))]
    if kenal in calon:
        return kenal
    # Two digits of a year: whoever works today was born before 2010.
    return calon[-1] if calon and tahun < 10 else (calon[0] if calon else None)


def _safe_date(tahun: int, bulan: int, hari: int) -> date | None:
    try:
        return date(tahun, bulan, hari)
    except ValueError:
        return None


def _beda(
    nama: str, lahir: date | None, kelamin: str, tanggal_lahir: date | None, jenis_kelamin: str
) -> list[Temuan]:
    """Warnings only: a number stays as issued when birth data are corrected later."""
    found = []
    if lahir and tanggal_lahir and lahir != tanggal_lahir:
        found.append(
            Temuan(
                Masalah.BEDA_LAHIR,
                f"Tanggal lahir menurut {nama} {lahir:%d-%m-%Y}, tertulis "
                f"{tanggal_lahir:%d-%m-%Y}. Periksa; {nama} tidak berubah bila data lahir "
                "dibetulkan kemudian.",
                peringatan=True,
            )
        )
    if kelamin and jenis_kelamin and kelamin != jenis_kelamin:
        found.append(
            Temuan(
                Masalah.BEDA_KELAMIN,
                f"Jenis kelamin menurut {nama} {kelamin}, tertulis {jenis_kelamin}.",
                peringatan=True,
            )
        )
    return found
