"""People as they stood in one month: who is within reach, in which post, unit and SKPD.

A person's month belongs to the SKPD of her latest definitive post in it, as the computation has it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    Exists,
    Field,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
)
from django.db.models.functions import Coalesce

from selaras.aturan.jadwal import Rentang
from selaras.core.masa.simpan import any_of
from selaras.core.permissions import Actor, rows
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai, RiwayatJabatan, RiwayatStatus

BULAN_TERBANYAK = 36
DEFINITIF = RiwayatJabatan.Penugasan.DEFINITIF


@dataclass(frozen=True, slots=True)
class PilihanBulan:
    """Months to choose from, the latest first, and the one to open with."""

    bawaan: int
    semua: tuple[int, ...]

    def chosen(self, diminta: str) -> int:
        """The month asked for in the URL where it can be chosen, else the one to open with."""
        return next((p for p in self.semua if str(p) == diminta), self.bawaan)


def months_to_choose(actor: Actor, awal: int | None, akhir: int | None) -> PilihanBulan:
    """From the first month with data to now; opens with last month while the house is in use."""
    kini = actor.month()
    lalu = _before(kini)
    terlama = min(awal or lalu, lalu)
    semua = [max(kini, akhir or kini)]
    while semua[-1] > terlama and len(semua) < BULAN_TERBANYAK:
        semua.append(_before(semua[-1]))
    tidur = akhir is not None and akhir < _before(_before(lalu))
    return PilihanBulan(akhir if tidur and akhir in semua else lalu, tuple(semua))


def _before(periode: int) -> int:
    tahun, bulan = divmod(periode, 100)
    return tahun * 100 + bulan - 1 if bulan > 1 else (tahun - 1) * 100 + 12


def people_of_month(actor: Actor, aksi: str, periode: int) -> QuerySet[Pegawai]:
    """People whom the actor reaches by where they stood at the month's end.

    Who left during the month is reached by where she stood on its first day.
    """
    bulan, semua = Rentang.bulan(periode), Pegawai.objects.order_by()
    akhir = rows(actor, aksi, semua, at=bulan.akhir)
    if not actor.reach(aksi).paths:
        return akhir
    masih = RiwayatJabatan.objects.pada(bulan.akhir).filter(pegawai_id=OuterRef("pk"))
    pergi = rows(actor, aksi, semua, at=bulan.awal).filter(~Exists(masih))
    # Asked for once: every query of a page repeats its reach, and an office has few people.
    ids = akhir.values_list("pk", flat=True).union(pergi.values_list("pk", flat=True))
    return semua.filter(pk__in=any_of(list(ids)))


def serving(
    pegawai_qs: QuerySet[Pegawai], periode: int, *, wajib_kinerja: bool = False
) -> QuerySet[Pegawai]:
    """Those in service on a day of the month; or only those obliged to have a result of work."""
    bulan = Rentang.bulan(periode)
    status = RiwayatStatus.objects.antara(bulan.awal, bulan.akhir).filter(pegawai_id=OuterRef("pk"))
    return pegawai_qs.filter(Exists(status.filter(wajib_kinerja=True) if wajib_kinerja else status))


def with_post(pegawai_qs: QuerySet[Pegawai], periode: int) -> QuerySet[Pegawai]:
    """Adds jabatan_nama, unit_nama and skpd_id of the month's latest definitive post.

    Lists sort by the join post_akhir (the last day's post; unused it costs nothing): what is looked
    up row by row would be looked up for everybody before a page in the middle. Who left during the
    month comes last.
    """
    kini = _posts(periode).order_by("-berlaku")
    akhir = on_last_day("riwayat_jabatan", Rentang.bulan(periode).akhir, penugasan=DEFINITIF)
    return pegawai_qs.alias(post_akhir=akhir).annotate(
        jabatan_nama=Subquery(kini.values("jabatan__nama")[:1]),
        unit_nama=Subquery(kini.values("jabatan__unit__nama")[:1]),
        skpd_id=Subquery(kini.values("jabatan__unit__skpd_id")[:1]),
    )


def with_own_post(pegawai_qs: QuerySet[Pegawai], periode: int) -> QuerySet[Pegawai]:
    """As with_post, for people who are all read (a team): their posts come by one join.

    Only who left during the month is asked for one by one. No list that is counted or cut from
    everybody should take it: the join would be made for everyone.
    """
    kini = _posts(periode).order_by("-berlaku")
    akhir = on_last_day("riwayat_jabatan", Rentang.bulan(periode).akhir, penugasan=DEFINITIF)

    def latest(jalur: str, medan: "Field[Any, Any]") -> Coalesce:
        return Coalesce(
            f"post_akhir__{jalur}", Subquery(kini.values(jalur)[:1]), output_field=medan
        )

    return pegawai_qs.alias(post_akhir=akhir).annotate(
        jabatan_nama=latest("jabatan__nama", TextField()),
        unit_nama=latest("jabatan__unit__nama", TextField()),
        skpd_id=latest("jabatan__unit__skpd_id", BigIntegerField()),
    )


def on_last_day(riwayat: str, akhir: date, **isi: str) -> FilteredRelation:
    """The row of a history that holds on the month's last day; constraints keep it to one."""
    syarat = {f"{riwayat}__{nama}": nilai for nama, nilai in isi.items()}
    return FilteredRelation(
        riwayat, condition=Q(**{f"{riwayat}__berlaku__contains": akhir}, **syarat)
    )


def in_unit(pegawai_qs: QuerySet[Pegawai], periode: int, unit: UnitKerja) -> QuerySet[Pegawai]:
    """Those whose month belongs to the unit or to one under it."""
    posts = _posts(periode)
    pernah = posts.filter(jabatan__unit__path__startswith=unit.path)  # by index, before the rest
    terakhir = posts.order_by("-berlaku").values("jabatan__unit__path")[:1]
    return (
        pegawai_qs.filter(Exists(pernah))
        .alias(path_unit=Subquery(terakhir))
        .filter(path_unit__startswith=unit.path)
    )


def unit_choices(actor: Actor, aksi: str, periode: int) -> list[tuple[str, str]]:
    """SKPD within reach for a filter; who reaches only units under an SKPD chooses among those."""
    unit_qs = rows(actor, aksi, UnitKerja.objects.pada(Rentang.bulan(periode).akhir))
    pilihan = unit_qs.order_by("nama", "pk").values_list("pk", "nama", "skpd_id")
    skpd = [(pk, nama) for pk, nama, skpd_id in pilihan if pk == skpd_id]
    return [(str(pk), nama) for pk, nama in skpd or [(pk, nama) for pk, nama, _ in pilihan]]


def _posts(periode: int) -> QuerySet[RiwayatJabatan]:
    bulan = Rentang.bulan(periode)
    return RiwayatJabatan.objects.antara(bulan.awal, bulan.akhir).filter(
        pegawai_id=OuterRef("pk"), penugasan=DEFINITIF
    )
