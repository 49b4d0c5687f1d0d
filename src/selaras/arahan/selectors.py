"""What a week's brief says: attendance day by day, who holds up payment, what lies undecided.

Made set-wise by a job: decoding fifty thousand month sheets is no work for a page.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import Count, Min
from django.utils.timezone import localdate

from selaras.aturan.presensi import StatusHari
from selaras.core.workflow.models import Menunggu
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.periode.models import PeriodeUnit, StatusPeriode
from selaras.presensi.lembar import decode
from selaras.presensi.models import LembarPresensi

Lembar = tuple[int, bytes | memoryview]  # SKPD, a month sheet

SEKALI = 5_000  # sheets decoded at once
TERBANYAK = 5
HADIR = (StatusHari.HADIR, StatusHari.TL, StatusHari.PSW, StatusHari.TL_PSW)
TERLAMBAT = (StatusHari.TL, StatusHari.TL_PSW)
DIJADWALKAN = (*HADIR, StatusHari.TK, StatusHari.IZIN)
MENAHAN = (StatusPeriode.TERBUKA, StatusPeriode.DIHITUNG)


@dataclass(slots=True)
class Hitung:
    """People-days of one day or one SKPD."""

    jadwal: int = 0
    hadir: int = 0
    terlambat: int = 0
    alpa: int = 0

    def add(self, kode: Counter[int]) -> None:
        self.jadwal += sum(kode[k] for k in DIJADWALKAN)
        self.hadir += sum(kode[k] for k in HADIR)
        self.terlambat += sum(kode[k] for k in TERLAMBAT)
        self.alpa += kode[StatusHari.TK]

    @property
    def hadir_bp(self) -> int | None:
        return self.hadir * 10_000 // self.jadwal if self.jadwal else None


def monday_of(hari: date) -> date:
    return hari - timedelta(days=hari.weekday())


def week_brief(instansi: Instansi, senin: date, at: datetime) -> dict[str, Any]:
    """The week from Monday, up to its Sunday, as plain data for the page."""
    hari_ini = at.astimezone(ZoneInfo(instansi.zona)).date()
    hari, skpd = _attendance(instansi, senin, hari_ini)
    nama = dict(UnitKerja.objects.filter(pk__in=skpd).values_list("pk", "nama"))
    terendah = sorted(
        (s for s in skpd if skpd[s].hadir_bp is not None), key=lambda s: skpd[s].hadir_bp or 0
    )
    return {
        "hari": [
            {"tanggal": h.isoformat(), **asdict(n), "hadir_bp": n.hadir_bp}
            for h, n in sorted(hari.items()) if n.jadwal
        ],
        "skpd_terendah": [
            {"id": s, "nama": nama[s], **asdict(skpd[s]), "hadir_bp": skpd[s].hadir_bp}
            for s in terendah[:TERBANYAK]
        ],
        "menahan": _holding_up(instansi, hari_ini),
        "belum_dihitung": _not_computed(instansi, hari_ini),
        "menunggu": _undecided(instansi, hari_ini),
    }  # fmt: skip


def _attendance(
    instansi: Instansi, senin: date, hari_ini: date
) -> tuple[dict[date, Hitung], dict[int, Hitung]]:
    """By day and by SKPD, from the month sheets that the week touches; only days that are over."""
    per_hari: dict[date, Hitung] = defaultdict(Hitung)
    per_skpd: dict[int, Hitung] = defaultdict(Hitung)
    sepekan = [h for n in range(7) if (h := senin + timedelta(n)) < hari_ini]
    for periode in sorted({h.year * 100 + h.month for h in sepekan}):
        milik = [h for h in sepekan if h.year * 100 + h.month == periode]
        lembar = LembarPresensi.objects.filter(
            periode=periode, pegawai__instansi=instansi, skpd__isnull=False
        ).values_list("skpd_id", "hari")
        for bagian in _slices(lembar.iterator(SEKALI)):
            kode = decode([isi for _, isi in bagian])["kode"]
            tempat = np.array([s for s, _ in bagian])
            for h in milik:
                kolom = kode[:, h.day - 1]
                per_hari[h].add(Counter(kolom.tolist()))
                for skpd_id in np.unique(tempat).tolist():
                    per_skpd[skpd_id].add(Counter(kolom[tempat == skpd_id].tolist()))
    return per_hari, per_skpd


def _slices(baris: Iterable[Lembar]) -> Iterable[list[Lembar]]:
    kini: list[Lembar] = []
    for b in baris:
        kini.append(b)
        if len(kini) == SEKALI:
            yield kini
            kini = []
    if kini:
        yield kini


def _last_month(hari_ini: date) -> int:
    lalu = hari_ini.replace(day=1) - timedelta(days=1)
    return lalu.year * 100 + lalu.month


def _not_computed(instansi: Instansi, hari_ini: date) -> int | None:
    """Last month, where months are computed here and that one has not been for any SKPD."""
    lalu = _last_month(hari_ini)
    bulan = PeriodeUnit.objects.filter(skpd__instansi=instansi, hitungan_id__isnull=False)
    ada = bulan.exists() and not bulan.filter(periode=lalu).exists()
    return lalu if ada else None


def _holding_up(instansi: Instansi, hari_ini: date) -> list[dict[str, Any]]:
    """SKPD with a month of the last twelve that is over and not verified yet, oldest first."""
    lalu = _last_month(hari_ini)
    bulan = PeriodeUnit.objects.filter(
        skpd__instansi=instansi, periode__range=(lalu - 99, lalu), status__in=MENAHAN
    ).order_by("periode", "skpd__nama")
    return [
        {"id": b.skpd_id, "nama": b.skpd.nama, "periode": b.periode, "status": b.status}
        for b in bulan.select_related("skpd")
    ]


def _undecided(instansi: Instansi, hari_ini: date) -> list[dict[str, Any]]:
    """SKPD with the most decisions past their day."""
    lewat = (
        Menunggu.objects.filter(instansi_id=instansi.pk, batas__lt=hari_ini)
        .values("unit_path")
        .annotate(n=Count("pk"), sejak=Min("sejak"))
    )
    zona = ZoneInfo(instansi.zona)
    jumlah: Counter[int] = Counter()
    tertua: dict[int, datetime] = {}
    for b in lewat:
        puncak = b["unit_path"].strip("/").split("/")[0]
        if puncak.isdecimal():
            jumlah[int(puncak)] += b["n"]
            tertua[int(puncak)] = min(tertua.get(int(puncak), b["sejak"]), b["sejak"])
    terbanyak = jumlah.most_common(TERBANYAK)
    nama = dict(
        UnitKerja.objects.filter(pk__in=[s for s, _ in terbanyak]).values_list("pk", "nama")
    )
    return [
        {"id": s, "nama": nama[s], "jumlah": n, "sejak": localdate(tertua[s], zona).isoformat()}
        for s, n in terbanyak
        if s in nama
    ]
