"""Reductions: a code that pays a share of the basic TPP instead of the scores, or changes weights.

Which code someone gets follows from long absences (see `kode_pengurang`); what it pays is law.
"""

import polars as pl

from selaras.aturan.angka import Bingkai, nilai_tabel, tambah_galat
from selaras.hukum import Aturan

MKD7H = "mkd7h"
CUTI_PENUH = "cuti_penuh"  # sick or big leave for the whole month (Balangan 2020)
_BOBOT_KHUSUS = {MKD7H: "tpp.mkd7h_bobot", CUTI_PENUH: "tpp.cuti_penuh_bobot"}


def bobot_khusus(aturan: Aturan) -> dict[str, dict[str, int]]:
    """Weights of the reductions that change them: {code: {produktivitas: bp, disiplin: bp}}."""
    return {
        kode: dict(aturan.tabel(kunci))
        for kode, kunci in _BOBOT_KHUSUS.items()
        if aturan.ada(kunci)
    }


def with_pengurang(frame: Bingkai, aturan: Aturan) -> Bingkai:
    """Adds `pengurang_berlaku` (code), `ganti_bp` (null where the scores decide), `alpa_penuh`.

    Absent all month makes both scores 0, unless the region says that the deductions decide.
    """
    ada = aturan.ada("tpp.pengurang")
    pengganti: dict[str, int] = dict(aturan.tabel("tpp.pengurang")) if ada else {}
    khusus: dict[str, dict[str, int]] = bobot_khusus(aturan)
    kode = pl.col("pengurang")
    berlaku = kode
    if MKD7H in khusus and aturan.ada("tpp.mkd7h_hari"):
        kurang_hari = pl.col("hari_masuk") < aturan.nilai("tpp.mkd7h_hari")
        berlaku = pl.when(kode.is_null() & kurang_hari).then(pl.lit(MKD7H)).otherwise(kode)
    asing = kode.is_not_null() & ~kode.is_in([*pengganti, *khusus])
    return frame.with_columns(
        tambah_galat((asing, pl.format("pengurang: '{}' tidak dikenal aturan ini", kode))),
        pengurang_berlaku=berlaku.cast(pl.String),
        ganti_bp=nilai_tabel(kode, pengganti),
        alpa_penuh=pl.col("alpa_sebulan") & (not _menurut_potongan(aturan)),
    )


def _menurut_potongan(aturan: Aturan) -> bool:
    kunci = "disiplin.alpa_sebulan"
    return aturan.ada(kunci) and aturan.pilihan(kunci) == "menurut_potongan"
