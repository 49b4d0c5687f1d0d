"""The comparison's own result: two files beside each other. Nothing else of a trial is kept."""

from io import BytesIO

import polars as pl
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from selaras.tpp.lab.banding import people

FOLDER = "lab"


def keep(pekerjaan_id: int, baris: pl.DataFrame) -> dict[str, str]:
    """Write the rows (by person and month) and the people's sums; where they are."""
    return {
        "baris": _write(f"{FOLDER}/{pekerjaan_id}-baris.parquet", baris.sort("pegawai_id")),
        "orang": _write(f"{FOLDER}/{pekerjaan_id}-orang.parquet", people(baris)),
    }


def _write(nama: str, frame: pl.DataFrame) -> str:
    isi = BytesIO()
    frame.write_parquet(isi, row_group_size=20_000)
    if default_storage.exists(nama):  # a job that is done again replaces its own result
        default_storage.delete(nama)
    return default_storage.save(nama, ContentFile(isi.getvalue()))


def load(nama: str) -> pl.DataFrame | None:
    """A result back, or None when it has been deleted."""
    if not nama or not default_storage.exists(nama):
        return None
    with default_storage.open(nama, "rb") as berkas:
        return pl.read_parquet(berkas.read())


def discard(berkas: dict[str, str]) -> None:
    """Delete the result's files."""
    for nama in berkas.values():
        default_storage.delete(nama)
