"""What a post is to the law: its level, its retirement age, and when its holder retires.

UU 20/2023 ps. 55, PP 11/2017 ps. 239: a person retires on the first of the month after the month in
which she reaches the age of her post.
"""

import polars as pl

from selaras.aturan.simpeg.waktu import tambah_bulan
from selaras.hukum import Aturan

# The levels of functional posts stand at the end of their official names (PermenPANRB 1/2023).
JENJANG = {
    "Pemula": "pemula", "Terampil": "terampil", "Mahir": "mahir", "Penyelia": "penyelia",
    "Ahli Pertama": "ahli_pertama", "Ahli Muda": "ahli_muda", "Ahli Madya": "ahli_madya",
    "Ahli Utama": "ahli_utama",
}  # fmt: skip
_POLA = r"(?i)\b(pemula|terampil|mahir|penyelia|ahli pertama|ahli muda|ahli madya|ahli utama)\b"
# Posts whose age is their profession's, whatever the level (UU 14/2005).
_PROFESI = ((r"(?i)^(guru besar|profesor)\b", "profesor"), (r"(?i)^guru\b", "guru"),
            (r"(?i)^(dosen|lektor|asisten ahli)\b", "dosen"))  # fmt: skip
_ESELON = {"I": "jpt", "II": "jpt", "III": "administrator", "IV": "pengawas", "V": "pengawas"}


def with_jabatan(frame: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """Adds jenjang, kelompok (of simpeg.bup), bup (years) and tmt_pensiun; null = not to be known.

    Reads jabatan, jenis_jabatan (struktural | fungsional | pelaksana), eselon, lahir, and
    bup_rujukan (the national list's age of that very post, null where it has none).
    """
    fungsional = pl.col("jenis_jabatan") == "fungsional"
    jenjang = (
        pl.col("jabatan").str.extract(_POLA).str.to_titlecase()
        .replace_strict(JENJANG, default=None, return_dtype=pl.String)
    )  # fmt: skip
    profesi = pl.coalesce(
        pl.when(pl.col("jabatan").str.contains(pola)).then(pl.lit(nama)) for pola, nama in _PROFESI
    )
    struktural = (
        pl.col("eselon").str.extract(r"^(IV|V|I{1,3})").replace_strict(
            _ESELON, default=None, return_dtype=pl.String)
    )  # fmt: skip
    kelompok = (
        pl.when(fungsional).then(pl.coalesce(profesi, pl.col("jenjang")))
        .when(pl.col("jenis_jabatan") == "pelaksana").then(pl.lit("pelaksana"))
        .when(pl.col("jenis_jabatan") == "struktural").then(struktural)
    )  # fmt: skip
    umum = pl.col("kelompok").replace_strict(
        dict(aturan.tabel("simpeg.bup")), default=None, return_dtype=pl.Int64
    )
    return (
        frame.with_columns(jenjang=pl.when(fungsional).then(jenjang))
        .with_columns(kelompok=kelompok)
        .with_columns(bup=pl.coalesce(pl.when(fungsional).then("bup_rujukan"), umum))
        .with_columns(tmt_pensiun=tmt_pensiun(pl.col("lahir"), pl.col("bup")))
    )


def tmt_pensiun(lahir: pl.Expr, bup: pl.Expr) -> pl.Expr:
    """The first day of the month after the month in which the age is reached."""
    awal = pl.date(lahir.dt.year() + bup.cast(pl.Int32), lahir.dt.month(), 1)
    return tambah_bulan(awal, 1)
