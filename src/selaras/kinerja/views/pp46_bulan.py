"""A month of a plan under PP 46/2011: the assessor values it, the person reads why."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from selaras.aturan.skp46 import dua_desimal
from selaras.core.drafts.services import hapus_draf
from selaras.core.halaman.format import periode_id, persen_bp
from selaras.core.halaman.isian import DesimalField
from selaras.core.permissions import actor_of, can, requires
from selaras.hukum import Law
from selaras.kinerja.models import SKP, Generasi
from selaras.kinerja.selectors.penilai import first_day, region_of
from selaras.kinerja.selectors.pp46_bulan import BulanSKP, month_value, months_of_plan
from selaras.kinerja.services.penilaian import PenilaianDitolak
from selaras.kinerja.services.pp46 import assessor_of_plan
from selaras.kinerja.services.pp46_bulan import IsiBulan, finish_month, save_month

KATA = {"target": "Target bulan ini", "realisasi": "Realisasi", "kualitas": "Mutu (0 sampai 100)"}


class BulanPP46Form(forms.Form):
    """Due, done and quality of each activity."""

    def __init__(self, *args: Any, bulan: BulanSKP, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.kegiatan = [b.kegiatan.pk for b in bulan.baris]
        for b in bulan.baris:
            for nama, label in KATA.items():
                mutu = nama == "kualitas"
                self.fields[f"{nama}-{b.kegiatan.pk}"] = DesimalField(
                    label=label, required=False, min_value=0, decimal_places=2,
                    max_value=100 if mutu else None, max_digits=5 if mutu else 12,
                    initial=getattr(b, nama),
                    widget=forms.TextInput(attrs={
                        "class": "form-control isi-angka", "inputmode": "decimal",
                        "aria-label": f"{label} {b.kegiatan.uraian}",
                    }),
                )  # fmt: skip

    def parts(self) -> dict[int, IsiBulan]:
        """What was sent, by activity."""
        isi: dict[str, Decimal | None] = self.cleaned_data
        return {pk: IsiBulan(*(isi[f"{n}-{pk}"] for n in KATA)) for pk in self.kegiatan}


@requires("kinerja.view")
def value_month(request: HttpRequest, pk: int, periode: int) -> HttpResponse:
    """Value a month; saving keeps a draft, finishing gives the figure that TPP reads."""
    actor = actor_of(request)
    qs = SKP.objects.select_related("pegawai__instansi", "jabatan", "unit")
    skp = qs.filter(pk=pk, generasi=Generasi.PP46, status="disetujui").first()
    if skp is None or periode not in months_of_plan(skp):
        raise Http404("SKP atau bulan itu tidak ada.")
    menilai = assessor_of_plan(skp, actor) is not None
    if not menilai and not can(actor, "kinerja.view", skp):
        raise Http404("SKP itu tidak ada.")
    bulan = month_value(skp, periode)
    menilai = menilai and not bulan.selesai
    form = BulanPP46Form(request.POST or None, bulan=bulan)
    if request.method == "POST" and not menilai:
        raise Http404("Anda bukan penilai SKP itu, atau bulannya sudah dinilai.")
    if request.method == "POST" and form.is_valid():
        try:
            save_month(actor=actor, skp=skp, periode=periode, isi=form.parts())
            if request.POST.get("tindakan") == "selesai":
                jadi = finish_month(actor=actor, skp=skp, periode=periode)
                kata = f"Nilai SKP {periode_id(periode)} selesai: {persen_bp(jadi.nilai_skp_bp)}."
                messages.success(request, kata)
            else:
                messages.success(request, "Nilai tersimpan.")
            hapus_draf(actor.user_id, f"pp46-{pk}-{periode}", at=actor.at)
            return redirect("kinerja:nilai_pp46_bulan", pk, periode)
        except PenilaianDitolak as error:
            form.add_error(None, str(error))
    return render(
        request,
        "kinerja/penilaian/pp46_bulan.html",
        {
            "bulan": bulan,
            "skp": skp,
            "form": form,
            "menilai": menilai,
            "nilai_kata": dua_desimal(bulan.nilai)
            if bulan.nilai is not None and (menilai or bulan.tersimpan)
            else None,
            "baris": [(b, [form[f"{n}-{b.kegiatan.pk}"] for n in KATA]) for b in bulan.baris],
            "dasar": (dasar := _citations(skp, periode)),
            "belum_diatur": any(d["catatan"] for d in dasar),
            "jalur": _trail(skp, periode, menilai=menilai),
        },
        status=422 if form.errors else 200,
    )


def _citations(skp: SKP, periode: int) -> list[dict[str, str]]:
    """The keys that decide a month's value; what no regulation says is told in their remark."""
    aturan = Law.load().pada(first_day(periode), region_of(skp.pegawai.instansi_id))
    kunci = ("skp46.bulan_aspek", "skp46.bulan_maks")
    pada = f"?pada={first_day(periode).isoformat()}"
    return [
        {
            "judul": aturan.judul(k),
            "url": reverse("hukum:parameter", args=[k]) + pada,
            "keyakinan": (dasar := aturan.dasar(k)).keyakinan,
            "catatan": "" if dasar.diketahui else dasar.catatan,
        }
        for k in kunci
        if aturan.ada(k)
    ]


def _trail(skp: SKP, periode: int, *, menilai: bool) -> list[tuple[str, str]]:
    tahun = (
        (f"Penilaian {skp.tahun}", reverse("kinerja:nilai_pp46", args=[skp.pk]))
        if menilai
        else (
            "Kinerja",
            f"{reverse('kinerja:riwayat', args=[skp.pegawai_id])}?tahun={skp.tahun}",
        )
    )
    return [("Beranda", reverse("web:beranda")), tahun, (periode_id(periode), "")]
