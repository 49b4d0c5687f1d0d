"""Who leads whom on a day: a dated override, else who acts on the superior post.

Of a post's people Plh goes before Plt, Plt before the definitive holder. Where nobody holds or acts
on the superior post, or the person herself does, she is led from the next post above that somebody
else fills; the empty post is a named gap all the same.
"""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from selaras.pegawai.models import Pegawai

MAKS_NAIK = 6
# One statement for any number of people: their definitive posts, then up while the post found is
# empty or the person's own. Only the posts above them are asked who fills them: few of many.
_SQL = """
with recursive orang as (
    select unnest(%(ids)s::bigint[]) as id
), tangga as (
    select distinct j.atasan_id as jabatan_id, 1 as langkah
    from pegawai_riwayatjabatan r
    join orang o on o.id = r.pegawai_id
    join organisasi_jabatan j on j.id = r.jabatan_id
    where r.penugasan = 'D' and r.berlaku @> %(hari)s::date
    union
    select j.atasan_id, t.langkah + 1
    from tangga t join organisasi_jabatan j on j.id = t.jabatan_id
    where t.langkah < %(maks)s
), pejabat as (
    select q.jabatan_id, r.pegawai_id
    from (select distinct jabatan_id from tangga where jabatan_id is not null) q
    cross join lateral (
        select r.pegawai_id
        from pegawai_riwayatjabatan r
        where r.jabatan_id = q.jabatan_id and r.berlaku @> %(hari)s::date
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


def led_by_post(orang: int, hari: date) -> RawSQL:
    """Ids of those whom posts put under a person. A subquery.

    The same the other way round, for one person; stands in the database (migrations 0008, 0009),
    since every statement that may reach subordinates would else be planned with it.
    """
    return _led("pegawai_dipimpin", orang, hari)


def led_by(orang: int, hari: date) -> RawSQL:
    """Ids of direct subordinates, dated overrides counted. A subquery."""
    return _led("pegawai_bawahan", orang, hari)


def leads_anybody(hari: date) -> RawSQL:
    """Whether a person has direct subordinates: a column of a query over Pegawai."""
    query = f'pegawai_memimpin("pegawai_pegawai"."id", %s::date, {MAKS_NAIK})'
    return RawSQL(query, [hari], BooleanField())  # noqa: S611 - our function, our own column


def _led(fungsi: str, orang: int, hari: date) -> RawSQL:
    query = f"select {fungsi}({int(orang)}, %s::date, {MAKS_NAIK})"
    return RawSQL(query, [hari])  # noqa: S611 - our function, an integer


def superior_ids(pegawai_ids: Collection[int], hari: date) -> dict[int, int]:
    """Person -> her superior on a day, for those who have one; one query."""
    if not pegawai_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"ids": list(pegawai_ids), "hari": hari, "maks": MAKS_NAIK})
        return dict(cursor.fetchall())


def chain_above(
    pegawai_ids: Collection[int], hari: date, khusus: Mapping[int, int] | None = None
) -> dict[int, int]:
    """Person -> superior, for these people and everyone above them; a query a level.

    `khusus` = superiors yet to be stored, which go before those in the database.
    """
    hasil: dict[int, int] = {}
    tanya = set(pegawai_ids)
    while tanya:
        atas = superior_ids(tanya, hari) | {p: a for p, a in (khusus or {}).items() if p in tanya}
        hasil |= atas
        tanya = set(atas.values()) - hasil.keys() - tanya
    return hasil


def stands_above(pegawai_id: int, dari: int, atasan: Mapping[int, int]) -> bool:
    """Whether the way up from `dari` meets the person, however many steps above."""
    lewat: set[int] = set()
    kini: int | None = dari
    while kini is not None and kini not in lewat:
        lewat.add(kini)
        kini = atasan.get(kini)
        if kini == pegawai_id:
            return True
    return False


def superior_of(pegawai: Pegawai, hari: date) -> Pegawai | None:
    """The one who leads this person on a day, or nobody."""
    atasan = superior_ids([pegawai.pk], hari).get(pegawai.pk)
    return Pegawai.objects.get(pk=atasan) if atasan else None
