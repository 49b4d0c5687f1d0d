"""Tells officers of machines that fell silent in working hours, once for each silence."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import F, Q
from django.urls import reverse

from selaras.core.halaman.format import jam_zona
from selaras.core.notify.services import Kabar, notify_each
from selaras.core.permissions.models import PenugasanPeran
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import HariLibur, JadwalHari, Mesin, PenugasanJadwal
from selaras.presensi.selectors.mesin import silent_since

JENIS = "mesin_diam"
PENGELOLA = "pengelola_kepegawaian"
TEPI_MENIT = 60  # people come before and leave after the hours of the timetable


def warn_of_silence(*, at: datetime) -> int:
    """A notice to the officers of each silent machine's units; how many notices are new."""
    mesin_list = [
        m
        for m in Mesin.objects.filter(status=Mesin.Status.DISETUJUI, kabar__terakhir__isnull=False)
        .annotate(terakhir=F("kabar__terakhir"))
        .select_related("situs__unit", "situs__instansi")
        .prefetch_related("situs__melayani__unit")
        if silent_since(m, m.terakhir, at)
    ]
    kabar: list[Kabar] = []
    for mesin in mesin_list:
        if not in_working_hours(mesin, at):
            continue
        sejak: datetime = mesin.terakhir
        jam = jam_zona(sejak, mesin.zona)
        kabar += [
            Kabar(
                person,
                f"{mesin} tidak terdengar sejak {jam}",
                "Periksa listrik dan jaringannya. Ketukan tetap tersimpan di mesin dan dikirim "
                "begitu tersambung lagi.",
                reverse("presensi:mesin_satu", args=[mesin.pk]),
                f"mesin_diam:{mesin.pk}:{sejak:%Y%m%d%H%M%S}",
            )
            for person in officers_of(mesin, at)
        ]
    return notify_each(JENIS, kabar, at=at)


def officers_of(mesin: Mesin, at: datetime) -> list[int]:
    """Personnel officers of the units that tap there; where a unit has none, its government's."""
    unit_list = [u for u in (mesin.situs.unit, *(s.unit for s in mesin.situs.melayani.all())) if u]
    hari = at.astimezone(ZoneInfo(mesin.zona)).date()
    di_atas = {int(b) for u in unit_list for b in u.path.strip("/").split("/") if b}
    peran = PenugasanPeran.objects.pada(hari).filter(
        Q(unit_id__in=di_atas) | Q(unit_id__isnull=True, instansi_id=mesin.situs.instansi_id),
        peran=PENGELOLA,
    )
    per_unit: dict[int | None, set[int]] = defaultdict(set)
    for unit_id, user_id in peran.values_list("unit_id", "user_id"):
        per_unit[unit_id].add(user_id)
    user_ids: set[int] = set()
    for unit in unit_list:
        dekat = [int(b) for b in reversed(unit.path.strip("/").split("/")) if b]
        user_ids |= next((per_unit[u] for u in dekat if per_unit[u]), per_unit[None])
    user_ids |= per_unit[None] if not unit_list else set()
    return list(Pegawai.objects.filter(user_id__in=user_ids).values_list("pk", flat=True))


def in_working_hours(mesin: Mesin, at: datetime) -> bool:
    """Whether somebody may be about to tap there, by the timetables of the units it serves."""
    lokal = at.astimezone(ZoneInfo(mesin.zona))
    unit_list = [u for u in (mesin.situs.unit, *(s.unit for s in mesin.situs.melayani.all())) if u]
    jadwal_ids = _timetables(mesin.situs.instansi_id, unit_list, lokal.date())
    menit = lokal.hour * 60 + lokal.minute
    libur = HariLibur.objects.filter(
        Q(instansi__isnull=True) | Q(instansi_id=mesin.situs.instansi_id), tanggal=lokal.date()
    ).exists()
    for jam in JadwalHari.objects.filter(
        jadwal_id__in=jadwal_ids, hari=lokal.isoweekday()
    ).select_related("jadwal"):
        pulang = jam.pulang if jam.pulang > jam.masuk else jam.pulang + 1440
        if libur and jam.jadwal.ikut_libur:
            continue
        if jam.masuk - TEPI_MENIT <= menit <= pulang + TEPI_MENIT:
            return True
    return False


def _timetables(instansi_id: int, unit_list: Iterable[UnitKerja], hari: date) -> set[int]:
    """Timetables of these units: the nearest of each above it, those within, else everyone's."""
    tugas = list(
        PenugasanJadwal.objects.pada(hari)
        .filter(instansi_id=instansi_id, pegawai__isnull=True)
        .values_list("unit_id", "unit__path", "jadwal_id")
    )
    semua = {j for unit_id, _, j in tugas if unit_id is None}
    hasil: set[int] = set()
    for unit in unit_list:
        dalam = {j for _, path, j in tugas if path and path.startswith(unit.path)}
        atas = max(
            ((path, j) for _, path, j in tugas if path and unit.path.startswith(path)),
            key=lambda b: len(b[0]),
            default=None,
        )
        hasil |= dalam | ({atas[1]} if atas else semua)
    return hasil or semua
