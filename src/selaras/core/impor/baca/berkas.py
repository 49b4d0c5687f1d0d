"""Tells what kind of file came in, whatever its name says, and reads it as one table of text.

Does not look for the header row and does not interpret cells; see `cocok` and `urai`.
"""

from dataclasses import dataclass

MAKS_BITA = 64 * 1024 * 1024
MAKS_BARIS = 500_000
MAKS_KOLOM = 400


class BerkasSalah(Exception):
    """The file can't be read as a table; the message says why and what to do, in Indonesian."""


@dataclass(frozen=True, slots=True)
class Tabel:
    """All rows of one sheet as text, the first row being row 1 of the file.

    Dates are ISO text; a number too long for Excel keeps its scientific notation, since its last
    digits are lost. `catatan` are remarks to show (hidden rows, merged headers, encoding).
    """

    baris: tuple[tuple[str, ...], ...]
    catatan: tuple[str, ...] = ()
    lembar: tuple[str, ...] = ()
    lembar_dibaca: str = ""


# What a file really is, by its first bytes, and what to tell whoever sent it.
_TANDA: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "sebuah PDF, bukan lembar kerja. Minta berkas Excel atau CSV aslinya"),
    (b"\x89PNG", "sebuah gambar (PNG). Minta berkas Excel atau CSV aslinya"),
    (b"\xff\xd8\xff", "sebuah foto (JPEG). Minta berkas Excel atau CSV aslinya"),
    (b"GIF8", "sebuah gambar (GIF). Minta berkas Excel atau CSV aslinya"),
    (b"{\\rtf", "sebuah dokumen teks (RTF). Salin tabelnya ke templat Excel"),
    (b"Rar!", "sebuah arsip RAR. Buka arsipnya lalu unggah berkas di dalamnya"),
    (b"7z\xbc\xaf", "sebuah arsip 7z. Buka arsipnya lalu unggah berkas di dalamnya"),
    (b"\x1f\x8b", "sebuah arsip GZ. Buka arsipnya lalu unggah berkas di dalamnya"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")


def read_table(isi: bytes, nama: str = "", lembar: str = "") -> Tabel:
    """The table in `isi`; raises BerkasSalah with a clear reason."""
    sebut = f"Berkas {nama!r}" if nama else "Berkas ini"
    if not isi:
        raise BerkasSalah(f"{sebut} kosong (0 bita). Unggah ulang berkasnya.")
    if len(isi) > MAKS_BITA:
        raise BerkasSalah(
            f"{sebut} terlalu besar ({len(isi) // 1_048_576} MB, paling besar "
            f"{MAKS_BITA // 1_048_576} MB). Bagi menjadi beberapa berkas."
        )
    _refuse_other_kinds(isi, sebut)
    if isi.startswith(b"PK"):
        from selaras.core.impor.baca.xlsx_terpisah import read_xlsx  # noqa: PLC0415

        tabel = read_xlsx(isi, sebut, lembar)
    else:
        from selaras.core.impor.baca.csv_teks import read_csv  # noqa: PLC0415

        tabel = read_csv(isi, sebut)
    if len(tabel.baris) > MAKS_BARIS:
        raise BerkasSalah(
            f"{sebut} berisi {len(tabel.baris)} baris, paling banyak {MAKS_BARIS}. Bagi berkasnya."
        )
    if not any(any(sel for sel in baris) for baris in tabel.baris):
        raise BerkasSalah(f"{sebut} tidak berisi satu baris pun.")
    return tabel


def _refuse_other_kinds(isi: bytes, sebut: str) -> None:
    for tanda, apa in _TANDA:
        if isi.startswith(tanda):
            raise BerkasSalah(f"{sebut} ternyata {apa}.")
    if isi.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in isi:
            raise BerkasSalah(
                f"{sebut} dilindungi kata sandi. Buka di Excel, hapus kata sandinya "
                "(Berkas > Info > Proteksi), simpan, lalu unggah lagi."
            )
        raise BerkasSalah(
            f"{sebut} berformat Excel lama (.xls) atau dokumen Office lama. "
            "Buka di Excel, Simpan Sebagai .xlsx, lalu unggah lagi."
        )
    awal = isi[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if awal.startswith(_HTML) or (awal.startswith(b"<?xml") and b"<html" in awal):
        raise BerkasSalah(
            f"{sebut} ternyata halaman web (HTML) yang dinamai lembar kerja. "
            "Buka di Excel, Simpan Sebagai .xlsx, lalu unggah lagi."
        )
    if awal.startswith(b"<?xml"):
        raise BerkasSalah(
            f"{sebut} ternyata XML. Buka di Excel, Simpan Sebagai .xlsx, lalu unggah lagi."
        )
