"""Tells people the day before a day of activities closes: its entry, or the deciding about it.

Says nothing to units that have not switched kinerja on, nor where nothing closes.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from django.urls import reverse
from numpy.typing import NDArray

from selaras.aturan.aktivitas import ParameterAktivitas, batas_setuju
from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi import KOSONG, StatusHari
from selaras.core.halaman.format import angka, periode_id, tanggal_id
from selaras.core.notify.services import Kabar, notify_each
from selaras.core.workflow.models import Menunggu
from selaras.cuti.models import Ketidakhadiran
from selaras.hukum import Law
from selaras.kinerja.aktivitas.services.menit import CARA_MENIT
from selaras.kinerja.models import HariAktivitas
from selaras.kinerja.selectors.kewajiban import in_use, units_not_in_use
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import RiwayatStatus
from selaras.periode.selectors import locked_skpd_ids
from selaras.presensi.lembar import decode
from selaras.presensi.models import LembarPresensi
from selaras.presensi.selectors.masukan import Lingkup, load_kisi, load_scope

MODEL = HariAktivitas._meta.label_lower
SELEBAR = 31  # days back in which a day that closes tomorrow is looked for
BERKEBIASAAN = 30  # days: who entered something in them keeps activities of her own accord
SESUDAHNYA = {
    "auto_setuju": "Sesudah itu yang belum diputus disetujui otomatis.",
    "auto_tolak": "Sesudah itu yang belum diputus ditolak otomatis.",
}


def remind_to_enter(*, instansi: Instansi, at: datetime) -> int:
    """One notice to everyone with a working day not entered that closes tomorrow; how many."""
    besok = _today(instansi, at) + timedelta(days=1)
    return notify_each(
        "aktivitas_besok_tutup",
        [
            Kabar(
                pegawai_id,
                f"Aktivitas {tanggal_id(tanggal)} belum diisi",
                f"Isi paling lambat besok, {tanggal_id(besok)}.",
                f"{reverse('aktivitas:hari')}?tanggal={tanggal}",
                f"aktivitas-isi:{besok}",
            )
            for pegawai_id, tanggal in closing_days(instansi, besok).items()
        ],
        at=at,
    )


def remind_to_decide(*, instansi: Instansi, at: datetime) -> int:
    """One notice to every superior for whom days wait whose term ends tomorrow; how many."""
    besok = _today(instansi, at) + timedelta(days=1)
    bulan = (besok.replace(day=1) - timedelta(days=1)).replace(day=1)
    p = ParameterAktivitas.dari(Law.load().pada(bulan, instansi.daerah))
    if batas_setuju(bulan, p) != besok:
        return 0
    hari = HariAktivitas.objects.filter(
        status="diajukan", unit__instansi=instansi,
        tanggal__range=(bulan, Rentang.bulan(_periode(bulan)).akhir),
    ).exclude(unit_id__in=units_not_in_use(besok))  # fmt: skip
    banyak = Counter(
        Menunggu.objects.filter(
            model=MODEL, objek_id__in=hari.values("pk"), penyetuju_id__isnull=False
        ).values_list("penyetuju_id", flat=True)
    )
    return notify_each(
        "aktivitas_besok_setuju",
        [
            Kabar(
                penyetuju or 0,
                f"{angka(n)} hari aktivitas {periode_id(_periode(bulan))} menunggu Anda",
                f"Putuskan paling lambat besok, {tanggal_id(besok)}. "
                f"{SESUDAHNYA.get(p.lewat_waktu, '')}".strip(),
                reverse("aktivitas:tim"),
                f"aktivitas-setuju:{besok}",
            )
            for penyetuju, n in banyak.items()
        ],
        at=at,
    )


def closing_days(instansi: Instansi, besok: date) -> dict[int, date]:
    """Person -> her working day not entered yet that can be entered up to `besok` and no longer.

    Hers are counted by her own timetable, so it is one day a person at most. Left out: whole-day
    absence, a locked month, a day counted as without notice where the law then takes no entry,
    and who need not keep activities.
    """
    rentang = Rentang(besok - timedelta(days=SELEBAR), SELEBAR + 2)  # up to the day after besok
    lingkup = load_scope(instansi_id=instansi.pk, rentang=rentang)
    if not lingkup.frame.height:
        return {}
    kerja = load_kisi(lingkup).masuk[1:-1] != KOSONG
    found: dict[int, date] = {}
    for bulan in _months(rentang.awal, besok):
        p = ParameterAktivitas.dari(Law.load().pada(bulan, instansi.daerah))
        tutup = _closing(kerja, p.batas_hari)
        milik = _days_of(lingkup, rentang, tutup, bulan)
        found |= _open(instansi, milik, bulan, p)
    return _asked(instansi, found, besok)


def _closing(kerja: NDArray[np.bool_], batas_hari: int) -> NDArray[np.bool_]:
    """(day, person): a working day whose `batas_hari`-th working day after ends tomorrow.

    kerja's last two days are tomorrow and the day after; tomorrow's own work has not been done.
    """
    sampai_besok = kerja[:-1]
    sesudah = sampai_besok[::-1].cumsum(axis=0)[::-1] - sampai_besok
    closing: NDArray[np.bool_] = sampai_besok & (sesudah == batas_hari) & kerja[-1]
    closing[-1] = False
    return closing


def _days_of(
    lingkup: Lingkup, rentang: Rentang, tutup: NDArray[np.bool_], bulan: date
) -> dict[int, date]:
    """Person -> day, of this month and not of a locked SKPD."""
    terkunci = locked_skpd_ids(_periode(bulan), instansi_id=lingkup.instansi_id)
    orang = lingkup.frame["pegawai_id"].to_list()
    skpd = lingkup.frame["skpd_id"].to_list()
    return {
        orang[o]: tanggal
        for h, o in zip(*(letak.tolist() for letak in np.nonzero(tutup)), strict=True)
        if (tanggal := rentang.awal + timedelta(days=h)).replace(day=1) == bulan
        and skpd[o] not in terkunci
    }


def _open(
    instansi: Instansi, milik: dict[int, date], bulan: date, p: ParameterAktivitas
) -> dict[int, date]:
    """Those of them whose day is empty and takes an entry."""
    if not milik:
        return {}
    awal, akhir = min(milik.values()), max(milik.values())
    terisi = HariAktivitas.objects.filter(
        pegawai__instansi=instansi, tanggal__range=(awal, akhir), jumlah__gt=0
    )
    tertutup = set(terisi.values_list("pegawai_id", "tanggal"))
    izin = Ketidakhadiran.objects.filter(
        pegawai__instansi=instansi, dicabut_pada=None, jenis__sehari_penuh=True,
        berlaku__overlap=(awal, akhir + timedelta(days=1)),
    ).exclude(jenis__kode__in=[k for k in p.izin_boleh if not p.kredit.get(k)])  # fmt: skip
    for pegawai_id, berlaku in izin.values_list("pegawai_id", "berlaku"):
        if (hari := milik.get(pegawai_id)) and hari in berlaku:
            tertutup.add((pegawai_id, hari))
    if p.kehadiran != "tanpa":
        tertutup |= _without_notice(milik, bulan)
    return {pk: hari for pk, hari in milik.items() if (pk, hari) not in tertutup}


def _without_notice(milik: dict[int, date], bulan: date) -> set[tuple[int, date]]:
    """Of these days, those that the month's sheets count as TK."""
    rows = list(
        LembarPresensi.objects.filter(periode=_periode(bulan), pegawai_id__in=milik).values_list(
            "pegawai_id", "hari"
        )
    )
    if not rows:
        return set()
    kode = decode([isi for _, isi in rows])["kode"]
    return {
        (pk, milik[pk])
        for n, (pk, _) in enumerate(rows)
        if kode[n, milik[pk].day - 1] == StatusHari.TK
    }


def _asked(instansi: Instansi, found: dict[int, date], besok: date) -> dict[int, date]:
    """Those who keep activities: everyone obliged where work is valued by minutes, elsewhere who
    entered something lately; never a unit that has not switched kinerja on."""
    if not found:
        return {}
    aturan = Law.load().pada(besok.replace(day=1), instansi.daerah)
    bebas = RiwayatStatus.objects.pada(besok).filter(wajib_kinerja=False, pegawai_id__in=found)
    siapa = set(found) - set(bebas.values_list("pegawai_id", flat=True))
    if not (aturan.ada("kinerja.cara") and aturan.pilihan("kinerja.cara") in CARA_MENIT):
        siapa &= _keeping(instansi, besok)
    dipakai = in_use(siapa, besok)
    return {pk: hari for pk, hari in sorted(found.items()) if pk in dipakai}


def _keeping(instansi: Instansi, besok: date) -> set[int]:
    rows = HariAktivitas.objects.filter(
        pegawai__instansi=instansi, jumlah__gt=0,
        tanggal__range=(besok - timedelta(days=BERKEBIASAAN), besok),
    )  # fmt: skip
    return set(rows.order_by().values_list("pegawai_id", flat=True).distinct())


def _today(instansi: Instansi, at: datetime) -> date:
    return at.astimezone(ZoneInfo(instansi.zona)).date()


def _months(awal: date, akhir: date) -> list[date]:
    """The first days of the months from one day to another."""
    bulan = [awal.replace(day=1)]
    while (berikut := (bulan[-1] + timedelta(days=31)).replace(day=1)) <= akhir:
        bulan.append(berikut)
    return bulan


def _periode(tanggal: date) -> int:
    return tanggal.year * 100 + tanggal.month
