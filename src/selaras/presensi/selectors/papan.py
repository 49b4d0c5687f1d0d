"""Who is in now: counts by unit and people by state, from the board with the day's taps.

Counting is one statement whatever the number of people; nothing here writes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Case, F, Q, QuerySet, Value, When

from selaras.organisasi.models import UnitKerja
from selaras.presensi.models import PapanHadir

# In the order of the bar. The words are those of the page.
KEADAAN: Mapping[str, str] = {
    "hadir": "Hadir",
    "terlambat": "Hadir, terlambat",
    "pulang": "Sudah pulang",
    "belum": "Belum hadir",
    "dinas": "Dinas",
    "cuti": "Cuti",
    "nanti": "Belum jam kerja",
    "libur": "Libur, lepas jaga",
}
DI_TEMPAT = ("hadir", "terlambat")
_Harapan = PapanHadir.Harapan
_TANPA_KETUKAN = {_Harapan.CUTI: "cuti", _Harapan.DINAS: "dinas", _Harapan.LIBUR: "libur"}


@dataclass(frozen=True, slots=True)
class Saat:
    """The instant asked at, and what of the law the states need."""

    kini: datetime
    jeda_menit: int

    def keadaan(self) -> Case:
        """A person's state by her row. A tap counts from the start of her own window on; who taps
        while away is in."""
        jeda = F("awal") + timedelta(minutes=self.jeda_menit)
        return Case(
            When(Q(akhir__gte=F("pulang_sejak")) & Q(akhir__gte=jeda), then=Value("pulang")),
            When(awal__gte=F("terlambat_sejak"), then=Value("terlambat")),
            When(awal__isnull=False, then=Value("hadir")),
            *(When(harapan=h, then=Value(k)) for h, k in _TANPA_KETUKAN.items()),
            When(masuk__gt=self.kini, then=Value("nanti")),
            default=Value("belum"),
        )


@dataclass
class HitungUnit:
    """How many people of a unit (with all below it) are in which state."""

    unit_id: int
    nama: str
    turun: bool  # it opens further down
    jumlah: dict[str, int] = field(default_factory=dict)

    @property
    def orang(self) -> int:
        return sum(self.jumlah.values())

    @property
    def di_tempat(self) -> int:
        return sum(self.jumlah.get(k, 0) for k in DI_TEMPAT)

    @property
    def wajib(self) -> int:
        """Those who should be in by now."""
        return self.di_tempat + self.jumlah.get("belum", 0) + self.jumlah.get("pulang", 0)


def count_states(
    papan_qs: QuerySet[PapanHadir], saat: Saat, unit: UnitKerja | None
) -> list[HitungUnit]:
    """Counts by agency, or by the units right below `unit` (its own people as itself).

    People are counted by the unit of their post first: some hundred units are looked up, not
    50,000 people's.
    """
    keadaan = papan_qs.order_by().annotate(_keadaan=saat.keadaan())
    dasar, nilai = keadaan.values_list("unit_id", "_keadaan").query.sql_with_params()
    if unit is None:
        kunci, nilai_u = "u.skpd_id", []
    else:
        kunci = "coalesce(nullif(split_part(substr(u.path, %s), '/', 1), '')::bigint, u.id)"
        nilai_u = [len(unit.path) + 1]
    with connection.cursor() as cursor:
        cursor.execute(
            f"with g as (select unit_id, _keadaan, count(*) as n from ({dasar}) p group by 1, 2) "  # noqa: S608 - our own text, values apart
            f"select {kunci}, g._keadaan, sum(g.n)::int from g "
            "left join organisasi_unitkerja u on u.id = g.unit_id group by 1, 2",
            [*nilai, *nilai_u],
        )
        return _named(cursor.fetchall(), unit)


def _named(
    baris: Sequence[tuple[int | None, str, int]], unit: UnitKerja | None
) -> list[HitungUnit]:
    ids = {b[0] for b in baris if b[0] is not None}
    nama = dict(UnitKerja.objects.filter(pk__in=ids).values_list("pk", "nama"))
    hasil: dict[int, HitungUnit] = {}
    for unit_id, keadaan, n in baris:
        kunci = unit_id or 0
        sendiri = unit is not None and kunci == unit.pk
        judul = "Langsung di unit ini" if sendiri else nama.get(kunci, "Tanpa unit")
        satu = hasil.setdefault(kunci, HitungUnit(kunci, judul, not sendiri and kunci != 0))
        satu.jumlah[keadaan] = satu.jumlah.get(keadaan, 0) + n
    return sorted(hasil.values(), key=lambda h: (h.turun, h.nama))


def in_state(
    papan_qs: QuerySet[PapanHadir], saat: Saat, keadaan: Sequence[str]
) -> QuerySet[PapanHadir]:
    """The people of these states."""
    return papan_qs.alias(_keadaan=saat.keadaan()).filter(_keadaan__in=keadaan)


def state_of_row(baris: PapanHadir, saat: Saat) -> str:
    """The same decision for one row of the board."""
    awal, akhir = baris.awal, baris.akhir
    if awal is not None and akhir is not None:
        jeda = (akhir - awal).total_seconds() >= saat.jeda_menit * 60
        if baris.pulang_sejak and akhir >= baris.pulang_sejak and jeda:
            return "pulang"
        return "terlambat" if baris.terlambat_sejak and awal >= baris.terlambat_sejak else "hadir"
    if lain := _TANPA_KETUKAN.get(_Harapan(baris.harapan)):
        return lain
    return "nanti" if baris.masuk and baris.masuk > saat.kini else "belum"
