"""What people typed never becomes a formula or a link in a file that others open."""

import csv
import io
import zipfile
from types import SimpleNamespace

import polars as pl
import pytest

from selaras.core.halaman.csv_teks import csv_rows
from selaras.laporan.bayar.lembar import as_csv
from selaras.laporan.bayar.tabel import Lajur, Tabel
from selaras.simpeg.ekspor import write
from selaras.tpp.lab.xlsx import comparison_file

JAHAT = ["=HYPERLINK(1)", "+62", "-1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("kata", JAHAT)
def test_a_name_that_begins_like_a_formula_is_text_in_the_banks_file(kata: str) -> None:
    tabel = Tabel("bank", "Bank", [Lajur("Nama"), Lajur("Jumlah", "rupiah")], [[kata, 4_500_000]])
    isi = as_csv(tabel).decode("utf-8-sig")
    baris = list(csv.reader(io.StringIO(isi, newline=""), delimiter=";"))
    assert baris == [["Nama", "Jumlah"], [f"'{kata}", "4500000"]]


def test_numbers_and_plain_words_stay_as_they_are() -> None:
    assert csv_rows([(0, -5, None, "001-23", "a=b")]) == "0;-5;;001-23;a=b\r\n"


def test_a_filter_with_a_semicolon_begins_no_cell_of_its_own() -> None:
    keluar = io.BytesIO()
    saring = 'Cari: a;=HYPERLINK("x")'
    write(keluar, pl.DataFrame({"nama": ["Siti"]}), {"nama": "Nama"}, [saring], "csv")
    isi = keluar.getvalue().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(isi), delimiter=";"))[-1] == [f"# {saring}"]


def test_a_name_is_no_link_in_the_labs_workbook() -> None:
    orang = {
        "orang": SimpleNamespace(nama_lengkap="https://contoh.example/a", nip="=1+1"),
        "unit": SimpleNamespace(nama="mailto:a@b.example"),
        **dict.fromkeys(
            ("kelas", "bulan", "bruto_lama", "bruto_baru", "selisih", "diterima_lama",
             "diterima_baru"), 1,
        ),
    }  # fmt: skip
    hasil = {"anggaran": {}, "skpd": [], "kelas": [], "bulan": []}
    jawab = comparison_file("uji", [("Usulan", "https://contoh.example/b")], hasil, [orang])
    isi = b"".join(jawab.streaming_content)
    jawab.close()
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        lembar = b"".join(arsip.read(n) for n in arsip.namelist() if "worksheets" in n)
    assert b"<hyperlink" not in lembar and b"<f>" not in lembar
