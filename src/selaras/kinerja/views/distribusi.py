"""Distribution of predicates by SKPD against the pattern; it warns and forces nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from selaras.core.audit.services import record_change, state_of
from selaras.core.halaman.format import angka, periode_id
from selaras.core.halaman.formulir import form_page
from selaras.core.permissions import access, actor_of, can, requires
from selaras.hukum import NotInForce
from selaras.kinerja.forms.penilaian import CapaianForm
from selaras.kinerja.models import CapaianOrganisasi
from selaras.kinerja.selectors.distribusi import distribution
from selaras.kinerja.selectors.penilai import period_word
from selaras.kinerja.selectors.penilaian_bulan import assessment_months
from selaras.organisasi.models import UnitKerja


@requires("kinerja.view_distribution")
def spread(request: HttpRequest) -> HttpResponse:
    """Bars by SKPD for a month, or for a year."""
    actor = actor_of(request)
    bulan = assessment_months(actor)
    diminta = request.GET.get("periode", "")
    tahun = sorted({p // 100 * 100 for p in bulan.semua}, reverse=True)
    periode = next((t for t in tahun if str(t) == diminta), bulan.chosen(diminta))
    galat = ""
    try:
        sebaran = distribution(actor, periode)
    except NotInForce as error:
        sebaran, galat = [], str(error)
    dinilai = sum(s.pola.semua for s in sebaran)
    pilihan = [(t, f"Tahun {t // 100}") for t in tahun] + [(p, periode_id(p)) for p in bulan.semua]
    peringatan = [s for s in sebaran if s.pola.peringatan]
    kata = f"{period_word(periode).capitalize()}: {angka(dinilai)} pegawai berpredikat"
    if peringatan:
        kata += f"; {angka(len(peringatan))} SKPD lebih tinggi dari polanya"
    return render(
        request,
        "kinerja/penilaian/distribusi.html",
        {
            "sebaran": sebaran,
            "periode": periode,
            "pilihan": pilihan,
            "galat": galat,
            "boleh_capaian": can(actor, "kinerja.capaian"),
            "ringkas": f"{kata}." if dinilai else "",
            "jalur": [("Beranda", reverse("web:beranda")), ("Distribusi predikat", "")],
        },
    )


@requires("kinerja.capaian")
def organisation_result(request: HttpRequest, tahun: int, pk: int) -> HttpResponse:
    """Record a unit's own result of the year."""
    actor = actor_of(request)
    unit = access(UnitKerja, pk, actor, "kinerja.capaian")
    ada = CapaianOrganisasi.objects.filter(unit=unit, tahun=tahun).first()
    awal = {"capaian": ada.capaian, "dasar": ada.dasar} if ada else {"capaian": "baik"}
    form = CapaianForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        sebelum = state_of(ada) if ada else {}
        ada, _ = CapaianOrganisasi.objects.update_or_create(
            unit=unit, tahun=tahun, defaults=form.cleaned_data
        )
        record_change(actor=actor, aksi="kinerja.capaian", objek=ada, sebelum=sebelum)
        messages.success(request, f"Capaian {unit.nama} {tahun} tersimpan.")
        return redirect(f"{reverse('kinerja:distribusi')}?periode={tahun * 100}")
    return form_page(
        request,
        {
            "judul": f"Capaian {unit.nama} {tahun}",
            "ringkas": "Hanya menyarankan pola distribusi predikat di unit ini.",
            "form": form,
            "batal": f"{reverse('kinerja:distribusi')}?periode={tahun * 100}",
            "jalur": [
                ("Beranda", reverse("web:beranda")),
                ("Distribusi predikat", reverse("kinerja:distribusi")),
                (unit.nama, ""),
            ],
        },
    )
