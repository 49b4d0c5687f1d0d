"""One person's month before its run: the same computation over the taps so far. Writes nothing.

A result of work that nobody has given yet is a state of its own, not a score of nought: the
estimate then has two ends.
"""

from dataclasses import dataclass, replace
from datetime import datetime

import polars as pl

from selaras.aturan.masukan import BAWAAN, KOLOM, YA_TIDAK
from selaras.aturan.penjelasan import rincian
from selaras.aturan.tpp import hitung
from selaras.hukum import Aturan, Dasar, NotInForce
from selaras.pegawai.models import Pegawai
from selaras.tpp.selectors.rincian import BarisRincian
from selaras.tpp.services.hitung_bulan import compute_frame

BELUM_DINILAI = "belum dinilai"
_DIANDAIKAN = "baik"


@dataclass(frozen=True, slots=True)
class Perkiraan:
    """The lines of an estimate, or why there are none.

    `bila_baik`: what would be received were the result that is still missing Baik; the lines are
    those without any result. None = nothing is missing.
    """

    baris: list[BarisRincian]
    galat: str = ""
    bila_baik: int | None = None


def estimate(pegawai: Pegawai, periode: int, kini: datetime) -> Perkiraan:
    """What the month comes to as known at `kini`; days not over by then take nothing away.

    Raises HukumError and KalenderKosong as a run does.
    """
    bulan = compute_frame(
        instansi=pegawai.instansi, periode=periode, pegawai_ids=[pegawai.pk], kini=kini
    )
    if not bulan.hasil.height:
        return Perkiraan([], "Tidak ada hak TPP pada bulan ini.")
    orang = bulan.hasil.row(0, named=True)
    if orang["galat"]:
        return Perkiraan([], orang["galat"])
    baris = [
        BarisRincian(
            kode=b["komponen"],
            judul=b["judul"],
            kelompok=b["kelompok"],
            satuan=b["satuan"],
            nilai=b["nilai"],
            rumus=b["rumus"],
            kunci_hukum=b["kunci_hukum"],
            dasar=_dasar(bulan.aturan, b["kunci_hukum"]),
        )
        for b in rincian(bulan.hasil, bulan.aturan, "pegawai_id").iter_rows(named=True)
    ]
    if bulan.hasil.filter(belum_dinilai(bulan.aturan)).is_empty():
        return Perkiraan(baris)
    baris = [_tanpa_nilai(b) if b.kode == "produktivitas" else b for b in baris]
    return Perkiraan(baris, bila_baik=_bila_baik(bulan.hasil, bulan.aturan))


def belum_dinilai(aturan: Aturan) -> pl.Expr:
    """Computed rows whose result decides something and is missing."""
    if aturan.pilihan("kinerja.cara") != "predikat":
        return pl.lit(False)
    dinilai = ~pl.col("hanya_presensi") & pl.col("ganti_bp").is_null() & ~pl.col("alpa_penuh")
    return dinilai & pl.col("predikat").is_null() & (pl.col("bobot_p") > 0)


def _bila_baik(hasil: pl.DataFrame, aturan: Aturan) -> int:
    masukan = [k for k in hasil.columns if k in {*KOLOM, *BAWAAN, *YA_TIDAK}]
    andai = hasil.select(masukan).with_columns(predikat=pl.lit(_DIANDAIKAN))
    return int(hitung(andai, aturan)["diterima"][0])


def _tanpa_nilai(baris: BarisRincian) -> BarisRincian:
    return replace(baris, nilai=None, rumus=BELUM_DINILAI)


def _dasar(aturan: Aturan, kunci: str) -> Dasar | None:
    try:
        return aturan.dasar(kunci)
    except NotInForce:
        return None
