"""The fields of a report's row, and of an activity's realisation under PP 46."""

from typing import Any

from django import forms

from selaras.aturan.realisasi import periksa_tautan
from selaras.core.halaman.isian import DesimalField

TAUTAN_TERBANYAK = 20


def _number(label: str, angka: int, desimal: int, **lain: Any) -> DesimalField:
    return DesimalField(
        label=label,
        max_digits=angka,
        decimal_places=desimal,
        min_value=0,
        required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "class": "form-control angka-pendek", **lain}
        ),
        error_messages={
            "invalid": "Tulis angka saja, misalnya 12 atau 1,5.",
            "min_value": "Angkanya tidak boleh di bawah nol.",
            "max_digits": "Angkanya terlalu panjang.",
            "max_whole_digits": "Angkanya terlalu panjang.",
            "max_decimal_places": f"Paling banyak {desimal} angka di belakang koma.",
        },
    )


class TautanField(forms.CharField):
    """Links, one a line; each is looked at, none is followed."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(
            label="Tautan eviden",
            required=False,
            help_text="Satu tautan per baris, bila buktinya ada di tempat lain.",
            widget=forms.Textarea(
                attrs={
                    "rows": 1,
                    "class": "form-control",
                    "inputmode": "url",
                    "spellcheck": "false",
                }
            ),
            **kw,
        )

    def clean(self, value: Any) -> list[str]:
        semua = [t.strip() for t in str(value or "").splitlines() if t.strip()]
        if len(semua) > TAUTAN_TERBANYAK:
            raise forms.ValidationError(f"Paling banyak {TAUTAN_TERBANYAK} tautan per baris.")
        if salah := next((s for t in semua if (s := periksa_tautan(t))), ""):
            raise forms.ValidationError(salah)
        return list(dict.fromkeys(semua))


class BarisForm(forms.Form):
    """What came of one row of the plan."""

    uraian = forms.CharField(
        label="Yang dikerjakan dan hasilnya",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        error_messages={"max_length": "Paling panjang 1.000 huruf."},
    )
    kuantitas = _number("Capaian", 12, 2)
    kendala = forms.CharField(
        label="Kendala",
        max_length=500,
        required=False,
        help_text="Bila ada, atau bila tidak dikerjakan.",
        widget=forms.Textarea(attrs={"rows": 1, "class": "form-control"}),
        error_messages={"max_length": "Paling panjang 500 huruf."},
    )
    tautan = TautanField()


class KegiatanForm(forms.Form):
    """Realisation of an activity: RO, RK, RT, RB (Perka BKN 1/2013)."""

    kuantitas = _number("Kuantitas (RO)", 12, 2)
    kualitas = _number("Kualitas (RK)", 5, 2)
    waktu = _number("Waktu, bulan (RT)", 5, 2)
    biaya = _number("Biaya, rupiah (RB)", 15, 0)
    tautan = TautanField()

    def clean_kualitas(self) -> Any:
        nilai = self.cleaned_data["kualitas"]
        if nilai is not None and nilai > 100:
            raise forms.ValidationError("Kualitas paling tinggi 100.")
        return nilai
