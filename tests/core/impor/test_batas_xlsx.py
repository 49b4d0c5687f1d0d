"""Workbooks too large to be a list of people are refused early, with what to do instead."""

import io
import zipfile

import pytest
from tests.core.impor.berkas_uji import xlsx

from selaras.core.impor.baca import BerkasSalah, read_table
from selaras.core.impor.baca import xlsx as pembaca

N = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
JAUH = (
    b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    b'<row r="9000"><c t="n" r="ABC9000"><v>1</v></c></row>',
    b'<row r="9000"><c r="abc9000"><v>1</v></c></row>',
    b'<x:row xmlns:x="%s" r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>' % N.encode(),
    b'<row r="9000">' + b"<c><v>1</v></c>" * 1000 + b"</row>",
)


def _change(buku: bytes, ganti: dict[bytes, bytes], tambahan: int = 0) -> bytes:
    """The workbook with texts replaced in all its parts and their names."""
    asal = zipfile.ZipFile(io.BytesIO(buku))
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama in asal.namelist():
            isi, ke = asal.read(nama), nama.encode()
            for lama, baru in ganti.items():
                isi, ke = isi.replace(lama, baru), ke.replace(lama, baru)
            arsip.writestr(ke.decode(), isi)
        if tambahan:
            arsip.writestr("xl/media/gambar.png", bytes(tambahan))
    return keluar.getvalue()


def _sheet(sel: bytes, *, tambahan: int = 0) -> bytes:
    """A workbook whose first sheet holds this XML, and a part of so many zeros."""
    return _change(xlsx([["a"]]), {b"</sheetData>": sel + b"</sheetData>"}, tambahan)


def test_too_many_cells_are_refused_before_they_are_read(monkeypatch):
    monkeypatch.setattr(pembaca, "MAKS_SEL", 1_000)
    baris = b"".join(
        b'<row r="%d"><c r="A%d"/><c r="B%d"/></row>' % (n, n, n) for n in range(2, 700)
    )
    with pytest.raises(BerkasSalah, match=r"1\.398 sel, paling banyak 1\.000.*CSV"):
        pembaca.open_xlsx(_sheet(baris), "Berkas ini")


def test_cells_without_addresses_are_counted_too(monkeypatch):
    monkeypatch.setattr(pembaca, "MAKS_SEL", 1_000)
    with pytest.raises(BerkasSalah, match="paling banyak"):
        pembaca.open_xlsx(_sheet(b"<row><c/><c/></row>" * 700), "Berkas ini")


def test_a_workbook_that_swells_when_opened_is_refused_with_words():
    besar = _sheet(b"", tambahan=pembaca.MAKS_BUKA + 1)
    assert len(besar) < 1_000_000
    with pytest.raises(BerkasSalah, match=r"membengkak menjadi 128 MB.*CSV"):
        read_table(besar)


@pytest.mark.parametrize("sel", JAUH)
def test_a_far_cell_is_refused_however_it_is_written(sel):
    """A small file for millions of cells."""
    with pytest.raises(BerkasSalah, match="sel"):
        read_table(_sheet(sel))


def test_a_sheet_in_a_folder_of_another_name_is_counted_too():
    buku = _sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    with pytest.raises(BerkasSalah, match="sel"):
        read_table(_change(buku, {b"worksheets/sheet1.xml": b"lain/sheet1.xml"}))


def test_one_long_text_shown_in_many_cells_is_refused():
    """Written once in the file, it would be copied for every cell."""
    baris = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(2, 20_000)
    )
    buku = _change(_sheet(baris), {b"<t>a</t>": b"<t>" + b"a" * 500_000 + b"</t>"})
    assert len(buku) < 200_000
    with pytest.raises(BerkasSalah, match="teks panjang"):
        read_table(buku)
