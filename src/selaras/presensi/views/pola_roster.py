"""Rotations that are used again, and a month's roster as a sheet to take along."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from selaras.aturan.jadwal import Rentang
from selaras.core.bilangan import whole_number
from selaras.core.halaman.kolom import Kolom
from selaras.core.halaman.lembar import xlsx_rows
from selaras.core.permissions import access, actor_of, requires, rows
from selaras.organisasi.models import UnitKerja
from selaras.presensi.models import Jadwal, PolaRoster
from selaras.presensi.selectors.roster import LEPAS, load_cells, people_of_unit
from selaras.presensi.services.kerja.roster import delete_pattern, save_pattern
from selaras.presensi.views.jadwal import government_of
from selaras.presensi.views.unit import chosen_period

EDIT = "jadwal.edit"
LEPAS_KATA = ("lepas", "l", "libur", "-")


class PolaForm(forms.Form):
    """A name, and codes of shifts in order."""

    nama = forms.CharField(label="Nama pola", max_length=80)
    urutan = forms.CharField(
        label="Urutan sif",
        max_length=600,
        help_text="Kode sif dipisah koma, 'lepas' untuk lepas jaga. "
        "Mis. RS-PAGI, RS-PAGI, RS-SORE, RS-MALAM, lepas, lepas",
    )

    def clean_urutan(self) -> list[str]:
        kata = [k.strip() for k in self.cleaned_data["urutan"].split(",") if k.strip()]
        return ["" if k.lower() in LEPAS_KATA else k.upper() for k in kata]


@requires(EDIT)
def list_patterns(request: HttpRequest) -> HttpResponse:
    """The rotations of the government, and a form for one more."""
    actor = actor_of(request)
    instansi = government_of(actor)
    form = PolaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            pola = save_pattern(instansi=instansi, actor=actor, at=actor.at, **form.cleaned_data)
        except ValidationError as galat:
            form.add_error("urutan", galat)
        else:
            messages.success(request, f"Pola {pola} tersimpan.")
            return redirect("presensi:pola_roster")
    konteks: dict[str, Any] = {
        "form": form,
        "pola_list": PolaRoster.objects.filter(instansi=instansi),
        "sif_list": Jadwal.objects.filter(instansi=instansi, ikut_libur=False),
        "jalur": [("Beranda", reverse("web:beranda")),
                  ("Jadwal jaga", reverse("presensi:roster")), ("Pola roster", "")],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "presensi/pola_roster.html", konteks, status=status)


@requires(EDIT)
@require_POST
def remove_pattern(request: HttpRequest, pk: int) -> HttpResponse:
    """Rosters made with it stay as they are."""
    actor = actor_of(request)
    pola = access(PolaRoster, pk, actor, EDIT)
    delete_pattern(pola=pola, actor=actor)
    messages.success(request, f"Pola {pola} dihapus.")
    return redirect("presensi:pola_roster")


@require_safe
@requires(EDIT)
def download_roster(request: HttpRequest) -> FileResponse:
    """What the month's grid says, in the columns that the import reads."""
    actor = actor_of(request)
    unit = access(UnitKerja, whole_number(request.GET.get("unit")) or 0, actor, EDIT)
    periode = chosen_period(request)
    rentang = Rentang.bulan(periode)
    orang = list(rows(actor, EDIT, people_of_unit(unit, rentang)))
    sel = load_cells([p.pk for p in orang], rentang)
    kode = {str(pk): k for pk, k in Jadwal.objects.filter(instansi_id=unit.instansi_id)
            .values_list("pk", "kode")} | {LEPAS: "L"}  # fmt: skip
    baris = [
        {"nip": p.nip, "nama": p.nama, "bulan": f"{periode % 100:02d}-{periode // 100}",
         **{f"t{t.day}": kode.get(s.kini, "") for t in rentang.tanggal()
            if (s := sel.get((p.pk, t)))}}
        for p in orang
    ]  # fmt: skip
    kolom = [
        Kolom("nip", "NIP", lambda b: b["nip"]),
        Kolom("nama", "Nama", lambda b: b["nama"]),
        Kolom("bulan", "Bulan", lambda b: b["bulan"]),
        *(
            Kolom(f"t{n}", str(n), lambda b, n=n: b.get(f"t{n}", ""))  # type: ignore[misc]
            for n in range(1, rentang.hari + 1)
        ),
    ]
    return xlsx_rows(f"roster-{periode}", kolom, baris)
