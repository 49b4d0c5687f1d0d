"""Home: what to do first, then today and this month; leaders see the region in four figures.

Today and the estimate come a moment later by themselves (htmx): they are computed from the taps,
and the page must stand at once.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from selaras.core.halaman.diagram import LEBAR, Batang
from selaras.core.halaman.format import angka, periode_id, rupiah, rupiah_ringkas, tanggal_id
from selaras.core.permissions import Actor, actor_of, requires, rows
from selaras.hukum import HukumError, Law
from selaras.pegawai.models import Pegawai
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit, StatusPeriode
from selaras.presensi.selectors import KalenderKosong
from selaras.presensi.selectors.hari import load_day
from selaras.tpp.models import HitunganUnit
from selaras.tpp.views.periode import latest_month
from selaras.tpp.views.unit import sees_pay
from selaras.web.tim import team_week
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
BULAN_JALAN = 2  # more would push the work itself off the screen
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
        "periode": latest_month(actor.person_id, actor.at, actor.zona),
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
    konteks = {
        "tugas": office_tasks(actor, bulan),
        "perjalanan": progress(bulan),
        "ubin": figures(actor, bulan),
        "tim": team_week(actor),
    }
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
    pegawai = Pegawai.objects.select_related("instansi").get(pk=actor.person_id)
    if actor.zona:
        pegawai.zona = actor.zona  # known since she signed in, and asked for by many
    return pegawai


def local(at: datetime, pegawai: Pegawai | None) -> datetime:
    """The instant on the clock of the person's government, else as it is."""
    return at.astimezone(ZoneInfo(pegawai.zona)) if pegawai else at


def greeting(saat: datetime, nama: str) -> str:
    """Selamat pagi, Rahma."""
    kata = next(k for batas, k in SALAM if saat.hour < batas)
    return f"{kata}, {nama.split(maxsplit=1)[0] if nama.split() else nama}"


def progress(bulan_unit: MonthCounts) -> list[dict[str, Any]]:
    """Months on their way to the bank, the latest first: how many SKPD stand at each step."""
    jalan = {p for (p, s) in bulan_unit if s not in (StatusPeriode.TERBUKA, StatusPeriode.DIBAYAR)}
    return [
        {"judul": f"Perjalanan TPP {periode_id(p)}", "baris": _steps(p, bulan_unit)}
        for p in sorted(jalan, reverse=True)[:BULAN_JALAN]
    ]


def _steps(periode: int, bulan_unit: MonthCounts) -> list[Batang]:
    semua = sum(n for (p, _), n in bulan_unit.items() if p == periode)
    url = f"{place('tpp:verifikasi')}?periode={periode}&status="
    return [
        Batang(label, 0, n * LEBAR // semua, f"{angka(n)} dari {angka(semua)} SKPD",
               url=f"{url}{status}")
        for status, label in StatusPeriode.choices
        if (n := bulan_unit.get((periode, status), 0))
    ]  # fmt: skip


def figures(actor: Actor, bulan_unit: MonthCounts) -> list[dict[str, str]]:
    """Tiles for who looks after more than herself."""
    if not beyond_self(actor, "ringkasan.view"):
        return []
    hitungan = _latest_sums(actor)
    if hitungan is None:
        return [{"judul": "Bulan terakhir", "nilai": "Belum ada hitungan", "kata": ""}]
    periode = hitungan["hitungan__periode"]
    bulan = periode_id(periode)
    unit = {s: n for (p, s), n in bulan_unit.items() if p == periode}
    terkunci = sum(n for s, n in unit.items() if s in STATUS_TERKUNCI)
    tiap_orang = f"{place('tpp:unit')}?periode={periode}" if actor.reach("tpp.view_unit") else ""
    ubin = [
        {
            "judul": f"Pegawai terhitung, {bulan}",
            "nilai": angka(hitungan["orang"]),
            "kata": f"{angka(hitungan['kurang'])} belum dapat dihitung",
            "url": tiap_orang,
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
            {
                "judul": f"{judul}, {bulan}",
                "nilai": rupiah_ringkas(nilai),
                "kata": "" if rupiah_ringkas(nilai) == rupiah(nilai) else rupiah(nilai),
                "url": tiap_orang,
            }
            for judul, nilai in (("TPP bruto", hitungan["tpp"]), ("Diterima", hitungan["bersih"]))
        ]
    return ubin


def _latest_sums(actor: Actor) -> dict[str, Any] | None:
    """The latest computed month of the units within reach, summed: never what lies beyond them."""
    berlaku = rows(actor, "ringkasan.view", PeriodeUnit.objects.all()).filter(
        skpd_id=OuterRef("skpd_id"), hitungan_id=OuterRef("hitungan_id")
    )
    bulan = (
        HitunganUnit.objects.filter(Exists(berlaku), jumlah_pegawai__gt=0)
        .values("hitungan__periode")
        .annotate(
            orang=Sum("jumlah_pegawai"), kurang=Sum("jumlah_tidak_terhitung"), tpp=Sum("bruto"),
            bersih=Sum("diterima"),
        )
        .order_by("-hitungan__periode")
    )  # fmt: skip
    terakhir = bulan.first()
    return dict(terakhir) if terakhir else None
