"""Pages of units' activation: who uses which module since when, and the next stage."""

from collections import Counter
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import angka
from selaras.core.halaman.formulir import form_page
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import actor_of, requires, rows
from selaras.organisasi.forms import PengaktifanForm
from selaras.organisasi.models import PengaktifanUnit, UnitKerja
from selaras.organisasi.pengaktifan import set_stage
from selaras.organisasi.selectors import activations

JALUR = [("Beranda", "/"), ("Pengaktifan unit", "")]


@require_safe
@requires("pengaktifan.view")
def list_activations(request: HttpRequest) -> HttpResponseBase:
    """Every stage of every unit within reach; today's by default."""
    actor = actor_of(request)
    today = actor.day()
    mine = rows(actor, "pengaktifan.view", activations())
    return Daftar(
        request,
        mine,
        nama="tahap",
        berkas="pengaktifan-unit",
        kolom=[
            Kolom("unit", "Unit", nilai="unit.nama", urut="unit__path"),
            Kolom("modul", "Modul", nilai=PengaktifanUnit.get_modul_display, urut="modul"),
            Kolom("tahap", "Tahap", jenis="status", urut="tahap"),
            Kolom("mulai", "Mulai", nilai="berlaku.lower", jenis="tanggal", urut="berlaku"),
            Kolom("sampai", "Sampai", nilai=_last_day, jenis="tanggal"),
            Kolom("catatan", "Catatan"),
        ],
        cari=("unit__nama",),
        cari_kata="Nama unit",
        saringan=[
            Saringan("modul", "Modul", lambda qs, v: qs.filter(modul=v),
                     PengaktifanUnit.Modul.choices),
            Saringan("tahap", "Tahap", lambda qs, v: qs.filter(tahap=v),
                     PengaktifanUnit.Tahap.choices),
            Saringan("kini", "Hanya yang berlaku hari ini",
                     lambda qs, _: qs.filter(berlaku__contains=today), jenis="centang"),
        ],
        urut="unit",
        kosong=Kosong(
            "Semua modul berlaku di semua unit",
            "Belum ada unit yang diaktifkan satu per satu. Begitu satu unit dicatat, unit lain "
            "dianggap belum memakai modulnya sampai dicatat juga.",
        ),
    ).respond(
        "organisasi/pengaktifan.html",
        judul="Pengaktifan unit",
        ringkas=_summary(mine.filter(berlaku__contains=today)),
        boleh=bool(actor.reach("pengaktifan.edit")),
        jalur=JALUR,
    )  # fmt: skip


@requires("pengaktifan.edit")
def activate(request: HttpRequest) -> HttpResponse:
    """Say a unit's next stage."""
    actor = actor_of(request)
    today = actor.day()
    units = rows(actor, "pengaktifan.edit", UnitKerja.objects.pada(today).order_by("path"))
    form = PengaktifanForm(request.POST or None, units=units, initial={"mulai": today})
    if request.method == "POST" and form.is_valid():
        try:
            changed = set_stage(actor=actor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            kata = "dicatat" if changed else "sudah tercatat; tidak ada yang berubah"
            messages.success(request, f"Tahap {form.cleaned_data['unit']} {kata}.")
            return redirect("pengaktifan:daftar")
    konteks = {
        "judul": "Aktifkan unit",
        "form": form,
        "tombol": "Simpan tahap",
        "batal": reverse("pengaktifan:daftar"),
        "jalur": [JALUR[0], ("Pengaktifan unit", reverse("pengaktifan:daftar")), ("Baru", "")],
    }
    return form_page(request, konteks)


def _last_day(row: PengaktifanUnit) -> date | None:
    return None if row.berlaku.upper is None else row.berlaku.upper - timedelta(days=1)


def _summary(now: QuerySet[PengaktifanUnit]) -> str:
    counted = Counter(now.values_list("tahap", flat=True))
    said = [f"{angka(counted[t])} {t.label.lower()}" for t in PengaktifanUnit.Tahap if counted[t]]
    return f"Hari ini: {', '.join(said)}." if said else ""
