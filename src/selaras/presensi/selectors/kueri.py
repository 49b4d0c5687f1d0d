"""The queries behind the frames, as composed SQL whose values are literals.

One text serves both Django's connection and ADBC. Dates are inclusive on both ends.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, time, timedelta

from psycopg import sql

from selaras.aturan.jadwal import Rentang

_Sql = sql.Composed | sql.SQL


def _selang(rentang: Rentang) -> sql.Composed:
    return sql.SQL("daterange({}, {}, '[]')").format(
        sql.Literal(rentang.awal), sql.Literal(rentang.akhir)
    )


def _termasuk(kolom: str, ids: Collection[int] | None) -> _Sql:
    if ids is None:
        return sql.SQL("true")
    return sql.SQL("{} = any({}::bigint[])").format(sql.SQL(kolom), sql.Literal(list(ids)))


def orang(
    instansi_id: int,
    rentang: Rentang,
    skpd_ids: Collection[int] | None,
    pegawai_ids: Collection[int] | None,
) -> sql.Composed:
    """People in service with the SKPD and zone of their latest definitive post in the span."""
    return sql.SQL(
        """
        with pos as (
            select distinct on (r.pegawai_id) r.pegawai_id, j.unit_id
            from pegawai_riwayatjabatan r join organisasi_jabatan j on j.id = r.jabatan_id
            where r.penugasan = 'D' and r.berlaku && {selang} and {orang_pos}
            order by r.pegawai_id, r.berlaku desc
        )
        select p.id as pegawai_id, u.skpd_id,
            coalesce(nullif(u.zona, ''), nullif(s.zona, ''), i.zona) as zona
        from pegawai_pegawai p
        join organisasi_instansi i on i.id = p.instansi_id
        left join pos on pos.pegawai_id = p.id
        left join organisasi_unitkerja u on u.id = pos.unit_id
        left join organisasi_unitkerja s on s.id = u.skpd_id
        where p.instansi_id = {instansi} and {orang} and {skpd}
            and exists (select 1 from pegawai_riwayatstatus st
                        where st.pegawai_id = p.id and st.berlaku && {selang})
        """
    ).format(
        selang=_selang(rentang),
        instansi=sql.Literal(instansi_id),
        orang_pos=_termasuk("r.pegawai_id", pegawai_ids),
        orang=_termasuk("p.id", pegawai_ids),
        skpd=_termasuk("u.skpd_id", skpd_ids),
    )


def penugasan(instansi_id: int, rentang: Rentang, orang: sql.Composable) -> sql.Composed:
    """Timetables by person and dates within service; later rows win: everyone's default, the
    units' from far to near, the person's own, her exceptions. First rows: in service
    without a timetable."""
    return sql.SQL(
        """
        with layanan as materialized (
            select st.pegawai_id, st.berlaku * {selang} as r from pegawai_riwayatstatus st
            where st.berlaku && {selang} and st.pegawai_id {orang}
        ),
        pos as (
            select r.pegawai_id, j.unit_id, r.berlaku
            from pegawai_riwayatjabatan r join organisasi_jabatan j on j.id = r.jabatan_id
            where r.penugasan = 'D' and r.berlaku && {selang} and r.pegawai_id {orang}
        ),
        bawaan as (
            select u.id as unit_id, a.jadwal_id, a.berlaku, length(induk.path) as dalam
            from presensi_penugasanjadwal a
            join organisasi_unitkerja induk on induk.id = a.unit_id
            join organisasi_unitkerja u on u.path like induk.path || '%'
            where a.berlaku && {selang} and a.instansi_id = {instansi}
        ),
        semua as (
            select pegawai_id, r, null::bigint as jadwal_id, -2 as urut from layanan
            union all
            select l.pegawai_id, l.r * a.berlaku, a.jadwal_id, -1
            from presensi_penugasanjadwal a join layanan l on l.r && a.berlaku
            where a.unit_id is null and a.pegawai_id is null and a.instansi_id = {instansi}
            union all
            select l.pegawai_id, l.r * pos.berlaku * b.berlaku, b.jadwal_id, b.dalam
            from layanan l
            join pos on pos.pegawai_id = l.pegawai_id
            join bawaan b on b.unit_id = pos.unit_id
            union all
            select l.pegawai_id, l.r * a.berlaku, a.jadwal_id, 1000
            from presensi_penugasanjadwal a
            join layanan l on l.pegawai_id = a.pegawai_id and l.r && a.berlaku
            union all
            select l.pegawai_id, l.r * a.berlaku, a.jadwal_id, 2000
            from presensi_pengecualianjadwal a
            join layanan l on l.pegawai_id = a.pegawai_id and l.r && a.berlaku
            where a.dicabut_pada is null
        )
        select pegawai_id, lower(r) as mulai, upper(r) - 1 as sampai, jadwal_id
        from semua where not isempty(r) order by urut
        """
    ).format(selang=_selang(rentang.diperluas), instansi=sql.Literal(instansi_id), orang=orang)


def ketukan(rentang: Rentang, orang: sql.Composable, kini: datetime | None = None) -> sql.Composed:
    """Known persons' taps, a day more on both sides: zones differ and shifts cross midnight.

    What lies after the instant asked at (`kini`) has not happened yet.
    """
    awal, akhir = (
        datetime.combine(t, time(), UTC)
        for t in (rentang.awal - timedelta(days=1), rentang.akhir + timedelta(days=2))
    )
    if kini is not None:
        akhir = min(akhir, kini.astimezone(UTC) + timedelta(seconds=1))
    return sql.SQL(
        "select pegawai_id, waktu from presensi_ketukan "
        "where waktu >= {} and waktu < {} and pegawai_id {}"
    ).format(sql.Literal(awal), sql.Literal(akhir), orang)


def roster(rentang: Rentang, orang: sql.Composable) -> sql.Composed:
    luas = rentang.diperluas
    return sql.SQL(
        "select pegawai_id, tanggal, jadwal_id from presensi_roster "
        "where tanggal between {} and {} and pegawai_id {}"
    ).format(sql.Literal(luas.awal), sql.Literal(luas.akhir), orang)


def izin(rentang: Rentang, orang: sql.Composable) -> sql.Composed:
    """Approved absences that were not cancelled; who works from home is not absent."""
    return sql.SQL(
        "select pegawai_id, lower(berlaku) as mulai, upper(berlaku) - 1 as sampai, "
        "jenis_id as jenis from cuti_ketidakhadiran "
        "where dicabut_pada is null and berlaku && {} and pegawai_id {} and jenis_id not in "
        "(select id from cuti_jenisketidakhadiran where tetap_presensi)"
    ).format(_selang(rentang), orang)


def koreksi(rentang: Rentang, orang: sql.Composable) -> sql.Composed:
    return sql.SQL(
        "select pegawai_id, tanggal, masuk, pulang from presensi_koreksipresensi "
        "where dibatalkan_pada is null and tanggal between {} and {} and pegawai_id {} "
        "order by disetujui_pada, id"
    ).format(sql.Literal(rentang.awal), sql.Literal(rentang.akhir), orang)


def jadwal(instansi_id: int) -> sql.Composed:
    """Hours of all timetables; one without any hours still appears (a null weekday)."""
    return sql.SQL(
        "select j.id as jadwal_id, h.hari, h.masuk, h.pulang, h.masuk_ramadan, h.pulang_ramadan, "
        "j.ikut_libur from presensi_jadwal j left join presensi_jadwalhari h "
        "on h.jadwal_id = j.id where j.instansi_id = {}"
    ).format(sql.Literal(instansi_id))


def libur(instansi_id: int, rentang: Rentang) -> sql.Composed:
    return sql.SQL(
        "select tanggal, cuti_bersama from presensi_harilibur "
        "where (instansi_id is null or instansi_id = {}) and tanggal between {} and {}"
    ).format(sql.Literal(instansi_id), sql.Literal(rentang.awal), sql.Literal(rentang.akhir))


def ramadan(rentang: Rentang) -> sql.Composed:
    return sql.SQL(
        "select mulai, sampai from presensi_perioderamadan where mulai <= {} and sampai >= {}"
    ).format(sql.Literal(rentang.akhir), sql.Literal(rentang.awal))


def gangguan_berlaku(instansi_id: int, rentang: Rentang) -> sql.Composed:
    """Outages in force that touch the span, a day more on both sides (zones, nights)."""
    return sql.SQL(
        "select id, lingkup, unit_id, mesin_id, tempat_id, mulai, sampai "
        "from presensi_gangguanpresensi "
        "where dicabut_pada is null and instansi_id = {} and mulai < {} and sampai > {}"
    ).format(
        sql.Literal(instansi_id),
        sql.Literal(datetime.combine(rentang.akhir + timedelta(days=2), time(), UTC)),
        sql.Literal(datetime.combine(rentang.awal - timedelta(days=1), time(), UTC)),
    )


def gangguan_orang(
    instansi_id: int, nyata: Sequence[tuple[object, ...]], orang: sql.Composable
) -> sql.Composed:
    """Each person whom outages name, with their windows.

    nyata: (lingkup, unit_id, mesin_id, tempat_id, mulai, sampai), stored or not.
    A unit's are those whose definitive post is there or below on a day of the window, a machine's
    those who have a PIN at its site, a place's those of the units that it serves.
    """
    baris = sql.SQL(", ").join(
        sql.SQL(
            "({}, {}::bigint, {}::bigint, {}::bigint, {}::timestamptz, {}::timestamptz)"
        ).format(*(sql.Literal(nilai) for nilai in satu))
        for satu in nyata
    )
    return sql.SQL(
        """
        with sebut as materialized (
            select v.*, daterange((mulai at time zone i.zona)::date,
                                  (sampai at time zone i.zona)::date, '[]') as hari
            from (values {baris}) v(lingkup, unit_id, mesin_id, tempat_id, mulai, sampai)
            join organisasi_instansi i on i.id = {instansi}
        ),
        g as (
            select lingkup, unit_id, mesin_id, mulai, sampai, hari from sebut
            union all
            select 'unit', t.unit_id, null, mulai, sampai, hari
            from sebut join presensi_tempatunit t on t.tempat_id = sebut.tempat_id
            where lingkup = 'tempat'
        )
        select p.id as pegawai_id, g.mulai, g.sampai
        from g join pegawai_pegawai p on p.instansi_id = {instansi}
        where g.lingkup = 'semua' and p.id {orang}
        union all
        select r.pegawai_id, g.mulai, g.sampai
        from g
        join organisasi_unitkerja induk on induk.id = g.unit_id
        join organisasi_unitkerja u on u.path like induk.path || '%'
        join organisasi_jabatan j on j.unit_id = u.id
        join pegawai_riwayatjabatan r
            on r.jabatan_id = j.id and r.penugasan = 'D' and r.berlaku && g.hari
        where g.lingkup = 'unit' and r.pegawai_id {orang}
        union all
        select n.pegawai_id, g.mulai, g.sampai
        from g
        join presensi_mesin m on m.id = g.mesin_id
        join presensi_pinmesin n on n.situs_id = m.situs_id and n.berlaku && g.hari
        where g.lingkup = 'mesin' and n.pegawai_id {orang}
        """
    ).format(baris=baris, instansi=sql.Literal(instansi_id), orang=orang)


def dibenarkan(rentang: Rentang, orang: sql.Composable) -> sql.Composed:
    """Days on which a superior said that the person was there during an outage in force."""
    return sql.SQL(
        "select k.pegawai_id, k.tanggal from presensi_kesaksianhadir k "
        "join presensi_gangguanpresensi g on g.id = k.gangguan_id and g.dicabut_pada is null "
        "where k.status = 'disetujui' and k.tanggal between {} and {} and k.pegawai_id {}"
    ).format(sql.Literal(rentang.awal), sql.Literal(rentang.akhir), orang)
