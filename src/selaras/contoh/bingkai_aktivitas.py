"""The sample's days of work: of the running quarter, and of the trial months of 2020.

The quarter's days follow the timetable that makes the taps; those of 2020 are office days. Rows
are made column by column: a hundred thousand of them are one frame.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from selaras.contoh.acak import bilangan
from selaras.contoh.bingkai_ketukan import hari_dinas
from selaras.contoh.dunia import Dunia
from selaras.contoh.ketukan import Dinas, hari_epoch
from selaras.contoh.kosakata import karya
from selaras.contoh.orang import Orang

HARI_INI = date(2025, 12, 17)  # the evening before the day that the demo lives in
SELESAI_DIPUTUS = date(2025, 12, 12)
MENUNGGU_SEJAK = date(2025, 12, 8)  # some superiors are a week behind
TERBANYAK = 3  # entries a day
# Seed 002: 84.82% of those obliged had entered activities in January 2020, more after it.
UJI_COBA = {date(2020, 1, 1): 8_482, date(2020, 2, 1): 9_150, date(2020, 3, 1): 9_640}
USUL, DISETUJUI, DITOLAK = 1, 2, 3
STATUS_HARI = {USUL: "diajukan", DISETUJUI: "disetujui"}


@dataclass(frozen=True, slots=True)
class Hari:
    """Days to fill: person, day (days since 1970), start and end in minutes."""

    pegawai: np.ndarray[Any, np.dtype[np.int64]]
    hari: np.ndarray[Any, np.dtype[np.int64]]
    masuk: np.ndarray[Any, np.dtype[np.int64]]
    pulang: np.ndarray[Any, np.dtype[np.int64]]


def hari_triwulan(d: Dunia) -> Hari:
    """Days of the quarter that people fill: nine in a hundred never do, others miss a few."""
    duty: Dinas = hari_dinas(d)[0]
    wajib = np.array([o.id for o in d.orang if o.wajib])
    ada = np.isin(duty.pegawai, wajib) & (duty.hari <= hari_epoch(HARI_INI))
    ada &= duty.hari >= hari_epoch(d.skala.mulai)
    ada &= bilangan("aktivitas.orang", 100, duty.pegawai) >= 9
    ada &= bilangan("aktivitas.hari", 100, duty.pegawai, duty.hari) >= 6
    return Hari(*(np.asarray(k)[ada].astype(np.int64) for k in
                  (duty.pegawai, duty.hari, duty.masuk, duty.pulang)))  # fmt: skip


def sudah_bertugas(d: Dunia) -> list[Orang]:
    """Who was obliged to report work when the trial of 2020 began."""
    return [o for o in d.orang if o.wajib and o.tmt <= date(2020, 1, 1) and o.status == "PNS"]


def pengisi(d: Dunia, bulan: date) -> list[Orang]:
    """Who entered activities in a month of the trial: the share that the seed tells."""
    bertugas = sudah_bertugas(d)
    urut = sorted(bertugas, key=lambda o: int(bilangan("uji.coba", 1 << 40, o.id)))
    return urut[: round(len(bertugas) * UJI_COBA[bulan] / 10_000)]


def hari_uji_coba(d: Dunia) -> Hari:
    """Office days of the trial, every second one: the older records are sparse."""
    pegawai: list[int] = []
    hari: list[int] = []
    for bulan in UJI_COBA:
        depan = (bulan + timedelta(days=31)).replace(day=1)
        kerja = [
            hari_epoch(h)
            for h in (bulan + timedelta(n) for n in range(1, (depan - bulan).days))
            if h.isoweekday() in (1, 3, 5)
        ]
        orang = [o.id for o in pengisi(d, bulan)]
        pegawai += np.repeat(orang, len(kerja)).tolist()
        hari += kerja * len(orang)
    banyak = len(pegawai)
    return Hari(np.array(pegawai, np.int64), np.array(hari, np.int64),
                np.full(banyak, 480), np.full(banyak, 960))  # fmt: skip


def _tugas(d: Dunia, orang: Sequence[int]) -> pl.DataFrame:
    """Person -> her tasks in an order of her own: words, standard minutes."""
    baris = []
    for nomor in orang:
        hari = karya(d.orang[nomor - 1].post).hari
        mulai = int(bilangan("aktivitas.urut", len(hari), nomor))
        baris += [(nomor, n, *hari[(mulai + n) % len(hari)][::2]) for n in range(len(hari))]
    skema = {"pegawai_id": pl.Int64, "ke": pl.Int64, "uraian": pl.String, "standar": pl.Int64}
    return pl.DataFrame(baris, schema=skema, orient="row")


def aktivitas(d: Dunia, hari: Hari, *, lama: bool) -> pl.DataFrame:
    """Entries of these days; `lama` = all decided long ago. Columns as the table's, without id."""
    n = 2 + (bilangan("aktivitas.jumlah", 10, hari.pegawai, hari.hari) < 4)
    ulang = np.repeat(np.arange(len(n)), n)
    ke = np.concatenate([np.arange(k) for k in n]) if len(n) else np.array([], np.int64)
    pegawai, tanggal = hari.pegawai[ulang], hari.hari[ulang]
    tugas = _tugas(d, sorted(set(hari.pegawai.tolist())))
    banyak = tugas.group_by("pegawai_id").len("banyak")
    isi = (
        pl.DataFrame({
            "pegawai_id": pegawai, "hari": tanggal, "urut": ke,
            "masuk": hari.masuk[ulang], "pulang": hari.pulang[ulang],
            "geser": bilangan("aktivitas.tugas", 97, pegawai, tanggal),
            "lebih": bilangan("aktivitas.lama", 4, pegawai, tanggal, ke) * 5,
            "lempar": bilangan("aktivitas.putus", 200, pegawai, tanggal, ke),
            "lambat": bilangan("aktivitas.lambat", 10, pegawai),
        })
        .join(banyak, on="pegawai_id", maintain_order="left")
        .with_columns(ke=(pl.col("geser") + pl.col("urut")) % pl.col("banyak"))
        .join(tugas, on=["pegawai_id", "ke"], maintain_order="left")
        .with_columns(menit=pl.col("standar") - pl.col("lebih"))
        .with_columns(
            sebelum=(pl.col("menit") + 15).cum_sum().over("pegawai_id", "hari")
            - pl.col("menit") - 15
        )
        .with_columns(mulai=pl.col("masuk") + 15 + pl.col("sebelum"))
        .with_columns(selesai=pl.col("mulai") + pl.col("menit"))
        .filter(pl.col("selesai") <= pl.col("pulang"))
    )  # fmt: skip
    tanggal_kolom = pl.col("hari").cast(pl.Int32).cast(pl.Date)
    tunggu = (tanggal_kolom > SELESAI_DIPUTUS) | (
        (tanggal_kolom >= MENUNGGU_SEJAK) & (pl.col("lambat") == 0)
    )
    return isi.select(
        tanggal=tanggal_kolom, pegawai_id="pegawai_id", mulai="mulai", selesai="selesai",
        volume=pl.lit(1), standar="standar",
        status=pl.when(pl.lit(value=not lama) & tunggu).then(USUL)
        .when(pl.col("lempar") == 0).then(DITOLAK).otherwise(DISETUJUI),
        uraian="uraian",
        catatan=pl.when(pl.col("lempar") == 0).then(pl.lit("Bukan tugas jabatan."))
        .otherwise(pl.lit("")),
    ).with_columns(
        catatan=pl.when(pl.col("status") == DITOLAK).then("catatan").otherwise(pl.lit("")),
        dibuat_pada=pl.col("tanggal").cast(pl.String) + "T08:30:00+00:00",
        diputus_pada=pl.when(pl.col("status") != USUL).then(
            (pl.col("tanggal") + pl.duration(days=2)).cast(pl.String) + "T02:00:00+00:00"
        ),
    )  # fmt: skip


def hari_aktivitas(d: Dunia, entri: pl.DataFrame) -> pl.DataFrame:
    """The days of the entries as documents: their state and sums."""
    unit = pl.DataFrame(
        [(o.id, o.post.unit.id) for o in d.orang],
        schema={"pegawai_id": pl.Int64, "unit_id": pl.Int64}, orient="row",
    )  # fmt: skip
    menit = pl.col("selesai") - pl.col("mulai")
    return (
        entri.group_by("pegawai_id", "tanggal", maintain_order=True)
        .agg(
            jumlah=pl.len(),
            menit_usul=menit.filter(pl.col("status") == USUL).sum(),
            menit_disetujui=menit.filter(pl.col("status") == DISETUJUI).sum(),
            diputus_pada=pl.col("diputus_pada").max(),
        )
        .join(unit, on="pegawai_id", maintain_order="left")
        .with_columns(
            id=pl.int_range(1, pl.len() + 1),
            status=pl.when(pl.col("menit_usul") > 0).then(pl.lit(STATUS_HARI[USUL]))
            .otherwise(pl.lit(STATUS_HARI[DISETUJUI])),
            diajukan_pada=pl.col("tanggal").cast(pl.String) + "T08:45:00+00:00",
        )
    )  # fmt: skip
