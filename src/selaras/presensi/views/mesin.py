"""Machines within reach, their approval, and PINs that nobody has yet."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import access, actor_of, can, requires
from selaras.presensi.forms import PasangPinForm, SetujuiMesinForm
from selaras.presensi.models import Mesin, Situs
from selaras.presensi.selectors.mesin import list_mesin, recent_taps, unknown_pins
from selaras.presensi.services import approve_mesin, map_pin, revoke_mesin

STATUS = {"menunggu": "diajukan", "disetujui": "disetujui", "ditolak": "ditolak"}
KOLOM = [
    Kolom("sn", "Nomor seri", urut="sn",
          tautan=lambda m: reverse("presensi:mesin_satu", args=[m.pk])),
    Kolom("nama", "Nama", urut="nama~"),
    Kolom("situs", "Situs", "situs.nama", urut="situs__nama~"),
    Kolom("zona", "Zona jam", "get_zona_display"),
    Kolom("status", "Status", lambda m: STATUS[m.status], jenis="status", urut="status"),
    Kolom("disetujui_pada", "Disetujui", jenis="waktu", urut="disetujui_pada", zona="zona"),
]  # fmt: skip


@requires("mesin.view")
def list_machines(request: HttpRequest) -> HttpResponseBase:
    """Machines within reach."""
    actor = actor_of(request)
    return Daftar(
        request,
        list_mesin(actor),
        KOLOM,
        nama="mesin",
        berkas="mesin-presensi",
        cari=("sn", "nama", "situs__nama"),
        cari_kata="Nomor seri, nama, situs",
        urut="sn",
        saringan=[
            Saringan("status", "Status", lambda qs, v: qs.filter(status=v), Mesin.Status.choices)
        ],
        kosong=Kosong("Belum ada mesin", "Mesin muncul sesudah didaftarkan atau tersambung."),
    ).respond(
        "presensi/mesin.html",
        judul="Mesin presensi",
        jalur=_trail(),
        boleh_impor=can(actor, "presensi.import"),
    )


@requires("mesin.view")
def show_machine(request: HttpRequest, pk: int) -> HttpResponse:
    """One machine: its state, what it has sent lately, what may be done about it."""
    actor = actor_of(request)
    mesin = access(Mesin.objects.select_related("situs__unit"), pk, actor, "mesin.view")
    konteks = {
        "mesin": mesin,
        "keadaan": STATUS[mesin.status],
        "ketukan": recent_taps(mesin, sampai=actor.at),
        "boleh": can(actor, "mesin.manage", mesin),
        "jalur": _trail(mesin.sn),
    }
    return render(request, "presensi/mesin_satu.html", konteks)


@requires("mesin.manage")
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """A machine waits again: no more files of its are taken."""
    actor = actor_of(request)
    mesin = revoke_mesin(mesin=access(Mesin, pk, actor, "mesin.manage"), actor=actor)
    messages.success(request, f"Persetujuan mesin {mesin.sn} dicabut; ketukan lamanya tetap ada.")
    return redirect("presensi:mesin_satu", pk)


@requires("mesin.manage")
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a machine is ours and in which zone its clock runs."""
    actor = actor_of(request)
    mesin = access(Mesin, pk, actor, "mesin.manage")
    form = SetujuiMesinForm(request.POST or None, initial={"zona": mesin.zona})
    if request.method == "POST" and form.is_valid():
        approve_mesin(mesin=mesin, zona=form.cleaned_data["zona"], actor=actor, at=actor.at)
        messages.success(request, f"Mesin {mesin.sn} disetujui; ketukannya kini dihitung.")
        return redirect("presensi:mesin_satu", pk)
    return render(
        request,
        "kit/halaman_formulir.html",
        {
            "judul": f"Setujui mesin {mesin.sn}",
            "ringkas": f"Mesin di {mesin.situs}. Sesudah disetujui, ketukannya dihitung.",
            "form": form,
            "tombol": "Setujui mesin ini",
            "batal": reverse("presensi:mesin_satu", args=[pk]),
            "jalur": _trail(mesin.sn),
        },
        status=422 if form.errors else 200,
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
    return render(
        request,
        "kit/halaman_formulir.html",
        {
            "judul": f"PIN {pin} di {situs}",
            "ringkas": "Ketukan yang tersimpan akan langsung menjadi milik pegawai ini.",
            "form": form,
            "tombol": "Pasangkan",
            "batal": reverse("presensi:pin"),
            "jalur": [*_trail(pin)[:2], ("PIN belum dikenal", reverse("presensi:pin")), (pin, "")],
        },
        status=422 if form.errors else 200,
    )


def _trail(judul: str = "") -> list[tuple[str, str]]:
    jalur = [("Beranda", reverse("web:beranda")), ("Mesin presensi", reverse("presensi:mesin"))]
    return [*jalur, (judul, "")] if judul else [jalur[0], ("Mesin presensi", "")]
