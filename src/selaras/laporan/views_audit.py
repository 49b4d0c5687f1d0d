"""The auditor's door to a pack: how many and by which seed, or whom."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from selaras.core.halaman.format import periode_id
from selaras.core.halaman.formulir import form_page
from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import actor_of, requires
from selaras.laporan.tasks import AUDIT
from selaras.tpp.views.unit import computed_periods

TERBANYAK = 200


class AuditForm(forms.Form):
    """A sample: drawn by a seed, or named by NIP."""

    periode = forms.TypedChoiceField(label="Bulan", coerce=int)
    jumlah = forms.IntegerField(
        label="Jumlah orang", min_value=1, max_value=TERBANYAK, initial=20, required=False,
        help_text="Diambil acak dari semua yang terhitung.",
    )  # fmt: skip
    benih = forms.IntegerField(
        label="Benih acak", min_value=0, initial=1, required=False,
        help_text="Benih yang sama memberi orang yang sama; tercatat dalam paketnya.",
    )  # fmt: skip
    nip = forms.CharField(
        label="Atau NIP tertentu", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu NIP tiap baris. Bila diisi, jumlah dan benih tidak dipakai.",
    )  # fmt: skip

    def clean_nip(self) -> list[str]:
        nip = ["".join(c for c in b if c.isdigit()) for b in self.cleaned_data["nip"].splitlines()]
        terisi = [n for n in nip if n]
        if len(terisi) > TERBANYAK:
            raise forms.ValidationError(f"Paling banyak {TERBANYAK} orang sekali paket.")
        return terisi

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if not isi.get("nip") and not isi.get("jumlah"):
            self.add_error("jumlah", "Isi jumlah orang, atau NIP-nya.")
        return isi


@requires("audit.export")
def ask_pack(request: HttpRequest) -> HttpResponse:
    """Choose a sample and start gathering; the job's page has the file."""
    form = AuditForm(request.POST or None)
    bulan = form.fields["periode"]
    assert isinstance(bulan, forms.TypedChoiceField)  # noqa: S101 - narrows the type
    urut = sorted(computed_periods(), key=lambda p: (p % 100 > 12, -p))
    bulan.choices = [(p, periode_id(p)) for p in urut]
    if request.method == "POST" and form.is_valid():
        actor, isi = actor_of(request), form.cleaned_data
        masukan: dict[str, Any] = {
            "periode": isi["periode"], "jumlah": isi["jumlah"] or 0, "benih": isi["benih"] or 0,
            "nip": isi["nip"],
        }  # fmt: skip
        try:
            pekerjaan = start(
                AUDIT,
                judul=f"Paket audit {periode_id(isi['periode'])}",
                actor=actor,
                masukan=masukan,
                kunci=f"{AUDIT}:{actor.user_id}",
            )
        except AlreadyRunning as sedang:
            pekerjaan = sedang.pekerjaan
        return redirect(pekerjaan)
    konteks = {
        "form": form,
        "judul": "Paket audit",
        "ringkas": "Untuk tiap orang: ketukan, hari, surat, eviden, dasar hukum, instrumen dan "
        "pembayaran, dengan sidik tiap berkas.",
        "jalur": [("Beranda", reverse("web:beranda")), ("Paket audit", "")],
        "tombol": "Susun paket",
    }
    return form_page(request, konteks)
