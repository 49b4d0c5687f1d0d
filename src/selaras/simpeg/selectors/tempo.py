"""What falls due for whom in the months ahead, by rule, with what is missing."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from selaras.aturan.simpeg.kgb import with_gaji_pokok, with_kgb
from selaras.aturan.simpeg.pangkat import with_kp
from selaras.aturan.simpeg.pangkat_pilihan import jalur_pilihan, with_pengabdian
from selaras.aturan.simpeg.pensiun import with_usul_pensiun
from selaras.aturan.simpeg.satyalancana import with_satyalancana
from selaras.aturan.simpeg.waktu import BULAN, tambah_bulan
from selaras.core.halaman.format import rupiah
from selaras.hukum import Aturan
from selaras.simpeg.models import JatuhTempo
from selaras.simpeg.selectors.tambahan import awards, predicates, with_career

DEPAN = 24  # months ahead that are kept
BELAKANG = 12  # months past, for what was missed
Jenis = JatuhTempo.Jenis
SKEMA = {
    "pegawai_id": pl.Int64, "jenis": pl.String, "cara": pl.String, "tanggal": pl.Date,
    "uraian": pl.String, "kurang": pl.String, "siap": pl.Boolean, "data": pl.String,
}  # fmt: skip
_KP = {
    "reguler": "reguler", "struktural": "pilihan (struktural)", "jf": "pilihan (fungsional)",
    "tugas_belajar": "pilihan (sedang tugas belajar)", "ijazah": "pilihan (penyesuaian ijazah)",
    "tugas_belajar_selesai": "pilihan (selesai tugas belajar)",
    "prestasi": "pilihan (prestasi luar biasa)", "penemuan": "pilihan (penemuan baru)",
    "pengabdian": "pengabdian",
}  # fmt: skip
_PNS = ["PNS"]
_STATUS = {
    Jenis.KGB: ["PNS", "PPPK"], Jenis.KP: _PNS, Jenis.PENGABDIAN: _PNS,
    Jenis.PENSIUN: ["PNS", "CPNS", "PPPK"], Jenis.SATYALANCANA: _PNS,
}  # fmt: skip


def due(frame: pl.DataFrame, instansi_id: int, hari: date, aturan: Aturan) -> pl.DataFrame:
    """Rows for JatuhTempo, of everybody in the frame; `kurang` and `data` as JSON text."""
    baris = list(_rows(frame, instansi_id, hari, aturan))
    return pl.DataFrame(baris, schema=SKEMA, orient="row")


def _rows(
    frame: pl.DataFrame, instansi_id: int, hari: date, aturan: Aturan
) -> Iterator[tuple[Any, ...]]:
    predikat = predicates(instansi_id, hari)
    terakhir = predikat.sort("tahun").group_by("pegawai_id").agg(
        predikat_akhir=pl.col("predikat").last()
    )  # fmt: skip
    lengkap = (
        with_career(frame, instansi_id, hari, aturan)
        .join(terakhir, on="pegawai_id", how="left", maintain_order="left")
        .with_columns(pl.col("predikat_akhir").fill_null(""))
    )
    lengkap = with_kp(with_kgb(with_gaji_pokok(lengkap, aturan), aturan), predikat, aturan)
    lengkap = with_satyalancana(lengkap, awards(instansi_id, hari), aturan)
    awal, akhir = _months(hari, -BELAKANG), _months(hari, DEPAN)
    lengkap = with_usul_pensiun(lengkap, aturan)
    pilihan = _with_ways(lengkap, jalur_pilihan(lengkap, predikat, aturan))
    abdi = _with_ways(lengkap, with_pengabdian(lengkap, predikat, aturan))
    for jenis, sumber, kolom, baris in (
        (Jenis.KGB, lengkap, "kgb_berikut", _kgb),
        (Jenis.KP, lengkap.filter(~pl.col("kp_plafon")), "kp_tmt", _kp),
        (Jenis.KP, pilihan, "kp_tmt", _kp),
        (Jenis.PENGABDIAN, abdi, "kp_tmt", _kp),
        (Jenis.PENSIUN, lengkap, "tmt_pensiun", _pensiun),
        (Jenis.SATYALANCANA, lengkap, "satya_tmt", _satya),
    ):
        # An award once earned stays due; other things long past are the history's to tell.
        sejak = date.min if jenis is Jenis.SATYALANCANA else awal
        pilih = sumber.filter(
            pl.col(kolom).is_between(sejak, akhir) & pl.col("status").is_in(_STATUS[jenis])
        )
        for b in pilih.iter_rows(named=True):
            uraian, kurang, data = baris(b)
            yield (
                b["pegawai_id"], jenis.value, b["kp_jenis"] if jenis is Jenis.KP else "",
                b[kolom], uraian, json.dumps(kurang), not kurang, json.dumps(data),
            )  # fmt: skip


def _with_ways(lengkap: pl.DataFrame, jalur: pl.DataFrame) -> pl.DataFrame:
    """Everybody's row again for each further way that is open to her."""
    return lengkap.drop(k for k in jalur.columns if k != "pegawai_id").join(jalur, on="pegawai_id")


def _months(hari: date, bulan: int) -> date:
    hasil: date = pl.select(tambah_bulan(pl.lit(hari), bulan)).item()
    return hasil


def _mkg(bulan: int | None) -> str:
    return "" if bulan is None else f"{bulan // BULAN} tahun {bulan % BULAN} bulan"


def _rp(nilai: int | None) -> str:
    return "gaji belum diketahui" if nilai is None else rupiah(nilai)


def _kgb(b: dict[str, Any]) -> tuple[str, list[str], dict[str, Any]]:
    baru = _rp(b["kgb_gaji_baru"])
    uraian = f"{b['golongan']}, masa kerja {_mkg(b['kgb_mkg_baru'])}: {baru}"
    return uraian, b["kgb_kurang"], {
        "golongan": b["golongan"], "mkg_lama": _mkg(b["mkg_dasar"]),
        "gaji_lama": b["gaji_pokok"] or b["kgb_gaji"], "status": b["status"],
        "mkg_baru": _mkg(b["kgb_mkg_baru"]), "gaji_baru": b["kgb_gaji_baru"],
    }  # fmt: skip


def _kp(b: dict[str, Any]) -> tuple[str, list[str], dict[str, Any]]:
    uraian = f"{b['golongan']} ke {b['kp_golongan']}, {_KP[b['kp_jenis']]}"
    return uraian, b["kp_kurang"], {
        "golongan": b["golongan"], "golongan_baru": b["kp_golongan"], "jenis": _KP[b["kp_jenis"]],
        "tmt_golongan": b["tmt_golongan"].isoformat(),
    }  # fmt: skip


def _pensiun(b: dict[str, Any]) -> tuple[str, list[str], dict[str, Any]]:
    uraian = f"Batas usia pensiun {b['bup']} tahun ({b['jabatan']})"[:200]
    return uraian, b["pensiun_kurang"], {
        "usul_mulai": b["usul_mulai"].isoformat(), "usul_sampai": b["usul_sampai"].isoformat(),
        "bup": b["bup"], "lahir": b["lahir"].isoformat(), "golongan": b["golongan"],
        "masa_kerja": _mkg(b["masa_kerja_bulan"]),
    }  # fmt: skip


def _satya(b: dict[str, Any]) -> tuple[str, list[str], dict[str, Any]]:
    lama = {"X": 10, "XX": 20, "XXX": 30}[b["satya_derajat"]]
    return f"{lama} tahun mengabdi", b["satya_kurang"], {
        "derajat": b["satya_derajat"], "lama": lama, "tmt_cpns": b["tmt_cpns"].isoformat(),
    }  # fmt: skip
