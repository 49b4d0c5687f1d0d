"""Facts behind holds and findings of a month, as frames: set-wise, whole governments at once."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
from psycopg import sql

from selaras.aturan.detik_bersama import HASIL, detik_bersama
from selaras.aturan.jadwal import Rentang
from selaras.core.frames import Skema, read_frame
from selaras.presensi.models import Ketukan

SEKALI_BACA = 20_000  # people whose taps of a month are read together: some 30 MB
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


def shared_seconds(instansi_id: int, rentang: Rentang, batas: int, *, large: bool) -> pl.DataFrame:
    """pegawai_id, lain, nama_lain, kali: pairs who tapped at one site in the same second.

    Site by site, so that memory follows the largest site; phones tap anywhere and are left out.
    Pairs below `batas` are dropped.
    """
    pasangan = [
        detik_bersama(ketukan, batas)
        for situs in _sites(instansi_id)
        for ketukan in _site_taps(situs, rentang, large=large)
    ]
    terbanyak = (
        pl.concat([pl.DataFrame(schema=HASIL), *pasangan])
        .group_by("pegawai_id", "lain")
        .agg(pl.col("kali").max())
    )
    return terbanyak.join(_names(terbanyak["lain"].unique().to_list()), on="lain", how="left")


def _sites(instansi_id: int) -> list[list[int]]:
    """Sites in groups of about SEKALI_BACA people, so that many small ones are read at once."""
    query = sql.SQL(
        "select s.id as situs_id, count(p.id) as orang from presensi_situs s "
        "left join presensi_pinmesin p on p.situs_id = s.id "
        "where s.instansi_id = {} group by s.id order by s.id"
    ).format(sql.Literal(instansi_id))
    kelompok: list[list[int]] = []
    orang = SEKALI_BACA
    for situs_id, jumlah in read_frame(query, {"situs_id": _I, "orang": _I}).iter_rows():
        if orang >= SEKALI_BACA:
            kelompok.append([])
            orang = 0
        kelompok[-1].append(situs_id)
        orang += jumlah
    return kelompok


def _site_taps(situs: list[int], rentang: Rentang, *, large: bool) -> list[pl.DataFrame]:
    """The month's taps of these sites by machine or by hand, a frame each."""
    awal = datetime.combine(rentang.awal, datetime.min.time(), UTC) - timedelta(hours=9)
    akhir = datetime.combine(rentang.akhir, datetime.min.time(), UTC) + timedelta(hours=24)
    query = sql.SQL(
        "select situs_id, pegawai_id, waktu from presensi_ketukan "
        "where waktu >= {} and waktu < {} and situs_id = any({}::bigint[]) "
        "and pegawai_id is not null and sumber <> {}"
    ).format(*map(sql.Literal, (awal, akhir, situs, int(Ketukan.Sumber.PONSEL))))
    skema: Skema = {"situs_id": _I, "pegawai_id": _I, "waktu": pl.Datetime("us", "UTC")}
    return read_frame(query, skema, large=large).partition_by("situs_id", maintain_order=True)


def _names(ids: list[int]) -> pl.DataFrame:
    query = sql.SQL(
        "select id as lain, nama as nama_lain from pegawai_pegawai where id = any({}::bigint[])"
    ).format(sql.Literal(ids))
    return read_frame(query, {"lain": _I, "nama_lain": pl.String})
