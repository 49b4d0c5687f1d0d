"""A list as an XLSX file, written row by row so that memory does not grow with the rows."""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse

from selaras.core.halaman.kolom import Kolom

JENIS_ISI = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BENTUK = {"rupiah": "#,##0", "angka": "#,##0", "menit": "#,##0", "persen": "0.00%"}
BARIS_SEKALI = 2000


def write_xlsx(path: str, kolom: Sequence[Kolom], rows: Iterable[Any]) -> int:
    """Write heading and rows; returns how many rows. Who stands in a row is told by NIP too."""
    kolom = _with_nip(kolom)
    with xlsxwriter.Workbook(
        path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as buku:
        lembar = buku.add_worksheet("Data")
        kepala = buku.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        tanggal = buku.add_format({"num_format": "dd/mm/yyyy"})
        bentuk = {k: buku.add_format({"num_format": v}) for k, v in _BENTUK.items()}
        for letak, k in enumerate(kolom):
            lembar.set_column(letak, letak, 16 if k.angka else 26)
            lembar.write_string(0, letak, k.judul, kepala)
        lembar.freeze_panes(1, 1)
        nomor = 0
        for nomor, baris in enumerate(rows, start=1):
            for letak, k in enumerate(kolom):
                nilai = k.sheet_value(baris)
                if k.jenis == "tanggal" and nilai:
                    lembar.write_datetime(nomor, letak, nilai, tanggal)
                elif isinstance(nilai, int | float) and not isinstance(nilai, bool):
                    lembar.write_number(nomor, letak, nilai, bentuk.get(k.jenis))
                elif nilai != "":
                    lembar.write_string(nomor, letak, str(nilai))
        return nomor


def _with_nip(kolom: Sequence[Kolom]) -> list[Kolom]:
    """A person's cell shows the NIP below the name; a sheet has a column of its own for it."""
    hasil: list[Kolom] = []
    ada = any(k.judul == "NIP" for k in kolom)
    for k in kolom:
        hasil.append(k)
        if k.jenis == "orang" and not ada:
            hasil.append(Kolom(f"{k.nama}_nip", "NIP", _nip_of(k)))
            ada = True
    return hasil


def _nip_of(kolom: Kolom) -> Callable[[Any], str]:
    return lambda baris: str(getattr(kolom.ambil(baris), "nip", "") or "")


def xlsx_rows(nama: str, kolom: Sequence[Kolom], rows: Iterable[Any]) -> FileResponse:
    """Rows that are no query set as a download."""
    berkas = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 (closed by the response)
    write_xlsx(berkas.name, kolom, rows)
    return FileResponse(berkas, as_attachment=True, filename=f"{nama}.xlsx", content_type=JENIS_ISI)


def xlsx_response(nama: str, kolom: Sequence[Kolom], rows: QuerySet[Any]) -> FileResponse:
    """The whole list as a download; the temporary file goes when the last byte is sent."""
    berkas = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 (closed by the response)
    write_xlsx(berkas.name, kolom, rows.iterator(chunk_size=BARIS_SEKALI))
    return FileResponse(berkas, as_attachment=True, filename=f"{nama}.xlsx", content_type=JENIS_ISI)
