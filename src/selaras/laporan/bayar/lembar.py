"""An SKPD's lists as a workbook, and the bank's file as a workbook and as CSV."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from selaras.core.halaman.csv_teks import csv_rows
from selaras.laporan.bayar.tabel import ANGKA, Tabel

_BENTUK = {"rupiah": "#,##0", "angka": "#,##0", "persen": "0.00%"}


def workbook(tabel: Sequence[Tabel], kepala: Sequence[str]) -> bytes:
    """One sheet a list: heading lines, columns, rows, totals as sums of the rows above."""
    keluaran = BytesIO()
    with xlsxwriter.Workbook(
        keluaran, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as buku:
        tebal = buku.add_format({"bold": True})
        judul = buku.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        bentuk = {k: buku.add_format({"num_format": v}) for k, v in _BENTUK.items()}
        jumlah = buku.add_format({"num_format": "#,##0", "bold": True, "top": 1})
        for t in tabel:
            lembar = buku.add_worksheet(t.judul[:31])
            lembar.set_landscape()
            for n, baris in enumerate((t.judul, *kepala)):
                lembar.write_string(n, 0, baris, tebal if n == 0 else None)
            awal = len(kepala) + 2
            for x, lajur in enumerate(t.lajur):
                lembar.write_string(awal, x, lajur.judul, judul)
                lembar.set_column(x, x, _width(lajur.jenis, lajur.lebar))
            lembar.freeze_panes(awal + 1, 2)
            for y, baris_isi in enumerate(t.baris, start=awal + 1):
                for x, nilai in enumerate(baris_isi):
                    _write(lembar, (y, x), nilai, t.lajur[x].jenis, bentuk)
            if t.dijumlah and t.baris:
                y = awal + 1 + len(t.baris)
                lembar.write_string(y, 0, "Jumlah", tebal)
                for x, nilai in enumerate(t.jumlah):
                    if t.lajur[x].jumlah:
                        sel = xlsxwriter.utility.xl_range(awal + 1, x, y - 1, x)
                        lembar.write_formula(y, x, f"=SUM({sel})", jumlah, nilai)
    return keluaran.getvalue()


def _width(jenis: str, lebar: int) -> float:
    return 5.0 if jenis == "pusat" and lebar <= 30 else 14.0 if jenis in ANGKA else 26.0


def _write(
    lembar: Any, letak: tuple[int, int], nilai: Any, jenis: str, bentuk: dict[str, Any]
) -> None:
    if nilai is None or nilai == "":
        return
    if jenis == "persen":
        lembar.write_number(*letak, nilai / 10_000, bentuk["persen"])
    elif isinstance(nilai, int):
        lembar.write_number(*letak, nilai, bentuk.get(jenis))
    else:
        lembar.write_string(*letak, str(nilai).replace("\n", " "))


def as_csv(t: Tabel) -> bytes:
    """Heading and rows."""
    kepala = [lajur.judul for lajur in t.lajur]
    return csv_rows([kepala, *t.baris]).encode("utf-8-sig")
