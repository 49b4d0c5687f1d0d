"""A comparison as a workbook: summary, units, classes, months and every person."""

import tempfile
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.http import FileResponse

from selaras.core.halaman.format import periode_id
from selaras.core.halaman.lembar import JENIS_ISI

KEPALA = ("Orang", "Naik", "Turun", "Tetap", "TPP bruto semula", "TPP bruto usulan", "Selisih",
          "Belanja semula", "Belanja usulan", "Pajak semula", "Pajak usulan", "Diterima semula",
          "Diterima usulan")  # fmt: skip
KUNCI = ("orang", "naik", "turun", "tetap", "bruto_lama", "bruto_baru", "selisih", "belanja_lama",
         "belanja_baru", "pajak_lama", "pajak_baru", "diterima_lama", "diterima_baru")  # fmt: skip
ORANG = ("Nama", "NIP", "Unit", "Kelas", "Bulan", "TPP bruto semula", "TPP bruto usulan",
         "Selisih", "Diterima semula", "Diterima usulan")  # fmt: skip


def comparison_file(
    nama: str, kop: Sequence[tuple[str, str]], hasil: dict[str, Any], orang: Iterable[Any]
) -> FileResponse:
    """The workbook as a download; the temporary file goes when the last byte is sent."""
    berkas = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 (closed by the response)
    with xlsxwriter.Workbook(
        berkas.name,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    ) as buku:
        tebal = buku.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        angka = buku.add_format({"num_format": "#,##0"})
        ringkas = buku.add_worksheet("Ringkas")
        ringkas.set_column(0, 1, 34)
        for n, (judul, isi) in enumerate(kop):
            ringkas.write_string(n, 0, judul, tebal)
            ringkas.write_string(n, 1, isi)
        for n, (kunci, nilai) in enumerate(hasil["anggaran"].items(), len(kop) + 1):
            ringkas.write_string(n, 0, kunci.replace("_", " "))
            ringkas.write_number(n, 1, nilai, angka)
        for judul, kunci, label in (
            ("Unit", "skpd", "nama"), ("Kelas", "kelas", "kelas"), ("Bulan", "bulan", "periode"),
        ):  # fmt: skip
            lembar = buku.add_worksheet(judul)
            lembar.set_column(0, 0, 40)
            lembar.set_column(1, len(KEPALA), 16)
            lembar.write_row(0, 0, (judul, *KEPALA), tebal)
            lembar.freeze_panes(1, 1)
            for n, baris in enumerate(hasil[kunci], 1):
                isi = baris.get(label, "")
                lembar.write_string(n, 0, periode_id(isi) if label == "periode" else str(isi))
                for kolom, k in enumerate(KUNCI, 1):
                    lembar.write_number(n, kolom, baris[k], angka)
        lembar = buku.add_worksheet("Orang")
        lembar.set_column(0, 2, 30)
        lembar.set_column(3, len(ORANG), 16)
        lembar.write_row(0, 0, ORANG, tebal)
        lembar.freeze_panes(1, 1)
        for n, b in enumerate(orang, 1):
            unit = b["unit"].nama if b["unit"] else ""
            lembar.write_row(n, 0, (b["orang"].nama_lengkap, b["orang"].nip, unit))
            uang = (b["kelas"], b["bulan"], b["bruto_lama"], b["bruto_baru"], b["selisih"],
                    b["diterima_lama"], b["diterima_baru"])  # fmt: skip
            for kolom, nilai in enumerate(uang, 3):
                lembar.write_number(n, kolom, nilai, angka)
    return FileResponse(berkas, as_attachment=True, filename=f"{nama}.xlsx", content_type=JENIS_ISI)
