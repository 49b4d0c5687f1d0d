"""A row's values as people read them."""

from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from selaras.core.halaman.format import rupiah, tanggal
from selaras.core.masa.ruas import period_text
from selaras.simpeg.jenis import JenisRiwayat
from selaras.simpeg.kredit import points_text

SERIBU, PER_SERIBU = "_e3", " (per seribu)"
SUDUT = {"tmt": "TMT", "sampai": "Hari terakhir"}


def column_title(jenis: JenisRiwayat, nama: str) -> str:
    """The name of a column; TMT and last day of a dated history are edges of its `berlaku`."""
    try:
        judul = str(getattr(jenis.model._meta.get_field(nama), "verbose_name", nama))
        return judul.removesuffix(PER_SERIBU) if nama.endswith(SERIBU) else judul
    except FieldDoesNotExist:
        return SUDUT.get(nama, nama)


def cell(baris: Any, nama: str) -> Any:
    """A value as people read it."""
    if nama == "berlaku":
        return period_text(baris.berlaku.lower, baris.berlaku.upper)
    if nama == "jabatan" and hasattr(getattr(baris, "jabatan", None), "unit"):
        return f"{baris.jabatan.nama}, {baris.jabatan.unit.nama}"
    if nama.startswith("gaji_"):
        return rupiah(getattr(baris, nama))
    if nama.endswith(SERIBU) and (nilai := getattr(baris, nama)) is not None:
        return points_text(nilai)
    tampil = getattr(baris, f"get_{nama}_display", None)
    return tampil() if tampil else getattr(baris, nama)


def words(nilai: Any) -> str:
    """The same as text, for old beside new."""
    if nilai is None or nilai == "":
        return "–"
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    return tanggal(nilai) if isinstance(nilai, date) else str(nilai)
