"""Productivity of a month, by every way that a region may choose. Knows nothing of money.

`kinerja.cara`: predikat | persen | nilai_skp | pita_nilai | menit_ambang | menit_proporsional |
menit_pita | tanpa. Several regions use different ways in one year, so each is a small function.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import polars as pl

from selaras.aturan.angka import (
    SERATUS_BP,
    SERATUS_PERSEN,
    Bingkai,
    besar,
    nilai_jenjang,
    nilai_tabel,
    tambah_galat,
)
from selaras.aturan.nilai_disiplin import PERSEN_KEHADIRAN
from selaras.hukum import Aturan

PREDIKAT = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
TIDAK_ADA = "tidak_ada"
MENIT_PROPORSIONAL = "menit_proporsional"


def with_skala(frame: Bingkai, aturan: Aturan) -> Bingkai:
    """Adds `skala`: what 100 % is in this row's scores, a multiple of every divisor they need.

    Minutes over a target, or days present over working days, stay exact that way.
    """
    skala = besar(SERATUS_PERSEN)
    if aturan.pilihan("kinerja.cara") == MENIT_PROPORSIONAL:
        skala = skala * besar(_target(aturan).clip(1))
    if aturan.pilihan("disiplin.cara") == PERSEN_KEHADIRAN:
        belum_jadi = pl.col("disiplin_langsung").is_null()
        hari = pl.col("hari_kerja").fill_null(1).clip(1)
        skala = skala * besar(pl.when(belum_jadi).then(hari).otherwise(1))
    return frame.with_columns(skala=skala)


def with_produktivitas(frame: Bingkai, aturan: Aturan) -> Bingkai:
    """Adds menit_diakui, produktivitas (over skala) and skp_porsi (basis points of the whole)."""
    nilai = _CARA[aturan.pilihan("kinerja.cara")](aturan)
    asing = pl.col("predikat").is_not_null() & ~pl.col("predikat").is_in(PREDIKAT)
    tanpa_nilai = pl.col("alpa_penuh") | pl.col("ganti_bp").is_not_null() | pl.col("hanya_presensi")
    kosong = (pl.col(nilai.wajib).is_null() if nilai.wajib else pl.lit(False)) & ~tanpa_nilai
    produktivitas = pl.when(pl.col("alpa_penuh")).then(besar(0)).otherwise(nilai.skor)
    return frame.with_columns(
        tambah_galat(
            (asing, pl.format("predikat: '{}' tidak dikenal", pl.col("predikat"))),
            (
                ~pl.col("capaian").is_between(0, SERATUS_PERSEN),
                "produktivitas: di luar 0 sampai 100",
            ),
            (pl.col("menit") < 0, "menit: tidak boleh kurang dari 0"),
            (kosong, f"{_NAMA_KOLOM.get(nilai.wajib, nilai.wajib)}: kosong"),
        ),
        menit_diakui=_menit(),
        produktivitas=produktivitas.fill_null(besar(0)),
        skp_porsi=_skp_porsi(aturan, nilai.terpenuhi),
    )


_NAMA_KOLOM = {"capaian": "produktivitas"}


class Cara(NamedTuple):
    """One way: its score over skala, the column it can't do without, whether a threshold is met."""

    skor: pl.Expr
    wajib: str = ""
    terpenuhi: pl.Expr | None = None


def _menit() -> pl.Expr:
    return pl.col("menit") + pl.col("kredit_menit")


def _target(aturan: Aturan) -> pl.Expr:
    """Minutes of the month: a fixed target, or so many minutes per working day."""
    if aturan.ada("kinerja.menit_per_hari"):
        return pl.col("hari_kerja") * aturan.nilai("kinerja.menit_per_hari")
    return pl.lit(aturan.nilai("kinerja.menit_target"), dtype=pl.Int64)


def _dari_bp(bp: pl.Expr) -> pl.Expr:
    return besar(bp) * (pl.col("skala") // SERATUS_BP)


def _predikat(aturan: Aturan) -> Cara:
    tabel: Mapping[str, int] = aturan.tabel("kinerja.predikat")
    predikat = pl.col("predikat").fill_null(TIDAK_ADA)
    return Cara(_dari_bp(nilai_tabel(predikat, {TIDAK_ADA: 0, **tabel})))


def _capaian(aturan: Aturan) -> Cara:
    return Cara(besar(pl.col("capaian")) * (pl.col("skala") // SERATUS_PERSEN), "capaian")


def _pita_nilai(aturan: Aturan) -> Cara:
    bp = pl.col("capaian") // (SERATUS_PERSEN // SERATUS_BP)
    return Cara(_dari_bp(nilai_jenjang(bp, aturan.jenjang("kinerja.pita_nilai"))), "capaian")


def _menit_ambang(aturan: Aturan) -> Cara:
    sampai = _menit() >= _target(aturan)
    return Cara(pl.when(sampai).then(pl.col("skala")).otherwise(besar(0)), "menit", sampai)


def _menit_proporsional(aturan: Aturan) -> Cara:
    target = besar(_target(aturan).clip(1))
    skor = besar(_menit()) * (pl.col("skala") // target)
    return Cara(pl.min_horizontal(skor, pl.col("skala")), "menit")


def _menit_pita(aturan: Aturan) -> Cara:
    lebih = _menit() - _target(aturan)
    return Cara(_dari_bp(nilai_jenjang(lebih, aturan.jenjang("kinerja.menit_pita"))), "menit")


def _tanpa(aturan: Aturan) -> Cara:
    return Cara(besar(0))


_CARA: dict[str, Callable[[Aturan], Cara]] = {
    "predikat": _predikat,
    "persen": _capaian,
    "nilai_skp": _capaian,
    "pita_nilai": _pita_nilai,
    "menit_ambang": _menit_ambang,
    "menit_proporsional": _menit_proporsional,
    "menit_pita": _menit_pita,
    "tanpa": _tanpa,
}


def _skp_porsi(aturan: Aturan, terpenuhi: pl.Expr | None) -> pl.Expr:
    """The SKP's own share (a 40/40/20 rule), by predikat; nothing where the threshold is missed."""
    if "skp" not in aturan.tabel("tpp.bobot"):
        return pl.lit(0, dtype=pl.Int64)
    predikat = pl.col("predikat").fill_null(TIDAK_ADA)
    porsi = nilai_tabel(predikat, {TIDAK_ADA: 0, **aturan.tabel("kinerja.skp_porsi")})
    bersyarat = terpenuhi is not None and aturan.pilihan("kinerja.skp_syarat") == "ambang"
    dapat = terpenuhi.fill_null(False) if terpenuhi is not None and bersyarat else pl.lit(True)
    dapat = dapat & ~pl.col("alpa_penuh") & ~pl.col("hanya_presensi")
    return pl.when(dapat).then(porsi).otherwise(0).fill_null(0)
