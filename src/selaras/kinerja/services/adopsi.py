"""Counts how far people use kinerja in a month; the one writer of AdopsiBulan."""

from datetime import datetime

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction

from selaras.aturan.jadwal import Rentang
from selaras.core.permissions import system_actor
from selaras.kinerja.models import AdopsiBulan
from selaras.kinerja.selectors.kewajiban import units_not_in_use
from selaras.pegawai.selectors.sebulan import people_of_month, serving

BULAN_MUNDUR = 2  # reports and assessments of a month come in the one after it
# Obliged is who must by her status, and who has a plan here all the same. Before posts are on
# record the plan says where somebody works. Each step is a set of people of its own: counted
# apart, 50,000 people take some seconds a month.
_HITUNG = """
with wajib as ({orang}),
pos as (
    select distinct on (r.pegawai_id) r.pegawai_id, j.unit_id
    from pegawai_riwayatjabatan r
    join organisasi_jabatan j on j.id = r.jabatan_id
    where r.berlaku && %s::daterange and r.penugasan = 'D'
    order by r.pegawai_id, r.berlaku desc
),
rencana as (
    select distinct on (pegawai_id) pegawai_id, unit_id from kinerja_skp
    where berlaku_kini and status = 'disetujui' and masa @> %s::date
    order by pegawai_id, versi desc
),
orang as (select pk from wajib union select pegawai_id from rencana),
aktivitas as (
    select distinct pegawai_id from kinerja_hariaktivitas where tanggal between %s and %s
),
realisasi as (
    select distinct pegawai_id from kinerja_realisasi
    where periode = %s and diajukan_pada is not null
),
dinilai as (
    select pegawai_id from kinerja_penilaianbulanan
    where periode = %s
        and (predikat <> '' or coalesce(persen_bp, menit, nilai_skp_bp) is not null)
)
insert into kinerja_adopsibulan
    (skpd_id, periode, wajib, rencana, aktivitas, realisasi, dinilai, dihitung_pada)
select u.skpd_id, %s, count(*), count(rencana), count(aktivitas), count(realisasi),
    count(dinilai), %s
from orang left join pos on pos.pegawai_id = orang.pk
left join rencana on rencana.pegawai_id = orang.pk
join organisasi_unitkerja u on u.id = coalesce(pos.unit_id, rencana.unit_id)
left join aktivitas on aktivitas.pegawai_id = orang.pk
left join realisasi on realisasi.pegawai_id = orang.pk
left join dinilai on dinilai.pegawai_id = orang.pk
where u.skpd_id is not null and not u.id = any(%s::bigint[])
group by u.skpd_id
"""


@transaction.atomic
def count_adoption(periode: int, *, at: datetime) -> int:
    """Make a month's counts anew, for all governments; how many SKPD."""
    rentang = Rentang.bulan(periode)
    wajib = people_of_month(system_actor("Adopsi", at=at), "kinerja.view", periode)
    orang = serving(wajib, periode, wajib_kinerja=True).order_by().values("pk")
    try:
        siapa, isi = orang.query.sql_with_params()
    except EmptyResultSet:
        return 0
    masa, akhir = f"[{rentang.awal},{rentang.akhir}]", rentang.akhir
    belum = units_not_in_use(akhir)
    AdopsiBulan.objects.filter(periode=periode).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            _HITUNG.format(orang=siapa),
            [*isi, masa, akhir, rentang.awal, akhir, periode, periode, periode, at, belum],
        )
        return int(cursor.rowcount)


def months_to_count(hari: datetime) -> list[int]:
    """The running month and those before it whose counts may still move."""
    urut = hari.year * 12 + hari.month - 1
    return [n // 12 * 100 + n % 12 + 1 for n in range(urut - BULAN_MUNDUR, urut + 1)]
