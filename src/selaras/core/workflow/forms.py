"""The form of a mandate."""

from datetime import date
from typing import Any

from django import forms

from selaras.core.permissions.registry import PersonLabel, persons
from selaras.core.workflow.mandate import IsiMandat
from selaras.core.workflow.registry import decided_kinds


class NIPField(forms.CharField):
    """A person named by NIP; suggestions come from a datalist ("1985… · Rahma")."""

    def __init__(self, *, label: str, help_text: str = "", daftar: str = "") -> None:
        widget = forms.TextInput(
            attrs={"list": daftar, "autocomplete": "off"} if daftar else {"autocomplete": "off"}
        )
        super().__init__(label=label, max_length=200, help_text=help_text, widget=widget)
        self.at = date.min

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value)
        nip = "".join(text.split("·", maxsplit=1)[0].split())
        found = persons().by_nip(nip, self.at) if nip.isdigit() else None
        if found is None:
            raise forms.ValidationError("Tidak ada pegawai dengan NIP itu.")
        return found


def _day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class MandatForm(forms.Form):
    """Who, to whom, from, until, which kinds, by which letter."""

    dari = NIPField(label="Yang memberi mandat", help_text="NIP")
    kepada = NIPField(
        label="Penerima mandat",
        help_text="Ketik nama atau NIP, lalu pilih. Ia memutus atas nama Anda (a.n.).",
        daftar="daftar-rekan",
    )
    mulai = _day("Mulai")
    sampai = _day("Sampai", "Hari terakhir mandat.")
    alur = forms.MultipleChoiceField(
        label="Jenis usulan",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        help_text="Tanpa centang = semua jenis.",
    )
    nomor_surat = forms.CharField(label="Nomor surat", max_length=80)
    tanggal_surat = _day("Tanggal surat")
    alasan = forms.CharField(label="Keperluan", max_length=200, required=False)

    def __init__(self, *args: Any, hari: date, sendiri: PersonLabel | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sendiri = sendiri
        for name in ("dari", "kepada"):
            field = self.fields[name]
            assert isinstance(field, NIPField)  # noqa: S101 (our own fields)
            field.at = hari
        kinds = self.fields["alur"]
        assert isinstance(kinds, forms.MultipleChoiceField)  # noqa: S101
        kinds.choices = list(decided_kinds().items())
        if sendiri is not None:
            del self.fields["dari"]

    def parts(self) -> tuple[PersonLabel, PersonLabel, IsiMandat]:
        """Giver, holder and the letter, of a valid form."""
        c = self.cleaned_data
        isi = IsiMandat(
            c["mulai"], c["sampai"], c["nomor_surat"], c["tanggal_surat"], c["alur"], c["alasan"]
        )
        return self.sendiri or c["dari"], c["kepada"], isi
