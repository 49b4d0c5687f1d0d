"""Reads for the book: a kept one (of several volumes the first), its map of people."""

import zipfile
from typing import Any

import polars as pl

from selaras.organisasi.models import Instansi
from selaras.simpeg.models import BukuProfil
from selaras.simpeg.statistik.wilayah import by_area


def pdf_of(buku: BukuProfil) -> bytes:
    """The book itself; of a ZIP its first volume."""
    with buku.berkas.open("rb") as berkas:
        if not str(buku.berkas.name).endswith(".zip"):
            return bytes(berkas.read())
        with zipfile.ZipFile(berkas) as arsip:
            return arsip.read(sorted(arsip.namelist())[0])


def map_block(instansi: Instansi, frame: pl.DataFrame) -> dict[str, Any] | None:
    """The book's map block, or None where no outline was given."""
    s = by_area(instansi, frame) if frame.height else None
    if s is None:
        return None
    kata = "; ".join(f"{nama}: {s.jumlah.get(nama, 0)}" for nama, *_ in s.gambar.wilayah)
    return {
        "jenis": "peta", "judul": f"Pegawai menurut wilayah tempat bertugas ({s.sumber})"
        + (f"; {s.luar} orang tanpa tempat presensi di peta" if s.luar else ""),
        "alt": f"Peta. {kata}.", "tinggi": s.gambar.tinggi,
        "wilayah": [
            {"nama": nama, "cincin": cincin, "x": x, "y": y, "jumlah": s.jumlah.get(nama, 0),
             "kelas": s.shade(nama)}
            for nama, cincin, x, y in s.gambar.wilayah
        ],
    }  # fmt: skip
