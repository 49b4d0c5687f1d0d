"""What other applications have given: keys, sources, counts, and days without any tap."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Max, Q, QuerySet

from selaras.core.permissions import Actor, rows
from selaras.presensi.models import (
    HariAplikasi,
    HariLibur,
    JadwalHari,
    Ketukan,
    KunciAplikasi,
    PenugasanJadwal,
    Situs,
    SumberTarik,
)

CELAH_HARI = 31
SENIN_JUMAT = frozenset({1, 2, 3, 4, 5})


def keys_of(actor: Actor) -> QuerySet[KunciAplikasi]:
    return rows(actor, "aplikasi.view", KunciAplikasi.objects.all()).select_related("situs")


def sources_of(actor: Actor) -> QuerySet[SumberTarik]:
    return rows(actor, "aplikasi.view", SumberTarik.objects.all()).select_related(
        "situs__instansi", "instansi"
    )


def received(situs: Situs, *, at: datetime) -> dict[str, Any]:
    """For the application itself: the last of its taps and how many there are."""
    zona = ZoneInfo(situs.instansi.zona)
    hari_ini = at.astimezone(zona).date()
    awal = at - timedelta(days=CELAH_HARI)
    milik = Ketukan.objects.filter(situs=situs, waktu__gte=awal)
    akhir = milik.aggregate(diterima=Max("diterima_pada"), waktu=Max("waktu"))
    hari = dict(
        HariAplikasi.objects.filter(
            situs=situs, tanggal__gt=hari_ini - timedelta(days=CELAH_HARI)
        ).values_list("tanggal", "jumlah")
    )
    return {
        "waktu_server": at.isoformat(),
        "situs": situs.nama,
        "terakhir_diterima": _iso(akhir["diterima"]),
        "ketukan_terakhir": _iso(akhir["waktu"]),
        "hari_ini": hari.get(hari_ini, 0),
        "tiga_puluh_satu_hari": sum(hari.values()),
        "tak_dikenal": milik.filter(pegawai=None).count(),
        "hari_tanpa_ketukan": [d.isoformat() for d in gaps(situs, hari_ini=hari_ini)],
    }


def gaps(situs: Situs, *, hari_ini: date, mulai: date | None = None) -> list[date]:
    """Working days before today without a tap, newest first; none before the first one came."""
    pertama = mulai or _first_day(situs)
    if pertama is None:
        return []
    awal = max(pertama, hari_ini - timedelta(days=CELAH_HARI))
    ada = set(
        HariAplikasi.objects.filter(situs=situs, tanggal__gte=awal).values_list(
            "tanggal", flat=True
        )
    )
    return [d for d in reversed(working_days(situs.instansi_id, awal, hari_ini)) if d not in ada]


def working_days(instansi_id: int, awal: date, sebelum: date) -> list[date]:
    """Days of the government's own timetable without holidays; Monday to Friday without one."""
    semua = PenugasanJadwal.objects.filter(instansi_id=instansi_id, unit=None, pegawai=None)
    hari = set(
        JadwalHari.objects.filter(jadwal__in=semua.values("jadwal")).values_list("hari", flat=True)
    )
    libur = set(
        HariLibur.objects.filter(
            Q(instansi=None) | Q(instansi_id=instansi_id), tanggal__range=(awal, sebelum)
        ).values_list("tanggal", flat=True)
    )
    panjang = max(0, (sebelum - awal).days)
    return [
        d
        for d in (awal + timedelta(days=n) for n in range(panjang))
        if d.isoweekday() in (hari or SENIN_JUMAT) and d not in libur
    ]


def counts(situs: Situs, *, hari_ini: date) -> list[HariAplikasi]:
    """New taps by day, newest first."""
    return list(
        HariAplikasi.objects.filter(
            situs=situs, tanggal__gt=hari_ini - timedelta(days=CELAH_HARI)
        ).order_by("-tanggal")
    )


def _first_day(situs: Situs) -> date | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select min(tanggal) from presensi_hariaplikasi where situs_id = %s", [situs.pk]
        )
        baris = cursor.fetchone()
    return baris[0] if baris else None


def _iso(waktu: datetime | None) -> str | None:
    return waktu.isoformat() if waktu else None
