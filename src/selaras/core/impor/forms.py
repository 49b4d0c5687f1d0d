"""Forms of imports: the upload and the matching of columns."""

from typing import Any

from django import forms

from selaras.core.impor.cocok import normal
from selaras.core.impor.models import Impor
from selaras.core.impor.spec import Spec, instansi_list
from selaras.core.permissions.actor import Actor


class TanggalInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class UnggahForm(forms.Form):
    """What is imported, from where, and since when undated rows hold."""

    jenis = forms.ChoiceField(label="Jenis data")
    berkas = forms.FileField(label="Berkas XLSX atau CSV", allow_empty_file=True)
    sejak = forms.DateField(
        label="Berlaku sejak",
        widget=TanggalInput(),
        help_text="Dipakai untuk baris yang tidak menyebut tanggal mulainya.",
    )
    sumber = forms.CharField(
        label="Asal berkas",
        max_length=60,
        initial="umum",
        help_text="Mis. Simpeg lama. Pasangan kolom diingat untuk tiap asal.",
    )
    lembar = forms.CharField(
        label="Nama lembar kerja",
        max_length=120,
        required=False,
        help_text="Kosong = lembar pertama yang berisi.",
    )
    instansi = forms.TypedChoiceField(label="Instansi", coerce=int, required=False)

    def __init__(self, *args: Any, actor: Actor, kinds: list[Spec], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenis"].choices = [(s.kode, s.judul) for s in kinds]  # type: ignore[attr-defined]
        self.fields["sejak"].initial = actor.day().replace(day=1)
        daftar = instansi_list()
        if actor.instansi_id or len(daftar) < 2:
            del self.fields["instansi"]
        else:
            self.fields["instansi"].choices = [(pk, n) for pk, _k, n in daftar]  # type: ignore[attr-defined]


class KolomForm(forms.Form):
    """One choice per column of the file; a known column can be chosen once."""

    def __init__(self, *args: Any, impor: Impor, spec: Spec, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.impor = impor
        pilihan = [("", "Abaikan kolom ini")] + [
            (k.nama, f"{k.judul}{' (wajib)' if k.wajib else ''}") for k in spec.kolom
        ]
        for p in impor.padanan:
            self.fields[f"k{p['indeks']}"] = forms.ChoiceField(
                label=p["judul"] or normal(p["judul"]),
                choices=pilihan,
                required=False,
                initial=p["kolom"],
            )

    def mapping(self) -> dict[int, str]:
        """File column -> known column or ''."""
        return {p["indeks"]: self.cleaned_data[f"k{p['indeks']}"] for p in self.impor.padanan}

    def rows(self) -> list[tuple[dict[str, Any], forms.BoundField]]:
        return [(p, self[f"k{p['indeks']}"]) for p in self.impor.padanan]
