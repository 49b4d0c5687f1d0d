"""Reads one sheet of an .xlsx workbook and notices what a reader of the screen would not see.

Runs in a process of its own with limits (xlsx_terpisah.py): only reading a workbook tells how much
memory it needs.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import ParseError

import python_calamine as calamine

from selaras.core.halaman.format import angka
from selaras.core.impor.baca.berkas import MAKS_KOLOM, BerkasSalah, Tabel

# What reading a damaged archive or sheet may throw.
_RUSAK = (
    calamine.CalamineError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError,
    OSError, EOFError, ValueError, ParseError,
)  # fmt: skip
# A workbook that unpacks to more than this is a bomb, not a list of people.
MAKS_BUKA = 128 * 1024 * 1024
# The reader holds a sheet as a full rectangle.
MAKS_SEL = 5_000_000
# Excel keeps 15 digits of a number: a longer one has lost its end.
_BATAS_ANGKA = 1e15
_SEL = re.compile(rb"<c[ >/]")
_KOLOM_SEL = re.compile(rb"<c r=\"([A-Z]{1,3})\d")
_BARIS_SEL = re.compile(rb"<row\b[^>]*?\br=\"(\d+)\"")
_BARIS_TERSEMBUNYI = re.compile(rb"<row\b[^>]*\bhidden=\"(?:1|true)\"")
_KOLOM_TERSEMBUNYI = re.compile(
    rb"<col\b(?=[^>]*\bhidden=\"(?:1|true)\")[^>]*\bmin=\"(\d+)\"[^>]*\bmax=\"(\d+)\""
)


def open_xlsx(isi: bytes, sebut: str, lembar: str = "") -> tuple[Tabel, Iterator[list[str]]]:
    """The asked sheet, else the first visible one that holds anything: its remarks and its rows."""
    _check_archive(isi, sebut)
    try:
        _check_extent(isi, sebut)
        buku = calamine.CalamineWorkbook.from_filelike(io.BytesIO(isi))
        nama, catatan = _choose(buku, sebut, lembar)
        halaman = buku.get_sheet_by_name(nama)
        tinggi, lebar = (n + 1 for n in halaman.end or (-1, -1))
        if tinggi * lebar > MAKS_SEL:
            raise _too_many(sebut, tinggi * lebar)
        gabungan = halaman.merged_cell_ranges or []
        tersembunyi = _hidden(isi, list(buku.sheet_names).index(nama))
    except _RUSAK as error:
        raise _broken(sebut) from error
    if lebar > MAKS_KOLOM:
        catatan.append(f"Hanya {MAKS_KOLOM} kolom pertama yang dibaca.")
    catatan += _merged(gabungan)
    catatan += tersembunyi
    return Tabel((), tuple(catatan), tuple(buku.sheet_names), nama), _rows(halaman, sebut)


def _rows(halaman: calamine.CalamineSheet, sebut: str) -> Iterator[list[str]]:
    depan = [""] * (halaman.start or (0, 0))[1]
    try:
        for baris in halaman.iter_rows():
            yield (depan + [_text(sel) for sel in baris])[:MAKS_KOLOM]
    except _RUSAK as error:
        raise _broken(sebut) from error


def _broken(sebut: str) -> BerkasSalah:
    return BerkasSalah(
        f"{sebut} rusak atau bukan lembar kerja Excel yang utuh. Buka di Excel, "
        "simpan ulang sebagai .xlsx, lalu unggah lagi."
    )


def _too_many(sebut: str, jumlah: int) -> BerkasSalah:
    return BerkasSalah(
        f"{sebut} berisi {angka(jumlah)} sel, paling banyak "
        f"{angka(MAKS_SEL)}. Simpan sebagai CSV, atau bagi menjadi beberapa berkas."
    )


def _check_archive(isi: bytes, sebut: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            names = set(arsip.namelist())
            besar = sum(info.file_size for info in arsip.infolist())
    except zipfile.BadZipFile as error:
        raise BerkasSalah(
            f"{sebut} rusak atau terpotong saat diunduh. Ambil lagi dari sumbernya."
        ) from error
    if besar > MAKS_BUKA:
        raise BerkasSalah(
            f"{sebut} membengkak menjadi {besar // 1_048_576} MB saat dibuka, paling besar "
            f"{MAKS_BUKA // 1_048_576} MB. Simpan sebagai CSV, atau bagi menjadi beberapa berkas."
        )
    if "xl/workbook.xml" in names:
        return
    if any(name.startswith("word/") for name in names):
        apa = "sebuah dokumen Word. Salin tabelnya ke templat Excel"
    elif any(name.startswith("ppt/") for name in names):
        apa = "sebuah presentasi PowerPoint. Minta berkas Excel aslinya"
    elif "xl/workbook.bin" in names:
        apa = "buku kerja biner (.xlsb). Buka di Excel, Simpan Sebagai .xlsx"
    elif "content.xml" in names:
        apa = "dokumen OpenDocument. Simpan sebagai .xlsx dari LibreOffice"
    else:
        apa = "sebuah arsip ZIP. Buka arsipnya lalu unggah lembar kerja di dalamnya"
    raise BerkasSalah(f"{sebut} ternyata {apa}.")


def _check_extent(isi: bytes, sebut: str) -> None:
    """Say early, and why, that a sheet of the usual writing has too many cells or too far ones.

    A courtesy: one written in another way runs into the limits of the process.
    """
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        for name in arsip.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            xml = arsip.read(name)
            terisi = len(_SEL.findall(xml))
            lebar = max((_column(huruf) for huruf in set(_KOLOM_SEL.findall(xml))), default=0)
            tinggi = max((int(n) for n in _BARIS_SEL.findall(xml)), default=0)
            if max(terisi, lebar * tinggi) <= MAKS_SEL:
                continue
            if terisi * 2 < lebar * tinggi:
                raise BerkasSalah(
                    f"{sebut} punya sel yang sangat jauh (baris {tinggi}, kolom {lebar}). "
                    "Salin tabelnya ke lembar baru, simpan, lalu unggah lagi."
                )
            raise _too_many(sebut, max(terisi, lebar * tinggi))


def _choose(buku: calamine.CalamineWorkbook, sebut: str, lembar: str) -> tuple[str, list[str]]:
    terlihat = [
        m.name
        for m in buku.sheets_metadata
        if m.visible == calamine.SheetVisibleEnum.Visible
        and m.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    tersembunyi = [n for n in buku.sheet_names if n not in terlihat]
    catatan = []
    if tersembunyi:
        catatan.append(f"Lembar tersembunyi tidak dibaca: {', '.join(tersembunyi)}.")
    if lembar:
        if lembar not in buku.sheet_names:
            raise BerkasSalah(
                f"{sebut} tidak punya lembar {lembar!r}; yang ada: {', '.join(buku.sheet_names)}."
            )
        return lembar, catatan
    for nama in terlihat:
        if buku.get_sheet_by_name(nama).height:
            if len(terlihat) > 1:
                lain = ", ".join(n for n in terlihat if n != nama)
                catatan.append(f"Yang dibaca lembar {nama!r}; lembar lain: {lain}.")
            return nama, catatan
    raise BerkasSalah(f"{sebut} tidak berisi satu baris pun.")


def _text(sel: object) -> str:  # noqa: PLR0911 - one flat case per kind of cell
    """A cell as text: whole numbers without a point, dates as ISO."""
    if isinstance(sel, str):
        sel = sel.replace("\xa0", " ").replace("\x00", "").strip()
        return sel[2:-1].strip() if sel.startswith('="') and sel.endswith('"') else sel
    if isinstance(sel, bool):
        return "ya" if sel else "tidak"
    if isinstance(sel, int | float):
        return _number(sel)
    if isinstance(sel, datetime):
        midnight = sel.time() == time(0)
        return sel.date().isoformat() if midnight else sel.isoformat(" ", "seconds")
    if isinstance(sel, date):
        return sel.isoformat()
    if isinstance(sel, time):
        return sel.isoformat("seconds")
    if isinstance(sel, timedelta):
        return str(sel)
    return "" if sel is None else str(sel)


def _number(sel: int | float) -> str:
    if abs(sel) >= _BATAS_ANGKA:
        return f"{sel:.14E}"
    return str(int(sel)) if sel == int(sel) else repr(sel)


def _merged(gabungan: list[tuple[tuple[int, int], tuple[int, int]]]) -> list[str]:
    if not gabungan:
        return []
    tempat = ", ".join(
        f"{_letter(awal[1])}{awal[0] + 1}:{_letter(akhir[1])}{akhir[0] + 1}"
        for awal, akhir in gabungan[:5]
    )
    return [f"Ada {len(gabungan)} sel gabungan ({tempat}); isinya hanya terbaca di sel pertamanya."]


def _hidden(isi: bytes, indeks: int) -> list[str]:
    """Remarks on hidden rows and columns: they are read too, and their owner may not know."""
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        name = f"xl/worksheets/sheet{indeks + 1}.xml"
        if name not in arsip.namelist() or arsip.getinfo(name).file_size > MAKS_BUKA // 2:
            return []
        xml = arsip.read(name)
    catatan = []
    if jumlah := len(_BARIS_TERSEMBUNYI.findall(xml)):
        catatan.append(f"Ada {jumlah} baris tersembunyi di lembar ini; baris itu ikut dibaca.")
    kolom = [
        _letter(k)
        for awal, akhir in _KOLOM_TERSEMBUNYI.findall(xml[: xml.find(b"<sheetData")])
        for k in range(int(awal) - 1, min(int(akhir), MAKS_KOLOM))
    ]
    if kolom:
        catatan.append(f"Kolom tersembunyi ikut dibaca: {', '.join(kolom[:10])}.")
    return catatan


def _column(huruf: bytes) -> int:
    """b"A" -> 1, b"AA" -> 27."""
    nomor = 0
    for h in huruf:
        nomor = nomor * 26 + h - 64
    return nomor


def _letter(kolom: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    huruf = ""
    kolom += 1
    while kolom:
        kolom, sisa = divmod(kolom - 1, 26)
        huruf = chr(65 + sisa) + huruf
    return huruf
