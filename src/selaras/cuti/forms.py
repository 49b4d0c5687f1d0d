"""Forms about approved absences."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from selaras.core.permissions import Actor, rows
from selaras.cuti.models import JenisKetidakhadiran
from selaras.pegawai.models import Pegawai


def _tanggal(label: str, **kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


class KetidakhadiranForm(forms.Form):
    """An absence with its letter; both days are included."""

    nip = forms.CharField(label="NIP pegawai", min_length=18, max_length=18)
    jenis = forms.ModelChoiceField(label="Jenis", queryset=JenisKetidakhadiran.objects.all())
    mulai = _tanggal("Hari pertama")
    sampai = _tanggal("Hari terakhir", help_text="Ikut dihitung.")
    no_surat = forms.CharField(label="Nomor surat", max_length=60)
    tanggal_surat = _tanggal("Tanggal surat")
    keterangan = forms.CharField(label="Keterangan", max_length=200, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_nip(self) -> Pegawai:
        nip = self.cleaned_data["nip"]
        ada = rows(self.actor, "cuti.record", Pegawai.objects.filter(nip=nip)).first()
        if ada is None:
            raise ValidationError("Tidak ada pegawai dengan NIP itu di wilayah Anda.")
        return ada

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        mulai: date | None = isi.get("mulai")
        sampai: date | None = isi.get("sampai")
        if mulai and sampai and sampai < mulai:
            self.add_error("sampai", "Hari terakhir lebih awal daripada hari pertama.")
        return isi


class CabutForm(forms.Form):
    """Why an absence is withdrawn."""

    alasan = forms.CharField(label="Alasan", help_text="Tercatat di jejak.", max_length=200)
