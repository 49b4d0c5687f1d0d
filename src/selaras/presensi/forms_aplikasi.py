"""Forms about other applications: a key for one that sends, a source that is asked."""

from typing import Any

from django import forms

from selaras.core.permissions import Actor, rows
from selaras.organisasi.models import Instansi
from selaras.presensi.forms import TanggalInput
from selaras.presensi.models import KunciAplikasi, Situs, SumberTarik

AKSI = "aplikasi.manage"


class _Bersitus(forms.Form):
    """The government, and the application where it is known already."""

    instansi = forms.ModelChoiceField(
        label="Instansi", queryset=Instansi.objects.none(), empty_label=None
    )
    situs = forms.ModelChoiceField(
        label="Aplikasi yang sudah ada",
        queryset=Situs.objects.none(),
        required=False,
        empty_label="Aplikasi baru",
        help_text="Pilih bila aplikasi ini sudah pernah terhubung, supaya ketukannya tidak "
        "terhitung dua kali.",
    )

    def limit(self, actor: Actor) -> None:
        instansi = Instansi.objects.all()
        if not actor.reach(AKSI).everywhere:
            instansi = instansi.filter(pk__in=actor.reach(AKSI).instansi)
        situs = rows(actor, AKSI, Situs.objects.filter(jenis=Situs.Jenis.API))
        self.fields["instansi"].queryset = instansi  # type: ignore[attr-defined]
        self.fields["situs"].queryset = situs  # type: ignore[attr-defined]


class KunciForm(_Bersitus):
    """A key's name and what it may do."""

    nama = forms.CharField(label="Nama aplikasi", max_length=120, help_text="Mis. SiHadir Kota.")
    lingkup = forms.MultipleChoiceField(
        label="Boleh apa",
        choices=KunciAplikasi.Lingkup.choices,
        initial=[k for k, _ in KunciAplikasi.Lingkup.choices],
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("nama", "lingkup", "situs", "instansi")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit(actor)


class SumberForm(_Bersitus):
    """Whom to ask, with what key, how often. The key is never shown again."""

    nama = forms.CharField(label="Nama aplikasi", max_length=120)
    jenis = forms.ChoiceField(label="Jenis", choices=SumberTarik.Jenis.choices)
    alamat = forms.CharField(
        label="Alamat", max_length=300, required=False,
        help_text="Diawali https://. Untuk Fingerspot boleh kosong.",
    )  # fmt: skip
    perangkat = forms.CharField(
        label="Cloud ID mesin", max_length=60, required=False, help_text="Hanya untuk Fingerspot."
    )
    rahasia = forms.CharField(
        label="Kunci dari aplikasi itu", max_length=500, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Disimpan tersandi dan tidak pernah ditampilkan lagi. Kosong = tetap yang lama.",
    )  # fmt: skip
    mulai = forms.DateField(label="Ambil sejak tanggal", widget=TanggalInput())
    jeda_menit = forms.IntegerField(
        label="Tiap berapa menit", min_value=5, max_value=1440, initial=30
    )
    aktif = forms.BooleanField(label="Tarik menurut jadwal", required=False, initial=True)
    field_order = (
        "nama", "jenis", "alamat", "perangkat", "rahasia", "mulai", "jeda_menit", "aktif", "situs",
        "instansi",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, sumber: SumberTarik, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit(actor)
        if sumber.pk:
            del self.fields["situs"], self.fields["instansi"]

    def fill(self, sumber: SumberTarik) -> None:
        """Carry what was typed over to the source."""
        for nama in ("nama", "jenis", "alamat", "perangkat", "mulai", "jeda_menit", "aktif"):
            setattr(sumber, nama, self.cleaned_data[nama])

    def clean_nama(self) -> str:
        return " ".join(str(self.cleaned_data["nama"]).split())

    def clean_alamat(self) -> str:
        return str(self.cleaned_data["alamat"]).strip()
