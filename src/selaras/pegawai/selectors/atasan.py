"""Who leads whom on a day: a dated override, else who acts on the superior post.

Of a post's people Plh goes before Plt, Plt before the definitive holder. Where nobody holds or acts
on the superior post, or the person herself does, she is led from the next post above that somebody
else fills; the empty post is a named gap all the same.
"""

from collections.abc import Collection
from datetime import date
from typing import Final

from django.db import connection
from django.db.models.expressions import RawSQL

from selaras.pegawai.models import Pegawai

MAKS_NAIK = 6
OUTER_PERSON: Final = '"pegawai_pegawai"."id"'  # of a query over Pegawai around the subquery
# One statement for any number of people: their definitive posts, then up while the post found is
# empty or the person's own. Only posts that lead any other are asked who fills them: few of many.
_SQL = """
with recursive orang as (
    select unnest(%(ids)s::bigint[]) as id
), pejabat as (
    select q.atasan_id as jabatan_id, r.pegawai_id
    from (select distinct atasan_id from organisasi_jabatan where atasan_id is not null) q
    cross join lateral (
        select r.pegawai_id
        from pegawai_riwayatjabatan r
        where r.jabatan_id = q.atasan_id and r.berlaku @> %(hari)s::date
        order by case r.penugasan when 'PLH' then 0 when 'PLT' then 1 else 2 end,
            lower(r.berlaku) desc, r.id
        limit 1
    ) r
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
    left join pejabat p on p.jabatan_id = n.jabatan_id
    join organisasi_jabatan j on j.id = n.jabatan_id
    where n.langkah < %(maks)s and (p.pegawai_id is null or p.pegawai_id = n.pegawai_id)
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

# The same the other way round, for one person: down from her posts, through empty ones. {orang} is
# her id, a parameter or a column. Whoever acts on a post herself is led from above it.
_BAWAHAN = """
    with recursive dipimpin as (
        select r.jabatan_id, 1 as langkah from pegawai_riwayatjabatan r
        where r.pegawai_id = {orang} and r.berlaku @> %s::date
        union
        select j.id, d.langkah + 1
        from dipimpin d join organisasi_jabatan j on j.atasan_id = d.jabatan_id
        where d.langkah < {maks} and not exists (
            select 1 from pegawai_riwayatjabatan r
            where r.jabatan_id = j.id and r.berlaku @> %s::date
        )
    )
    select r.pegawai_id
    from dipimpin d
    join organisasi_jabatan j on j.atasan_id = d.jabatan_id
    join pegawai_riwayatjabatan r on r.jabatan_id = j.id
    where r.penugasan = 'D' and r.berlaku @> %s::date and r.pegawai_id <> {orang}
    union
    select r.pegawai_id
    from dipimpin d
    join organisasi_jabatan q on q.atasan_id = d.jabatan_id
    join pegawai_riwayatjabatan a on a.jabatan_id = q.id
    join pegawai_riwayatjabatan r on r.pegawai_id = a.pegawai_id
    join organisasi_jabatan j on j.id = r.jabatan_id and j.atasan_id = q.id
    where a.penugasan <> 'D' and a.berlaku @> %s::date
        and r.penugasan = 'D' and r.berlaku @> %s::date and r.pegawai_id <> {orang}
"""


def led_by_post(orang: int | str, hari: date) -> RawSQL:
    """Ids of those whom posts put under a person: her id, or OUTER_PERSON. A subquery."""
    siapa = orang if orang == OUTER_PERSON else int(orang)
    query = _BAWAHAN.format(orang=siapa, maks=MAKS_NAIK)
    return RawSQL(query, [hari] * query.count("%s"))  # noqa: S611 - an integer or our own column


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
