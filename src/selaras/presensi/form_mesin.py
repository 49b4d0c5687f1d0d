"""Forms about machines: approval and place, orders, who may come from where, units, PINs."""

import ipaddress
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from selaras.core.permissions import Actor, rows
from selaras.organisasi.models import UnitKerja, Zona
from selaras.presensi.forms import TanggalInput
from selaras.presensi.models import Mesin, Situs

KIRIM_ULANG_HARI = 366
RAHASIA_TETAP, RAHASIA_BARU, RAHASIA_TANPA = "tetap", "baru", "tanpa"


class SetujuiMesinForm(forms.Form):
    """Approving a machine says in which zone its clock runs and whose PINs it knows."""

    zona = forms.ChoiceField(label="Jam mesin memakai zona", choices=Zona.choices)
    situs = forms.ModelChoiceField(
        label="Situs",
        queryset=Situs.objects.none(),
        required=False,
        help_text="Mesin-mesin sebuah situs memakai nomor PIN yang sama.",
    )
    unit = forms.ModelChoiceField(
        label="atau situs baru di unit",
        queryset=UnitKerja.objects.none(),
        required=False,
        help_text="Untuk mesin yang nomor PIN-nya tersendiri.",
    )

    def __init__(self, *args: Any, actor: Actor, mesin: Mesin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.belum_ditempatkan = mesin.situs.nama == Mesin.TANPA_SITUS
        situs = rows(actor, "mesin.manage", Situs.objects.filter(jenis=Situs.Jenis.MESIN))
        situs = situs.exclude(nama=Mesin.TANPA_SITUS)
        self.fields["situs"].queryset = situs.order_by("nama")  # type: ignore[attr-defined]
        unit = rows(actor, "mesin.manage", UnitKerja.objects.all())
        self.fields["unit"].queryset = unit.order_by("kode")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if self.errors:
            return isi
        if isi.get("situs") and isi.get("unit"):
            raise ValidationError("Pilih satu: situs yang ada, atau unit untuk situs baru.")
        if self.belum_ditempatkan and not (isi.get("situs") or isi.get("unit")):
            raise ValidationError("Sebutkan mesin ini di mana: pilih situs, atau unit.")
        return isi


class KirimUlangForm(forms.Form):
    """Which days a machine is to send again."""

    dari = forms.DateField(label="Dari tanggal", widget=TanggalInput())
    sampai = forms.DateField(label="Sampai tanggal", widget=TanggalInput())

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if not self.errors:
            if isi["sampai"] < isi["dari"]:
                raise ValidationError("Tanggal sampai mendahului tanggal dari.")
            if (isi["sampai"] - isi["dari"]).days > KIRIM_ULANG_HARI:
                raise ValidationError("Paling panjang setahun sekali minta.")
        return isi


class HapusPenggunaForm(forms.Form):
    """Which PIN a machine is to forget."""

    pin = forms.RegexField(
        label="PIN", regex=re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,23}"), max_length=24
    )


class PengamanForm(forms.Form):
    """From where machines of the site may come, and by which way."""

    alamat_mesin = forms.CharField(
        label="Alamat jaringan mesin ini",
        max_length=400,
        required=False,
        help_text="Misalnya 10.20.3.15 atau 10.20.3.0/24, dipisah koma. Kosong = ikut situs.",
    )
    alamat_situs = forms.CharField(
        label="Alamat jaringan semua mesin situs ini",
        max_length=400,
        required=False,
        help_text="Kosong = dari mana saja.",
    )
    rahasia = forms.ChoiceField(
        label="Jalur rahasia situs ini",
        choices=[
            (RAHASIA_TETAP, "Biarkan seperti sekarang"),
            (RAHASIA_BARU, "Buat jalur baru"),
            (RAHASIA_TANPA, "Tanpa jalur rahasia"),
        ],
        help_text="Sesudah jalur baru dibuat, alamat server di setiap mesin situs ini harus "
        "diganti; mesin yang belum diganti akan ditolak.",
    )

    def clean_alamat_mesin(self) -> str:
        return _networks(self.cleaned_data["alamat_mesin"])

    def clean_alamat_situs(self) -> str:
        return _networks(self.cleaned_data["alamat_situs"])


class LayananForm(forms.Form):
    """Whose people tap at the site."""

    unit = forms.ModelMultipleChoiceField(
        label="Unit lain yang pegawainya mengetuk di sini",
        queryset=UnitKerja.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = rows(actor, "mesin.manage", UnitKerja.objects.all()).order_by("path")
        self.fields["unit"].queryset = unit  # type: ignore[attr-defined]


class PinBaruForm(forms.Form):
    """A PIN and where to go on saying whose it is."""

    pin = forms.RegexField(
        label="PIN di mesin",
        regex=re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,23}"),
        max_length=24,
    )


class AkhiriPinForm(forms.Form):
    """From when on a PIN is nobody's."""

    sampai = forms.DateField(label="Tidak lagi miliknya mulai tanggal", widget=TanggalInput())


def _networks(teks: str) -> str:
    """Addresses and networks, each checked, in one form."""
    bagian = [b for b in re.split(r"[\s,;]+", teks.strip()) if b]
    for satu in bagian:
        try:
            ipaddress.ip_network(satu, strict=False)
        except ValueError:
            raise ValidationError(
                f"'{satu}' bukan alamat jaringan. Contoh: 10.20.3.15 atau 10.20.3.0/24."
            ) from None
    return ", ".join(bagian)
