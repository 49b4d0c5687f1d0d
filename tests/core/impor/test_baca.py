"""Files as they really arrive: every delimiter, encoding and disguise."""

import io
import zipfile
from datetime import datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.impor.berkas_uji import csv_text, xlsx

from selaras.core.impor.baca import BerkasSalah, read_table

UTUH = xlsx([["nip", "nama", 1, 2.5]] * 5)
BARIS = [["nip", "nama"], ["198609262015051001", "Siti Nurbaya"]]


@pytest.mark.parametrize("pemisah", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimited_text_is_read_whatever_its_delimiter_and_encoding(pemisah, encoding):
    isi = csv_text([["nip", "nama"], ["1", "Renée d’Été"]], pemisah, encoding)
    tabel = read_table(isi, "data.csv")
    assert tabel.baris == (("nip", "nama"), ("1", "Renée d’Été"))


def test_windows_letters_are_read_and_said():
    tabel = read_table(csv_text([["a", "b"], ["é", "1"]], ",", "cp1252"), "data.csv")
    assert tabel.baris[1][0] == "é"
    assert "Windows-1252" in tabel.catatan[0]


def test_quoted_delimiters_newlines_and_excel_formulas_around_numbers_stay_whole():
    isi = b'sep=;\r\nnip;nama\r\n="198609262015051001";"Siti; ""Nur""\r\nBaya"\r\n'
    assert read_table(isi).baris[1] == ("198609262015051001", 'Siti; "Nur"\r\nBaya')


def test_workbook_cells_become_text_and_dates_iso():
    tabel = read_table(
        xlsx([["a", 1, 2.5, True, datetime(2025, 1, 2), datetime(2025, 1, 2, 7, 30)]]), "a.xlsx"
    )
    assert tabel.baris[0] == ("a", "1", "2.5", "ya", "2025-01-02", "2025-01-02 07:30:00")


def test_a_number_too_long_for_excel_shows_that_it_lost_digits():
    tabel = read_table(xlsx([["nip"], [198609262015051001]]), "a.xlsx")
    assert tabel.baris[1] == ("1.98609262015051E+17",)


def test_rows_keep_their_number_when_the_sheet_starts_empty():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("Data").write(3, 1, "nip")
    assert read_table(target.getvalue()).baris[3] == ("", "nip")


def test_hidden_sheets_rows_columns_and_merged_cells_are_remarked():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        page = book.add_worksheet("Data")
        book.add_worksheet("Lama").hide()
        page.merge_range(0, 0, 0, 2, "Daftar Pegawai")
        page.write_row(1, 0, ["nip", "nama", "gaji"])
        page.write_row(2, 0, ["1", "a", 5])
        page.set_row(2, None, None, {"hidden": True})
        page.set_column(2, 2, None, None, {"hidden": True})
    catatan = " ".join(read_table(target.getvalue()).catatan)
    assert "Lembar tersembunyi tidak dibaca: Lama." in catatan
    assert "1 sel gabungan (A1:C1)" in catatan
    assert "1 baris tersembunyi" in catatan
    assert "Kolom tersembunyi ikut dibaca: C." in catatan


def _zip(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SALAH = [
    (b"", "kosong"),
    (b"%PDF-1.7\n...", "PDF"),
    (b"\x89PNG\r\n\x1a\n....", "PNG"),
    (b"\xff\xd8\xff\xe0....", "JPEG"),
    (b"<html><table><tr><td>1</td></tr></table></html>", "HTML"),
    (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "HTML"),
    (b"<?xml version='1.0'?><Workbook/>", "XML"),
    (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(90), "kata sandi"),
    (OLE, "Excel lama"),
    (b"PK\x03\x04 terpotong", "rusak"),
    (_zip(word__document_xml=b"x"), "Word"),
    (_zip(content_xml=b"x"), "ZIP"),
    (_zip(daftar_csv=b"x"), "ZIP"),
    (b"\x00\x01\x02\x03biner", "bukan teks"),
    (b"   \n , , \n", "tidak berisi"),
    (xlsx([]), "tidak berisi"),
]


@pytest.mark.parametrize(("isi", "kata"), SALAH)
def test_a_wrong_kind_of_file_is_named_for_what_it_is(isi, kata):
    with pytest.raises(BerkasSalah, match=kata):
        read_table(isi, "data.xlsx")


def test_a_workbook_cut_short_is_refused_plainly():
    with pytest.raises(BerkasSalah, match="rusak"):
        read_table(xlsx(BARIS)[:-400], "data.xlsx")


def test_a_workbook_with_broken_inside_is_refused_plainly():
    isi = _zip(xl__workbook_xml=b"<workbook", **{"xl__worksheets__sheet1_xml": b"<x"})
    isi = isi.replace(b"workbook_xml", b"workbook.xml").replace(b"sheet1_xml", b"sheet1.xml")
    with pytest.raises(BerkasSalah, match="rusak"):
        read_table(isi, "data.xlsx")


def test_one_stray_cell_far_away_does_not_fill_the_memory():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        page = book.add_worksheet("Data")
        page.write(0, 0, "nip")
        page.write(1_000_000, 16_000, "x")
    with pytest.raises(BerkasSalah, match="sangat jauh"):
        read_table(target.getvalue(), "data.xlsx")


def test_an_asked_sheet_that_is_not_there_names_those_that_are():
    with pytest.raises(BerkasSalah, match="Data"):
        read_table(xlsx(BARIS), "data.xlsx", "Lembar9")


@settings(max_examples=25, deadline=None)  # each opens a process
@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_damaged_workbook_is_refused_or_read_but_never_breaks(letak, bita):
    isi = bytearray(UTUH)
    isi[letak % len(isi)] ^= bita
    try:
        read_table(bytes(isi), "data.xlsx")
    except BerkasSalah as error:
        assert str(error)
