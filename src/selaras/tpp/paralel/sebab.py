"""Why two systems' figures of one person differ, as far as the figures themselves tell. Pure.

Components that the old system handed out decide; where it gave none, a difference that equals one
of our own components to the rupiah is taken for it. What neither tells stays `lain`.
"""

from dataclasses import dataclass

import polars as pl

TEPAT = 1  # rupiah within which two roundings agree


@dataclass(frozen=True, slots=True)
class Sebab:
    """A cause: how it is called and what one does about it."""

    kode: str
    judul: str
    arti: str
    beda: bool = True


SEBAB = (
    Sebab("besaran", "TPP dasar", "Besaran jabatan, kelas atau status berbeda."),
    Sebab("nilai", "Produktivitas dan disiplin", "Kedua nilai berbeda."),
    Sebab("produktivitas", "Produktivitas", "Nilai hasil kerja berbeda."),
    Sebab("disiplin", "Disiplin", "Potongan presensi berbeda."),
    Sebab("hukuman", "Hukuman disiplin", "Potongan hukuman hanya ada di satu sistem."),
    Sebab("susulan", "Susulan", "Kekurangan atau kelebihan bulan lalu hanya ada di satu sistem."),
    Sebab("pajak", "Pajak", "TPP bruto sama, pajaknya berbeda."),
    Sebab("iuran", "Iuran JKN", "TPP bruto sama, iuran 1% berbeda."),
    Sebab("potongan", "Potongan lain", "TPP bruto sama, zakat atau potongan lain berbeda."),
    Sebab("hanya_lama", "Hanya di sistem lama", "Tidak ada instrumennya di sini."),
    Sebab("hanya_baru", "Hanya di sini", "Tidak ada di berkas sistem lama."),
    Sebab("lain", "Belum diketahui", "Angkanya sendiri tidak menunjukkan sebabnya."),
    Sebab("pembulatan", "Pembulatan", "Berbeda paling banyak Rp1.", beda=False),
    Sebab("sama", "Sama", "Tidak berbeda.", beda=False),
)
JUDUL = {s.kode: s.judul for s in SEBAB}


def with_sebab(frame: pl.DataFrame) -> pl.DataFrame:
    """Adds selisih_bruto, selisih_netto (old less ours, rupiah; a missing side counts 0), sebab.

    Old side: lama_bruto (null = not there), lama_netto, lama_dasar, lama_produktivitas_bp,
    lama_disiplin_bp, lama_pajak, lama_iwp, lama_potongan (null = not told). Ours: bruto (null = no
    instrument), diterima, netto, dasar_rp, produktivitas_bp, disiplin_bp, rugi_produktivitas,
    rugi_disiplin, hukuman, susulan, pajak, iwp, potongan.
    """
    ada, sini = pl.col("lama_bruto").is_not_null(), pl.col("bruto").is_not_null()
    return frame.with_columns(
        selisih_bruto=pl.col("lama_bruto").fill_null(0) - pl.col("bruto").fill_null(0),
        selisih_netto=_netto(),
    ).with_columns(
        sebab=pl.when(~sini)
        .then(pl.lit("hanya_lama"))
        .when(~ada)
        .then(pl.lit("hanya_baru"))
        .when((pl.col("selisih_bruto") == 0) & (pl.col("selisih_netto") == 0))
        .then(pl.lit("sama"))
        .when(_dekat("selisih_bruto", 0) & _dekat("selisih_netto", 0))
        .then(pl.lit("pembulatan"))
        .when(~_dekat("selisih_bruto", 0))
        .then(_sebab_bruto())
        .otherwise(_sebab_netto())
    )


def _netto() -> pl.Expr:
    """Against what is transferred, or against what is received before deductions agreed to:
    old systems mean either, and the nearer one is meant. Not told = no difference."""
    lama = pl.col("lama_netto")
    transfer, terima = lama - pl.col("netto").fill_null(0), lama - pl.col("diterima").fill_null(0)
    ada = pl.col("bruto").is_not_null()
    dekat = pl.when(terima.abs() < transfer.abs()).then(terima).otherwise(transfer)
    hanya_baru = pl.when(pl.col("lama_bruto").is_null()).then(-pl.col("netto"))
    return pl.coalesce(hanya_baru, pl.when(ada).then(dekat).otherwise(lama), pl.lit(0))


def _dekat(kolom: str, nilai: int | str) -> pl.Expr:
    banding = pl.lit(nilai) if isinstance(nilai, int) else pl.col(nilai).fill_null(0)
    return (pl.col(kolom) - banding).abs() <= TEPAT


def _beda(lama: str, sini: str, batas: int = 0) -> pl.Expr:
    """The old system told this figure and it is another."""
    return ((pl.col(lama) - pl.col(sini)).abs() > batas).fill_null(False)


def _sebesar(kolom: str, *bagian: str) -> pl.Expr:
    """The difference is what these components of ours come to, and they come to something."""
    jumlah = pl.sum_horizontal(pl.col(b).fill_null(0) for b in bagian)
    return ((pl.col(kolom) - jumlah).abs() <= TEPAT) & (jumlah.abs() > TEPAT)


def _sebab_bruto() -> pl.Expr:
    p = _beda("lama_produktivitas_bp", "produktivitas_bp")
    d = _beda("lama_disiplin_bp", "disiplin_bp")
    s = "selisih_bruto"
    return (
        pl.when(_beda("lama_dasar", "dasar_rp", TEPAT))
        .then(pl.lit("besaran"))
        .when(p & d)
        .then(pl.lit("nilai"))
        .when(p)
        .then(pl.lit("produktivitas"))
        .when(d)
        .then(pl.lit("disiplin"))
        .when(_sebesar(s, "rugi_disiplin"))
        .then(pl.lit("disiplin"))
        .when(_sebesar(s, "rugi_produktivitas"))
        .then(pl.lit("produktivitas"))
        .when(_sebesar(s, "rugi_disiplin", "rugi_produktivitas"))
        .then(pl.lit("nilai"))
        .when(_sebesar(s, "hukuman"))
        .then(pl.lit("hukuman"))
        .when(_sebesar(s, "susulan"))
        .then(pl.lit("susulan"))
        .otherwise(pl.lit("lain"))
    )


def _sebab_netto() -> pl.Expr:
    s = "selisih_netto"
    return (
        pl.when(_beda("lama_pajak", "pajak", TEPAT))
        .then(pl.lit("pajak"))
        .when(_beda("lama_iwp", "iwp", TEPAT))
        .then(pl.lit("iuran"))
        .when(_beda("lama_potongan", "potongan", TEPAT))
        .then(pl.lit("potongan"))
        .when(_sebesar(s, "pajak"))
        .then(pl.lit("pajak"))
        .when(_sebesar(s, "iwp"))
        .then(pl.lit("iuran"))
        .when(_sebesar(s, "potongan"))
        .then(pl.lit("potongan"))
        .otherwise(pl.lit("lain"))
    )


def grouped(frame: pl.DataFrame) -> list[dict[str, object]]:
    """Causes with people and rupiah, in the order of SEBAB; those nobody has are left out."""
    hitung = {
        b["sebab"]: b
        for b in frame.group_by("sebab")
        .agg(
            orang=pl.len(),
            bruto=pl.col("selisih_bruto").sum(),
            netto=pl.col("selisih_netto").sum(),
            dipahami=pl.col("dipahami").sum(),
        )
        .to_dicts()
    }
    return [{"s": s, **hitung[s.kode]} for s in SEBAB if s.kode in hitung]
