"""A superior's team x days, what waits for her, and a unit's people with their month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Extract, JSONObject
from django.utils import timezone

from selaras.aturan.jadwal import Rentang
from selaras.core.permissions import Actor, rows
from selaras.core.permissions.registry import persons
from selaras.core.workflow.authority import mandates
from selaras.core.workflow.models import Menunggu
from selaras.kinerja.models import AktivitasHarian, HariAktivitas
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.pegawai.selectors.sebulan import in_unit, people_of_month, serving, with_post

MODEL = HariAktivitas._meta.label_lower
BANYAK_MENUNGGU = 500


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
    hari = min(Rentang.bulan(periode).akhir, timezone.localdate(actor.at))
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


def unit_recap(actor: Actor, tanggal: date) -> QuerySet[Any]:
    """Each SKPD within reach on one day: people obliged, who filled in, minutes by status.

    Two sums over the whole day, put beside the few units as literals: asked for unit by unit they
    took four scans each.
    """
    wajib = dict(
        RiwayatJabatan.objects.pada(tanggal)
        .filter(
            penugasan="D", pegawai__riwayat_status__berlaku__contains=tanggal,
            pegawai__riwayat_status__wajib_kinerja=True,
        )
        .order_by()
        .values_list("jabatan__unit__skpd_id")
        .annotate(n=Count("pegawai_id"))
    )  # fmt: skip
    hari = (
        HariAktivitas.objects.filter(tanggal=tanggal, jumlah__gt=0)
        .order_by()
        .values_list("unit__skpd_id")
        .annotate(n=Count("pk"), d=Sum("menit_disetujui"), m=Sum("menit_usul"))
    )
    isi = {pk: angka for pk, *angka in hari}
    unit_qs = rows(actor, "aktivitas.view_unit", UnitKerja.objects.pada(tanggal))
    skpd: QuerySet[Any] = unit_qs.filter(jenis=UnitKerja.Jenis.SKPD)
    skpd = skpd.annotate(
        wajib=_beside(wajib),
        **{
            nama: _beside({pk: angka[n] for pk, angka in isi.items()})
            for n, nama in enumerate(("mengisi", "disetujui", "menunggu"))
        },
    )
    return skpd


def _beside(angka: Mapping[int | None, int]) -> Case:
    """A figure for each unit."""
    return Case(
        *(When(pk=pk, then=Value(n)) for pk, n in angka.items() if pk),
        default=Value(0),
        output_field=IntegerField(),
    )


def filled_on(tanggal: date) -> Exists:
    """Whether the outer person has anything on a day."""
    return Exists(
        HariAktivitas.objects.filter(pegawai_id=OuterRef("pk"), tanggal=tanggal, jumlah__gt=0)
    )


@dataclass(frozen=True, slots=True)
class SelKisi:
    """A cell of the grid: minutes and state of a day."""

    hari: int
    menit: int = 0
    status: str = ""
    pk: int = 0
    libur: bool = False


def cells(hari: Sequence[dict[str, Any]], rentang: Rentang) -> list[SelKisi]:
    """The days of a month for one row of the grid."""
    ada = {int(h["d"]): h for h in hari}
    return [
        SelKisi(t.day, int(h["m"] + h["u"]), h["s"], h["p"])
        if (h := ada.get(t.day))
        else SelKisi(t.day, libur=t.isoweekday() > 5)
        for t in rentang.tanggal()
    ]


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
