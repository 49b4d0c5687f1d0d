"""Counts, movement and people of boxes within an actor's reach."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum

from selaras.core.permissions import Actor, rows
from selaras.core.permissions.registry import persons
from selaras.kotak.models import JumlahKotak, KotakBulan, KotakPegawai
from selaras.kotak.models.kotak import KOLOM
from selaras.organisasi.models import AGENCIES, UnitKerja
from selaras.pegawai.models import Pegawai

BULAN = 12


@dataclass(frozen=True, slots=True)
class Isi:
    """A month's boxes: how many stand in each, and from which box of the month before."""

    pindah: Mapping[tuple[int, int], int]  # (before, now) -> people; 0 = not there

    @property
    def jumlah(self) -> Mapping[int, int]:
        """People by box."""
        hasil: Counter[int] = Counter()
        for (_, kini), n in self.pindah.items():
            hasil[kini] += n
        return hasil

    @property
    def orang(self) -> int:
        """Those who stand in a box."""
        return sum(n for (_, kini), n in self.pindah.items() if kini)

    @property
    def tanpa(self) -> int:
        """Those for whom this kind has no box."""
        return sum(n for (_, kini), n in self.pindah.items() if not kini)

    def entered(self, kotak: int) -> int:
        return sum(n for (lalu, kini), n in self.pindah.items() if kini == kotak != lalu and lalu)

    def left(self, kotak: int) -> int:
        return sum(n for (lalu, kini), n in self.pindah.items() if lalu == kotak != kini)

    @property
    def arah(self) -> Mapping[str, int]:
        """How many went up, down, stayed, or have no box to compare with."""
        hasil: Counter[str] = Counter()
        for (lalu, kini), n in self.pindah.items():
            if kini:
                hasil[direction(lalu, kini)] += n
        return hasil


def direction(lalu: int, kini: int) -> str:
    """naik, turun, tetap, or baru where there was no box before."""
    if not lalu:
        return "baru"
    return "tetap" if lalu == kini else "naik" if kini > lalu else "turun"


def beyond_self(actor: Actor) -> bool:
    """Whether the actor sees units, not only herself and her own people."""
    reach = actor.reach("kotak.view")
    return bool(reach.everywhere or reach.instansi or reach.paths)


def month_counts(actor: Actor, periode: int, ragam: str, unit: UnitKerja | None = None) -> Isi:
    """The boxes of a month: of units from their counts, of one's own people one by one."""
    if beyond_self(actor):
        qs = rows(actor, "kotak.view", JumlahKotak.objects.filter(periode=periode, ragam=ragam))
        if unit is not None:
            qs = qs.filter(unit__path__startswith=unit.path)
        isi: Iterable[tuple[Any, ...]] = qs.values_list("lalu", "kotak").annotate(n=Sum("jumlah"))
    else:
        k = KOLOM[ragam]
        isi = people(actor, periode).values_list(f"{k}_lalu", k).annotate(n=Count("pegawai_id"))
    return Isi({(lalu, kini): n for lalu, kini, n in isi})


def over_time(
    actor: Actor, ragam: str, bulan: Sequence[int], unit: UnitKerja | None = None
) -> dict[int, dict[int, int]]:
    """Month -> box -> people, for the months given."""
    if beyond_self(actor):
        qs = rows(actor, "kotak.view", JumlahKotak.objects.filter(ragam=ragam, periode__in=bulan))
        if unit is not None:
            qs = qs.filter(unit__path__startswith=unit.path)
        isi: Iterable[tuple[Any, ...]] = qs.values_list("periode", "kotak").annotate(
            n=Sum("jumlah")
        )
    else:
        k = KOLOM[ragam]
        semua = KotakPegawai.objects.filter(periode__in=bulan, pegawai_id__in=own_people(actor))
        isi = semua.values_list("periode", k).annotate(n=Count("pegawai_id"))
    hasil: dict[int, dict[int, int]] = {p: {} for p in bulan}
    for periode, kotak, n in isi:
        if kotak:
            hasil[periode][kotak] = n
    return hasil


def people(actor: Actor, periode: int, unit: UnitKerja | None = None) -> QuerySet[KotakPegawai]:
    """Everyone within reach in a month, where she stood then."""
    semua = KotakPegawai.objects.filter(periode=periode)
    if not beyond_self(actor):
        return semua.filter(pegawai_id__in=own_people(actor))
    qs = rows(actor, "kotak.view", semua)
    return qs if unit is None else qs.filter(unit__path__startswith=unit.path)


def own_people(actor: Actor) -> list[int]:
    """Ids of those whom a superior leads, and her own: a handful, so that an index finds them."""
    reach = actor.reach("kotak.view")
    if actor.person_id is None:
        return []
    ids = [actor.person_id] if reach.own else []
    if reach.subordinates:
        hari = actor.day()
        bawahan = persons().subordinate_ids(actor.person_id, hari)
        ids += Pegawai.objects.filter(pk__in=bawahan).values_list("pk", flat=True)
    return ids


def known_months(instansi_id: int) -> list[int]:
    """Months with boxes, the latest twelve, oldest first."""
    bulan = KotakBulan.objects.filter(skpd__instansi_id=instansi_id)
    terakhir = bulan.order_by("-periode").values_list("periode", flat=True).distinct()[:BULAN]
    return sorted(terakhir)


def units_within(actor: Actor, instansi_id: int) -> list[UnitKerja]:
    """SKPD within reach, by name."""
    reach = actor.reach("kotak.view")
    qs = UnitKerja.objects.filter(AGENCIES, instansi_id=instansi_id).order_by("nama")
    if reach.everywhere or instansi_id in reach.instansi:
        return list(qs)
    return [u for u in qs if u.path.startswith(tuple(reach.paths))] if reach.paths else []


def own_months(pegawai_id: int) -> list[KotakPegawai]:
    """A person's boxes, the latest twelve months, oldest first."""
    milik = KotakPegawai.objects.filter(pegawai_id=pegawai_id).order_by("-periode")[:BULAN]
    return sorted(milik, key=lambda k: k.periode)
