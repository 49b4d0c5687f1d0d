"""Who lacks what: the named list beside the instruments, by SKPD. Reads a computed frame only."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from selaras.hukum import Aturan

ISI = ("pegawai_id", "kolom", "alasan", "menghalangi")
# What a salary may leave open in an ordinary month; in the last tax period it blocks (pajak).
_GAJI = {
    "gaji_pph": "belum diketahui; seluruh PPh 21 dibebankan pada TPP",
    "iuran_pensiun": "belum diketahui; diperlukan untuk pajak setahun",
}


@dataclass(frozen=True, slots=True)
class Kekurangan:
    """Rows: pegawai_id, skpd_id, kolom, alasan, menghalangi."""

    frame: pl.DataFrame

    @property
    def total(self) -> int:
        """People without an instrument."""
        return int(self.frame["menghalangi"].sum())

    def count(self, skpd_id: int) -> int:
        """People of an SKPD without an instrument."""
        milik = self.frame.filter(pl.col("skpd_id") == skpd_id)
        return int(milik["menghalangi"].sum())

    def as_set(self, skpd_id: int) -> set[tuple[Any, ...]]:
        """The rows of one SKPD without its id, to compare with stored ones."""
        milik = self.frame.filter(pl.col("skpd_id") == skpd_id).select(ISI)
        return set(milik.iter_rows())

    def of(self, skpd_id: int | None) -> Iterator[dict[str, Any]]:
        """The rows of one SKPD; None = people of no SKPD."""
        return self.frame.filter(pl.col("skpd_id").eq_missing(skpd_id)).iter_rows(named=True)


def list_kekurangan(hasil: pl.DataFrame, aturan: Aturan) -> Kekurangan:
    """Blocking gaps (galat), and what was computed but somebody must look at."""
    bagian = [_menghalangi(hasil)]
    baik = hasil.filter(pl.col("galat").is_null())
    dinilai = ~pl.col("hanya_presensi") & pl.col("ganti_bp").is_null()
    if aturan.pilihan("kinerja.cara") == "predikat":
        belum = dinilai & pl.col("predikat").is_null()
        alasan = pl.lit("hasil kinerja belum dinilai; dihitung 0%")
        bagian.append(_catatan(baik, belum, "predikat", alasan))
    if aturan.pilihan("pajak.cara") == "ter":
        pakai = pl.format("belum ada; dipakai {}", pl.col("ptkp_dipakai"))
        bagian.append(_catatan(baik, pl.col("ptkp").is_null(), "ptkp", pakai))
        for kolom, akibat in _GAJI.items():
            bagian.append(_catatan(baik, pl.col(kolom).is_null(), kolom, pl.lit(akibat)))
    sisa = pl.format("masih tersisa Rp{}", pl.col("kelebihan_sisa"))
    bagian.append(_catatan(baik, pl.col("kelebihan_sisa") > 0, "kelebihan_lalu", sisa))
    return Kekurangan(pl.concat(bagian))


def _menghalangi(hasil: pl.DataFrame) -> pl.DataFrame:
    pecah = pl.col("galat").str.splitn(": ", 2)
    return hasil.filter(pl.col("galat").is_not_null()).select(
        "pegawai_id",
        "skpd_id",
        kolom=pecah.struct.field("field_0").str.head(32),
        alasan=pecah.struct.field("field_1").fill_null("").str.head(200),
        menghalangi=pl.lit(True),
    )


def _catatan(baik: pl.DataFrame, syarat: pl.Expr, kolom: str, alasan: pl.Expr) -> pl.DataFrame:
    return baik.filter(syarat).select(
        "pegawai_id", "skpd_id", kolom=pl.lit(kolom), alasan=alasan, menghalangi=pl.lit(False)
    )
