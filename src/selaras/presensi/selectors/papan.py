"""Who is in now: counts by unit and people by state, from the board and the day's taps.

Counting is one statement whatever the number of people; nothing here writes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, F, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from selaras.organisasi.models import UnitKerja
from selaras.presensi.models import Ketukan, PapanHadir

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

# A tap counts from the start of the person's own window on. Who taps while away is in.
_KEADAAN_SQL = """
case
    when k.akhir >= p.pulang_sejak and k.akhir - k.awal >= {jeda} then 'pulang'
    when k.awal >= p.terlambat_sejak then 'terlambat'
    when k.awal is not null then 'hadir'
    when p.harapan = 2 then 'cuti'
    when p.harapan = 3 then 'dinas'
    when p.harapan = 0 then 'libur'
    when p.masuk > {kini} then 'nanti'
    else 'belum'
end
"""
# The day's taps by person: one pass over the partition, kept small by the month's BRIN index and
# by the earliest window of the board (a night shift's), so that yesterday is not read again.
_TAPS = """
select t.pegawai_id, min(t.waktu) as awal, max(t.waktu) as akhir
from presensi_ketukan t
where t.waktu > %s and t.waktu <= %s and t.pegawai_id is not null
    and t.waktu >= (select min(sejak) from presensi_papanhadir where instansi_id = %s)
group by 1
"""
# Of them what lies in her own window. Asking each person's window for its taps looked the index up
# 50,000 times; only who tapped before it and in it has her first one looked for.
_OWN_TAPS = """
left join taps s on s.pegawai_id = p.pegawai_id and s.akhir >= p.sejak
left join lateral (
    select case when s.awal >= p.sejak then s.awal else (
        select min(t.waktu) from presensi_ketukan t
        where t.pegawai_id = p.pegawai_id and t.waktu >= p.sejak and t.waktu <= s.akhir
    ) end as awal, s.akhir
) k on true
"""


@dataclass(frozen=True, slots=True)
class Saat:
    """The instant asked at, and what of the law the states need."""

    kini: datetime
    dari: datetime  # no window of today's board opens before
    jeda_menit: int
    instansi_id: int

    def keadaan(self) -> tuple[str, list[Any]]:
        """The state of a person as SQL over p (board) and k (taps), with its values."""
        teks = _KEADAAN_SQL.format(jeda="make_interval(mins => %s)", kini="%s")
        return teks, [self.jeda_menit, self.kini]

    def ketukan(self) -> tuple[str, list[Any]]:
        return _TAPS, [self.dari, self.kini, self.instansi_id]


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
    """Counts by agency, or by the units right below `unit` (its own people as itself)."""
    dasar, nilai = papan_qs.order_by().values_list(*_PAPAN).query.sql_with_params()
    ketukan, nilai_k = saat.ketukan()
    keadaan, nilai_s = saat.keadaan()
    if unit is None:
        kunci, nilai_u = "u.skpd_id", []
    else:
        kunci = "coalesce(nullif(split_part(substr(u.path, %s), '/', 1), '')::bigint, u.id)"
        nilai_u = [len(unit.path) + 1]
    with connection.cursor() as cursor:
        cursor.execute(
            f"with p as ({dasar}), taps as ({ketukan}) "  # noqa: S608 - our own text, values apart
            f"select {kunci} as unit_id, {keadaan} as keadaan, count(*) from p {_OWN_TAPS} "
            "left join organisasi_unitkerja u on u.id = p.unit_id group by 1, 2",
            [*nilai, *nilai_k, *nilai_u, *nilai_s],
        )
        baris = cursor.fetchall()
    return _named(baris, unit)


_PAPAN = ("pegawai_id", "unit_id", "sejak", "harapan", "masuk", "terlambat_sejak", "pulang_sejak")


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
    ketukan, nilai_k = saat.ketukan()
    teks, nilai_s = saat.keadaan()
    return papan_qs.filter(
        pk__in=RawSQL(  # noqa: S611 - our own text, values apart
            f"with taps as ({ketukan}) select p.pegawai_id "  # noqa: S608
            f"from presensi_papanhadir p {_OWN_TAPS} where {teks} = any(%s)",
            [*nilai_k, *nilai_s, list(keadaan)],
        )
    )


def with_taps(papan_qs: QuerySet[PapanHadir], saat: Saat) -> QuerySet[PapanHadir]:
    """Each person with her first and last tap of the day (`awal`, `akhir`)."""
    taps = Ketukan.objects.filter(
        pegawai_id=OuterRef("pegawai_id"), waktu__gte=OuterRef("sejak"), waktu__gt=saat.dari,
        waktu__lte=saat.kini,
    )  # fmt: skip
    awal = taps.order_by("waktu").values("waktu")[:1]
    akhir = taps.order_by("-waktu").values("waktu")[:1]
    return papan_qs.annotate(
        awal=Subquery(awal, output_field=DateTimeField()),
        akhir=Subquery(akhir, output_field=DateTimeField()),
        path=F("unit__path"),
    )


def state_of_row(baris: Any, saat: Saat) -> str:
    """The same decision for one annotated row of the board."""
    awal, akhir = baris.awal, baris.akhir
    if awal is not None:
        jeda = (akhir - awal).total_seconds() >= saat.jeda_menit * 60
        if baris.pulang_sejak and akhir >= baris.pulang_sejak and jeda:
            return "pulang"
        return "terlambat" if baris.terlambat_sejak and awal >= baris.terlambat_sejak else "hadir"
    lain = {0: "libur", 2: "cuti", 3: "dinas"}
    if baris.harapan in lain:
        return lain[baris.harapan]
    return "nanti" if baris.masuk and baris.masuk > saat.kini else "belum"
