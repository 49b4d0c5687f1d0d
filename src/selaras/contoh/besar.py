"""The regency grown to any number of people: colleagues of those who stand in no story.

A new colleague shares post, timetable and salary with her model and has a name, a number, luck
and taps of her own. Whole arrays; 400,000 people take minutes, not hours.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
import polars as pl

from selaras.contoh.acak import bilangan
from selaras.contoh.bingkai_ketukan import dengan_verifikasi, hari_dinas
from selaras.contoh.bingkai_presensi import kolom_ketukan
from selaras.contoh.dunia import Dunia
from selaras.contoh.ketukan import Dinas, ketuk, rajin
from selaras.contoh.orang import nama_orang

SEKALI = 20_000  # people whose taps are in memory at once
NAMA = 6_000  # different names a sex
# Tables of people that are copied row by row from the model.
TURUT = (
    "pegawai_riwayatstatus",
    "pegawai_riwayatgolongan",
    "pegawai_riwayatjabatan",
    "pegawai_datapajak",
    "pegawai_rekening",
    "pegawai_gajibulanan",
    "kinerja_penilaianbulanan",
    "cuti_ketidakhadiran",
    "presensi_roster",
    "tpp_saldopajak",
    "tpp_potongantpp",
)


def teladan(d: Dunia) -> list[int]:
    """Ids of people whose posts can have any number of holders."""
    return [
        o.id
        for o in d.orang
        if o.wajib and not o.cerita and not o.post.resep.eselon and o.keluar is None
    ]


def rekan_baru(d: Dunia, jumlah: int) -> pl.DataFrame:
    """id (new), asal (model), in order."""
    asal = np.array(teladan(d), dtype=np.int64)
    nomor = np.arange(max(0, jumlah), dtype=np.int64)
    return pl.DataFrame({"id": nomor + len(d.orang) + 1, "asal": asal[nomor % len(asal)]})


@cache
def _nama(jk: str) -> pl.Series:
    return pl.Series([nama_orang(9_000_000 + n, jk) for n in range(NAMA)])


def _pegawai(dasar: pl.DataFrame, baru: pl.DataFrame) -> pl.DataFrame:
    """Rows of people: born up to 500 days after their models, numbered anew."""
    p = baru.join(dasar.rename({"id": "asal"}), on="asal", maintain_order="left")
    id_ = p["id"].to_numpy()
    acak = bilangan("besar.nama", NAMA, id_)
    nama = (
        pl.when(pl.col("jenis_kelamin") == "P")
        .then(pl.Series(_nama("P").gather(acak)))
        .otherwise(pl.Series(_nama("L").gather(acak)))
    )
    lahir = pl.col("tanggal_lahir") + pl.duration(
        days=pl.lit(pl.Series(bilangan("besar.lahir", 500, id_)))
    )
    awal = pl.col("tanggal_lahir").dt.strftime("%Y%m%d") + pl.col("nip").str.slice(8, 7)
    urut = pl.int_range(pl.len()).over(awal) + 500  # models count up from 001
    hari = pl.col("tanggal_lahir").dt.day() + pl.when(pl.col("jenis_kelamin") == "P").then(
        40
    ).otherwise(0)
    nik = pl.format(
        "9901{}{}{}{}",
        (1 + pl.col("id") % 10).cast(pl.String).str.zfill(2),
        hari.cast(pl.String).str.zfill(2),
        pl.col("tanggal_lahir").dt.strftime("%m%y"),
        (1 + pl.col("id") % 9999).cast(pl.String).str.zfill(4),
    )
    return (
        p.with_columns(nama=nama, tanggal_lahir=lahir)
        .with_columns(nip=awal + urut.cast(pl.String).str.zfill(3), nik=nik)
        .select(dasar.columns)
    )


def _pin(dasar: pl.DataFrame, baru: pl.DataFrame, mulai_id: int) -> pl.DataFrame:
    """Their PINs, above everyone's of the base at that site."""
    p = baru.join(dasar.drop("id"), left_on="asal", right_on="pegawai_id", maintain_order="left")
    p = p.with_columns(
        pin=(10_000 + pl.int_range(pl.len()).over("situs_id")).cast(pl.String),
        pegawai_id=pl.col("id"),
    )
    return _bernomor(p, mulai_id).select(dasar.columns)


def _bernomor(p: pl.DataFrame, mulai_id: int) -> pl.DataFrame:
    return p.with_columns(id=pl.int_range(pl.len()) + mulai_id)


def tabel_besar(
    d: Dunia, isi: dict[str, pl.DataFrame], jumlah: int
) -> Iterator[tuple[str, pl.DataFrame]]:
    """Further rows of each table for `jumlah` people more; `isi` are the base's tables."""
    baru = rekan_baru(d, jumlah)
    yield "pegawai_pegawai", _pegawai(isi["pegawai_pegawai"], baru)
    for nama in TURUT:
        dasar = isi[nama]
        baris = baru.join(
            dasar.drop("id"), left_on="asal", right_on="pegawai_id", maintain_order="left"
        ).with_columns(pegawai_id=pl.col("id"))
        yield nama, _bernomor(baris, dasar.height + 1).select(dasar.columns)
    pin = _pin(isi["presensi_pinmesin"], baru, isi["presensi_pinmesin"].height + 1)
    yield "presensi_pinmesin", pin
    for taps in _ketukan(d, baru, pin):
        yield "presensi_ketukan", taps


def _ketukan(d: Dunia, baru: pl.DataFrame, pin: pl.DataFrame) -> Iterator[pl.DataFrame]:
    duty, _ = hari_dinas(d)
    hari = pl.DataFrame(
        {"asal": duty.pegawai, "hari": duty.hari, "masuk": duty.masuk, "pulang": duty.pulang,
         "situs": duty.situs}
    ).filter(pl.col("asal").is_in(baru["asal"].unique().implode()))  # fmt: skip
    for bagian in baru.iter_slices(SEKALI):
        b = bagian.join(hari, on="asal", maintain_order="left")
        pegawai, *jam = (b[k].to_numpy() for k in ("id", "hari", "masuk", "pulang", "situs"))
        tertib = np.zeros(len(pegawai), dtype=np.bool_)
        taps = ketuk(Dinas(pegawai, jam[0], jam[1], jam[2], jam[3], rajin(pegawai, tertib)))
        nomor = pin.select("situs_id", "pegawai_id", "pin").with_columns(
            pl.col("situs_id").cast(pl.Int32)
        )
        lengkap = taps.join(nomor, on=["situs_id", "pegawai_id"])
        unik = lengkap.unique(["situs_id", "pin", "detik"], keep="first", maintain_order=True)
        yield kolom_ketukan(dengan_verifikasi(unik.sort("detik")))
