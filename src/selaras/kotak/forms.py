"""What is typed about a case."""

from typing import Any
from uuid import uuid4

from django import forms

from selaras.kotak.models import KasusPembinaan
from selaras.pegawai.models import Pegawai


def _tanggal() -> forms.DateInput:
    """The browser's own calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PertemuanForm(forms.Form):
    """A talk: when, who, what."""

    kunci = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    tanggal = forms.DateField(label="Tanggal", widget=_tanggal())
    hadir = forms.CharField(label="Yang hadir", max_length=300)
    catatan = forms.CharField(
        label="Yang dibicarakan", widget=forms.Textarea(attrs={"rows": 4}), max_length=5000
    )
    kesepakatan = forms.CharField(label="Kesepakatan", max_length=500, required=False)


class TutupForm(forms.Form):
    """How a case ended."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    hasil = forms.ChoiceField(label="Hasil", choices=KasusPembinaan.Hasil.choices)
    catatan = forms.CharField(
        label="Catatan hasil", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, disiplin: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not disiplin:
            field = self.fields["hasil"]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the type
            field.choices = [c for c in KasusPembinaan.Hasil.choices if c[0] in {"jelas", "dibina"}]


class AlihForm(forms.Form):
    """Who sees to a case, until when."""

    nip = forms.CharField(label="NIP penanggung jawab", max_length=21)
    batas = forms.DateField(label="Batas waktu", widget=_tanggal())

    def __init__(self, *args: Any, instansi_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instansi_id = instansi_id

    def clean_nip(self) -> Pegawai:
        nip = "".join(self.cleaned_data["nip"].split())
        pegawai = Pegawai.objects.filter(instansi_id=self.instansi_id, nip=nip).first()
        if pegawai is None:
            raise forms.ValidationError("Tidak ada pegawai dengan NIP ini.")
        return pegawai
