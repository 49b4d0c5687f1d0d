"""A computed frame into instruments: integer columns, fingerprints, one COPY. No law here."""

import hashlib
import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from django.db import models
from numpy.typing import NDArray

from selaras.aturan.masukan import KRITERIA
from selaras.aturan.penjelasan import persen_dari_skala
from selaras.core.copying import copy_columns
from selaras.tpp.instrumen import InstrumenPenilaian
from selaras.tpp.kode import KODE, nomor

# Columns that are facts of the month, not results: their bytes are the inputs' fingerprint.
MASUKAN = (
    "pegawai_id", "unit_id", "jabatan_id", "kelas", "status", "golongan", "ptkp", "hari_kerja",
    "hari_hadir", "hari_masuk", "potongan", "apel_absen", "predikat", "capaian", "menit",
    "kredit_menit", "pembagi", *(f"besaran_{k}" for k in KRITERIA), "plt", "plt_hari",
    *(f"plt_{k}" for k in KRITERIA), "hukuman", "kekurangan_lalu", "kelebihan_lalu", "gaji_bruto",
    "gaji_iwp", "gaji_bpjs", "gaji_pph", "iuran_pensiun", "setahun_bruto", "setahun_iuran",
    "setahun_pph", "bulan_bekerja", "masa_terakhir",
)  # fmt: skip
_LEBAR: dict[type, str] = {models.SmallIntegerField: "i2", models.IntegerField: "i4"}
_KUNCI = ("hitungan_id", "periode")
BP = 10_000  # stored percentages are over 100,000,000

Kolom = dict[str, NDArray[Any]]


def _tipe() -> dict[str, np.dtype[Any]]:
    """Database column -> numpy width, from the model itself."""
    return {
        str(field.column): np.dtype(_LEBAR.get(type(field), "i8"))
        for field in InstrumenPenilaian._meta.concrete_fields
        if field.column
    }


def instrumen_columns(frame: pl.DataFrame) -> Kolom:
    """Numpy columns of the instruments (without run and period), rows as in the frame.

    Expects rows without galat; scores are reduced from their own scale to SERATUS_PERSEN.
    """
    tipe = {nama: t for nama, t in _tipe().items() if nama not in _KUNCI}
    bangun = frame.lazy().with_columns(
        produktivitas=persen_dari_skala("produktivitas"),
        disiplin=persen_dari_skala("disiplin"),
        **{f"besaran_{k}": pl.col(k) for k in KRITERIA},
    )
    pilih = [_kolom(nama).alias(nama) for nama in tipe]
    rapi = bangun.select(pilih).collect()
    return {nama: rapi[nama].to_numpy().astype(t, copy=False) for nama, t in tipe.items()}


def _kolom(nama: str) -> pl.Expr:
    """Words become their number; an unknown word is an error, an unknown figure -1."""
    if nama in KODE:
        angka = pl.col(nama).fill_null("").replace_strict(nomor(nama), return_dtype=pl.Int16)
        return angka.cast(pl.Int64)
    return pl.col(nama).cast(pl.Int64).fill_null(-1)


@dataclass(frozen=True, slots=True)
class BagianUnit:
    """One SKPD's rows in the columns, and what they come to."""

    skpd_id: int
    letak: slice
    sidik_masukan: str
    hash_hasil: str
    jumlah: dict[str, int]
    ringkas: dict[str, Any]


def bagian_unit(kolom: Kolom) -> list[BagianUnit]:
    """Parts by SKPD; the columns must be sorted by (skpd_id, pegawai_id)."""
    skpd = kolom["skpd_id"]
    tepi = np.flatnonzero(np.diff(skpd)) + 1
    batas = [0, *tepi.tolist(), len(skpd)] if len(skpd) else []
    return [
        _bagian(kolom, int(skpd[mulai]), slice(mulai, akhir))
        for mulai, akhir in itertools.pairwise(batas)
    ]


def bagian_kosong(kolom: Kolom, skpd_id: int) -> BagianUnit:
    """An SKPD for which nobody could be computed: its month says so instead of an older run's."""
    return _bagian(kolom, skpd_id, slice(0, 0))


def _bagian(kolom: Kolom, skpd_id: int, letak: slice) -> BagianUnit:
    jumlah = {
        nama: int(kolom[asal][letak].sum())
        for nama, asal in (
            ("bruto", "bruto"), ("pph21", "pph21_tpp"), ("iwp", "iwp"), ("bpjs", "bpjs"),
            ("diterima", "diterima"),
        )
    }  # fmt: skip
    return BagianUnit(
        skpd_id=skpd_id,
        letak=letak,
        sidik_masukan=_hash({n: kolom[n][letak] for n in MASUKAN})[:16],
        hash_hasil=_hash({n: a[letak] for n, a in kolom.items()}),
        jumlah=jumlah,
        ringkas=_ringkas(
            {n: kolom[n][letak] for n in ("disiplin", "produktivitas", "predikat", "bobot_p")}
        ),
    )


def _ringkas(kolom: Kolom) -> dict[str, Any]:
    """Sums from which leaders' averages come; whose work is not assessed does not count."""
    dinilai = kolom["bobot_p"] > 0
    banyak = np.bincount(kolom["predikat"], minlength=len(KODE["predikat"])).tolist()
    return {
        "disiplin_bp": int((kolom["disiplin"] // BP).sum()),
        "produktivitas_bp": int((kolom["produktivitas"][dinilai] // BP).sum()),
        "jumlah_berkinerja": int(dinilai.sum()),
        "predikat": {nama: n for nama, n in zip(KODE["predikat"], banyak, strict=True) if n},
    }


def _hash(kolom: Kolom) -> str:
    """SHA-256 over names and little-endian bytes, in the order of names."""
    hasil = hashlib.sha256()
    for nama in sorted(kolom):
        hasil.update(nama.encode())
        hasil.update(np.ascontiguousarray(kolom[nama]).astype(kolom[nama].dtype, copy=False).data)
    return hasil.hexdigest()


def write_instrumen(kolom: Kolom, letak: list[slice], *, hitungan_id: int, periode: int) -> int:
    """COPY these parts of the columns; how many rows. Inside the caller's transaction."""
    jumlah = sum(s.stop - s.start for s in letak)
    if not jumlah:
        return 0
    baris = np.concatenate([np.arange(s.start, s.stop) for s in letak])
    utuh = jumlah == len(kolom["pegawai_id"])
    isi: Kolom = {n: a if utuh else a[baris] for n, a in kolom.items()}
    kunci: Kolom = {
        "hitungan_id": np.full(jumlah, hitungan_id, np.int64),
        "periode": np.full(jumlah, periode, np.int32),
    }
    return copy_columns(InstrumenPenilaian._meta.db_table, {**kunci, **isi})
