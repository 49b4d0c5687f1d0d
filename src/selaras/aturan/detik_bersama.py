"""Who taps at a place in the same second as whom, and how often: one hand for two people.

Pairs grow with the square of a crowd, so they are never all held: a first pass counts them into
buckets, and only pairs of a bucket that is full enough are counted one by one.
"""

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

HASIL = {"pegawai_id": pl.Int64, "lain": pl.Int64, "kali": pl.Int64}
BIT_TERBANYAK = 24  # 16 million buckets, 128 MB: enough for a place where 50,000 people tap
_ACAK = np.uint64(0x9E3779B97F4A7C15)  # spreads pairs over the buckets (Fibonacci hashing)

_Angka = NDArray[np.uint64]


def detik_bersama(ketukan: pl.DataFrame, batas: int) -> pl.DataFrame:
    """Pairs who shared a second `batas` times or more, both ways round (HASIL), by their ids.

    ketukan: pegawai_id, waktu (UTC) of one place. A person counts once a second, however often
    the machine wrote her down.
    """
    if ketukan.is_empty():
        return pl.DataFrame(schema=HASIL)
    orang = ketukan["pegawai_id"].unique().sort()
    nomor = orang.search_sorted(ketukan["pegawai_id"]).to_numpy().astype(np.uint64)
    detik = ketukan["waktu"].dt.epoch("s").to_numpy().astype(np.uint64)
    kunci = np.unique((detik << np.uint64(28)) | nomor)  # by second, then by person
    detik, nomor = kunci >> np.uint64(28), kunci & np.uint64((1 << 28) - 1)
    sama = detik[1:] == detik[:-1]
    ramai = np.r_[sama, False] | np.r_[False, sama]
    sering = _sering(nomor[ramai], detik[ramai], batas)
    searah = sering.select(
        pegawai_id=orang.gather(sering["pasangan"] // 2**32),
        lain=orang.gather(sering["pasangan"] % 2**32),
        kali=pl.col("kali").cast(pl.Int64),
    )
    balik = searah.select(pegawai_id="lain", lain="pegawai_id", kali="kali")
    return pl.concat([searah, balik]).sort("pegawai_id", "lain")


def _sering(nomor: _Angka, detik: _Angka, batas: int) -> pl.DataFrame:
    """pasangan (lower number x 2^32 + higher), kali: those of at least `batas`."""
    bit = min(BIT_TERBANYAK, max(8, len(nomor).bit_length()))
    isi = np.zeros(1 << bit, np.int64)
    for pasangan in _pasangan(nomor, detik):
        isi += np.bincount(_ember(pasangan, bit), minlength=1 << bit)
    penuh = isi >= batas
    calon = [p[penuh[_ember(p, bit)]] for p in _pasangan(nomor, detik)]
    semua = pl.Series("pasangan", np.concatenate([np.zeros(0, np.uint64), *calon]))
    return semua.to_frame().group_by("pasangan").agg(kali=pl.len()).filter(pl.col("kali") >= batas)


def _pasangan(nomor: _Angka, detik: _Angka) -> Iterator[_Angka]:
    """All pairs of each second, by their distance in it; within a second numbers ascend."""
    for jarak in range(1, len(nomor)):
        bersama = detik[:-jarak] == detik[jarak:]
        if not bersama.any():
            return
        yield (nomor[:-jarak][bersama] << np.uint64(32)) | nomor[jarak:][bersama]


def _ember(pasangan: _Angka, bit: int) -> NDArray[np.int64]:
    return ((pasangan * _ACAK) >> np.uint64(64 - bit)).astype(np.int64)
