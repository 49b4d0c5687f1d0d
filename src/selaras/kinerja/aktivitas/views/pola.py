"""Patterns of one's own: keep a day under a name, throw one away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from selaras.core.bilangan import whole_number
from selaras.core.permissions import requires
from selaras.kinerja.aktivitas.services.pola import remove_pattern, save_pattern
from selaras.kinerja.aktivitas.views.siapa import day_asked, subject_of
from selaras.kinerja.models import PolaAktivitas


@requires("aktivitas.own")
def patterns(request: HttpRequest) -> HttpResponse:
    """The list; POST keeps the day's entries, or one of them, under a name, or removes one."""
    subjek = subject_of(request)
    if request.method == "POST":
        if (pk := whole_number(request.POST.get("hapus"))) is not None:
            remove_pattern(actor=subjek.actor, pk=pk)
            messages.success(request, "Pola dihapus.")
            return redirect(reverse("aktivitas:pola"))
        tanggal = day_asked(request, subjek.actor)
        pola = save_pattern(
            actor=subjek.actor, nama=request.POST.get("nama", ""), tanggal=tanggal,
            at=subjek.actor.at,
        )  # fmt: skip
        if pola is None:
            messages.error(request, "Beri nama polanya, dan isi harinya dulu.")
        else:
            messages.success(request, f"Pola '{pola.nama}' tersimpan.")
        return redirect(subjek.url(tanggal))
    konteks = {
        "pola": list(PolaAktivitas.objects.filter(pegawai=subjek.pegawai)),
        "jalur": [("Beranda", reverse("web:beranda")), ("Aktivitas", reverse("aktivitas:hari")),
                  ("Pola saya", "")],
    }  # fmt: skip
    return render(request, "aktivitas/pola.html", konteks)
