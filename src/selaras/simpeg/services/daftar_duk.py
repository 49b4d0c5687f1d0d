"""The DUK as a document: the official columns as PDF, or as a sheet."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl

from selaras.core.dokumen.pdf import render_pdf
from selaras.core.halaman import format as fmt
from selaras.core.halaman.lembar_besar import write_frame
from selaras.simpeg.models import UrutKepangkatan

TEMPLAT = Path(__file__).parent.parent / "duk.typ"
KEPALA = ("No", "Nama dan NIP", "Gol", "TMT gol", "Jabatan", "TMT jabatan", "Masa kerja",
          "Latihan jabatan", "Tahun", "Pendidikan", "Lulus", "Tanggal lahir")  # fmt: skip
TETAP = "\u00a0"  # a space that no line breaks at


def duk_pdf(
    baris: Iterable[UrutKepangkatan], *, tempat: str, instansi: str, pada: date, tanda: str,
    at: datetime, per_skpd: bool,
) -> bytes:  # fmt: skip
    """The list as PDF/A, landscape."""
    data = {
        "judul": "Daftar urut kepangkatan pegawai negeri sipil", "instansi": instansi,
        "sub": f"{tempat}, keadaan {fmt.tanggal_id(pada)} (PP 15 Tahun 1979)", "tanda": tanda,
        "kepala": list(KEPALA), "baris": [_printed(b, per_skpd) for b in baris],
    }  # fmt: skip
    return render_pdf(TEMPLAT, data, at=at.astimezone(UTC))


def _printed(b: UrutKepangkatan, per_skpd: bool) -> list[str]:
    nip = fmt.nip(b.pegawai.nip).replace(" ", TETAP)
    return [
        str(b.nomor_skpd if per_skpd else b.nomor), f"{b.pegawai}\n{nip}",
        b.pangkat, _day(b.tmt_pangkat), b.jabatan, _day(b.tmt_jabatan), service(b.mkg_bulan),
        b.diklat, str(b.diklat_tahun or ""), b.pendidikan, str(b.tahun_lulus or ""),
        _day(b.lahir),
    ]  # fmt: skip


def duk_xlsx(baris: Iterable[UrutKepangkatan], *, tanda: list[str]) -> bytes:
    """The same as a sheet, with what put each person after the one above her."""
    judul = {
        "nomor": "No", "nomor_skpd": "No di SKPD", "nama": "Nama", "nip": "NIP",
        "pangkat": "Golongan", "tmt_pangkat": "TMT golongan", "jabatan": "Jabatan",
        "tmt_jabatan": "TMT jabatan", "mkg": "Masa kerja", "diklat": "Latihan jabatan",
        "diklat_tahun": "Tahun latihan", "pendidikan": "Pendidikan", "tahun_lulus": "Tahun lulus",
        "lahir": "Tanggal lahir", "alasan": "Pembeda",
    }  # fmt: skip
    rows: list[tuple[Any, ...]] = [
        (b.nomor, b.nomor_skpd, str(b.pegawai), b.pegawai.nip, b.pangkat, b.tmt_pangkat, b.jabatan,
         b.tmt_jabatan, service(b.mkg_bulan), b.diklat, b.diklat_tahun, b.pendidikan,
         b.tahun_lulus, b.lahir, b.alasan)
        for b in baris
    ]  # fmt: skip
    tanggal = {"tmt_pangkat", "tmt_jabatan", "lahir"}
    angka = {"nomor", "nomor_skpd", "diklat_tahun", "tahun_lulus"}
    skema = {k: pl.Date if k in tanggal else pl.Int64 if k in angka else pl.String for k in judul}
    isi = BytesIO()
    write_frame(isi, pl.DataFrame(rows, schema=skema, orient="row"), judul, tanda)
    return isi.getvalue()


def service(bulan: int | None) -> str:
    """'12 th 3 bl'."""
    return "" if bulan is None else f"{bulan // 12} th {bulan % 12} bl"


def _day(hari: date | None) -> str:
    return f"{hari:%d-%m-%Y}" if hari else ""
