"""Forms about approved absences."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from selaras.core.permissions import Actor
from selaras.cuti.models import JenisKetidakhadiran
from selaras.cuti.selectors import people_to_record
from selaras.pegawai.models import Pegawai

TERBANYAK = 8  # people of one name that an error lists


def _tanggal(label: str, **kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


class KetidakhadiranForm(forms.Form):
    """An absence with its letter; both days are included."""

    nip = forms.CharField(
        label="Pegawai",
        max_length=200,
        help_text="Ketik sebagian nama lalu pilih, atau ketik NIP-nya.",
        widget=forms.TextInput(
            attrs={
                "list": "daftar-pegawai", "autocomplete": "off", "hx-target": "#daftar-pegawai",
                "hx-get": reverse_lazy("cuti:orang"), "hx-trigger": "input changed delay:250ms",
                "hx-swap": "innerHTML", "hx-sync": "this:replace",
            }
        ),
    )  # fmt: skip
    jenis = forms.ModelChoiceField(
        label="Jenis", queryset=JenisKetidakhadiran.objects.all(), empty_label="Pilih jenis"
    )
    mulai = _tanggal("Hari pertama")
    sampai = _tanggal("Hari terakhir", help_text="Ikut dihitung.")
    no_surat = forms.CharField(label="Nomor surat", max_length=60)
    tanggal_surat = _tanggal("Tanggal surat")
    keterangan = forms.CharField(label="Keterangan", max_length=200, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_nip(self) -> Pegawai:
        """The one person meant; several of that name are listed with what tells them apart."""
        qs = people_to_record(self.actor, self.cleaned_data["nip"].strip())
        ada = list(qs[: TERBANYAK + 1])
        if not ada:
            raise ValidationError("Tidak ada pegawai dengan NIP atau nama itu di wilayah Anda.")
        if len(ada) == 1:
            return ada[0]
        if len(ada) > TERBANYAK:
            raise ValidationError("Terlalu banyak yang cocok. Ketik nama lebih lengkap atau NIP.")
        daftar = "; ".join(f"{p.nama} ({p.nip})" for p in ada)
        raise ValidationError(f"Ada {len(ada)} orang yang cocok. Ketik NIP-nya: {daftar}.")

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
