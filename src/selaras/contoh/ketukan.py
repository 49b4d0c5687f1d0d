"""Taps of machines: punctual, late, missing, doubled, with the wrong button, by unknown fingers.

Works on whole arrays (people x days), so a quarter of 1,300 people or a month of 400,000 are the
same lines. Dirt is thrown per person and day; days that a story tells are left to it.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from selaras.contoh.acak import bilangan

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
WITA_DETIK = 8 * 3600
_HARI_EPOCH = date(1970, 1, 1).toordinal()
MASUK, PULANG = 0, 1

# Per mille by diligence (orderly by story, punctual, ordinary, careless).
TELAT = np.array([0, 6, 40, 150])
CEPAT = np.array([0, 4, 16, 45])
TANPA_MASUK = np.array([0, 2, 5, 14])
TANPA_PULANG = np.array([0, 3, 9, 24])
BOLOS = np.array([0, 0, 0, 4])


@dataclass(frozen=True, slots=True)
class Dinas:
    """Who should be where when: one entry per person and working day, as columns."""

    pegawai: I64  # id
    hari: I32  # days since 1970-01-01, of the day on which the shift starts
    masuk: I32  # minutes of that day
    pulang: I32
    situs: I32
    rajin: I32  # 0 orderly, 1 punctual, 2 ordinary, 3 careless


def rajin(pegawai: I64, tertib: npt.NDArray[np.bool_]) -> I32:
    """How careful each person is."""
    u = bilangan("rajin", 100, pegawai)
    kelas = np.where(u < 62, 1, np.where(u < 92, 2, 3))
    return np.where(tertib, 0, kelas).astype(np.int32)


def _menit_pita(perihal: str, d: Dinas) -> I64:
    """Minutes of being late or early when it happens: mostly few, sometimes many."""
    u = bilangan(f"{perihal}.pita", 100, d.pegawai, d.hari)
    m = bilangan(f"{perihal}.menit", 1000, d.pegawai, d.hari)
    return np.select([u < 70, u < 88, u < 96], [1 + m % 28, 31 + m % 28, 61 + m % 28], 91 + m % 60)


def _kena(perihal: str, peluang: npt.NDArray[np.int64], d: Dinas) -> npt.NDArray[np.bool_]:
    return bilangan(perihal, 1000, d.pegawai, d.hari) < peluang[d.rajin]


def ketuk(d: Dinas) -> pl.DataFrame:
    """Taps of the working days given: pegawai_id, situs_id, detik (epoch), status, ganda."""
    awal = 2 + bilangan("awal", 22, d.pegawai, d.hari)
    masuk = d.masuk - awal
    telat = _kena("telat", TELAT, d)
    masuk = np.where(telat, d.masuk + _menit_pita("telat", d), masuk)
    pulang = d.pulang + bilangan("pulang", 35, d.pegawai, d.hari)
    cepat = _kena("cepat", CEPAT, d)
    pulang = np.where(cepat, d.pulang - _menit_pita("cepat", d), pulang)
    bolos = _kena("bolos", BOLOS, d)
    ada_masuk = ~(_kena("tanpa_masuk", TANPA_MASUK, d) | bolos)
    ada_pulang = ~(_kena("tanpa_pulang", TANPA_PULANG, d) | bolos)
    bagian = [_arah(d, masuk, MASUK, ada_masuk), _arah(d, pulang, PULANG, ada_pulang)]
    ganda = [_ganda(b, arah) for arah, b in enumerate(bagian)]
    return pl.concat([*bagian, *ganda, *_istirahat(d, ada_masuk)])


def _istirahat(d: Dinas, ada: npt.NDArray[np.bool_]) -> list[pl.DataFrame]:
    """Offices whose people also tap at noon, out and in again; no rule asks for it."""
    ikut = ada & (d.rajin > 0) & (d.masuk < 600) & (d.pulang > 900) & (d.pulang < 1440)
    ikut &= bilangan("istirahat.situs", 100, d.situs) < 45
    ikut &= bilangan("istirahat", 100, d.pegawai, d.hari) < 80
    keluar = 720 + bilangan("istirahat.keluar", 20, d.pegawai, d.hari)
    kembali = 745 + bilangan("istirahat.kembali", 25, d.pegawai, d.hari)
    return [_arah(d, keluar, PULANG, ikut), _arah(d, kembali, MASUK, ikut)]


def _arah(d: Dinas, menit: I64, arah: int, ada: npt.NDArray[np.bool_]) -> pl.DataFrame:
    """One tap a day in one direction; now and then the wrong button."""
    detik = bilangan(f"detik.{arah}", 60, d.pegawai, d.hari)
    salah = bilangan(f"tombol.{arah}", 1000, d.pegawai, d.hari) < 15
    waktu = d.hari.astype(np.int64) * 86_400 + menit * 60 + detik - WITA_DETIK
    return pl.DataFrame(
        {
            "pegawai_id": d.pegawai,
            "situs_id": d.situs,
            "detik": waktu,
            "status": np.where(salah, 1 - arah, arah).astype(np.int16),
        }
    ).filter(pl.Series(ada))


def _ganda(b: pl.DataFrame, arah: int) -> pl.DataFrame:
    """Fingers laid on twice: 4% of the taps again, 5 to 90 seconds later."""
    perihal = f"ganda.{arah}"
    pegawai, detik = b["pegawai_id"].to_numpy(), b["detik"].to_numpy()
    lagi = bilangan(perihal, 1000, pegawai, detik) < 40
    jeda = 5 + bilangan(f"{perihal}.jeda", 86, pegawai, detik)
    return b.with_columns(detik=pl.col("detik") + pl.Series(jeda)).filter(pl.Series(lagi))


def hari_epoch(hari: date) -> int:
    """Days since 1970-01-01."""
    return hari.toordinal() - _HARI_EPOCH


def ketuk_cerita(
    cerita: dict[tuple[int, date], list[tuple[int, int, int]]], situs: dict[tuple[int, date], int]
) -> pl.DataFrame:
    """The taps that stories tell, minute by minute."""
    baris = [
        (
            pegawai,
            situs[pegawai, hari],
            hari_epoch(hari) * 86_400 + menit * 60 + detik - WITA_DETIK,
            arah,
        )
        for (pegawai, hari), taps in sorted(cerita.items())
        for menit, detik, arah in taps
    ]
    return pl.DataFrame(
        baris,
        orient="row",
        schema={
            "pegawai_id": pl.Int64,
            "situs_id": pl.Int32,
            "detik": pl.Int64,
            "status": pl.Int16,
        },
    )


def pin_asing(situs: list[int], hari: list[date]) -> pl.DataFrame:
    """Fingers that nobody knows: a few sites, a few days (honorary staff, a former trainee)."""
    nomor = np.arange(len(situs) * 3, dtype=np.int64)
    tempat = np.array(situs, dtype=np.int32)[nomor % len(situs)]
    baris = []
    for i, s in zip(nomor.tolist(), tempat.tolist(), strict=True):
        if bilangan("asing", 100, i) >= 18:
            continue
        for h in hari:
            if h.isoweekday() <= 5 and bilangan("asing.hari", 100, i, h.toordinal()) < 12:
                menit = 440 + int(bilangan("asing.menit", 60, i, h.toordinal()))
                baris.append((s, f"{9000 + i}", hari_epoch(h) * 86_400 + menit * 60 - WITA_DETIK))
    return pl.DataFrame(
        baris, orient="row", schema={"situs_id": pl.Int32, "pin": pl.String, "detik": pl.Int64}
    )
