"""The world as frames of the attendance tables: sites, machines, PINs, timetables, taps."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import polars as pl

from selaras.contoh.bingkai_ketukan import ketukan
from selaras.contoh.bingkai_orang import INSTANSI, B, D, N, T, bernomor, rentang, tabel
from selaras.contoh.dunia import Dunia
from selaras.contoh.kalender import JADWAL, POLA, dinas, jadwal_post
from selaras.contoh.mesin import bagi_pin, tempat
from selaras.contoh.struktur import AWAL
from selaras.contoh.wilayah import letak

W = pl.Datetime("us", "UTC")
DORONG = 2  # Ketukan.Sumber: sent by the machine
DISETUJUI_PADA = datetime(2025, 1, 6, 2, 0, tzinfo=UTC)


def _situs(d: Dunia) -> pl.DataFrame:
    return tabel(
        {"id": N, "instansi_id": N, "unit_id": N, "nama": T, "jenis": T},
        [(t.id, INSTANSI, t.unit.id, t.unit.nama, "mesin") for t in tempat(d)],
    )


def _tempat(d: Dunia) -> pl.DataFrame:
    """An area around each office (invented, not a real address)."""
    skema = {
        "id": N,
        "instansi_id": N,
        "nama": T,
        "bentuk": T,
        "pusat_lintang_e6": N,
        "pusat_bujur_e6": N,
        "radius_m": N,
        "poligon": T,
        "berlaku": T,
    }
    masa = rentang((AWAL, None))
    semua = tempat(d)
    return tabel(
        skema,
        [
            (t.id, INSTANSI, f"Kantor {t.unit.nama}", "lingkaran", lintang, bujur, 100, "[]", masa)
            for t, (lintang, bujur) in zip(semua, letak([t.unit for t in semua]), strict=True)
        ],
    )  # fmt: skip


def _tempat_unit(d: Dunia) -> pl.DataFrame:
    return bernomor({"tempat_id": N, "unit_id": N}, [(t.id, t.unit.id) for t in tempat(d)])


def _mesin(d: Dunia) -> pl.DataFrame:
    skema = {
        "id": N,
        "situs_id": N,
        "sn": T,
        "nama": T,
        "zona": T,
        "status": T,
        "disetujui_pada": W,
        "urutan_kolom": T,
    }
    return tabel(
        skema,
        [
            (
                t.id,
                t.id,
                t.sn,
                f"Mesin {t.unit.nama}",
                "Asia/Makassar",
                "disetujui",
                DISETUJUI_PADA,
                "",
            )
            for t in tempat(d)
        ],
    )


def _pin(d: Dunia) -> pl.DataFrame:
    return bernomor(
        {"situs_id": N, "pin": T, "pegawai_id": N, "berlaku": T},
        [
            (situs, pin, pegawai, rentang(masa))
            for (situs, pegawai), (pin, masa) in bagi_pin(d).items()
        ],
    )


def _jadwal(d: Dunia) -> pl.DataFrame:
    return tabel(
        {"id": N, "instansi_id": N, "kode": T, "nama": T, "ikut_libur": B},
        [(j.id, INSTANSI, j.kode, j.nama, not j.regu) for j in JADWAL],
    )


def _jadwal_hari(d: Dunia) -> pl.DataFrame:
    return bernomor(
        {"jadwal_id": N, "hari": N, "masuk": N, "pulang": N},
        [
            (j.id, hari, masuk, pulang)
            for j in JADWAL
            for hari, (masuk, pulang) in sorted(j.jam.items())
        ],
    )


def _penugasan(d: Dunia) -> pl.DataFrame:
    kode = {j.kode: j.id for j in JADWAL}
    bawaan = [(kode["KANTOR-5"], None, INSTANSI, rentang((AWAL, None)))]
    khusus = [
        (kode[u.jadwal], u.id, INSTANSI, rentang((u.mulai, u.sampai)))
        for u in d.struktur.unit
        if u.jadwal != "KANTOR-5"
    ]
    return bernomor({"jadwal_id": N, "unit_id": N, "instansi_id": N, "berlaku": T}, bawaan + khusus)


def _roster(d: Dunia) -> pl.DataFrame:
    hari = [d.skala.mulai - timedelta(1), *d.skala.hari]
    baris: list[tuple[int, date, int | None]] = []
    for o in d.orang:
        if not any(jadwal_post(p) in POLA for p, *_ in o.jabatan):
            continue
        for h in hari:
            post = o.pada(h)
            if post and jadwal_post(post) in POLA:
                jadwal = dinas(o, h)
                baris.append((o.id, h, jadwal.id if jadwal else None))
    return bernomor({"pegawai_id": N, "tanggal": D, "jadwal_id": N}, baris)


def _koreksi(d: Dunia) -> pl.DataFrame:
    skema = {
        "pegawai_id": N,
        "tanggal": D,
        "masuk": N,
        "pulang": N,
        "alasan": T,
        "disetujui_pada": W,
    }
    return bernomor(
        skema,
        [
            (
                pegawai,
                hari,
                masuk,
                pulang,
                alasan,
                datetime(hari.year, hari.month, hari.day, 6, tzinfo=UTC) + timedelta(2),
            )
            for pegawai, hari, masuk, pulang, alasan in d.koreksi
        ],
    )


def _ketukan(d: Dunia) -> pl.DataFrame:
    return kolom_ketukan(ketukan(d))


def kolom_ketukan(taps: pl.DataFrame) -> pl.DataFrame:
    """Taps with the columns of their table."""
    waktu = (
        pl.from_epoch("detik", time_unit="s").cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    )
    return taps.select(
        "situs_id",
        "pin",
        waktu.alias("waktu"),
        "pegawai_id",
        pl.col("situs_id").alias("mesin_id"),
        pl.lit(DORONG, pl.Int16).alias("sumber"),
        "status",
        "verifikasi",
        pl.lit("").alias("kode_kerja"),
        (waktu + pl.duration(seconds=4)).alias("diterima_pada"),
    )


TABEL: dict[str, Callable[[Dunia], pl.DataFrame]] = {
    "presensi_situs": _situs,
    "presensi_tempatpresensi": _tempat,
    "presensi_tempatunit": _tempat_unit,
    "presensi_mesin": _mesin,
    "presensi_pinmesin": _pin,
    "presensi_jadwal": _jadwal,
    "presensi_jadwalhari": _jadwal_hari,
    "presensi_penugasanjadwal": _penugasan,
    "presensi_roster": _roster,
    "presensi_koreksipresensi": _koreksi,
    "presensi_ketukan": _ketukan,
}
