"""Lateness over months from the sheets' sums: by person and by agency, with the months' course."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import FilteredRelation, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from selaras.core.halaman.banyaknya import count_rows
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import LembarPresensi


@dataclass(frozen=True, slots=True)
class Rentet:
    """Months from `dari` to `sampai` (tahun*100+bulan), both within."""

    dari: int
    sampai: int

    @property
    def bulan(self) -> list[int]:
        awal, akhir = (p // 100 * 12 + p % 100 - 1 for p in (self.dari, self.sampai))
        return [n // 12 * 100 + n % 12 + 1 for n in range(awal, akhir + 1)]


_JUMLAH = {
    "hari_tl": "tl", "menit": "menit_tl", "hari_tk": "alpa", "hari_psw": "psw", "hk": "hari_kerja",
}  # fmt: skip
_ADA = Q(tl__gt=0) | Q(alpa__gt=0)  # as the index on sheets has it
# What a month without lateness or unexplained absence adds nothing to.
_DARI_TERLAMBAT = ("hari_tl", "menit", "hari_tk")


def late_people(
    pegawai_qs: QuerySet[Pegawai], rentet: Rentet, *, semua_hari: bool = False
) -> QuerySet[Pegawai]:
    """People with any lateness or unexplained absence in these months, with the sums.

    `semua_hari`: also the sums that months without lateness add to, which costs everybody's sheets.
    """
    dalam = Q(lembar__periode__range=(rentet.dari, rentet.sampai))
    if semua_hari:
        orang = pegawai_qs.filter(pk__in=_late_sheets(rentet).values("pegawai_id"))
        nama = tuple(_JUMLAH)
    else:
        orang, nama = pegawai_qs, _DARI_TERLAMBAT
        dalam &= Q(lembar__tl__gt=0) | Q(lembar__alpa__gt=0)
    orang = orang.alias(pada=FilteredRelation("lembar", condition=dalam))
    if not semua_hari:
        orang = orang.filter(pada__periode__gt=0)
    return orang.annotate(**{n: Coalesce(Sum(f"pada__{_JUMLAH[n]}"), 0) for n in nama})


def count_late_people(pegawai_qs: QuerySet[Pegawai], rentet: Rentet, *, tepat: bool) -> int:
    """How many these are: counting them adds nothing up. Unless `tepat` it may be a moment old."""
    mereka = pegawai_qs.filter(pk__in=_late_sheets(rentet).values("pegawai_id"))
    return count_rows(mereka, tepat=tepat)


def _late_sheets(rentet: Rentet) -> QuerySet[LembarPresensi]:
    return LembarPresensi.objects.filter(_ADA, periode__range=(rentet.dari, rentet.sampai))


def late_agencies(lembar_qs: QuerySet[LembarPresensi], rentet: Rentet) -> list[dict[str, Any]]:
    """Agencies by late days per hundred working days, the highest first.

    `jalan` holds the late minutes of each month.
    """
    baris: Iterable[Any] = (
        lembar_qs.filter(periode__range=(rentet.dari, rentet.sampai))
        .order_by()
        .values("skpd_id", "periode")
        .annotate(**{n: Sum(k) for n, k in _JUMLAH.items()})
    )
    per: dict[int | None, dict[str, Any]] = {}
    for b in cast(Iterable[dict[str, Any]], baris):  # columns named at run time
        satu = per.setdefault(
            b["skpd_id"], {"skpd_id": b["skpd_id"], "jalan": {}, **dict.fromkeys(_JUMLAH, 0)}
        )
        satu["jalan"][b["periode"]] = b["menit"]
        for n in _JUMLAH:
            satu[n] += b[n]
    isi = list(per.values())
    nama = dict(
        UnitKerja.objects.filter(pk__in={b["skpd_id"] for b in isi}).values_list("pk", "nama")
    )
    for b in isi:
        b["nama"] = nama.get(b["skpd_id"], "Tanpa SKPD")
        b["bp"] = b["hari_tl"] * 10_000 // max(b["hk"], 1)
    return sorted(isi, key=lambda b: (-b["bp"], b["nama"]))


@dataclass(frozen=True, slots=True)
class Jejak:
    """A person's months: late minutes by month, and the sums that every month adds to."""

    menit: Mapping[int, int]
    hari_psw: int
    hk: int


def courses(
    lembar_qs: QuerySet[LembarPresensi], rentet: Rentet, ids: Collection[int]
) -> Mapping[int, Jejak]:
    """The months of these people; one query."""
    baris = (
        lembar_qs.filter(pegawai_id__in=list(ids))
        .filter(periode__range=(rentet.dari, rentet.sampai))
        .order_by()
        .values_list("pegawai_id", "periode")
        .annotate(menit=Sum("menit_tl"), psw=Sum("psw"), hk=Sum("hari_kerja"))
    )
    per: dict[int, list[tuple[int, int, int, int]]] = {}
    for siapa, *isi in baris:
        per.setdefault(siapa, []).append(tuple(isi))
    return {
        siapa: Jejak({b[0]: b[1] for b in isi}, sum(b[2] for b in isi), sum(b[3] for b in isi))
        for siapa, isi in per.items()
    }
