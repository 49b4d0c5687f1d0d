"""Facts behind holds and findings of a month, as frames: set-wise, whole governments at once."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
from psycopg import sql

from selaras.aturan.jadwal import Rentang
from selaras.core.frames import read_frame

_I = pl.Int64


def unmet_obligations(instansi_id: int, akhir: date, hari: date, *, large: bool) -> pl.DataFrame:
    """pegawai_id, jenis, uraian, sejak: due by the month's last day and still unmet on `hari`."""
    query = sql.SQL(
        "select k.pegawai_id, k.jenis, k.uraian, lower(k.berlaku) as sejak "
        "from pegawai_kewajibanpegawai k join pegawai_pegawai p on p.id = k.pegawai_id "
        "where p.instansi_id = {} and lower(k.berlaku) <= {} "
        "and (upper_inf(k.berlaku) or upper(k.berlaku) > {})"
    ).format(sql.Literal(instansi_id), sql.Literal(akhir), sql.Literal(hari))
    skema = {"pegawai_id": _I, "jenis": pl.String, "uraian": pl.String, "sejak": pl.Date}
    return read_frame(query, skema, large=large)


def previous_pay(instansi_id: int, periode: int, *, large: bool) -> pl.DataFrame:
    """pegawai_id, jabatan_lalu, nilai_lalu: own TPP of the instruments in force of a month."""
    query = sql.SQL(
        "select i.pegawai_id, i.jabatan_id as jabatan_lalu, "
        "i.jumlah_nilai - i.hukuman_rp as nilai_lalu "
        "from periode_periodeunit pu join organisasi_unitkerja u on u.id = pu.skpd_id "
        "join tpp_instrumenpenilaian i on i.hitungan_id = pu.hitungan_id "
        "and i.skpd_id = pu.skpd_id "
        "where u.instansi_id = {} and pu.periode = {}"
    ).format(sql.Literal(instansi_id), sql.Literal(periode))
    skema = {"pegawai_id": _I, "jabatan_lalu": _I, "nilai_lalu": _I}
    milik = read_frame(query, skema, large=large)
    return milik.unique("pegawai_id", keep="last", maintain_order=True)


def posts_of_month(instansi_id: int, rentang: Rentang, *, large: bool) -> pl.DataFrame:
    """pegawai_id, jabatan_bulan: people with more than one definitive post in the month."""
    query = sql.SQL(
        "select r.pegawai_id, count(distinct r.jabatan_id) as jabatan_bulan "
        "from pegawai_riwayatjabatan r join pegawai_pegawai p on p.id = r.pegawai_id "
        "where p.instansi_id = {} and r.penugasan = 'D' "
        "and r.berlaku && daterange({}, {}, '[]') "
        "group by 1 having count(distinct r.jabatan_id) > 1"
    ).format(sql.Literal(instansi_id), sql.Literal(rentang.awal), sql.Literal(rentang.akhir))
    return read_frame(query, {"pegawai_id": _I, "jabatan_bulan": _I}, large=large)


def shared_seconds(rentang: Rentang, batas: int, *, large: bool) -> pl.DataFrame:
    """pegawai_id, lain, nama_lain, kali: pairs who tapped at one site in the same second.

    Only seconds that several people share leave the database; pairs below `batas` are dropped.
    """
    awal = datetime.combine(rentang.awal, datetime.min.time(), UTC) - timedelta(hours=9)
    akhir = datetime.combine(rentang.akhir, datetime.min.time(), UTC) + timedelta(hours=24)
    query = sql.SQL(
        "with detik as (select situs_id, date_trunc('second', waktu) as detik, pegawai_id "
        "from presensi_ketukan where waktu >= {awal} and waktu < {akhir} "
        "and pegawai_id is not null group by 1, 2, 3), "
        "ramai as (select situs_id, detik from detik group by 1, 2 having count(*) > 1) "
        "select d.situs_id, extract(epoch from d.detik)::bigint as detik, d.pegawai_id "
        "from detik d join ramai r using (situs_id, detik)"
    ).format(awal=sql.Literal(awal), akhir=sql.Literal(akhir))
    sama = read_frame(query, {"situs_id": _I, "detik": _I, "pegawai_id": _I}, large=large)
    pasangan = (
        sama.join(sama, on=["situs_id", "detik"], suffix="_lain")
        .filter(pl.col("pegawai_id") != pl.col("pegawai_id_lain"))
        .group_by("pegawai_id", lain="pegawai_id_lain")
        .agg(kali=pl.len().cast(_I))
        .filter(pl.col("kali") >= batas)
    )
    return pasangan.join(_names(pasangan["lain"].unique().to_list()), on="lain", how="left")


def _names(ids: list[int]) -> pl.DataFrame:
    query = sql.SQL(
        "select id as lain, nama as nama_lain from pegawai_pegawai where id = any({}::bigint[])"
    ).format(sql.Literal(ids))
    return read_frame(query, {"lain": _I, "nama_lain": pl.String})
