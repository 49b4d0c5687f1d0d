"""Chooses the law of each row's month and computes with aturan.tpp; reads and writes nothing."""

import re
from dataclasses import dataclass
from datetime import date

import polars as pl

from selaras.aturan.angka import tambah_galat
from selaras.aturan.tpp import hitung
from selaras.hukum import Aturan, Edisi, Law
from selaras.tpp.kalkulator.baca import with_masukan_kalkulator

RANGKAP = "data rangkap"


class PermintaanSalah(Exception):
    """What was asked for can't be computed at all: one clear Indonesian line."""


@dataclass(frozen=True, slots=True)
class Bulan:
    """A period as the calculator writes it: YYYY-MM, or YYYY-14 (THR) and YYYY-15 (13th)."""

    tahun: int
    bulan: int

    def hari(self, edisi: Edisi) -> date:
        """The day whose law counts: the month's first; a special period has the year's last day."""
        if self.bulan <= 12:
            return date(self.tahun, self.bulan, 1)
        akhir_tahun = date(self.tahun, 12, 31)
        return min(akhir_tahun, edisi.sampai or akhir_tahun)


def parse_aturan(law: Law, jalur: str) -> Edisi:
    """daerah/<region>/<edition>."""
    bagian = jalur.strip("/").split("/")
    if len(bagian) != 3 or bagian[0] != "daerah":
        raise PermintaanSalah(f"--aturan '{jalur}': tulis daerah/<nama>/<edisi>")
    return law.edisi(bagian[1], bagian[2])


def parse_bulan(teks: str) -> Bulan | None:
    """YYYY-MM with months 1 to 12, 14 and 15; None when it is something else."""
    cocok = re.fullmatch(r"([0-9]{4})-([0-9]{2})", teks)
    if not cocok:
        return None
    tahun, bulan = int(cocok[1]), int(cocok[2])
    return Bulan(tahun, bulan) if tahun >= 1900 and bulan in {*range(1, 13), 14, 15} else None


def default_bulan(edisi: Edisi, hari_ini: date) -> Bulan:
    """The edition's last ordinary month (January to November)."""
    terakhir = edisi.last_ordinary_month(hari_ini)
    return Bulan(terakhir.year, terakhir.month)


def compute(
    law: Law, edisi: Edisi, masukan: pl.DataFrame, bawaan: Bulan
) -> list[tuple[Aturan, pl.DataFrame]]:
    """Every row computed, as (law, frame) by month; `baris` is the row's place in the file."""
    siap = (
        with_masukan_kalkulator(masukan.with_row_index("baris"))
        .with_columns(bulan_teks=pl.col("bulan").fill_null(f"{bawaan.tahun}-{bawaan.bulan:02}"))
        .with_columns(rangkap=~pl.struct("nip", "bulan_teks").is_first_distinct())
        .with_columns(tambah_galat((pl.col("rangkap"), RANGKAP)))
    )
    per_bulan = siap.partition_by("bulan_teks", as_dict=True, maintain_order=True)
    return [_hitung_bulan(law, edisi, str(kunci[0]), isi) for kunci, isi in per_bulan.items()]


def _hitung_bulan(
    law: Law, edisi: Edisi, teks: str, frame: pl.DataFrame
) -> tuple[Aturan, pl.DataFrame]:
    bulan = parse_bulan(teks)
    if bulan is None:
        alasan = f"bulan: '{teks}' bukan YYYY-MM"
    elif not edisi.covers(bulan.hari(edisi)):
        alasan = f"bulan: {teks} di luar masa {edisi.jalur}"
    else:
        aturan = law.pada(bulan.hari(edisi), edisi.daerah)
        return aturan, hitung(frame.with_columns(bulan=pl.lit(bulan.bulan)), aturan)
    # The frame still gets every result column, empty: a row without a month has no figures.
    aturan = law.pada(edisi.sampai or edisi.mulai, edisi.daerah)
    galat = tambah_galat((pl.lit(True), alasan))
    return aturan, hitung(frame.with_columns(galat, bulan=pl.lit(1)), aturan)
