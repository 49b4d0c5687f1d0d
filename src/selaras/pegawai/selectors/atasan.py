"""Who leads whom on a day: a dated override, else who acts on the superior post.

Of a post's people Plh goes before Plt, Plt before the definitive holder; who would lead herself
is led from one post higher. An empty superior post gives no superior: that is a named gap.
"""

from collections.abc import Collection
from datetime import date

from django.db import connection

from selaras.pegawai.models import Pegawai

MAKS_NAIK = 6
# One statement for any number of people: their definitive posts, then up while the leader found is
# the person herself.
_SQL = """
with recursive orang as (
    select unnest(%(ids)s::bigint[]) as id
), pejabat as (
    select distinct on (r.jabatan_id) r.jabatan_id, r.pegawai_id
    from pegawai_riwayatjabatan r
    where r.berlaku @> %(hari)s::date
    order by r.jabatan_id,
        case r.penugasan when 'PLH' then 0 when 'PLT' then 1 else 2 end,
        lower(r.berlaku) desc, r.id
), khusus as (
    select a.pegawai_id, a.atasan_id
    from pegawai_atasankhusus a join orang o on o.id = a.pegawai_id
    where a.berlaku @> %(hari)s::date
), naik as (
    select r.pegawai_id, j.atasan_id as jabatan_id, 1 as langkah
    from pegawai_riwayatjabatan r
    join orang o on o.id = r.pegawai_id
    join organisasi_jabatan j on j.id = r.jabatan_id
    where r.penugasan = 'D' and r.berlaku @> %(hari)s::date
    union all
    select n.pegawai_id, j.atasan_id, n.langkah + 1
    from naik n
    join pejabat p on p.jabatan_id = n.jabatan_id and p.pegawai_id = n.pegawai_id
    join organisasi_jabatan j on j.id = n.jabatan_id
    where n.langkah < %(maks)s
), oleh_jabatan as (
    select distinct on (n.pegawai_id) n.pegawai_id, p.pegawai_id as atasan_id
    from naik n join pejabat p on p.jabatan_id = n.jabatan_id and p.pegawai_id <> n.pegawai_id
    order by n.pegawai_id, n.langkah
)
select o.id, coalesce(k.atasan_id, j.atasan_id)
from orang o
left join khusus k on k.pegawai_id = o.id
left join oleh_jabatan j on j.pegawai_id = o.id
where coalesce(k.atasan_id, j.atasan_id) is not null
"""


def superior_ids(pegawai_ids: Collection[int], hari: date) -> dict[int, int]:
    """Person -> her superior on a day, for those who have one; one query."""
    if not pegawai_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"ids": list(pegawai_ids), "hari": hari, "maks": MAKS_NAIK})
        return dict(cursor.fetchall())


def superior_of(pegawai: Pegawai, hari: date) -> Pegawai | None:
    """The one who leads this person on a day, or nobody."""
    atasan = superior_ids([pegawai.pk], hari).get(pegawai.pk)
    return Pegawai.objects.get(pk=atasan) if atasan else None
