"""Names by agency."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from selaras.simpeg.buku.isi.bahan import Blok


def names_chapter(frame: pl.DataFrame) -> Blok:
    """Names by agency, in the order of rank."""
    urut = frame.sort(
        ["skpd", "golongan_urut", "tmt_golongan", "nama"],
        descending=[False, True, False, False], nulls_last=True,
    )  # fmt: skip
    bagian = []
    for (skpd,), milik in urut.partition_by("skpd", as_dict=True, maintain_order=True).items():
        baris = [
            [str(n), f"{_full_name(r)}\n{r['nip']}", r["golongan"], r["jabatan"], r["unit"]]
            for n, r in enumerate(milik.select(
                "nip", "nama", "gelar_depan", "gelar_belakang", "golongan", "jabatan", "unit"
            ).iter_rows(named=True), start=1)
        ]  # fmt: skip
        bagian.append({"judul": str(skpd) or "Tanpa perangkat daerah",
                       "blok": [{"jenis": "nama", "baris": baris}]})  # fmt: skip
    return {"judul": "Daftar nama pegawai", "blok": [], "bagian": bagian}


def _full_name(r: Mapping[str, Any]) -> str:
    depan = f"{r['gelar_depan']} " if r["gelar_depan"] else ""
    belakang = f", {r['gelar_belakang']}" if r["gelar_belakang"] else ""
    return f"{depan}{r['nama']}{belakang}"
