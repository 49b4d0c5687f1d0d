"""Search as one types, over name, NIP, post and unit, forgiving slips of the pen.

Every word must be found somewhere in a person (a post is also found by its SKPD's name); where
exact parts find few, trigrams are asked (pg_trgm). The reach of whoever asks is part of the
statement.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from selaras.core.permissions import Actor, rows
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.pegawai.selectors.daftar import with_position

BANYAK = 10
SEDIKIT = 4  # fewer exact ones than this: look for similar ones too
MIRIP = 0.4  # of a word; "siit" finds Siti, "suhatono" finds Suhartono
HURUF_TERSEDIKIT = 2
KATA_TERBANYAK = 5
_KATA = re.compile(r"[\w'’.-]+")

# What each word scores in a person's name or number, and which words a post has in its own name,
# its unit's or its SKPD's (a bit for each word): posts are few, and only holders are read.
_TEPAT = (
    """case when lower(p.nama) like {awal} then 3 when lower(p.nama) like {awal_kata} then 2
        when lower(p.nama) like {isi} or p.nip like {awal} then 1 else 0 end""",
    "lower(p.nama) like {isi} or p.nip like {awal}",
    "concat_ws(chr(10), lower(j.nama), lower(u.nama), lower(s.nama)) like {isi}",
    0.5,
)
_MIRIP = (
    """case when {kata} <%% lower(p.nama) then word_similarity({kata}, lower(p.nama))
        else 0 end""",
    "{kata} <%% lower(p.nama)",
    """(concat_ws(chr(10), lower(j.nama), lower(u.nama), lower(s.nama)) like {isi}
        or {kata} <%% lower(j.nama) or {kata} <%% lower(u.nama))""",
    0.2,
)
# Everybody who has every word: by a post alone, by name alone, or one by this and one by that. The
# alike are looked for only where the exact are few ({syarat}).
_SEMUA_KATA = """
    with jab as materialized (
        select j.id, {tanda_jabatan} as tanda from organisasi_jabatan j
        join organisasi_unitkerja u on u.id = j.unit_id
        left join organisasi_unitkerja s on s.id = u.skpd_id where {syarat} {dipangku}
    ), bernama as materialized (
        select id, nilai, {tanda_nama} as tanda from (
            select p.id, array[{nilai_nama}] as nilai from {siapa} p
            where ({salah_satu}) and {syarat}
        ) q
    ), memangku as (
        select r.pegawai_id as id, r.penugasan, jab.tanda from jab
        join pegawai_riwayatjabatan r on r.jabatan_id = jab.id
        where r.berlaku @> %(hari)s::date and jab.tanda > 0 {milik}
    )
    select id, max(nilai) as nilai from (
        select id, {jumlah} * {nilai_jabatan} as nilai from memangku where tanda = {penuh}
        union all
        select id, (select sum(v) from unnest(nilai) v) from bernama where tanda = {penuh}
        {campuran}
    ) c group by id
"""
# Several words: some by the name, the others by a post, or by two posts that she holds at once.
_CAMPURAN = """
        union all
        select b.id, (select sum(greatest(v, case when b.tanda_jabatan & (1 << (n::int - 1)) > 0
            then {nilai_jabatan} else 0 end)) from unnest(b.nilai) with ordinality as x(v, n))
        from (
            select b.id, b.nilai, b.tanda, bit_or(m.tanda) as tanda_jabatan
            from bernama b join memangku m on m.id = b.id group by 1, 2, 3
        ) b where b.tanda | b.tanda_jabatan = {penuh}
        union all
        select id, {jumlah} * {nilai_jabatan} from memangku
        where id in (select id from memangku where penugasan <> 'D')
        group by id having bit_or(tanda) = {penuh}
"""
_TEMPAT = """
    select {urut} as urut, o.id, o.nilai, lower(p.nama) as nama
    from ({orang}) o join pegawai_pegawai p on p.id = o.id where o.id in ({lingkup})
    order by o.nilai desc, nama, o.id limit {banyak}
"""
# Who reaches some units alone has few people: only they are looked at, not everybody in the house.
_DALAM = "dalam as materialized (select * from pegawai_pegawai where id in ({lingkup})), "
_DIPANGKU = """and j.id in (select h.jabatan_id from pegawai_riwayatjabatan h
            where h.pegawai_id in (select id from dalam) and h.berlaku @> %(hari)s::date)"""
_GABUNG = """
with {dalam} tepat as materialized ({tepat}), mirip as materialized ({mirip})
select urut, id from (
    select * from tepat union all select * from mirip where id not in (select id from tepat)
) q order by urut, nilai desc, nama, id limit {banyak}
"""
_MASIH_SEDIKIT = f"(select count(*) from tepat) < {SEDIKIT}"  # noqa: S608 - our own number


@dataclass(frozen=True, slots=True)
class Temuan:
    """What was found: people with their posts of the day, and units so named."""

    orang: list[Any]
    unit: list[UnitKerja]
    kata: tuple[str, ...]
    mirip: bool = False


def find(actor: Actor, teks: str, hari: date, *, banyak: int = BANYAK) -> Temuan:
    """The best matches within reach; nothing for fewer than two letters."""
    kata = words_of(teks)
    if not kata:
        return Temuan([], [], ())
    with transaction.atomic(savepoint=False):
        forgive_slips()
        orang, tepat = find_people(actor, kata, hari, banyak)
    return Temuan(orang, _units(actor, kata, hari), kata, tepat < len(orang))


def forgive_slips() -> None:
    """How alike is alike, for the rest of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('pg_trgm.word_similarity_threshold', %s, true)",
                       [str(MIRIP)])  # fmt: skip


def find_people(
    actor: Actor, kata: tuple[str, ...], hari: date, banyak: int
) -> tuple[list[Any], int]:
    """People with their posts of the day, and how many of them are exact; these come first.

    Asked after `forgive_slips`, in its transaction.
    """
    ids, tepat = _people(actor, kata, hari, banyak) if kata else ([], 0)
    orang = with_position(Pegawai.objects.filter(pk__in=ids), hari) if ids else ()
    menurut_id = {p.pk: p for p in orang}
    return [menurut_id[i] for i in ids], tepat


def words_of(teks: str) -> tuple[str, ...]:
    """The words searched for, in small letters; a NIP with blanks is one word."""
    padat = re.sub(r"[\s.]", "", teks)
    if padat.isascii() and padat.isdigit():
        return (padat,)
    semua = (k.lower() for k in _KATA.findall(teks.replace("\x00", "")[:100]))
    return tuple(dict.fromkeys(k for k in semua if len(k) >= HURUF_TERSEDIKIT))[:KATA_TERBANYAK]


def matching(kata: tuple[str, ...], hari: date) -> tuple[str, dict[str, Any]]:
    """A statement of the ids of everybody who has every word, for lists; and its values."""
    perintah, nilai = _everyone(kata, hari, _TEPAT)
    return f"select id from ({perintah}) c", nilai  # noqa: S608 - our own words, values apart


def _people(actor: Actor, kata: tuple[str, ...], hari: date, banyak: int) -> tuple[list[int], int]:
    """Ids in order, and how many of them are exact. A number has no spelling to be forgiven."""
    lingkup, isi = rows(actor, "pegawai.view", Pegawai.objects.order_by(), at=hari).values(
        "pk"
    ).query.sql_with_params()  # fmt: skip
    nama = {f"lingkup_{n}": v for n, v in enumerate(isi)}
    bernama = lingkup.replace("%s", "{}").format(*(f"%({k})s" for k in nama)) if nama else lingkup
    angka = any(k.isdigit() for k in kata)
    reach = actor.reach("pegawai.view")
    sempit = not (reach.everywhere or reach.instansi)
    dalam = _DALAM.format(lingkup=bernama) if sempit else ""
    if sempit:
        bernama = "select id from dalam"
    nilai = dict(nama)
    bagian = {}
    for urut, (apa, cara, syarat) in enumerate(
        (("tepat", _TEPAT, "true"), ("mirip", _MIRIP, "false" if angka else _MASIH_SEDIKIT))
    ):
        orang, milik = _everyone(kata, hari, cara, syarat, sempit=sempit)
        nilai |= milik
        bagian[apa] = _TEMPAT.format(urut=urut, orang=orang, lingkup=bernama, banyak=int(banyak))
    with connection.cursor() as cursor:
        cursor.execute(_GABUNG.format(banyak=int(banyak), dalam=dalam, **bagian), nilai)
        semua = cursor.fetchall()
    return [i for _, i in semua], sum(1 for urut, _ in semua if not urut)


def _everyone(
    kata: tuple[str, ...], hari: date, cara: tuple[str, str, str, float], syarat: str = "true",
    *, sempit: bool = False,
) -> tuple[str, dict[str, Any]]:  # fmt: skip
    """The statement of everybody who has every word, and its values.

    `sempit`: of the people of the statement's `dalam` alone.
    """
    nilai: dict[str, Any] = {"hari": hari}
    for n, k in enumerate(kata):
        aman = k.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        nilai |= {f"kata_{n}": k, f"isi_{n}": f"%{aman}%", f"awal_{n}": f"{aman}%",
                  f"awal_kata_{n}": f"% {aman}%"}  # fmt: skip
    tiap = [{b: f"%({b}_{n})s" for b in ("kata", "isi", "awal", "awal_kata")}
            for n in range(len(kata))]  # fmt: skip
    nilai_nama, nama, jabatan, nilai_jabatan = cara
    tetap = {"jumlah": len(kata), "penuh": (1 << len(kata)) - 1, "nilai_jabatan": nilai_jabatan}
    perintah = _SEMUA_KATA.format(
        nilai_nama=", ".join(f"({nilai_nama})::float8".format(**t) for t in tiap),
        salah_satu=" or ".join(f"({nama})".format(**t) for t in tiap),
        tanda_jabatan=_bits(jabatan.format(**t) for t in tiap),
        tanda_nama=_bits(f"nilai[{n + 1}] > 0" for n in range(len(kata))),
        campuran=_CAMPURAN.format(**tetap) if len(kata) > 1 else "",
        syarat=syarat, siapa="dalam" if sempit else "pegawai_pegawai",
        dipangku=_DIPANGKU if sempit else "",
        milik="and r.pegawai_id in (select id from dalam)" if sempit else "", **tetap,
    )  # fmt: skip
    return perintah, nilai


def _bits(syarat: Iterable[str]) -> str:
    """A number with a bit set for each condition that holds."""
    return " + ".join(f"case when {s} then {1 << n} else 0 end" for n, s in enumerate(syarat))


def _units(actor: Actor, kata: tuple[str, ...], hari: date) -> list[UnitKerja]:
    qs = rows(actor, "organisasi.view", UnitKerja.objects.pada(hari))
    for k in kata:
        qs = qs.filter(nama__icontains=k)
    return list(qs.order_by("path")[: BANYAK // 2])
