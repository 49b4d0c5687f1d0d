"""The superior's page of a year under PP 46/2011: targets, realisation, quality, behaviour."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from selaras.aturan.skp46 import dua_desimal
from selaras.core.drafts.services import hapus_draf
from selaras.core.halaman.isian import DesimalField
from selaras.core.permissions import actor_of, requires
from selaras.kinerja.models import SKP, Generasi, Penilaian
from selaras.kinerja.selectors.pp46 import KATA_PERILAKU, NilaiSetahun, year_value
from selaras.kinerja.selectors.pp46_bulan import months_valued
from selaras.kinerja.services.penilaian import PenilaianDitolak
from selaras.kinerja.services.pp46 import assessor_of_plan, finish_year, save_values


class NilaiPP46Form(forms.Form):
    """Quality of each activity and each aspect of behaviour, in points."""

    def __init__(self, *args: Any, nilai: NilaiSetahun, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for kegiatan, _ in nilai.kegiatan:
            self.fields[f"mutu-{kegiatan.pk}"] = _points(
                f"Mutu {kegiatan.uraian}", kegiatan.realisasi_kualitas
            )
        for aspek, kini in nilai.perilaku.items():
            self.fields[f"perilaku-{aspek}"] = _points(KATA_PERILAKU[aspek], kini)

    def parts(self) -> tuple[dict[int, Decimal | None], dict[str, Decimal | None]]:
        """What was sent: quality by activity, behaviour by aspect."""
        mutu, perilaku = {}, {}
        for nama, nilai in self.cleaned_data.items():
            apa, _, kunci = nama.partition("-")
            if apa == "mutu":
                mutu[int(kunci)] = nilai
            else:
                perilaku[kunci] = nilai
        return mutu, perilaku


def _points(label: str, kini: Decimal | None) -> DesimalField:
    return DesimalField(
        label=label, required=False, min_value=0, max_value=100, decimal_places=2, initial=kini,
        widget=forms.TextInput(attrs={"class": "form-control isi-angka", "inputmode": "decimal",
                                      "aria-label": label}),
        error_messages={"invalid": "Tulis angka saja, misalnya 85 atau 85,5."},
    )  # fmt: skip


@requires("kinerja.view")
def value_year(request: HttpRequest, pk: int) -> HttpResponse:
    """Value a plan of PP 46; saving keeps a draft, finishing makes the year's result."""
    actor = actor_of(request)
    qs = SKP.objects.select_related("pegawai__instansi", "jabatan", "unit")
    skp = qs.filter(pk=pk, generasi=Generasi.PP46).first()
    if skp is None or assessor_of_plan(skp, actor) is None:
        raise Http404("Anda bukan penilai SKP itu.")
    nilai = year_value(skp)
    form = NilaiPP46Form(request.POST or None, nilai=nilai)
    if request.method == "POST" and form.is_valid():
        try:
            mutu, perilaku = form.parts()
            save_values(actor=actor, skp=skp, mutu=mutu, perilaku=perilaku)
            if request.POST.get("tindakan") == "selesai":
                jadi = finish_year(actor=actor, skp=skp)
                messages.success(request, f"Penilaian {skp.tahun} selesai: {_word(jadi.predikat)}.")
            else:
                messages.success(request, "Nilai tersimpan.")
            hapus_draf(actor.user_id, f"pp46-{pk}", at=actor.at)
            return redirect("kinerja:nilai_pp46", pk)
        except PenilaianDitolak as error:
            form.add_error(None, str(error))
    selesai = Penilaian.objects.filter(skp=skp, selesai_pada__isnull=False).first()
    if selesai:
        for field in form.fields.values():
            field.disabled = True
    return render(
        request,
        "kinerja/penilaian/pp46.html",
        {
            "skp": skp,
            "nilai": nilai,
            "form": form,
            "baris": [
                (k, form[f"mutu-{k.pk}"], dua_desimal(n.capaian) if n else None)
                for k, n in nilai.kegiatan
            ],
            "perilaku": [form[f"perilaku-{a}"] for a in nilai.perilaku],
            "angka": _figures(nilai),
            "selesai": selesai,
            "sebutan": _word(selesai.predikat) if selesai else "",
            "nilai_akhir": Decimal(selesai.nilai_bp or 0) / 100 if selesai else None,
            "bulan_list": months_valued(skp),
            "jalur": [
                ("Beranda", reverse("web:beranda")),
                ("Penilaian tahunan", f"{reverse('kinerja:nilai_tahunan')}?tahun={skp.tahun}"),
                (skp.pegawai.nama, ""),
            ],
        },
        status=422 if form.errors else 200,
    )


def _word(sebutan: str) -> str:
    return sebutan.replace("_", " ")


def _figures(nilai: NilaiSetahun) -> list[tuple[str, Decimal | str]]:
    """The chain from activities to the result, as far as it is there."""
    isi: list[tuple[str, Decimal | str]] = []
    if nilai.skp:
        isi += [
            ("Rata-rata kegiatan", dua_desimal(nilai.skp.rata)),
            ("Tugas tambahan", dua_desimal(nilai.skp.tugas_tambahan)),
            ("Kreativitas", dua_desimal(nilai.skp.kreativitas)),
            ("Nilai SKP", dua_desimal(nilai.skp.nilai)),
        ]
    if nilai.rata_perilaku is not None:
        isi.append(("Rata-rata perilaku", dua_desimal(nilai.rata_perilaku)))
    if nilai.prestasi:
        isi += [
            ("Nilai prestasi kerja", dua_desimal(nilai.prestasi.nilai)),
            ("Sebutan", _word(nilai.prestasi.sebutan).capitalize()),
        ]
    return isi
