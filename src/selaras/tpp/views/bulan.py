"""A person's month: the calendar of days beside the instrument as a waterfall."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from selaras.core.halaman.format import periode_id, rupiah
from selaras.core.permissions import Actor, access, actor_of, can, requires
from selaras.pegawai.models import Pegawai
from selaras.tpp.masa import masa_of
from selaras.tpp.views.bayar import load_payment
from selaras.tpp.views.instrumen import InstrumentView, load_instrument
from selaras.tpp.views.kalender import MonthDays, load_month_days
from selaras.tpp.views.periode import first_day, latest_month, shift


@requires("presensi.view")
def own_month_now(request: HttpRequest) -> HttpResponse:
    """The month that runs today; where nothing is known of it yet, the last that is."""
    actor = actor_of(request)
    return redirect("tpp:bulan_saya", periode=latest_month(actor.person_id, actor.at, actor.zona))


@requires("presensi.view")
def own_month(request: HttpRequest, periode: int) -> HttpResponse:
    """One's own month; an account without a person has none."""
    actor = actor_of(request)
    if actor.person_id is None:
        return render(request, "tpp/tanpa_pegawai.html", status=404)
    return _month(request, periode, actor.person_id)


@requires("presensi.view")
def persons_latest_month(request: HttpRequest, pegawai_id: int) -> HttpResponse:
    """The last month that is known of someone within reach."""
    actor = actor_of(request)
    pegawai = access(Pegawai, pegawai_id, actor, "presensi.view")
    periode = latest_month(pegawai.pk, actor.at, actor.zona)
    return redirect("tpp:bulan", periode=periode, pegawai_id=pegawai.pk)


@requires("presensi.view")
def persons_month(request: HttpRequest, periode: int, pegawai_id: int) -> HttpResponse:
    """The month of someone within reach."""
    return _month(request, periode, pegawai_id)


def _month(request: HttpRequest, periode: int, pegawai_id: int) -> HttpResponse:
    actor = actor_of(request)
    awal = first_day(periode)
    pegawai_qs = Pegawai.objects.select_related("instansi")
    pegawai = access(pegawai_qs, pegawai_id, actor, "presensi.view", at=awal)
    masa = masa_of(periode, pegawai.instansi.daerah)
    hari = load_month_days(pegawai, masa.dasar, actor.at)
    instrumen = load_instrument(pegawai, periode, actor)
    bayar = load_payment(pegawai, periode, actor)
    konteks: dict[str, Any] = {
        "pegawai": pegawai,
        "sendiri": pegawai.pk == actor.person_id,
        "periode": periode,
        "bulan": periode_id(periode),
        "periode_presensi": masa.dasar,
        "hari": hari,
        "ringkas": summary(
            hari, instrumen, ditahan=bayar is not None and bayar.status == "ditahan"
        ),
        "instrumen": instrumen,
        "dasar_khusus": periode_id(masa.dasar) if masa.khusus else "",
        "bayar": bayar,
        "tahun": periode // 100 if can(actor, "tpp.view_pay", pegawai, at=awal) else 0,
        "pdf": _pdf(pegawai, periode, actor) if instrumen and instrumen.bulan else "",
        "sebelum": _link(pegawai, shift(periode, -1), actor.person_id),
        "sesudah": _later(pegawai, periode, actor),
    }
    return render(request, "tpp/bulan.html", konteks)


def summary(hari: MonthDays, instrumen: InstrumentView | None, *, ditahan: bool = False) -> str:
    """The month in one sentence: attendance, then what it comes to."""
    if hari.kosong:
        return hari.kosong
    j = hari.jumlah
    bagian = [f"{j.tepat} dari {j.kerja} hari kerja hadir tepat waktu"]
    if j.masalah:
        bagian.append(f"{j.masalah} hari menurunkan nilai disiplin")
    if j.izin:
        bagian.append(f"{j.izin} hari cuti, dinas atau izin")
    kalimat = ", ".join(bagian) + "."
    if instrumen is None or instrumen.diterima is None:
        return kalimat
    if instrumen.bila_baik is not None:
        return f"{kalimat} {estimate_range(instrumen)}"
    kata = "Perkiraan TPP" if instrumen.perkiraan else "TPP diterima"
    akhir = ", pembayarannya ditahan" if ditahan else ""
    return f"{kalimat} {kata} {rupiah(instrumen.diterima)}{akhir}."


def estimate_range(instrumen: InstrumentView) -> str:
    """Both ends of an estimate whose result of work is still missing."""
    return (
        f"Hasil kinerja belum dinilai: perkiraan TPP {rupiah(instrumen.bila_baik)} bila dinilai "
        f"Baik, {rupiah(instrumen.diterima)} bila tidak dinilai."
    )


def _pdf(pegawai: Pegawai, periode: int, actor: Actor) -> str:
    """The address of the printed instrument, for who may take it along."""
    if not can(actor, "tpp.export", pegawai, at=first_day(periode)):
        return ""
    return reverse("laporan:instrumen", args=[periode, pegawai.pk])


def _later(pegawai: Pegawai, periode: int, actor: Actor) -> dict[str, str]:
    """The next month; one that has not begun has no address."""
    kini = actor.at.astimezone(ZoneInfo(pegawai.zona))
    tautan = _link(pegawai, shift(periode, 1), actor.person_id)
    return tautan if periode < kini.year * 100 + kini.month else tautan | {"url": ""}


def _link(pegawai: Pegawai, periode: int, person_id: int | None) -> dict[str, str]:
    if pegawai.pk == person_id:
        url = reverse("tpp:bulan_saya", args=[periode])
    else:
        url = reverse("tpp:bulan", args=[periode, pegawai.pk])
    return {"url": url, "judul": periode_id(periode)}
