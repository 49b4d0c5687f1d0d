"""Forms about approved absences."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from selaras.core.permissions import Actor, rows
from selaras.cuti.models import JenisKetidakhadiran
from selaras.pegawai.models import Pegawai

TERBANYAK = 8  # people of one name that an error lists


def _tanggal(label: str, **kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


class KetidakhadiranForm(forms.Form):
    """An absence with its letter; both days are included."""

    nip = forms.CharField(
        label="Pegawai", max_length=120, help_text="NIP, atau nama bila hanya seorang yang cocok."
    )
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
        diketik = self.cleaned_data["nip"].strip()
        angka = diketik.replace(" ", "")
        cocok = Q(nip=angka) if angka.isdigit() else Q()
        for kata in () if angka.isdigit() else diketik.split():
            cocok &= Q(nama__icontains=kata)
        qs = rows(self.actor, "cuti.record", Pegawai.objects.filter(cocok)).order_by("nama", "pk")
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
