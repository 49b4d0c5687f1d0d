"""The quarter's taps as one frame: duty of every person and day, dirt, stories, outages, strangers.

The result has what the table Ketukan stores but for the machine's own columns (bingkai_presensi).
"""

from datetime import date, timedelta

import numpy as np
import polars as pl

from selaras.contoh.acak import angka, bilangan
from selaras.contoh.dunia import Dunia
from selaras.contoh.izin import SEHARI_PENUH
from selaras.contoh.kalender import Jadwal, dinas, jam_dinas
from selaras.contoh.ketukan import (
    WITA_DETIK,
    Dinas,
    hari_epoch,
    ketuk,
    ketuk_cerita,
    pin_asing,
    rajin,
)
from selaras.contoh.mesin import bagi_pin, situs_unit, tempat
from selaras.contoh.orang import Orang

Baris = tuple[int, int, int, int, int, bool]  # pegawai, hari, masuk, pulang, situs, tertib


def _izin(o: Orang, hari: date) -> str:
    return next((k for k, (m, s), _ in o.absen if m <= hari and (s is None or hari < s)), "")


def _sebagian(o: Orang, jadwal: Jadwal, hari: date, kode: str) -> list[tuple[int, int, int]]:
    """A permitted late arrival (IT) or early leave (IPC)."""
    masuk, pulang = jam_dinas(jadwal, hari)
    menit = 20 + angka("izin.menit", 80, o.id, hari.toordinal())
    return [
        (masuk + menit if kode == "IT" else masuk - 5, 11, 0),
        (pulang - menit if kode == "IPC" else pulang + 6, 44, 1),
    ]


def hari_dinas(d: Dunia) -> tuple[Dinas, pl.DataFrame]:
    """Ordinary days for the dice, and the taps of days that are told."""
    baris: list[Baris] = []
    cerita: dict[tuple[int, date], list[tuple[int, int, int]]] = {}
    situs: dict[tuple[int, date], int] = {}
    # The night before the first day too: its shift ends inside the span.
    semua = [d.skala.mulai - timedelta(1), *d.skala.hari]
    for o in d.orang:
        for hari in semua:
            jadwal = dinas(o, hari)
            kode = _izin(o, hari)
            post = o.pada(hari)
            if jadwal is None or post is None or kode in SEHARI_PENUH:
                continue
            kunci = (o.id, hari)
            situs[kunci] = situs_unit(post.unit)
            if kunci in d.ketukan:
                cerita[kunci] = d.ketukan[kunci]
            elif kode:
                cerita[kunci] = _sebagian(o, jadwal, hari, kode)
            else:
                jam = jam_dinas(jadwal, hari)
                baris.append((o.id, hari_epoch(hari), *jam, situs[kunci], o.tertib))
    kolom = [np.array(k) for k in zip(*baris, strict=True)]
    rapi = rajin(kolom[0], kolom[5].astype(np.bool_))
    tanggal, masuk, pulang, di = (k.astype(np.int32) for k in kolom[1:5])
    duty = Dinas(kolom[0], tanggal, masuk, pulang, di, rapi)
    return duty, ketuk_cerita(cerita, situs)


def _padam(taps: pl.DataFrame, mati: list[tuple[int, date, int]]) -> pl.DataFrame:
    """Without what a dead machine couldn't take."""
    for situs, hari, menit in mati:
        awal = hari_epoch(hari) * 86_400 - WITA_DETIK
        hilang = (pl.col("situs_id") == situs) & pl.col("detik").is_between(
            awal + menit * 60, awal + 86_399
        )
        taps = taps.filter(~hilang)
    return taps


def _saksi(d: Dunia, taps: pl.DataFrame) -> pl.DataFrame:
    """Taps inside the span: from its first local day to the morning after its last."""
    awal = hari_epoch(d.skala.mulai) * 86_400 - WITA_DETIK
    akhir = (hari_epoch(d.skala.sampai) + 1) * 86_400 + 12 * 3600 - WITA_DETIK
    return taps.filter(pl.col("detik").is_between(awal, akhir))


def ketukan(d: Dunia) -> pl.DataFrame:
    """All taps: situs_id, pin, detik, pegawai_id (null = unknown PIN), status, verifikasi."""
    duty, cerita = hari_dinas(d)
    skema = pl.Schema(
        {"pegawai_id": pl.Int64, "situs_id": pl.Int32, "detik": pl.Int64, "status": pl.Int16}
    )
    taps = pl.concat([ketuk(duty).cast(skema), cerita.cast(skema)])
    taps = _saksi(d, _padam(taps, d.mesin_mati))
    pin = pl.DataFrame(
        [(s, p, nomor) for (s, p), (nomor, _) in bagi_pin(d).items()],
        orient="row",
        schema={"situs_id": pl.Int32, "pegawai_id": pl.Int64, "pin": pl.String},
    )
    asing = pin_asing([t.id for t in tempat(d)], d.skala.hari).with_columns(
        pegawai_id=pl.lit(None, pl.Int64), status=pl.lit(0, pl.Int16)
    )
    kolom = ["situs_id", "pin", "detik", "pegawai_id", "status"]
    semua = pl.concat(
        [taps.join(pin, on=["situs_id", "pegawai_id"]).select(kolom), asing.select(kolom)]
    )
    semua = semua.unique(["situs_id", "pin", "detik"], keep="first", maintain_order=True)
    return dengan_verifikasi(semua).sort("detik", "situs_id", "pin")


def dengan_verifikasi(taps: pl.DataFrame) -> pl.DataFrame:
    """How the machine knew them: by finger, now and then by face."""
    wajah = bilangan("wajah", 100, taps["detik"].to_numpy()) < 12
    return taps.with_columns(
        verifikasi=pl.when(pl.Series(wajah)).then(15).otherwise(1).cast(pl.Int16)
    )
