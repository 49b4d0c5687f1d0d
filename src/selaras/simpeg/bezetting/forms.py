"""Forms of a post's workload analysis."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from selaras.core.halaman.isian import BulatField

_BARIS = re.compile(r"b-(\d{1,3})-\w+")


class BebanForm(forms.Form):
    """One duty: what, how often a year, minutes each time."""

    uraian = forms.CharField(label="Uraian tugas", max_length=300)
    hasil = forms.CharField(label="Hasil kerja", max_length=80, required=False)
    volume = BulatField(label="Volume setahun", min_value=0, max_value=10_000_000)
    menit = BulatField(label="Menit per hasil", min_value=1, max_value=75_000)


class _BebanFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    def clean(self) -> None:
        if any(self.errors):
            return
        nama = [r["uraian"].strip().lower() for r in self.lines()]
        if len(nama) != len(set(nama)):
            raise forms.ValidationError("Ada uraian tugas yang tertulis dua kali.")

    def lines(self) -> list[dict[str, Any]]:
        """Filled lines that were not taken out."""
        return [
            {k: v for k, v in f.cleaned_data.items() if k != "DELETE"}
            for f in self.forms
            if f.cleaned_data.get("uraian") and not f.cleaned_data.get("DELETE")
        ]


KOSONG, TERBANYAK = 3, 200


def workload_formset(ada: int, draf: QueryDict | None) -> Any:
    """Forms for the lines that are there, some empty ones, and as many as a draft holds."""
    terketik = 1 + max(
        (int(m[1]) for nama in draf or () if (m := _BARIS.fullmatch(str(nama)))), default=-1
    )
    return forms.formset_factory(
        BebanForm, formset=_BebanFormSet, extra=min(max(KOSONG, terketik - ada), TERBANYAK),
        can_delete=True, max_num=TERBANYAK,
    )  # fmt: skip


class FormasiForm(forms.Form):
    """What was granted, when that differs from the analysis."""

    formasi = BulatField(label="Formasi ditetapkan", required=False, min_value=0,
                                 max_value=5000,
                                 help_text="Kosong = memakai hasil ABK.")  # fmt: skip
    dasar = forms.CharField(label="Dasar penetapan", max_length=160, required=False)
    # Kept with a draft: what was typed on another's words is compared with hers, not laid over it.
    versi = forms.CharField(required=False, widget=forms.HiddenInput({"data-draf-isi": ""}))

    def said_by_another(self, kini: Sequence[str], versi: str) -> None:
        """What another wrote meanwhile; saving again takes one's own."""
        self.add_error(None, "Beban kerja jabatan ini baru saja diubah orang lain menjadi: "
                             f"{'; '.join(kini) or 'kosong'}. Simpan lagi bila isian Anda yang "
                             "benar.")  # fmt: skip
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["versi"] = versi
        self.data = data
