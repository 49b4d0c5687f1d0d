"""The form that switches a unit on."""

from typing import Any

from django import forms

from selaras.organisasi.models import PengaktifanUnit, UnitKerja


class PengaktifanForm(forms.Form):
    """Which unit, which module, how far, from when."""

    unit = forms.ModelChoiceField(
        label="Unit", queryset=UnitKerja.objects.none(), help_text="Berlaku juga untuk bawahannya."
    )
    modul = forms.ChoiceField(label="Modul", choices=PengaktifanUnit.Modul.choices)
    tahap = forms.ChoiceField(
        label="Tahap",
        choices=PengaktifanUnit.Tahap.choices,
        help_text="Uji tertutup: unit penguji mencoba sendiri. Uji coba: semua mengisi. Pada "
        "keduanya hasil kinerja belum menentukan TPP. Berlaku: hasilnya menentukan TPP.",
    )
    mulai = forms.DateField(
        label="Mulai", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    sampai = forms.DateField(
        label="Sampai",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Hari terakhir; kosong = sampai ada tahap berikutnya.",
    )
    catatan = forms.CharField(label="Catatan", max_length=200, required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (our own field)
        field.queryset = units
