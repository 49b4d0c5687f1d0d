"""Everybody in service on a day, one row each: the one frame that lists, books and rules read.

Facts come set-wise from the histories as of the day; what law derives (retirement age, years of
service) is added by aturan.simpeg. An inner door: it asks no permission, callers pass the scope
that the policy gave them.
"""

import json
from collections.abc import Collection
from datetime import date

import polars as pl
from django.db import connection
from psycopg import sql

from selaras.aturan.simpeg.golongan import urutan
from selaras.aturan.simpeg.jabatan import with_jabatan
from selaras.aturan.simpeg.masa_kerja import with_masa_kerja
from selaras.aturan.simpeg.waktu import bulan_antara
from selaras.core.frames import read_frame
from selaras.hukum import Aturan, Law
from selaras.organisasi.models import Instansi
from selaras.pegawai import kode
from selaras.pegawai.models import Pegawai
from selaras.simpeg.models import PerubahanKedudukan, TingkatPendidikan

BESAR = 3_000  # people from whom on a connection of its own pays
_T, _N, _D = pl.String, pl.Int64, pl.Date
# Columns as the database gives them. Texts are "" where nothing is written, numbers and dates null.
FAKTA = {
    "pegawai_id": _N, "nip": _T, "nama": _T, "gelar_depan": _T, "gelar_belakang": _T, "jk": _T,
    "lahir": _D, "agama": _T, "kawin": _T, "status": _T, "tmt_status": _D, "kedudukan": _T,
    "golongan": _T, "tmt_golongan": _D, "golongan_mkg": _N, "jabatan_id": _N, "jabatan": _T,
    "jenis_jabatan": _T, "eselon": _T, "kelas": _N, "tmt_jabatan": _D, "tugas_lain": _T,
    "atasan_jabatan_id": _N, "bup_rujukan": _N, "unit_id": _N, "unit": _T, "unit_path": _T,
    "skpd_id": _N, "skpd": _T, "pendidikan": _N, "jurusan": _T, "tahun_lulus": _N,
    "tmt_cpns": _D, "tmt_pns": _D, "akhir_kontrak": _D, "mk_awal_bulan": _N, "pmk_bulan": _N,
    "kgb_tmt": _D, "kgb_mkg": _N, "kgb_gaji": _N, "diklat_level": _N, "diklat": _T,
    "diklat_tahun": _N,
}  # fmt: skip
AKTIF = "Aktif"
_PENDIDIKAN = {int(t.value): t.label for t in TingkatPendidikan}

_ORANG = {"milik": "pegawai_id", "a": "a.pegawai_id", "b": "b.pegawai_id", "orang": "p.id"}
_SQL = """
select p.id as pegawai_id, p.nip, p.nama, p.gelar_depan, p.gelar_belakang, p.jenis_kelamin as jk,
    p.tanggal_lahir as lahir, coalesce(d.agama, '') as agama,
    coalesce(d.status_kawin, '') as kawin, st.status, lower(st.berlaku) as tmt_status,
    {kedudukan} as kedudukan,
    coalesce(g.golongan, '') as golongan, lower(g.berlaku) as tmt_golongan,
    g.masa_kerja_tahun * 12 + coalesce(g.masa_kerja_bulan, 0) as golongan_mkg,
    j.id as jabatan_id, coalesce(j.nama, '') as jabatan, coalesce(j.jenis, '') as jenis_jabatan,
    coalesce(j.eselon, '') as eselon, j.kelas, lower(r.berlaku) as tmt_jabatan,
    {tugas} as tugas_lain, j.atasan_id as atasan_jabatan_id, ruj.bup as bup_rujukan,
    u.id as unit_id, coalesce(u.nama, '') as unit, coalesce(u.path, '') as unit_path,
    s.id as skpd_id, coalesce(s.nama, '') as skpd,
    nullif(pd.tingkat, '')::int as pendidikan, coalesce(pd.jurusan, '') as jurusan, pd.tahun_lulus,
    angkat.tmt_cpns, angkat.tmt_pns,
    {akhir_kontrak} as akhir_kontrak,
    angkat.mk_awal_bulan, pmk.pmk_bulan, {berkala}
from pegawai_riwayatstatus st
join pegawai_pegawai p on p.id = st.pegawai_id
left join simpeg_datapribadi d on d.pegawai_id = p.id
left join pegawai_riwayatgolongan g on g.pegawai_id = p.id and g.berlaku @> {hari}
left join pegawai_riwayatjabatan r
    on r.pegawai_id = p.id and r.penugasan = 'D' and r.berlaku @> {hari}
left join organisasi_jabatan j on j.id = r.jabatan_id
left join organisasi_unitkerja u on u.id = j.unit_id
left join organisasi_unitkerja s on s.id = u.skpd_id
left join (
    select lower(nama) as nama, max((data ->> 'usiabup')::int) as bup from (
        select nama, jsonb_build_object('usiabup', v.value) as data
        from organisasi_referensi, jsonb_each_text(data) v
        where daftar = 'jabatan_fungsional' and lower(v.key) = 'usiabup' and v.value ~ '^[0-9]+$'
    ) q group by 1
) ruj on ruj.nama = lower(j.nama)
left join (
    select distinct on (pegawai_id) pegawai_id, tingkat, jurusan, tahun_lulus
    from simpeg_riwayatpendidikan
    where diakui and coalesce(tanggal_ijazah, make_date(tahun_lulus, 1, 1)) <= {hari} {milik}
    order by pegawai_id, tingkat desc, tahun_lulus, id
) pd on pd.pegawai_id = p.id
left join (
    select pegawai_id,
        coalesce(min(tmt) filter (where jenis = 'CPNS'), min(tmt)) as tmt_cpns,
        min(tmt) filter (where jenis = 'PNS') as tmt_pns,
        max(akhir_kontrak) as akhir_kontrak,
        (array_agg(masa_kerja_tahun * 12 + masa_kerja_bulan order by tmt, id))[1] as mk_awal_bulan
    from simpeg_pengangkatan where tmt <= {hari} {milik} group by 1
) angkat on angkat.pegawai_id = p.id
left join (
    select pegawai_id, sum(tahun * 12 + bulan) as pmk_bulan
    from simpeg_tambahanmasakerja where tmt <= {hari} {milik} group by 1
) pmk on pmk.pegawai_id = p.id
{lain}where st.berlaku @> {hari} and p.instansi_id = {instansi} {unit} {orang}
order by p.id
"""

# What is told of a person and never counted; whoever counts goes without these joins.
_LAIN = {
    "kedudukan": "coalesce(pergi.kedudukan, {nama_kedudukan}::jsonb ->> ubah.jenis, {aktif})",
    "tugas": "coalesce(plt.tugas, '')",
    "akhir_kontrak": "coalesce(kontrak.akhir, angkat.akhir_kontrak)",
    "berkala": """kgb.tmt as kgb_tmt, kgb.masa_kerja_tahun * 12 + kgb.masa_kerja_bulan as kgb_mkg,
    kgb.gaji_baru as kgb_gaji, dk.jenjang as diklat_level, coalesce(dk.nama, '') as diklat,
    extract(year from dk.selesai)::int as diklat_tahun""",
    "lain": """
left join (
    select a.pegawai_id, min(t.nama) as kedudukan
    from cuti_ketidakhadiran a join cuti_jenisketidakhadiran t on t.id = a.jenis_id
    where a.berlaku @> {hari} and a.dicabut_pada is null and t.kode in ('CLTN', 'TB') {a}
    group by 1
) pergi on pergi.pegawai_id = p.id
left join (
    select distinct on (pegawai_id) pegawai_id, jenis
    from simpeg_perubahankedudukan
    where mulai <= {hari} and coalesce(selesai, {hari}) >= {hari}
        and (tanggal_aktif is null or tanggal_aktif > {hari})
        and jenis <> all({kembali}) {milik}
    order by pegawai_id, mulai desc, id
) ubah on ubah.pegawai_id = p.id
left join (
    select b.pegawai_id, string_agg(b.penugasan || ' ' || k.nama, '; ' order by b.id) as tugas
    from pegawai_riwayatjabatan b join organisasi_jabatan k on k.id = b.jabatan_id
    where b.penugasan <> 'D' and b.berlaku @> {hari} {b} group by 1
) plt on plt.pegawai_id = p.id
left join (
    select pegawai_id, max(selesai) as akhir
    from simpeg_kontrakpppk where mulai <= {hari} {milik} group by 1
) kontrak on kontrak.pegawai_id = p.id
left join (
    select distinct on (pegawai_id) pegawai_id, tmt, masa_kerja_tahun, masa_kerja_bulan, gaji_baru
    from simpeg_kenaikangajiberkala where tmt <= {hari} {milik}
    order by pegawai_id, tmt desc, id desc
) kgb on kgb.pegawai_id = p.id
left join (
    select distinct on (pegawai_id) pegawai_id, jenjang, nama, selesai
    from simpeg_riwayatpelatihan
    where jenis = 'struktural' and jenjang is not null and selesai <= {hari} {milik}
    order by pegawai_id, jenjang, selesai, id
) dk on dk.pegawai_id = p.id
""",
}
_TANPA_LAIN = {
    "kedudukan": "{aktif}", "tugas": "''", "akhir_kontrak": "angkat.akhir_kontrak",
    "berkala": """null::date as kgb_tmt, null::int as kgb_mkg, null::bigint as kgb_gaji,
    null::int as diklat_level, '' as diklat, null::int as diklat_tahun""",
    "lain": "",
}  # fmt: skip


def load_keadaan(
    instansi_id: int,
    pada: date,
    unit_ids: Collection[int] | None = None,
    *,
    pegawai_ids: Collection[int] | None = None,
    hitungan: bool = False,
) -> pl.DataFrame:
    """One row per person in service on the day, in the order of their ids.

    `unit_ids` keeps those whose definitive post stands in one of the units or below it;
    `pegawai_ids` only these people (a page of a list), read without scanning the others. Columns:
    those of FAKTA and jenjang, kelompok (of simpeg.bup), bup, tmt_pensiun, golongan_urut (1..17,
    null for PPPK), masa_kerja_bulan, mkg_bulan, mkg_sumber, pendidikan_nama, usia_bulan, usia.
    diklat_level: 1 = highest (PKN I) .. 4. pendidikan: SIASN's number, ascending with the level.
    `hitungan` = for counting: standing, other tasks, increments, trainings and extended contracts
    are left out.
    """
    aturan = law_of(instansi_id, pada)
    bagian = {n: "{" + n + "}" for n in ("hari", "instansi", "unit", *_ORANG)}
    perintah = _SQL.format(**bagian, **(_TANPA_LAIN if hitungan else _LAIN))
    query = sql.SQL(perintah).format(
        hari=sql.SQL("{}::date").format(sql.Literal(pada.isoformat())), aktif=sql.Literal(AKTIF),
        instansi=sql.Literal(instansi_id), unit=_within(unit_ids),
        nama_kedudukan=sql.Literal(json.dumps(kode.table("cltn"))),
        kembali=sql.Literal(list(PerubahanKedudukan.KEMBALI)),
        **{nama: _only(kolom, pegawai_ids) for nama, kolom in _ORANG.items()},
    )  # fmt: skip
    large = pegawai_ids is None and _is_large(instansi_id, unit_ids)
    fakta = read_frame(query, FAKTA, large=large)
    return derive(fakta, pada, aturan)


def law_of(instansi_id: int, pada: date) -> Aturan:
    """The law of the government on the day."""
    daerah = Instansi.objects.values_list("daerah", flat=True).get(pk=instansi_id)
    return Law.load().pada(pada, daerah)


def derive(fakta: pl.DataFrame, pada: date, aturan: Aturan) -> pl.DataFrame:
    """The facts with what follows from them by law."""
    hari = pl.lit(pada)
    with_post = with_jabatan(fakta, aturan)
    return with_masa_kerja(with_post, hari).with_columns(
        golongan_urut=urutan(pl.col("golongan"), aturan),
        pendidikan_nama=pl.col("pendidikan").replace_strict(
            _PENDIDIKAN, default="", return_dtype=_T
        ),
        usia_bulan=bulan_antara(pl.col("lahir"), hari),
        usia=bulan_antara(pl.col("lahir"), hari) // 12,
    )


def _within(unit_ids: Collection[int] | None) -> sql.Composable:
    if unit_ids is None:
        return sql.SQL("")
    return sql.SQL(
        "and exists (select 1 from organisasi_unitkerja w where w.id = any({}::bigint[]) "
        "and starts_with(u.path, w.path))"
    ).format(sql.Literal(list(unit_ids)))


def _only(kolom: str, pegawai_ids: Collection[int] | None) -> sql.Composable:
    if pegawai_ids is None:
        return sql.SQL("")
    return sql.SQL("and {} = any({}::bigint[])").format(
        sql.Identifier(*kolom.split(".")), sql.Literal(list(pegawai_ids))
    )


def _is_large(instansi_id: int, unit_ids: Collection[int] | None) -> bool:
    """Inside a transaction the caller's own writes must be seen, so never large there."""
    if unit_ids is not None or connection.in_atomic_block:
        return False
    return Pegawai.objects.filter(instansi_id=instansi_id).count() >= BESAR
