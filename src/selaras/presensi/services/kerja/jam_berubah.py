"""Hours, holidays or Ramadan changed: the sheets of the days and people it touches follow.

Few days of few people at once, in the caller's transaction; many by a job with progress. Locked
months stay: recompute_days notes their days for a later month's lines.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from selaras.aturan.jadwal import Rentang
from selaras.core.jobs.models import Pekerjaan
from selaras.core.permissions import Actor
from selaras.hukum import Law
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import RiwayatJabatan
from selaras.presensi.models import LembarPresensi, PengecualianJadwal, PenugasanJadwal, Roster
from selaras.presensi.services.hitung.lembar import HasilLipat
from selaras.presensi.services.hitung.lipat_hari import refold_days

JOB = "presensi.jam_berubah"
LANGSUNG, HARI_LANGSUNG = 2_000, 35  # people's days, days: folded while the page is waited for
_TEPI = (-1, 0, 1)  # a shift bounds the windows of the days beside it


@dataclass(frozen=True, slots=True)
class Sasaran:
    """Whose hours changed: one unit with all below, a person, who follows a timetable, or all."""

    unit_id: int | None = None
    pegawai_id: int | None = None
    jadwal_id: int | None = None

    def masukan(self) -> dict[str, int]:
        """For a job: what is named, as JSON."""
        return {n: v for n in self.__slots__ if (v := getattr(self, n)) is not None}

    @classmethod
    def dari(cls, masukan: dict[str, Any]) -> Self:
        return cls(**{n: int(v) for n, v in masukan.items()})


@dataclass(frozen=True, slots=True)
class Ikut:
    """How the sheets follow: done already, or by a job that has been started."""

    diperbarui: int = 0
    terkunci: int = 0
    pekerjaan: Pekerjaan | None = None


def follow_hours(
    *,
    instansi: Instansi,
    hari: Iterable[date],
    actor: Actor,
    sebab: str,
    sasaran: Sasaran = Sasaran(),
    law: Law | None = None,
) -> Ikut:
    """Bring the sheets of these days up to date for whom it concerns."""
    from selaras.core.jobs.services import start  # noqa: PLC0415 - jobs import us

    luas = days_with_sheets(instansi, hari)
    if not luas:
        return Ikut()
    orang = people_touched(instansi, sasaran, luas)
    if len(luas) <= HARI_LANGSUNG and len(orang) * len(luas) <= LANGSUNG:
        hasil = fold_hours(
            instansi=instansi, hari=luas, orang=orang, at=actor.at, sebab=sebab, law=law
        )
        return Ikut(hasil.diperbarui, hasil.terkunci)
    return Ikut(
        pekerjaan=start(
            JOB, actor=actor,
            judul=f"Menghitung ulang presensi: {sebab.split(' sesudah ', maxsplit=1)[0].lower()}",
            masukan={
                "instansi_id": instansi.pk, "hari": [t.isoformat() for t in luas],
                "sasaran": sasaran.masukan(), "sebab": sebab,
            },
        )
    )  # fmt: skip


def fold_hours(
    *,
    instansi: Instansi,
    hari: Sequence[date],
    orang: Collection[int],
    at: datetime,
    sebab: str,
    law: Law | None = None,
) -> HasilLipat:
    """These days of these people."""
    return refold_days(
        instansi=instansi, hari=((p, t) for t in hari for p in orang), at=at, law=law, sebab=sebab
    )


def days_since(instansi: Instansi, mulai: date | None) -> Sequence[date]:
    """Every day from `mulai` on (None = the first) of months that have sheets."""
    periode = _months(instansi)
    semua = [t for p in periode for t in Rentang.bulan(p).tanggal()]
    return [t for t in semua if mulai is None or t >= mulai]


def days_with_sheets(instansi: Instansi, hari: Iterable[date]) -> list[date]:
    """The days and their neighbours, where a month has sheets; ascending."""
    luas = {t + timedelta(days=n) for t in hari for n in _TEPI}
    ada = _months(instansi, {t.year * 100 + t.month for t in luas})
    return sorted(t for t in luas if t.year * 100 + t.month in ada)


def _months(instansi: Instansi, hanya: Collection[int] | None = None) -> list[int]:
    lembar = LembarPresensi.objects.filter(pegawai__instansi=instansi)
    if hanya is not None:
        lembar = lembar.filter(periode__in=hanya)
    return sorted(lembar.order_by().values_list("periode", flat=True).distinct())


def people_touched(instansi: Instansi, sasaran: Sasaran, hari: Sequence[date]) -> Collection[int]:
    """Who may have other hours on these days; who has none is found out by folding."""
    if sasaran.pegawai_id is not None:
        return {sasaran.pegawai_id}
    span = DateRange(hari[0], hari[-1], "[]")
    if sasaran.unit_id is not None:
        unit = UnitKerja.objects.get(pk=sasaran.unit_id)
        return _of_units([unit.path], span)
    if sasaran.jadwal_id is not None:
        return _followers(instansi, sasaran.jadwal_id, span)
    return _everyone(instansi, hari)


def _everyone(instansi: Instansi, hari: Sequence[date]) -> set[int]:
    periode = {t.year * 100 + t.month for t in hari}
    lembar = LembarPresensi.objects.filter(periode__in=periode, pegawai__instansi=instansi)
    return set(lembar.values_list("pegawai_id", flat=True))


def _of_units(path: Sequence[str], span: DateRange) -> set[int]:
    """Definitive post in one of the units or below on a day of the span."""
    letak = Q()
    for p in path:
        letak |= Q(jabatan__unit__path__startswith=p)
    post = RiwayatJabatan.objects.filter(letak, penugasan="D", berlaku__overlap=span)
    return set(post.values_list("pegawai_id", flat=True))


def _followers(instansi: Instansi, jadwal_id: int, span: DateRange) -> set[int]:
    """Those whom an assignment, an exception or a roster sends to a timetable."""
    tugas = list(
        PenugasanJadwal.objects.filter(jadwal_id=jadwal_id, berlaku__overlap=span).select_related(
            "unit"
        )
    )
    orang = {t.pegawai_id for t in tugas if t.pegawai_id}
    orang |= set(
        PengecualianJadwal.objects.filter(
            jadwal_id=jadwal_id, berlaku__overlap=span, dicabut_pada=None
        ).values_list("pegawai_id", flat=True)
    )
    orang |= set(
        Roster.objects.filter(
            jadwal_id=jadwal_id, tanggal__gte=span.lower, tanggal__lte=span.upper
        ).values_list("pegawai_id", flat=True)
    )
    if path := [t.unit.path for t in tugas if t.unit]:
        orang |= _of_units(path, span)
    if any(t.unit_id is None and t.pegawai_id is None for t in tugas):
        lembar = LembarPresensi.objects.filter(pegawai__instansi=instansi)
        orang |= set(lembar.values_list("pegawai_id", flat=True).distinct())
    return orang
