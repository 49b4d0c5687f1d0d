"""What a phone needs before it can tap without a signal: today's hours, places, ways to tap."""

import time
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from psycopg import sql

from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi import KOSONG
from selaras.aturan.presensi.kisi import Orang, susun_kisi
from selaras.core.frames import read_frame
from selaras.hukum import HukumError
from selaras.organisasi.models import ZONA_JAM
from selaras.presensi.models import TempatPresensi
from selaras.presensi.selectors import kueri
from selaras.presensi.selectors.masukan import KalenderKosong, load_hari_jadwal
from selaras.presensi.selectors.ponsel import (
    INGAT_DETIK,
    SURAT_DINAS,
    SURAT_RUMAH,
    Pengetuk,
    Tempat,
    law_of,
)

E6 = 1_000_000
_hari: dict[tuple[int, date], tuple[float, pl.DataFrame]] = {}


@dataclass(frozen=True, slots=True)
class JamKerja:
    """A person's hours of a date in minutes from local midnight; None = no work that day."""

    masuk: int | None
    pulang: int | None


def hours_of(orang: Pengetuk, tanggal: date) -> JamKerja:
    """Expected hours of a date; none known while the calendar is empty."""
    rentang = Rentang(tanggal, 1)
    try:
        hari = day_frame(orang.instansi_id, tanggal)
    except KalenderKosong:
        return JamKerja(None, None)
    dia = sql.SQL("= {}").format(sql.Literal(orang.pegawai_id))
    penugasan = read_frame(
        kueri.penugasan(orang.instansi_id, rentang, dia),
        {"pegawai_id": pl.Int64, "mulai": pl.Date, "sampai": pl.Date, "jadwal_id": pl.Int64},
    )
    roster = read_frame(
        kueri.roster(rentang, dia),
        {"pegawai_id": pl.Int64, "tanggal": pl.Date, "jadwal_id": pl.Int64},
    )
    menit = {str(zona): jam * 60 for zona, jam in ZONA_JAM.items()}
    satu = pl.DataFrame(
        {"pegawai_id": [orang.pegawai_id], "zona_menit": [menit[str(orang.zona)]]},
        schema={"pegawai_id": pl.Int64, "zona_menit": pl.Int32},
    )
    kisi = susun_kisi(Orang.dari(satu), rentang, penugasan, roster, hari)
    masuk, pulang, libur = (int(m[1, 0]) for m in (kisi.masuk, kisi.pulang, kisi.libur))
    if masuk == KOSONG or libur:
        return JamKerja(None, None)
    return JamKerja(masuk, pulang)


def ways_of(orang: Pengetuk, tanggal: date) -> list[dict[str, Any]]:
    """How she may tap that day: at the office always, elsewhere by letter."""
    hasil: list[dict[str, Any]] = [{"kode": "kantor", "nama": "Di kantor", "surat": None}]
    for kode, nama, jenis in (
        ("rumah", "Dari rumah", SURAT_RUMAH),
        ("dinas", "Dinas luar", SURAT_DINAS),
    ):
        surat = next((s for s in orang.surat if s.kode in jenis and s.berlaku(tanggal)), None)
        if surat is not None:
            hasil.append({"kode": kode, "nama": nama, "surat": surat.nomor})
    return hasil


def place_as_json(tempat: Tempat) -> dict[str, Any]:
    """A place with its fence in degrees."""
    pagar = tempat.pagar
    return {
        "id": tempat.id,
        "nama": tempat.nama,
        "bentuk": tempat.bentuk,
        "pusat": [pagar.pusat.lintang_e6 / E6, pagar.pusat.bujur_e6 / E6],
        "radius_m": pagar.radius_m if tempat.bentuk == TempatPresensi.Bentuk.LINGKARAN else None,
        "poligon": [[t.lintang_e6 / E6, t.bujur_e6 / E6] for t in pagar.poligon],
    }


def rules_of(orang: Pengetuk, tanggal: date) -> dict[str, Any]:
    """Whether a selfie is asked for, and how long a position is kept; by the region's law."""
    aturan = law_of(orang.daerah, tanggal)
    try:
        simpan: int | None = aturan.nilai("presensi.simpan_posisi_hari")
    except HukumError:
        simpan = None
    return {"selfie": aturan.pilihan("presensi.selfie"), "simpan_hari": simpan}


def day_frame(instansi_id: int, tanggal: date) -> pl.DataFrame:
    """Expected times of all timetables that day: the same for everyone who opens the application
    in the morning, so kept for a moment."""
    ingat = _hari.get((instansi_id, tanggal))
    if ingat is None or time.monotonic() - ingat[0] > INGAT_DETIK:
        if len(_hari) > 50:
            _hari.clear()
        frame = load_hari_jadwal(instansi_id, Rentang(tanggal, 1))
        ingat = _hari[instansi_id, tanggal] = (time.monotonic(), frame)
    return ingat[1]
