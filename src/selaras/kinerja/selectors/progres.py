"""How far plans are: per person, per SKPD, and who cannot begin for want of data."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from selaras.aturan.jadwal import Rentang
from selaras.core.masa.simpan import any_of
from selaras.core.permissions import Actor
from selaras.kinerja.models import SKP, RencanaBulan
from selaras.kinerja.selectors.kewajiban import units_not_in_use
from selaras.organisasi.models import Jabatan, UnitKerja
from selaras.pegawai.models import AtasanKhusus, Pegawai, RiwayatJabatan
from selaras.pegawai.selectors.sebulan import people_of_month, serving, with_post

BELUM: Final = "belum"
URUTAN: Final = (BELUM, "draf", "dikembalikan", "diajukan", "disetujui")
GUGUR: Final = ("ditolak", "dibatalkan")
DEFINITIF = RiwayatJabatan.Penugasan.DEFINITIF


def people_with_plans(actor: Actor, aksi: str, periode: int) -> QuerySet[Pegawai]:
    """Those who must plan in the month, with the state of their year's and month's plan.

    Adds jabatan_nama, unit_nama, skpd_id, skp_id, skp_status, rencana_id, rencana_status.
    """
    hari = Rentang.bulan(periode).akhir
    orang = serving(people_of_month(actor, aksi, periode), periode, wajib_kinerja=True)
    if belum := units_not_in_use(hari):
        orang = orang.exclude(Exists(_posts(hari).filter(jabatan__unit_id__in=any_of(belum))))
    skp, rencana = _skp(hari), _rencana(periode)
    return with_post(orang, periode).annotate(
        skp_id=Subquery(skp.values("pk")[:1]),
        skp_status=Subquery(skp.values("status")[:1]),
        rencana_id=Subquery(rencana.values("pk")[:1]),
        rencana_status=Subquery(rencana.values("status")[:1]),
    )


def _skp(hari: date) -> QuerySet[SKP]:
    """The plan that holds for the outer person on a day; a waiting addendum goes before it."""
    return _in_force(hari).filter(pegawai_id=OuterRef("pk")).order_by("-versi")


def _in_force(hari: date) -> QuerySet[SKP]:
    return SKP.objects.filter(Q(berlaku_kini=True) | Q(status="diajukan"), masa__contains=hari)


def _rencana(periode: int) -> QuerySet[RencanaBulan]:
    return _planned(periode).filter(pegawai_id=OuterRef("pk"))


def _planned(periode: int) -> QuerySet[RencanaBulan]:
    return RencanaBulan.objects.filter(periode=periode).exclude(status__in=GUGUR)


def in_state(rows: QuerySet[Any], kolom: str, nilai: str) -> QuerySet[Any]:
    """Those whose plan is in a state; "belum" = there is none."""
    if nilai == BELUM:
        return rows.filter(**{f"{kolom}__isnull": True})
    return rows.filter(**{kolom: nilai})


@dataclass(slots=True)
class Kemajuan:
    """One SKPD's share of people in each state of a plan."""

    skpd_id: int | None
    nama: str
    jumlah: dict[str, int] = field(default_factory=dict)

    @property
    def semua(self) -> int:
        return sum(self.jumlah.values())

    @property
    def selesai(self) -> int:
        return self.jumlah.get("disetujui", 0)

    @property
    def bp(self) -> int:
        """Approved, in basis points of all."""
        return self.selesai * 10_000 // self.semua if self.semua else 0

    @property
    def sel(self) -> list[int]:
        """The counts in the order of the states."""
        return [self.jumlah.get(s, 0) for s in URUTAN]


def progress(orang: QuerySet[Pegawai], kolom: str, periode: int) -> list[Kemajuan]:
    """Per SKPD, the least advanced first; two queries whatever the number of people.

    `orang` as people_with_plans gives them, `kolom` skp_status or rencana_status of the month.
    """
    per: dict[int | None, Kemajuan] = {}
    for skpd_id, status, n in _states(orang, kolom, periode):
        satu = per.setdefault(skpd_id, Kemajuan(skpd_id, "Tanpa SKPD"))
        kunci = status if status in URUTAN else BELUM
        satu.jumlah[kunci] = satu.jumlah.get(kunci, 0) + n
    nama = dict(UnitKerja.objects.filter(pk__in=[k for k in per if k]).values_list("pk", "nama"))
    for skpd_id, satu in per.items():
        satu.nama = nama.get(skpd_id or 0, satu.nama)
    return sorted(per.values(), key=lambda k: (k.bp, -k.semua))


# Counted by post first: 50,000 people become 1,000 rows before the units are looked up. Only who
# left during the month has her last post looked up by herself.
_KEADAAN = """
with orang as ({orang}),
rencana as ({rencana}),
jabatan as (
    select r.jabatan_id, case when r.jabatan_id is null then orang.pk end as pergi,
        rencana.status, count(*) as n
    from orang
    left join pegawai_riwayatjabatan r on r.pegawai_id = orang.pk and r.penugasan = 'D'
        and r.berlaku @> %s::date
    left join rencana on rencana.pegawai_id = orang.pk
    group by 1, 2, 3
)
select coalesce(u.skpd_id, (
        select lu.skpd_id from pegawai_riwayatjabatan l
        join organisasi_jabatan lj on lj.id = l.jabatan_id
        join organisasi_unitkerja lu on lu.id = lj.unit_id
        where l.pegawai_id = jabatan.pergi and l.penugasan = 'D' and l.berlaku && %s::daterange
        order by l.berlaku desc limit 1
    )), jabatan.status, sum(jabatan.n)::int
from jabatan
left join organisasi_jabatan j on j.id = jabatan.jabatan_id
left join organisasi_unitkerja u on u.id = j.unit_id
group by 1, 2
"""


def _states(
    orang: QuerySet[Pegawai], kolom: str, periode: int
) -> list[tuple[int | None, str | None, int]]:
    """(skpd, state, people)."""
    rentang = Rentang.bulan(periode)
    rencana: QuerySet[Any]
    if kolom == "skp_status":
        rencana = _in_force(rentang.akhir).order_by("pegawai_id", "-versi")
    else:
        rencana = _planned(periode).order_by("pegawai_id", "-pk")
    rencana = rencana.distinct("pegawai_id").values("pegawai_id", "status")
    try:
        siapa, isi_siapa = orang.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    apa, isi_apa = rencana.query.sql_with_params()
    masa = f"[{rentang.awal},{rentang.akhir}]"
    with connection.cursor() as cursor:
        cursor.execute(
            _KEADAAN.format(orang=siapa, rencana=apa),
            [*isi_siapa, *isi_apa, rentang.akhir, masa],
        )
        hasil: list[tuple[int | None, str | None, int]] = cursor.fetchall()
    return hasil


@dataclass(frozen=True, slots=True)
class Hal:
    """A kind of gap that keeps people from planning: what it is and what to do."""

    kode: str
    judul: str
    saran: str


HAL: Final = (
    Hal("jabatan", "Tanpa jabatan", "Catat jabatannya: tanpa itu SKP tidak dapat dimulai."),
    Hal("atasan", "Tanpa atasan", "Tetapkan Plt jabatan atasannya, atau atasan khusus."),
    Hal("skp", "Belum punya SKP", "Ingatkan pegawainya; bila perlu bantu menyalin dari rekan."),
)


def lacking(orang: QuerySet[Pegawai], kode: str, hari: date) -> QuerySet[Pegawai]:
    """The people with one kind of gap on a day."""
    if kode == "jabatan":
        return orang.filter(~Exists(_posts(hari)))
    if kode == "atasan":
        # By post: few posts lack a holder above them, and there are as many people as there are.
        dipangku = RiwayatJabatan.objects.pada(hari).filter(jabatan_id=OuterRef("atasan_id"))
        kosong = Jabatan.objects.filter(~Exists(dipangku)).order_by().values("pk")
        khusus = AtasanKhusus.objects.pada(hari).filter(pegawai_id=OuterRef("pk"))
        return orang.filter(Exists(_posts(hari).filter(jabatan_id__in=kosong)), ~Exists(khusus))
    return orang.filter(~Exists(_in_force(hari).filter(pegawai_id=OuterRef("pk"))))


# Joins, not a question per person: a subquery in FILTER is asked again for everyone. Counted by
# post first, so that the empty posts above are looked up for 1,000 posts and not for 50,000 people.
_KURANG = """
with orang as ({orang}),
khusus as (select distinct pegawai_id from pegawai_atasankhusus where berlaku @> %s::date),
skp as ({skp}),
jabatan as (
    select r.jabatan_id, count(*) as n, count(*) filter (where khusus.pegawai_id is null) as biasa,
        count(*) filter (where skp.pegawai_id is null) as tanpa_skp
    from orang
    left join pegawai_riwayatjabatan r on r.pegawai_id = orang.pk and r.penugasan = 'D'
        and r.berlaku @> %s::date
    left join khusus on khusus.pegawai_id = orang.pk
    left join skp on skp.pegawai_id = orang.pk
    group by 1
)
select coalesce(sum(n) filter (where jabatan_id is null), 0)::int,
    coalesce(sum(biasa) filter (where jabatan_id is not null and not exists (
        select from pegawai_riwayatjabatan a join organisasi_jabatan j on a.jabatan_id = j.atasan_id
        where j.id = jabatan.jabatan_id and a.berlaku @> %s::date
    )), 0)::int,
    coalesce(sum(tanpa_skp), 0)::int
from jabatan
"""


def count_lacking(orang: QuerySet[Pegawai], hari: date) -> dict[str, int]:
    """How many people `lacking` finds of each kind; one pass over them."""
    kode = [h.kode for h in HAL]
    skp = _in_force(hari).order_by().values("pegawai_id").distinct()
    try:
        siapa, isi_siapa = orang.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return dict.fromkeys(kode, 0)
    apa, isi_apa = skp.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            _KURANG.format(orang=siapa, skp=apa), [*isi_siapa, hari, *isi_apa, hari, hari]
        )
        return dict(zip(kode, cursor.fetchone(), strict=True))


def _posts(hari: date) -> QuerySet[RiwayatJabatan]:
    return RiwayatJabatan.objects.pada(hari).filter(pegawai_id=OuterRef("pk"), penugasan=DEFINITIF)


def superior_posts(pegawai_ids: Sequence[int], hari: date) -> dict[int, str]:
    """Person -> the empty post above her, by name; one query."""
    riwayat = RiwayatJabatan.objects.pada(hari).filter(
        pegawai_id__in=pegawai_ids, penugasan=DEFINITIF
    )
    pasangan = riwayat.values_list("pegawai_id", "jabatan__atasan__nama")
    return {pk: nama or "jabatan atasan belum ditetapkan" for pk, nama in pasangan}
