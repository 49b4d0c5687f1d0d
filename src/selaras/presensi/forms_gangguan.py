"""The form of an outage: times on the clock of the place it names."""

import uuid
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError

from selaras.core.files.models import Berkas
from selaras.core.permissions import Actor, rows
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.presensi.models import GangguanPresensi, Mesin, TempatPresensi
from selaras.presensi.services.benah.gangguan import DECLARE, Pernyataan

Lingkup = GangguanPresensi.Lingkup


class GangguanForm(forms.Form):
    """Where, from when to when, what happened."""

    kunci = forms.UUIDField(widget=forms.HiddenInput)
    lingkup = forms.ChoiceField(label="Yang terganggu", choices=Lingkup.choices)
    unit = forms.ModelChoiceField(
        label="Unit", queryset=UnitKerja.objects.none(), required=False,
        help_text="Isi bila yang terganggu sebuah unit. Unit di bawahnya ikut.",
    )  # fmt: skip
    mesin = forms.ModelChoiceField(
        label="Mesin", queryset=Mesin.objects.none(), required=False,
        help_text="Isi bila yang terganggu sebuah mesin. Berlaku bagi yang punya PIN di situsnya.",
    )  # fmt: skip
    tempat = forms.ModelChoiceField(
        label="Tempat", queryset=TempatPresensi.objects.none(), required=False,
        help_text="Isi bila yang terganggu presensi ponsel di sebuah tempat.",
    )  # fmt: skip
    hari_mulai = forms.DateField(
        label="Mulai tanggal", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    jam_mulai = forms.TimeField(
        label="Mulai jam", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    hari_sampai = forms.DateField(
        label="Sampai tanggal", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    jam_sampai = forms.TimeField(
        label="Sampai jam", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    jenis = forms.ChoiceField(label="Penyebab", choices=GangguanPresensi.Jenis.choices)
    alasan = forms.CharField(
        label="Apa yang terjadi", max_length=240,
        help_text="Mis. listrik padam sejak pukul 07.00, laporan PLN nomor …",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, instansi: Instansi, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("kunci", uuid.uuid4())
        super().__init__(*args, **kwargs)
        self.instansi = instansi
        unit = rows(actor, DECLARE, UnitKerja.objects.filter(instansi=instansi))
        mesin = rows(actor, DECLARE, Mesin.objects.filter(situs__instansi=instansi))
        self.fields["unit"].queryset = unit.order_by("path")  # type: ignore[attr-defined]
        self.fields["mesin"].queryset = mesin.select_related("situs")  # type: ignore[attr-defined]
        tempat = TempatPresensi.objects.filter(instansi=instansi).pada(actor.day())
        milik = tempat.filter(unit__unit__in=unit.values("pk")).distinct()
        self.fields["tempat"].queryset = milik  # type: ignore[attr-defined]
        reach = actor.reach(DECLARE)
        if not (reach.everywhere or instansi.pk in reach.instansi):
            self.fields["lingkup"].choices = [  # type: ignore[attr-defined]
                pilihan for pilihan in Lingkup.choices if pilihan[0] != Lingkup.SEMUA
            ]

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if self.errors:
            return isi
        lingkup = isi["lingkup"]
        if lingkup != Lingkup.SEMUA and not isi.get(lingkup):
            self.add_error(lingkup, f"Pilih {lingkup} yang terganggu.")
            return isi
        zona = ZoneInfo(self.zona(isi))
        mulai = datetime.combine(isi["hari_mulai"], isi["jam_mulai"], zona)
        sampai = datetime.combine(isi["hari_sampai"], isi["jam_sampai"], zona)
        if sampai <= mulai:
            raise ValidationError("Gangguan berakhir sesudah mulai: periksa tanggal dan jamnya.")
        isi |= {"mulai": mulai, "sampai": sampai}
        return isi

    def zona(self, isi: dict[str, Any]) -> str:
        """The clock of the place."""
        if isi["lingkup"] == Lingkup.MESIN:
            return str(isi["mesin"].zona)
        if isi["lingkup"] == Lingkup.UNIT:
            unit: UnitKerja = isi["unit"]
            skpd = unit.skpd.zona if unit.skpd else ""
            return unit.zona or skpd or self.instansi.zona
        return self.instansi.zona

    def pernyataan(self, bukti: Berkas | None) -> Pernyataan:
        isi = self.cleaned_data
        lingkup = isi["lingkup"]
        return Pernyataan(
            lingkup=lingkup, mulai=isi["mulai"], sampai=isi["sampai"], jenis=isi["jenis"],
            alasan=isi["alasan"], bukti=bukti,
            unit=isi["unit"] if lingkup == Lingkup.UNIT else None,
            mesin=isi["mesin"] if lingkup == Lingkup.MESIN else None,
            tempat=isi["tempat"] if lingkup == Lingkup.TEMPAT else None,
        )  # fmt: skip


class CabutGangguanForm(forms.Form):
    """Why an outage is withdrawn."""

    alasan = forms.CharField(label="Alasan dicabut", max_length=240)
