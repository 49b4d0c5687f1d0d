"""Home: what to do first, then today and this month; leaders see the region in four figures.

Today and the estimate come a moment later by themselves (htmx): they are computed from the taps,
and the page must stand at once.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from selaras.core.halaman.format import angka, periode_id, rupiah, rupiah_ringkas, tanggal_id
from selaras.core.permissions import Actor, actor_of, requires, rows
from selaras.hukum import HukumError, Law
from selaras.pegawai.models import Pegawai
from selaras.periode.models import STATUS_TERKUNCI, StatusPeriode
from selaras.presensi.selectors import KalenderKosong
from selaras.presensi.selectors.hari import load_day
from selaras.tpp.models import HitunganBulan
from selaras.tpp.views.periode import latest_month
from selaras.tpp.views.unit import sees_pay
from selaras.web.tugas import (
    MonthCounts,
    beyond_self,
    month_counts,
    office_tasks,
    own_tasks,
    place,
)

SALAM = ((10, "Selamat pagi"), (15, "Selamat siang"), (18, "Selamat sore"), (24, "Selamat malam"))
# Who reaches units by one of these has work in them.
MENGURUS = ("periode.view", "tpp.view_unit", "mesin.manage", "kinerja.record", "ringkasan.view")
SUDAH_DIAJUKAN = (StatusPeriode.DIAJUKAN, StatusPeriode.DIBAYAR)


@requires("beranda.view")
def beranda(request: HttpRequest) -> HttpResponse:
    """The home page of the person's roles."""
    actor = actor_of(request)
    pegawai = person_of(actor)
    saat = local(actor.at, pegawai)
    konteks = {
        "salam": greeting(saat, pegawai.nama if pegawai else actor.nama),
        "hari_ini": tanggal_id(saat.date()),
        "pegawai": pegawai,
        "periode": latest_month(actor.person_id, actor.at),
        "tugas": own_tasks(actor, pegawai),
        "mengurus": any(beyond_self(actor, aksi) for aksi in MENGURUS)
        or bool(actor.reach("kinerja.record").subordinates),
    }
    return render(request, "web/beranda.html", konteks)


@requires("beranda.view")
def office(request: HttpRequest) -> HttpResponse:
    """The part of home for who looks after units: their work and their figures."""
    actor = actor_of(request)
    bulan = month_counts(actor)
    konteks = {"tugas": office_tasks(actor, bulan), "ubin": figures(actor, bulan)}
    return render(request, "web/beranda_unit.html", konteks)


@requires("presensi.view")
def today(request: HttpRequest) -> HttpResponse:
    """The card of one's own day: the timetable and the taps so far."""
    actor = actor_of(request)
    pegawai = person_of(actor)
    konteks: dict[str, object] = {"pegawai": pegawai}
    if pegawai is not None:
        hari = local(actor.at, pegawai).date()
        aturan = Law.load().pada(hari.replace(day=1), pegawai.instansi.daerah)
        try:
            konteks["fakta"] = load_day(pegawai, hari, aturan, actor.at)
        except HukumError as galat:
            konteks["galat"] = str(galat)
        except KalenderKosong as galat:
            mengisi = actor.reach("kalender.edit")
            konteks["galat"] = str(galat) if mengisi else f"Kalender kerja {hari.year} belum diisi."
        konteks |= {"hari": hari, "periode": hari.year * 100 + hari.month}
    return render(request, "web/hari_ini.html", konteks)


def person_of(actor: Actor) -> Pegawai | None:
    """The person behind the account, with the government whose zone and rules count."""
    if actor.person_id is None:
        return None
    return Pegawai.objects.select_related("instansi").get(pk=actor.person_id)


def local(at: datetime, pegawai: Pegawai | None) -> datetime:
    """The instant on the clock of the person's government, else as it is."""
    return at.astimezone(ZoneInfo(pegawai.instansi.zona)) if pegawai else at


def greeting(saat: datetime, nama: str) -> str:
    """Selamat pagi, Rahma."""
    kata = next(k for batas, k in SALAM if saat.hour < batas)
    return f"{kata}, {nama.split(maxsplit=1)[0] if nama.split() else nama}"


def figures(actor: Actor, bulan_unit: MonthCounts) -> list[dict[str, str]]:
    """Tiles for who looks after more than herself."""
    if not beyond_self(actor, "ringkasan.view"):
        return []
    hitungan = (
        rows(actor, "ringkasan.view", HitunganBulan.objects.all())
        .filter(status=HitunganBulan.Status.SELESAI, jumlah_pegawai__gt=0)
        .order_by("-periode", "-pk")
        .first()
    )
    if hitungan is None:
        return [{"judul": "Bulan terakhir", "nilai": "Belum ada hitungan", "kata": ""}]
    bulan = periode_id(hitungan.periode)
    unit = {s: n for (p, s), n in bulan_unit.items() if p == hitungan.periode}
    terkunci = sum(n for s, n in unit.items() if s in STATUS_TERKUNCI)
    ubin = [
        {
            "judul": f"Pegawai terhitung, {bulan}",
            "nilai": angka(hitungan.jumlah_pegawai),
            "kata": f"{angka(hitungan.jumlah_tidak_terhitung)} belum dapat dihitung",
            "url": place("tpp:unit") if actor.reach("tpp.view_unit") else "",
        },
        {
            "judul": f"SKPD terkunci, {bulan}",
            "nilai": f"{angka(terkunci)} dari {angka(sum(unit.values()))}",
            "kata": "sudah tetap dan tidak berubah lagi",
            "url": place("tpp:verifikasi"),
        },
    ]
    if sisa := {k: n for k, n in unit.items() if k not in SUDAH_DIAJUKAN}:
        tertahan = [f"{angka(n)} {StatusPeriode(k).label.lower()}" for k, n in sisa.items()]
        ubin.append(
            {
                "judul": f"Belum diajukan, {bulan}",
                "nilai": f"{angka(sum(sisa.values()))} SKPD",
                "kata": ", ".join(tertahan),
                "url": place("tpp:verifikasi"),
            }
        )
    if sees_pay(actor):
        ubin += [
            {"judul": f"{judul}, {bulan}", "nilai": rupiah_ringkas(nilai), "kata": rupiah(nilai)}
            for judul, nilai in (("TPP bruto", hitungan.bruto), ("Diterima", hitungan.diterima))
        ]
    return ubin
