"""What is typed about a case."""

from typing import Any
from uuid import uuid4

from django import forms

from selaras.core.halaman.isian import DesimalField
from selaras.kotak.models import KasusPembinaan
from selaras.pegawai.models import HukumanDisiplin, Pegawai


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


class HukumanForm(forms.Form):
    """The sanction that a decree imposes; both days are included."""

    tingkat = forms.ChoiceField(label="Tingkat", choices=HukumanDisiplin.Tingkat.choices)
    potongan = DesimalField(
        label="Potongan TPP (%)", min_value=0, max_value=100, decimal_places=2, required=False,
        help_text="Persen TPP yang dipotong selama masanya; kosong = tidak memotong.",
    )  # fmt: skip
    no_sk = forms.CharField(label="Nomor SK", max_length=60)
    tanggal_sk = forms.DateField(label="Tanggal SK", widget=_tanggal())
    mulai = forms.DateField(label="Berlaku mulai", widget=_tanggal())
    sampai = forms.DateField(label="Hari terakhir", widget=_tanggal(), help_text="Ikut dihitung.")

    def isi(self) -> dict[str, Any]:
        """What was entered, the share in basis points."""
        data = dict(self.cleaned_data)
        data["potongan_bp"] = int((data.pop("potongan") or 0) * 100)
        return data


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
