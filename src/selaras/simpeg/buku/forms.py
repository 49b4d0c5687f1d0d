"""Forms of the book: what to make, who signs it; the region's outline."""

import json
from typing import Any

from django import forms

from selaras.simpeg.models import BukuProfil
from selaras.simpeg.statistik.peta import BukanPeta, read_areas

MAKS_PETA = 8 * 1024 * 1024


class BukuForm(forms.Form):
    """As of when, of whom, on which paper."""

    pada = forms.DateField(
        label="Keadaan pada", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    unit = forms.TypedChoiceField(label="Unit", required=False, coerce=int, empty_value=None)
    kertas = forms.ChoiceField(label="Ukuran kertas", choices=BukuProfil.Kertas.choices)
    dengan_nama = forms.BooleanField(
        label="Sertakan daftar nama", required=False,
        help_text="Nama, NIP, golongan, jabatan tiap pegawai. Di atas 4.000 orang menjadi jilid "
                  "tersendiri.",
    )  # fmt: skip
    jabatan = forms.CharField(label="Jabatan penanda tangan", max_length=120, required=False)
    nama = forms.CharField(label="Nama penanda tangan", max_length=120, required=False)
    nip = forms.CharField(label="NIP penanda tangan", max_length=18, required=False)
    pengantar = forms.CharField(
        label="Kata pengantar", required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Kosong = memakai pengantar bawaan. Pisahkan alinea dengan baris kosong.",
    )  # fmt: skip

    def __init__(self, *args: Any, unit: list[tuple[int, str]], semua: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        awal: list[tuple[Any, str]] = [("", "Seluruh perangkat daerah")] if semua else []
        self.fields["unit"].choices = awal + list(unit)  # type: ignore[attr-defined]
        self.fields["unit"].required = not semua

    def alinea(self) -> list[str]:
        """The foreword's paragraphs."""
        teks = self.cleaned_data["pengantar"].replace("\r\n", "\n")
        return [a.strip() for a in teks.split("\n\n") if a.strip()]


class PetaForm(forms.Form):
    """The outline and where it comes from."""

    berkas = forms.FileField(label="Berkas GeoJSON",
                             help_text="FeatureCollection batas kecamatan atau kabupaten, "
                                       "WGS 84.")  # fmt: skip
    sumber = forms.CharField(label="Sumber peta", max_length=160,
                             help_text="Mis. BIG, batas kecamatan 2024")  # fmt: skip

    def clean_berkas(self) -> dict[str, Any]:
        berkas = self.cleaned_data["berkas"]
        if berkas.size > MAKS_PETA:
            raise forms.ValidationError("Paling besar 8 MB; sederhanakan garisnya dulu.")
        try:
            isi: dict[str, Any] = json.load(berkas)
            read_areas(isi)
        except (ValueError, BukanPeta) as galat:
            kata = str(galat) if isinstance(galat, BukanPeta) else "Berkas itu bukan GeoJSON."
            raise forms.ValidationError(kata) from galat
        return isi
