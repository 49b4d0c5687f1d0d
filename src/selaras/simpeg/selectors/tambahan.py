"""Facts beside the one frame that checks and due dates need: numbers, superiors, points, letters.

Set-wise, for whole governments; an inner door like keadaan.
"""

from datetime import date
from typing import Any

import polars as pl
from psycopg import sql

from selaras.aturan.simpeg.kgb import tunda_bulan
from selaras.core.frames import read_frame
from selaras.hukum import Aturan
from selaras.pegawai.selectors.atasan import superior_ids
from selaras.simpeg.models import Penghargaan, PerubahanKedudukan

_N, _T = pl.Int64, pl.String
KARIER: dict[str, Any] = {
    "ak_e3": _N, "ujian_dinas": _N, "hukuman_kini": _T, "hukuman_pernah": _T, "cltn_bulan": _N,
    "upkp_tmt": pl.Date, "ijazah": _N, "ijazah_tmt": pl.Date, "ijazah_diakui": pl.Boolean,
    "tb_selesai": pl.Date, "prestasi_tmt": pl.Date, "penemuan_tmt": pl.Date,
}  # fmt: skip
# The bound of "what counts for a promotion": the newest three years of predicates.
_TAHUN = 3


def with_identity(frame: pl.DataFrame, instansi_id: int, hari: date) -> pl.DataFrame:
    """Adds nik, sk_ganda, ada_atasan."""
    query = sql.SQL(
        """select p.id as pegawai_id, p.nik, coalesce(g.ganda, false) as sk_ganda
        from pegawai_pegawai p
        left join (
            select distinct pegawai_id, true as ganda from (
                select s.pegawai_id, count(*) over (partition by s.jenis, s.no_sk, s.pegawai_id) > 1
                    or min(s.tanggal_sk) over (partition by s.jenis, s.no_sk)
                        <> max(s.tanggal_sk) over (partition by s.jenis, s.no_sk) as ganda
                from (
                    select 1 as jenis, pegawai_id, no_sk, tanggal_sk from pegawai_riwayatgolongan
                    union all select 2, pegawai_id, no_sk, tanggal_sk from simpeg_pengangkatan
                    union all
                    select 3, pegawai_id, no_sk, tanggal_sk from simpeg_kenaikangajiberkala
                ) s join pegawai_pegawai o on o.id = s.pegawai_id
                where s.no_sk <> '' and o.instansi_id = {instansi}
            ) surat where ganda
        ) g on g.pegawai_id = p.id
        where p.instansi_id = {instansi}"""
    ).format(instansi=sql.Literal(instansi_id))
    skema = {"pegawai_id": _N, "nik": _T, "sk_ganda": pl.Boolean}
    identitas = read_frame(query, skema)
    dipimpin = pl.Series(list(superior_ids(frame["pegawai_id"].to_list(), hari)), dtype=_N)
    return frame.join(identitas, on="pegawai_id", how="left", maintain_order="left").with_columns(
        ada_atasan=pl.col("pegawai_id").is_in(dipimpin.implode())
    )


def with_career(frame: pl.DataFrame, instansi_id: int, hari: date, aturan: Aturan) -> pl.DataFrame:
    """Adds what counts for promotions and awards: KARIER, and kgb_tunda_bulan."""
    query = sql.SQL(
        """select p.id as pegawai_id, ak.ak_e3, coalesce(u.tingkat, 0) as ujian_dinas,
            coalesce(h.kini, '') as hukuman_kini, coalesce(h.pernah, '') as hukuman_pernah,
            coalesce(c.bulan, 0) as cltn_bulan, u.upkp_tmt, ij.ijazah, ij.ijazah_tmt,
            coalesce(ij.diakui, false) as ijazah_diakui, tb.selesai as tb_selesai,
            pr.prestasi_tmt, pr.penemuan_tmt
        from pegawai_pegawai p
        left join (
            select a.pegawai_id, sum(a.utama_e3 + a.penunjang_e3) as ak_e3
            from simpeg_angkakredit a
            left join pegawai_riwayatgolongan g
                on g.pegawai_id = a.pegawai_id and g.berlaku @> {hari}
            where a.selesai <= {hari} and (g.berlaku is null or a.selesai > lower(g.berlaku)
                or a.integrasi) group by 1
        ) ak on ak.pegawai_id = p.id
        left join (
            select pegawai_id, max(tingkat) as tingkat, max(upkp) as upkp_tmt from (
                select pegawai_id, case jenis when 'ud1' then 1 when 'ud2' then 2 end as tingkat,
                    case when jenis = 'upkp' then tanggal_lulus end as upkp
                from simpeg_ujiandinas where tanggal_lulus <= {hari}
                union all
                select pegawai_id, case when nama ~* 'tingkat (II|2)\\y' then 2 else 1 end, null
                from simpeg_riwayatpelatihan
                where nama ilike 'ujian dinas%%' and selesai <= {hari}
            ) lulus group by 1
        ) u on u.pegawai_id = p.id
        left join (
            select distinct on (pegawai_id) pegawai_id, tingkat::int as ijazah, diakui,
                coalesce(tanggal_ijazah, make_date(tahun_lulus::int, 12, 31)) as ijazah_tmt
            from simpeg_riwayatpendidikan
            where coalesce(tanggal_ijazah, make_date(tahun_lulus::int, 12, 31)) <= {hari}
            order by pegawai_id, tingkat desc, diakui desc, id
        ) ij on ij.pegawai_id = p.id
        left join (
            select pegawai_id, max(selesai) as selesai from (
                select a.pegawai_id, upper(a.berlaku) as selesai
                from cuti_ketidakhadiran a join cuti_jenisketidakhadiran t on t.id = a.jenis_id
                where t.kode = 'TB' and a.dicabut_pada is null
                union all
                select pegawai_id, coalesce(tanggal_aktif, selesai + 1)
                from simpeg_perubahankedudukan where jenis = any({belajar})
            ) pulang where selesai <= {hari} group by 1
        ) tb on tb.pegawai_id = p.id
        left join (
            select pegawai_id,
                max(hari) filter (where jenis = {prestasi}) as prestasi_tmt,
                max(hari) filter (where jenis = {penemuan}) as penemuan_tmt
            from (
                select pegawai_id, jenis,
                    coalesce(tanggal_sk, make_date(tahun::int, 12, 31)) as hari
                from simpeg_penghargaan where jenis in ({prestasi}, {penemuan})
            ) a where hari <= {hari} group by 1
        ) pr on pr.pegawai_id = p.id
        left join (
            select pegawai_id, max(tingkat) filter (where berlaku @> {hari}) as kini,
                string_agg(distinct tingkat, ',') as pernah
            from pegawai_hukumandisiplin where lower(berlaku) <= {hari} group by 1
        ) h on h.pegawai_id = p.id
        left join (
            select a.pegawai_id, sum(greatest(1, (least(coalesce(upper(a.berlaku), {hari}), {hari})
                - lower(a.berlaku)) / 30)) as bulan
            from cuti_ketidakhadiran a join cuti_jenisketidakhadiran t on t.id = a.jenis_id
            where t.kode = 'CLTN' and a.dicabut_pada is null and lower(a.berlaku) <= {hari}
            group by 1
        ) c on c.pegawai_id = p.id
        where p.instansi_id = {instansi}"""
    ).format(
        hari=sql.SQL("{}::date").format(sql.Literal(hari.isoformat())),
        instansi=sql.Literal(instansi_id),
        belajar=sql.Literal(list(PerubahanKedudukan.BELAJAR)),
        prestasi=sql.Literal(Penghargaan.PRESTASI), penemuan=sql.Literal(Penghargaan.PENEMUAN),
    )  # fmt: skip
    karier = read_frame(query, {"pegawai_id": _N} | KARIER).with_columns(
        hukuman_pernah=pl.col("hukuman_pernah").str.split(",")
    )
    lengkap = frame.join(karier, on="pegawai_id", how="left", maintain_order="left")
    return tunda_bulan(lengkap, *_postponing(instansi_id, hari), aturan)


def _postponing(instansi_id: int, hari: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Sanctions with their code, and times outside service: (pegawai_id, mulai, ...) each."""
    bagian = {"hari": sql.SQL("{}::date").format(sql.Literal(hari.isoformat())),
              "instansi": sql.Literal(instansi_id)}  # fmt: skip
    hukuman = sql.SQL(
        """select h.pegawai_id, h.jenis, lower(h.berlaku) as mulai
        from pegawai_hukumandisiplin h join pegawai_pegawai p on p.id = h.pegawai_id
        where h.jenis <> '' and h.no_pembatalan = '' and lower(h.berlaku) <= {hari}
            and p.instansi_id = {instansi}"""
    ).format(**bagian)
    luar = sql.SQL(
        """select a.pegawai_id, lower(a.berlaku) as mulai,
            greatest(1, (coalesce(upper(a.berlaku), {hari}) - lower(a.berlaku)) / 30) as bulan
        from cuti_ketidakhadiran a join cuti_jenisketidakhadiran t on t.id = a.jenis_id
        join pegawai_pegawai p on p.id = a.pegawai_id
        where t.kode = 'CLTN' and a.dicabut_pada is null and lower(a.berlaku) <= {hari}
            and p.instansi_id = {instansi}"""
    ).format(**bagian)
    return (
        read_frame(hukuman, {"pegawai_id": _N, "jenis": _T, "mulai": pl.Date}),
        read_frame(luar, {"pegawai_id": _N, "mulai": pl.Date, "bulan": _N}),
    )


def predicates(instansi_id: int, hari: date) -> pl.DataFrame:
    """pegawai_id, tahun, predikat: finished yearly assessments of the last years."""
    query = sql.SQL(
        """select a.pegawai_id, a.periode / 100 as tahun, a.predikat
        from kinerja_penilaian a join pegawai_pegawai p on p.id = a.pegawai_id
        where a.jenis = 'tahunan' and a.selesai_pada is not null and a.predikat <> ''
            and a.periode / 100 >= {tahun} and p.instansi_id = {instansi}"""
    ).format(tahun=sql.Literal(hari.year - _TAHUN), instansi=sql.Literal(instansi_id))
    return read_frame(query, {"pegawai_id": _N, "tahun": _N, "predikat": _T}).unique(
        ["pegawai_id", "tahun"], keep="last", maintain_order=True
    )


def awards(instansi_id: int, hari: date) -> pl.DataFrame:
    """pegawai_id, nama of awards for long service."""
    query = sql.SQL(
        """select a.pegawai_id, a.nama from simpeg_penghargaan a
        join pegawai_pegawai p on p.id = a.pegawai_id
        where p.instansi_id = {} and a.tahun <= {} and a.nama ~* 'satya *lancana'"""
    ).format(sql.Literal(instansi_id), sql.Literal(hari.year))
    return read_frame(query, {"pegawai_id": _N, "nama": _T})
