"""Machines within reach, their approval, and PINs that nobody has yet."""

from collections.abc import Callable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import angka
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import access, actor_of, can, requires
from selaras.presensi.form_mesin import SetujuiMesinForm
from selaras.presensi.forms import PasangPinForm
from selaras.presensi.models import Mesin, Situs
from selaras.presensi.selectors.mesin import (
    list_mesin,
    silent_after,
    silent_since,
    state_of_machine,
    unknown_pins,
)
from selaras.presensi.services import (
    approve_mesin,
    ensure_situs,
    map_pin,
    reject_mesin,
    release_or_queue,
    revoke_mesin,
)
from selaras.presensi.services.masuk.tertahan import SEGERA, held_count

STATUS = {"menunggu": "diajukan", "disetujui": "disetujui", "ditolak": "ditolak"}
SAMBUNG = [("diam", "Tidak terdengar"), ("jam", "Jamnya meleset")]


def _columns(at: datetime) -> list[Kolom]:
    """The list's columns, judged at a moment: what is silent, how many taps today."""

    def hari_ini(m: Any) -> int | None:
        return m.tap_jumlah if m.tap_hari == at.astimezone(ZoneInfo(m.zona)).date() else None

    def sambung(m: Any) -> str:
        if m.terakhir is None:
            return "belum_terdengar"
        return "tidak_terdengar" if silent_since(m, m.terakhir, at) else "tersambung"

    return [
        Kolom("sn", "Nomor seri", urut="sn",
              tautan=lambda m: reverse("presensi:mesin_satu", args=[m.pk])),
        Kolom("nama", "Nama", urut="nama~"),
        Kolom("status", "Status", lambda m: STATUS[m.status], jenis="status", urut="status"),
        Kolom("sambung", "Sambungan", sambung, jenis="status"),
        Kolom("terakhir", "Terdengar", jenis="waktu", urut="terakhir", zona="zona"),
        Kolom("tap", "Hari ini", hari_ini, jenis="angka", keterangan="Ketukan hari ini"),
        Kolom("situs", "Situs", "situs.nama", urut="situs__nama~"),
        Kolom("tap_terakhir", "Ketukan terakhir", jenis="waktu", urut="tap_terakhir", zona="zona"),
        Kolom("zona", "Zona jam", "get_zona_display", tampil=False),
        Kolom("disetujui_pada", "Disetujui", jenis="waktu", urut="disetujui_pada", zona="zona",
              tampil=False),
    ]  # fmt: skip


def _by_link(at: datetime) -> Callable[[QuerySet[Any], str], QuerySet[Any]]:
    def saring(qs: QuerySet[Any], pilihan: str) -> QuerySet[Any]:
        if pilihan == "jam":
            return qs.filter(Q(selisih_detik__gt=120) | Q(selisih_detik__lt=-120))
        batas = [
            Q(jeda_detik=jeda, terakhir__lt=at - silent_after(jeda))
            for jeda in set(qs.values_list("jeda_detik", flat=True))
        ]
        return qs.filter(reduce(or_, batas, Q(pk__in=[])), status=Mesin.Status.DISETUJUI)

    return saring


@requires("mesin.view")
def list_machines(request: HttpRequest) -> HttpResponseBase:
    """Machines within reach and whether they speak."""
    actor = actor_of(request)
    return Daftar(
        request,
        list_mesin(actor),
        _columns(actor.at),
        nama="mesin",
        berkas="mesin-presensi",
        cari=("sn", "nama", "situs__nama"),
        cari_kata="Nomor seri, nama, situs",
        urut="sn",
        saringan=[
            Saringan("status", "Status", lambda qs, v: qs.filter(status=v), Mesin.Status.choices),
            Saringan("sambungan", "Perlu dilihat", _by_link(actor.at), SAMBUNG),
        ],
        kosong=Kosong(
            "Belum ada mesin",
            "Isi alamat server ini di menu ADMS mesin; mesinnya muncul di sini dan menunggu "
            "persetujuan.",
            reverse("panduan:satu", args=["menghubungkan-mesin"]),
            "Cara menghubungkan mesin",
        ),
    ).respond(
        "presensi/mesin.html",
        judul="Mesin presensi",
        jalur=_trail(),
        boleh_impor=can(actor, "presensi.import"),
    )


@requires("mesin.view")
def show_machine(request: HttpRequest, pk: int) -> HttpResponse:
    """One machine: its last word, what needs somebody, orders and their fate, its own log."""
    actor = actor_of(request)
    mesin = access(Mesin.objects.select_related("situs__unit"), pk, actor, "mesin.view")
    konteks = {
        "mesin": mesin,
        "keadaan": STATUS[mesin.status],
        "k": state_of_machine(mesin, at=actor.at),
        "boleh": can(actor, "mesin.manage", mesin),
        "jalur": _trail(mesin.sn),
    }
    return render(request, "presensi/mesin_satu.html", konteks)


@requires("mesin.manage")
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """A machine waits again: what it sends from now on is held."""
    actor = actor_of(request)
    mesin = revoke_mesin(mesin=access(Mesin, pk, actor, "mesin.manage"), actor=actor)
    messages.success(
        request,
        f"Persetujuan mesin {mesin.sn} dicabut. Ketukan lamanya tetap ada, yang baru ditahan.",
    )
    return redirect("presensi:mesin_satu", pk)


@requires("mesin.manage")
@require_POST
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """A machine is not ours: nothing more is taken from it."""
    actor = actor_of(request)
    mesin = reject_mesin(mesin=access(Mesin, pk, actor, "mesin.manage"), actor=actor)
    messages.success(
        request,
        f"Mesin {mesin.sn} ditolak: kirimannya tidak diterima. Dapat disetujui lagi kapan saja.",
    )
    return redirect("presensi:mesin_satu", pk)


@requires("mesin.manage")
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a machine is ours, where it stands and in which zone its clock runs."""
    actor = actor_of(request)
    mesin = access(Mesin.objects.select_related("situs__instansi"), pk, actor, "mesin.manage")
    awal = {"zona": mesin.zona, "situs": mesin.situs_id}
    form = SetujuiMesinForm(request.POST or None, initial=awal, actor=actor, mesin=mesin)
    if request.method == "POST" and form.is_valid():
        situs = form.cleaned_data["situs"]
        if unit := form.cleaned_data["unit"]:
            situs = ensure_situs(instansi=unit.instansi, nama=unit.nama, unit=unit)
        zona = form.cleaned_data["zona"]
        approve_mesin(mesin=mesin, zona=zona, situs=situs, actor=actor, at=actor.at)
        banyak = release_or_queue(mesin=mesin, actor=actor, at=actor.at)
        messages.success(request, f"Mesin {mesin.sn} disetujui; ketukannya kini dihitung.")
        if banyak > SEGERA:
            messages.info(
                request, f"{angka(banyak)} ketukan yang tertahan sedang diambil di latar."
            )
        elif banyak:
            messages.info(request, f"{angka(banyak)} ketukan yang tertahan sudah diambil.")
        return redirect("presensi:mesin_satu", pk)
    tertahan = held_count(mesin.pk)
    return form_page(
        request,
        {
            "judul": f"Setujui mesin {mesin.sn}",
            "ringkas": "Cocokkan nomor seri ini dengan yang tertulis di mesinnya. Sesudah "
            "disetujui, ketukannya dihitung"
            + (f", juga {angka(tertahan)} yang sudah tertahan." if tertahan else "."),
            "form": form,
            "tombol": "Setujui mesin ini",
            "batal": reverse("presensi:mesin_satu", args=[pk]),
            "jalur": _trail(mesin.sn),
        },
    )


@requires("mesin.view")
def list_unknown_pins(request: HttpRequest) -> HttpResponse:
    """PINs with taps kept aside."""
    actor = actor_of(request)
    cari = request.GET.get("q", "").strip()[:24]
    return render(
        request,
        "presensi/pin.html",
        {
            "pin_list": unknown_pins(actor, cari),
            "cari": cari,
            "jalur": _trail("PIN belum dikenal"),
            "boleh": can(actor, "mesin.manage"),
        },
    )


@requires("mesin.manage")
def map_unknown_pin(request: HttpRequest, situs_id: int, pin: str) -> HttpResponse:
    """Say whose a PIN is: the taps kept aside find their owner."""
    actor = actor_of(request)
    situs = access(Situs, situs_id, actor, "mesin.manage")
    form = PasangPinForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        pegawai = form.cleaned_data["nip"]
        try:
            _, jumlah = map_pin(
                situs=situs, pin=pin, pegawai=pegawai, mulai=form.cleaned_data["mulai"],
                actor=actor,
            )  # fmt: skip
        except ValidationError as galat:
            form.add_error(None, galat)
        else:
            messages.success(
                request, f"PIN {pin} kini {pegawai}; {jumlah} ketukan menemukan pemiliknya."
            )
            return redirect("presensi:pin")
    return form_page(
        request,
        {
            "judul": f"PIN {pin} di {situs}",
            "ringkas": "Ketukan yang tersimpan akan langsung menjadi milik pegawai ini.",
            "form": form,
            "tombol": "Pasangkan",
            "batal": reverse("presensi:pin"),
            "jalur": [*_trail(pin)[:2], ("PIN belum dikenal", reverse("presensi:pin")), (pin, "")],
        },
    )


def _trail(judul: str = "") -> list[tuple[str, str]]:
    jalur = [("Beranda", reverse("web:beranda")), ("Mesin presensi", reverse("presensi:mesin"))]
    return [*jalur, (judul, "")] if judul else [jalur[0], ("Mesin presensi", "")]
