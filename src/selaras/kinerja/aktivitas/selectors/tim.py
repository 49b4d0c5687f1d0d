"""A superior's team x days, what waits for her, and a unit's people with their month."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import (
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Extract, JSONObject

from selaras.aturan.jadwal import Rentang
from selaras.core.halaman.banyaknya import counts_of
from selaras.core.permissions import Actor, rows
from selaras.core.permissions.registry import persons
from selaras.core.workflow.authority import mandates
from selaras.core.workflow.models import Menunggu
from selaras.kinerja.models import AktivitasHarian, HariAktivitas
from selaras.organisasi.models import AGENCIES, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.pegawai.selectors.sebulan import in_unit, people_of_month, serving, with_post

MODEL = HariAktivitas._meta.label_lower
BANYAK_MENUNGGU = 500
REKAP = ("wajib", "mengisi", "disetujui", "menunggu")  # of unit_recap, in this order


def waiting_for(actor: Actor) -> QuerySet[Menunggu]:
    """The days that wait for this actor, her own and by mandate, the oldest first."""
    givers = [m.dari_id for m in mandates(actor, actor.at) if m.covers("aktivitas")]
    return Menunggu.objects.filter(
        model=MODEL, status="diajukan", penyetuju_id__in=[actor.person_id or 0, *givers]
    ).order_by("sejak", "pk")


def month_days(periode: int) -> ArraySubquery:
    """A person's days of a month as rows of JSON: d day, m approved, u waiting, s status, p key."""
    r = Rentang.bulan(periode)
    return ArraySubquery(
        HariAktivitas.objects.filter(
            pegawai_id=OuterRef("pk"), tanggal__range=(r.awal, r.akhir), jumlah__gt=0
        )
        .order_by("tanggal")
        .values(
            isi=JSONObject(
                d=Extract("tanggal", "day"), m="menit_disetujui", u="menit_usul", s="status",
                p="pk",
            )
        )
    )  # fmt: skip


def team_month(actor: Actor, periode: int) -> QuerySet[Any]:
    """The actor's subordinates of the month's last day (or today), each with `hari`."""
    hari = min(Rentang.bulan(periode).akhir, actor.day())
    ids = persons().subordinate_ids(actor.person_id or 0, hari)
    return (
        Pegawai.objects.filter(pk__in=ids).annotate(hari=month_days(periode)).order_by("nama", "pk")
    )


def unit_month(actor: Actor, periode: int, unit: UnitKerja | None = None) -> QuerySet[Any]:
    """People in service within reach with their month: approved, waiting, days filled."""
    r = Rentang.bulan(periode)
    orang = serving(people_of_month(actor, "aktivitas.view", periode), periode)
    if unit is not None:
        orang = in_unit(orang, periode, unit)
    hari = HariAktivitas.objects.filter(
        pegawai_id=OuterRef("pk"), tanggal__range=(r.awal, r.akhir), jumlah__gt=0
    ).order_by()
    return with_post(orang, periode).annotate(
        disetujui=_jumlah(hari, Sum("menit_disetujui")),
        menunggu=_jumlah(hari, Sum("menit_usul")),
        terisi=_jumlah(hari, Count("pk")),
        hari=month_days(periode),
    )


def _jumlah(hari: QuerySet[Any], apa: Any) -> Coalesce:
    satu = hari.values("pegawai_id").annotate(n=apa).values("n")
    return Coalesce(Subquery(satu, output_field=IntegerField()), Value(0))


def unit_recap(actor: Actor, tanggal: date, *, tepat: bool) -> QuerySet[Any]:
    """Each SKPD within reach on one day: people obliged, who filled in, minutes by status. Unless
    `tepat`, who is obliged may be as of a moment ago.

    Two sums over the whole day, put beside the few units as one value: asked for unit by unit they
    took four scans each, as a condition for each unit a page had some 500 of them.
    """
    wajib = counts_of((_obliged, tanggal), lambda: _obliged(tanggal), tepat=tepat)
    hari = (
        HariAktivitas.objects.filter(tanggal=tanggal, jumlah__gt=0)
        .order_by()
        .values_list("unit__skpd_id")
        .annotate(n=Count("pk"), d=Sum("menit_disetujui"), m=Sum("menit_usul"))
    )
    isi = {pk: (wajib.get(pk, 0), *angka) for pk, *angka in hari if pk}
    isi = {pk: (n, 0, 0, 0) for pk, n in wajib.items()} | isi
    unit_qs = rows(actor, "aktivitas.view_unit", UnitKerja.objects.pada(tanggal))
    skpd: QuerySet[Any] = unit_qs.filter(AGENCIES)
    skpd = skpd.annotate(**{nama: _beside(isi, n) for n, nama in enumerate(REKAP)})
    return skpd


# The people first: grouped by post, 50,000 rows become 1,000 before the units are looked up.
_WAJIB = """
select u.skpd_id, sum(jabatan.n)::int from (
    select r.jabatan_id, count(*) as n
    from pegawai_riwayatjabatan r
    join pegawai_riwayatstatus s on s.pegawai_id = r.pegawai_id
    where r.penugasan = 'D' and r.berlaku @> %(hari)s::date
        and s.wajib_kinerja and s.berlaku @> %(hari)s::date
    group by 1
) jabatan
join organisasi_jabatan j on j.id = jabatan.jabatan_id
join organisasi_unitkerja u on u.id = j.unit_id
where u.skpd_id is not null
group by 1
"""


def _obliged(tanggal: date) -> dict[int, int]:
    """SKPD -> people who must fill in on a day."""
    with connection.cursor() as cursor:
        cursor.execute(_WAJIB, {"hari": tanggal})
        return dict(cursor.fetchall())


def _beside(isi: Mapping[int, Sequence[int]], n: int) -> Coalesce:
    """The n-th figure of each unit, nothing where the day has none."""
    angka = Value({str(pk): satu[n] for pk, satu in isi.items()}, output_field=JSONField())
    milik = Func(
        angka, Cast("pk", TextField()),
        template="(%(expressions)s)::int", arg_joiner=" ->> ", output_field=IntegerField(),
    )  # fmt: skip
    return Coalesce(milik, 0)


def filled_on(tanggal: date) -> Exists:
    """Whether the outer person has anything on a day."""
    return Exists(
        HariAktivitas.objects.filter(pegawai_id=OuterRef("pk"), tanggal=tanggal, jumlah__gt=0)
    )


def day_entries(hari: HariAktivitas) -> list[AktivitasHarian]:
    """A day's entries for whoever decides it."""
    return list(
        AktivitasHarian.objects.filter(pegawai_id=hari.pegawai_id, tanggal=hari.tanggal)
        .select_related("kegiatan", "rencana_baris", "hasil_kerja", "kegiatan_tugas")
        .order_by("mulai", "pk")
    )


def below(rows_: QuerySet[Any], target: int) -> QuerySet[Any]:
    """Those whose approved and waiting minutes do not reach the target."""
    found: QuerySet[Any] = rows_.annotate(isi_bulan=F("disetujui") + F("menunggu"))
    return found.filter(Q(isi_bulan__lt=target))
