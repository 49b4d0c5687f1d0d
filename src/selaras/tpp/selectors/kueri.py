"""The queries behind the month's frame, as composed SQL whose values are literals.

Facts hold "as of the month's first day" unless said; a person who came later is read as of the
first day in service.
"""

from datetime import date

from psycopg import sql

from selaras.aturan.jadwal import Rentang
from selaras.tpp.masa import NAMA_KHUSUS


def _selang(rentang: Rentang) -> sql.Composed:
    return sql.SQL("daterange({}, {}, '[]')").format(
        sql.Literal(rentang.awal), sql.Literal(rentang.akhir)
    )


def status(instansi_id: int, rentang: Rentang, orang: sql.Composable) -> sql.Composed:
    """Every status of the month; `akhir` = last day of it, null = open."""
    return sql.SQL(
        "select st.pegawai_id, st.status, st.wajib_kinerja, lower(st.berlaku) as mulai, "
        "upper(st.berlaku) - 1 as akhir from pegawai_riwayatstatus st "
        "where st.berlaku && {} and st.pegawai_id {}"
    ).format(_selang(rentang), orang)


def jabatan(rentang: Rentang, orang: sql.Composable) -> sql.Composed:
    """Pieces of the month: a definitive post with its besaran, clipped to the month."""
    return sql.SQL(
        """
        select r.pegawai_id, r.jabatan_id, j.unit_id, j.kelas, u.jenis_bayar as jenis_unit,
            lower(masa) as mulai, upper(masa) - 1 as sampai,
            b.beban_kerja as bk, b.prestasi_kerja as pk, b.kondisi_kerja as kk,
            b.tempat_bertugas as tb, b.kelangkaan_profesi as kp, b.pertimbangan_objektif as po
        from pegawai_riwayatjabatan r
        join organisasi_jabatan j on j.id = r.jabatan_id
        join organisasi_unitkerja u on u.id = j.unit_id
        left join organisasi_besarantpp b on b.jabatan_id = r.jabatan_id
            and b.berlaku && (r.berlaku * {selang})
        cross join lateral (
            select r.berlaku * coalesce(b.berlaku, r.berlaku) * {selang} as masa
        ) m
        where r.penugasan = 'D' and r.berlaku && {selang} and r.pegawai_id {orang}
        """
    ).format(selang=_selang(rentang), orang=orang)


def plt(awal: date, orang: sql.Composable) -> sql.Composed:
    """Acting posts held on the first day, with the days held before it and their besaran."""
    return sql.SQL(
        """
        select r.pegawai_id, r.cara_plt as plt, {awal} - lower(r.berlaku) as plt_hari,
            b.beban_kerja as plt_bk, b.prestasi_kerja as plt_pk, b.kondisi_kerja as plt_kk,
            b.tempat_bertugas as plt_tb, b.kelangkaan_profesi as plt_kp,
            b.pertimbangan_objektif as plt_po
        from pegawai_riwayatjabatan r
        left join organisasi_besarantpp b on b.jabatan_id = r.jabatan_id and b.berlaku @> {awal}
        where r.penugasan <> 'D' and r.cara_plt <> '' and r.berlaku @> {awal}
            and r.pegawai_id {orang}
        """
    ).format(awal=sql.SQL("{}::date").format(sql.Literal(awal)), orang=orang)


def per_tanggal(tabel: str, kolom: str, hari: date, orang: sql.Composable) -> sql.Composed:
    """One column of a dated history on a day."""
    return sql.SQL(
        "select pegawai_id, {kolom} from {tabel} where berlaku @> {hari}::date "
        "and pegawai_id {orang}"
    ).format(
        kolom=sql.Identifier(kolom), tabel=sql.Identifier(tabel), hari=sql.Literal(hari),
        orang=orang,
    )  # fmt: skip


def golongan(rentang: Rentang, orang: sql.Composable) -> sql.Composed:
    return sql.SQL(
        "select pegawai_id, golongan, lower(berlaku) as mulai from pegawai_riwayatgolongan "
        "where berlaku && {} and pegawai_id {}"
    ).format(_selang(rentang), orang)


def gaji(periode: int, orang: sql.Composable) -> sql.Composed:
    return sql.SQL(
        "select pegawai_id, bruto as gaji_bruto, iwp as gaji_iwp, bpjs as gaji_bpjs, "
        "pph as gaji_pph, iuran_pensiun from pegawai_gajibulanan "
        "where periode = {} and pegawai_id {}"
    ).format(sql.Literal(periode), orang)


def gaji_terakhir(periode: int, orang: sql.Composable) -> sql.Composed:
    """The salary of the month, else of the last ordinary month before it that has one."""
    return sql.SQL(
        "select distinct on (pegawai_id) pegawai_id, bruto as gaji_bruto, iwp as gaji_iwp, "
        "bpjs as gaji_bpjs, pph as gaji_pph, iuran_pensiun, periode::bigint as gaji_periode "
        "from pegawai_gajibulanan where periode <= {periode} "
        "and (periode = {periode} or periode % 100 <= 12) and pegawai_id {orang} "
        "order by pegawai_id, periode desc"
    ).format(periode=sql.Literal(periode), orang=orang)


def penilaian(periode: int, orang: sql.Composable) -> sql.Composed:
    return sql.SQL(
        "select pegawai_id, nullif(predikat, '') as predikat, persen_bp, menit, nilai_skp_bp "
        "from kinerja_penilaianbulanan where periode = {} and pegawai_id {}"
    ).format(sql.Literal(periode), orang)


def apel(rentang: Rentang, orang: sql.Composable) -> sql.Composed:
    """Missed roll calls of the month; what they cost is the rule's."""
    return sql.SQL(
        "select pegawai_id, count(*) as apel_absen from presensi_tidakapel where dibatalkan_pada "
        "is null and tanggal between {} and {} and pegawai_id {} group by pegawai_id"
    ).format(sql.Literal(rentang.awal), sql.Literal(rentang.akhir), orang)


def susulan(periode: int, orang: sql.Composable) -> sql.Composed:
    """Arrears and overpayments up to this month, less what earlier months in force settled.

    So an overpayment larger than a month's pay goes on to the next one, and a line is not lost
    where its month had no instrument for the person.
    """
    return sql.SQL(
        """
        with baris as (
            select pegawai_id, sum(greatest(nilai_rp, 0)) as kurang,
                sum(greatest(-nilai_rp, 0)) as lebih
            from tpp_susulantpp where masuk_periode <= {periode} and pegawai_id {orang}
            group by pegawai_id
        ),
        lunas as (
            select i.pegawai_id, sum(i.kekurangan_lalu) as kurang,
                sum(i.kelebihan_dipotong) as lebih
            from baris b
            join tpp_instrumenpenilaian i on i.pegawai_id = b.pegawai_id and i.periode < {periode}
            join periode_periodeunit pu on pu.skpd_id = i.skpd_id and pu.periode = i.periode
                and pu.hitungan_id = i.hitungan_id
            group by i.pegawai_id
        )
        select b.pegawai_id,
            greatest(b.kurang - coalesce(l.kurang, 0), 0)::bigint as kekurangan_lalu,
            greatest(b.lebih - coalesce(l.lebih, 0), 0)::bigint as kelebihan_lalu
        from baris b left join lunas l using (pegawai_id)
        """
    ).format(periode=sql.Literal(periode), orang=orang)


def potongan(awal: date, orang: sql.Composable) -> sql.Composed:
    return sql.SQL(
        "select pegawai_id, jenis, nilai_rp::bigint as nilai_rp from tpp_potongantpp "
        "where berlaku @> {}::date and pegawai_id {}"
    ).format(sql.Literal(awal), orang)


def setahun(instansi_id: int, periode: int, orang: sql.Composable) -> sql.Composed:
    """The year's sums before this month: opening balance, salaries, instruments in force.

    `bulan_kurang` counts months with a salary that neither the balance nor a run covers: her own
    SKPD's run, or where no sheet names her SKPD a finished one of the government. The other two
    count months whose pension contribution or tax nobody has told. A month whose payment was held
    is no income of the year until it is paid, as arrears of another month. THR and the 13th salary
    are income of their year and no month of work.
    """
    tahun = periode // 100
    return sql.SQL(
        """
        with saldo as (
            select pegawai_id, sampai_bulan, jumlah_bulan, bruto, iuran_pensiun, pph21
            from tpp_saldopajak where tahun = {tahun} and pegawai_id {orang}
        ),
        gaji as (
            select g.pegawai_id, g.periode, g.bruto, g.iuran_pensiun, g.pph
            from pegawai_gajibulanan g left join saldo s on s.pegawai_id = g.pegawai_id
            where g.periode >= {awal} and g.pegawai_id {gaji_orang}
                and (g.periode < {periode} or g.periode = any({khusus}::int[]))
                and g.periode > {dasar} + coalesce(s.sampai_bulan, 0)
        ),
        terpakai as (
            select i.pegawai_id, i.periode, i.bruto, i.pph21 - i.pph21_lebih as pph21
            from tpp_instrumenpenilaian i
            join periode_periodeunit pu on pu.skpd_id = i.skpd_id and pu.periode = i.periode
                and pu.hitungan_id = i.hitungan_id
            where i.periode >= {awal} and i.pegawai_id {i_orang}
                and (i.periode < {periode} or i.periode = any({khusus}::int[]))
                and not exists (select 1 from tpp_pembayarantpp b
                    join tpp_daftarbayar d on d.id = b.daftar_id
                    where b.pegawai_id = i.pegawai_id and d.periode = i.periode
                        and b.status = 'ditahan')
        ),
        bulan as (
            select coalesce(g.pegawai_id, t.pegawai_id) as pegawai_id,
                coalesce(g.bruto, 0) + coalesce(t.bruto, 0) as bruto,
                coalesce(g.iuran_pensiun, 0) as iuran,
                coalesce(t.pph21, g.pph, 0) as pph21,
                (coalesce(g.periode, t.periode) <> all({khusus}::int[]))::int as n,
                (g.periode <> all({khusus}::int[]) and g.iuran_pensiun is null)::int
                    as tanpa_iuran,
                (t.periode is null and g.pph is null)::int as tanpa_pph,
                case when t.periode is not null or g.periode = any({khusus}::int[]) then 0
                    when l.skpd_id is not null then (not exists (
                        select 1 from periode_periodeunit pu where pu.periode = g.periode
                            and pu.skpd_id = l.skpd_id and pu.hitungan_id is not null))::int
                    else (not exists (
                        select 1 from tpp_hitunganbulan h where h.periode = g.periode
                            and h.instansi_id = {instansi} and h.status = 'selesai'))::int
                end as kurang
            from gaji g full join terpakai t using (pegawai_id, periode)
            left join presensi_lembarpresensi l on t.periode is null
                and l.periode = g.periode and l.pegawai_id = g.pegawai_id
            left join saldo s on s.pegawai_id = coalesce(g.pegawai_id, t.pegawai_id)
            where coalesce(g.periode, t.periode) > {dasar} + coalesce(s.sampai_bulan, 0)
        )
        select pegawai_id, sum(bruto)::bigint as setahun_bruto, sum(iuran)::bigint as setahun_iuran,
            sum(pph21)::bigint as setahun_pph, sum(n)::bigint + 1 as bulan_bekerja,
            sum(kurang)::bigint as bulan_kurang, sum(tanpa_iuran)::bigint as bulan_tanpa_iuran,
            sum(tanpa_pph)::bigint as bulan_tanpa_pph
        from (
            select pegawai_id, bruto, iuran, pph21, n, kurang, tanpa_iuran, tanpa_pph
            from bulan
            union all
            select pegawai_id, bruto, iuran_pensiun, pph21, jumlah_bulan, 0, 0, 0 from saldo
        ) semua group by pegawai_id
        """
    ).format(
        tahun=sql.Literal(tahun), awal=sql.Literal(tahun * 100 + 1), dasar=sql.Literal(tahun * 100),
        periode=sql.Literal(periode), orang=orang, gaji_orang=orang, i_orang=orang,
        instansi=sql.Literal(instansi_id),
        khusus=sql.Literal([tahun * 100 + n for n in NAMA_KHUSUS]),
    )  # fmt: skip


def units_on_trial(instansi_id: int, hari: date) -> sql.Composed:
    """Units that try e-Kinerja out on that day: the nearest word above counts.

    Who has not begun at all is valued as before, by what is recorded or imported.
    """
    return sql.SQL(
        """
        select u.id as unit_id
        from organisasi_unitkerja u
        cross join lateral (
            select p.tahap
            from organisasi_pengaktifanunit p
            join organisasi_unitkerja a on a.id = p.unit_id
            where p.modul = 'kinerja' and p.berlaku @> {hari}::date
                and u.path like a.path || '%' and a.path <> ''
            order by length(a.path) desc
            limit 1
        ) t
        where u.instansi_id = {instansi} and t.tahap in ('uji_tertutup', 'uji_coba')
            and exists (select from organisasi_pengaktifanunit where modul = 'kinerja')
        """
    ).format(hari=sql.Literal(hari), instansi=sql.Literal(instansi_id))
