"""Workbooks too large to be a list of people are refused early, with what to do instead."""

import io
import zipfile

import pytest
from tests.core.impor.berkas_uji import xlsx

from selaras.core.impor.baca import BerkasSalah, read_table
from selaras.core.impor.baca import xlsx as pembaca


def _sheet(sel: bytes, *, tambahan: int = 0) -> bytes:
    """A workbook whose first sheet holds this XML, and a part of so many zeros."""
    asal = zipfile.ZipFile(io.BytesIO(xlsx([["a"]])))
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama in asal.namelist():
            isi = asal.read(nama)
            if nama == "xl/worksheets/sheet1.xml":
                isi = isi.replace(b"</sheetData>", sel + b"</sheetData>")
            arsip.writestr(nama, isi)
        if tambahan:
            arsip.writestr("xl/media/gambar.png", bytes(tambahan))
    return keluar.getvalue()


def test_too_many_cells_are_refused_before_they_are_read(monkeypatch):
    monkeypatch.setattr(pembaca, "MAKS_SEL", 1_000)
    baris = b"".join(
        b'<row r="%d"><c r="A%d"/><c r="B%d"/></row>' % (n, n, n) for n in range(2, 700)
    )
    with pytest.raises(BerkasSalah, match=r"1\.398 sel, paling banyak 1\.000.*CSV"):
        read_table(_sheet(baris))


def test_cells_without_addresses_are_counted_too(monkeypatch):
    monkeypatch.setattr(pembaca, "MAKS_SEL", 1_000)
    with pytest.raises(BerkasSalah, match="paling banyak"):
        read_table(_sheet(b"<row><c/><c/></row>" * 700))


def test_a_workbook_that_swells_when_opened_is_refused_with_words():
    besar = _sheet(b"", tambahan=pembaca.MAKS_BUKA + 1)
    assert len(besar) < 1_000_000
    with pytest.raises(BerkasSalah, match=r"membengkak menjadi 128 MB.*CSV"):
        read_table(besar)
