"""Workbooks to give out: the empty template of an import, and the bad rows with their reasons."""

import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from selaras.core.impor.models import Impor
from selaras.core.impor.spec import Kolom, Spec, Status

BARIS_PILIHAN = 2000
KOLOM_ALASAN = "Alasan"
_OPSI = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_template(spec: Spec) -> bytes:
    """Sheet 'Data' with headings, an example and dropdowns; sheet 'Petunjuk' with every column."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _OPSI) as buku:
        bingkai = {"border": 1, "text_wrap": True}
        wajib = buku.add_format({"bold": True, "bg_color": "#DCE6F2", **bingkai})
        boleh = buku.add_format({"bg_color": "#F2F2F2", **bingkai})
        teks = buku.add_format({"num_format": "@"})
        contoh = buku.add_format({"num_format": "@", "italic": True, "font_color": "#666666"})
        data = buku.add_worksheet("Data")
        data.freeze_panes(1, 1)
        for i, kolom in enumerate(spec.kolom):
            data.set_column(i, i, max(14, len(kolom.judul) + 2), teks)
            data.write_string(0, i, kolom.judul, wajib if kolom.wajib else boleh)
            data.write_string(1, i, kolom.contoh, contoh)
            data.write_comment(0, i, _note(kolom))
            _dropdown(data, i, kolom)
        _write_notes(buku.add_worksheet("Petunjuk"), spec, buku.add_format({"bold": True}))
    return target.getvalue()


def write_bad_rows(spec: Spec, impor: Impor) -> bytes:
    """The rows that were not taken, as they came, with the reasons in the first column.

    Mended and uploaded again, the file needs no new matching: the headings are the known ones and
    the column of reasons is left out.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _OPSI | {"constant_memory": True}) as buku:
        kepala = buku.add_format({"bold": True, "bottom": 1})
        teks = buku.add_format({"num_format": "@"})
        merah = buku.add_format({"num_format": "@", "bg_color": "#FBE3E4"})
        alasan = buku.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        lembar = buku.add_worksheet("Perbaiki")
        lembar.freeze_panes(1, 1)
        kolom = _columns(spec, impor)
        lembar.set_column(0, 0, 60, alasan)
        lembar.set_column(1, max(len(kolom), 1), 20, teks)
        for i, judul in enumerate((KOLOM_ALASAN, *(judul for _, judul in kolom))):
            lembar.write_string(0, i, judul, kepala)
        rows = impor.baris.filter(status=Status.SALAH).order_by("nomor")
        _write_rows(lembar, rows.iterator(chunk_size=2000), spec, kolom, (teks, merah, alasan))
    return target.getvalue()


def _write_rows(
    lembar: Worksheet,
    rows: Iterable[Any],
    spec: Spec,
    kolom: list[tuple[str, str]],
    bentuk: tuple[Format, Format, Format],
) -> None:
    teks, merah, alasan = bentuk
    for nomor, baris in enumerate(rows, start=1):
        salah = {k for k, _pesan, peringatan in baris.temuan if not peringatan}
        pesan = "; ".join(
            f"{_judul(spec, k)}: {p}" for k, p, peringatan in baris.temuan if not peringatan
        )
        lembar.write_string(nomor, 0, f"Baris {baris.nomor}. {pesan}", alasan)
        for i, (nama, _j) in enumerate(kolom, start=1):
            lembar.write_string(nomor, i, baris.isi.get(nama, ""), merah if nama in salah else teks)


def _columns(spec: Spec, impor: Impor) -> list[tuple[str, str]]:
    """The file's used columns in its order, under their known titles."""
    dipakai = {p["kolom"] for p in impor.padanan if p["kolom"]}
    hasil = [(k.nama, k.judul) for k in spec.kolom if k.nama in dipakai]
    if spec.sisa_kolom:
        hasil += [(f"~{p['judul']}", p["judul"]) for p in impor.padanan if not p["kolom"]]
    return hasil


def _judul(spec: Spec, nama: str) -> str:
    kolom = spec.column(nama)
    return kolom.judul if kolom else "Baris"


def _note(kolom: Kolom) -> str:
    awal = "Wajib diisi." if kolom.wajib else "Boleh kosong."
    return " ".join(filter(None, (awal, kolom.bantuan)))


def _dropdown(data: Worksheet, letak: int, kolom: Kolom) -> None:
    if not kolom.pilihan or len(",".join(kolom.pilihan)) > 255:  # Excel's limit for a list
        return
    data.data_validation(
        1, letak, BARIS_PILIHAN, letak,
        {"validate": "list", "source": list(kolom.pilihan), "error_type": "warning",
         "error_title": kolom.judul, "error_message": "Pilih dari daftar."},
    )  # fmt: skip


def _write_notes(lembar: Worksheet, spec: Spec, tebal: Format) -> None:
    lembar.set_column(0, 0, 28)
    lembar.set_column(1, 1, 10)
    lembar.set_column(2, 2, 90)
    baris = [
        (spec.judul, "", spec.uraian),
        ("", "", "Isi mulai baris 2 lembar Data; hapus baris contohnya (tulisan miring)."),
        ("", "", "Semua kolom berformat Teks, supaya NIP dan nomor rekening tidak terpotong."),
        ("", "", "Tanggal ditulis hari-bulan-tahun, mis. 31-12-2025."),
        *(("", "", catatan) for catatan in spec.catatan),
        ("", "", ""),
        ("Kolom", "Wajib", "Penjelasan"),
        *((k.judul, "ya" if k.wajib else "", _help(k)) for k in spec.kolom),
    ]
    for i, isi in enumerate(baris):
        for j, nilai in enumerate(isi):
            lembar.write_string(i, j, nilai, tebal if i == 0 or isi[0] == "Kolom" else None)


def _help(kolom: Kolom) -> str:
    pilihan = f"Pilihan: {', '.join(kolom.pilihan)}." if kolom.pilihan else ""
    contoh = f"Contoh: {kolom.contoh}." if kolom.contoh else ""
    return " ".join(filter(None, (kolom.bantuan, pilihan, contoh)))
