"""Forms of attendance; what an actor may choose is limited to her reach."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from selaras.core.permissions import Actor, rows
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import Jadwal, JadwalHari, SebabKoreksi
from selaras.presensi.services import Jam


class TanggalInput(forms.DateInput):
    """The browser's own calendar."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class PasangPinForm(forms.Form):
    """Whose a PIN is."""

    nip = forms.CharField(label="NIP pegawai", min_length=18, max_length=18)
    mulai = forms.DateField(
        label="Mulai tanggal",
        required=False,
        widget=TanggalInput(),
        help_text="Kosong = sejak awal.",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_nip(self) -> Pegawai:
        return find_person(self.actor, "mesin.manage", self.cleaned_data["nip"])


class LiburForm(forms.Form):
    """A holiday of the whole government."""

    tanggal = forms.DateField(label="Tanggal", widget=TanggalInput())
    nama = forms.CharField(label="Nama", max_length=120)
    cuti_bersama = forms.BooleanField(label="Cuti bersama", required=False)
    sumber = forms.CharField(
        label="Dasar", max_length=120, required=False, help_text="Nomor SKB atau keputusan."
    )


class RamadanForm(forms.Form):
    """The first and last day of Ramadan."""

    tahun = forms.IntegerField(label="Tahun", min_value=2010, max_value=2100)
    mulai = forms.DateField(label="Hari pertama", widget=TanggalInput())
    sampai = forms.DateField(label="Hari terakhir", widget=TanggalInput())
    perkiraan = forms.BooleanField(label="Masih perkiraan", required=False)


class JadwalForm(forms.Form):
    """A timetable: hours by weekday, an empty pair = day off."""

    kode = forms.CharField(label="Kode", max_length=16)
    nama = forms.CharField(label="Nama", max_length=80)
    ikut_libur = forms.BooleanField(
        label="Libur pada hari libur dan cuti bersama", required=False, initial=True
    )

    def __init__(self, *args: Any, jadwal: Jadwal | None = None, **kwargs: Any) -> None:
        if jadwal is not None:
            kwargs["initial"] = _initial(jadwal)
        super().__init__(*args, **kwargs)
        for nomor, nama in JadwalHari.Hari.choices:
            for sisi, kata in _SISI.items():
                self.fields[f"{sisi}_{nomor}"] = forms.TimeField(
                    label=f"{nama}, {kata}",
                    required=False,
                    widget=forms.TimeInput(
                        attrs={
                            "type": "time",
                            "class": "form-control",
                            "aria-label": f"{nama}, {kata}",
                        },
                        format="%H:%M",
                    ),
                )

    def umum(self) -> list[forms.BoundField]:
        """What is not an hour."""
        return [self[nama] for nama in ("kode", "nama", "ikut_libur")]

    def minggu(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The hours as a table: weekday, then in, out, and both in Ramadan."""
        return [(nama, [self[f"{s}_{n}"] for s in _SISI]) for n, nama in JadwalHari.Hari.choices]

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        for nomor, nama in JadwalHari.Hari.choices:
            for akhiran in ("", "_ramadan"):
                masuk, pulang = (isi.get(f"{s}{akhiran}_{nomor}") for s in ("masuk", "pulang"))
                if (masuk is None) != (pulang is None):
                    self.add_error(
                        f"{'pulang' if masuk else 'masuk'}{akhiran}_{nomor}",
                        f"{nama}: isi jam masuk dan jam pulang, atau kosongkan keduanya.",
                    )
        if not any(isi.get(f"masuk_{n}") for n in JadwalHari.Hari.values):
            raise ValidationError("Isi jam kerja paling sedikit satu hari.")
        return isi

    def jam(self) -> dict[int, Jam]:
        """The hours by weekday, in minutes."""
        isi = self.cleaned_data
        return {
            n: Jam(*(_menit(isi.get(f"{sisi}_{n}")) for sisi in _SISI))  # type: ignore[arg-type]
            for n in JadwalHari.Hari.values
            if isi.get(f"masuk_{n}") is not None
        }


class PenugasanForm(forms.Form):
    """Who follows a timetable from when on: a unit, or one person."""

    jadwal = forms.ModelChoiceField(label="Jadwal", queryset=Jadwal.objects.none())
    unit = forms.ModelChoiceField(
        label="Unit",
        queryset=UnitKerja.objects.none(),
        required=False,
        help_text="Berlaku juga untuk semua unit di bawahnya.",
    )
    nip = forms.CharField(label="atau NIP pegawai", required=False, min_length=18, max_length=18)
    mulai = forms.DateField(label="Mulai tanggal", widget=TanggalInput())

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        jadwal, unit = self.fields["jadwal"], self.fields["unit"]
        jadwal.queryset = rows(actor, "jadwal.edit", Jadwal.objects.all())  # type: ignore[attr-defined]
        unit.queryset = rows(actor, "jadwal.edit", UnitKerja.objects.all())  # type: ignore[attr-defined]

    def clean_nip(self) -> Pegawai | None:
        nip = self.cleaned_data["nip"]
        return find_person(self.actor, "jadwal.edit", nip) if nip else None

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if not self.errors and bool(isi.get("unit")) == bool(isi.get("nip")):
            raise ValidationError("Pilih satu: unit, atau NIP seorang pegawai.")
        return isi


class JamInput(forms.TimeInput):
    """The browser's own clock, to the minute."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "time"}, format="%H:%M")


class KoreksiForm(forms.Form):
    """What a day's times really were, and why they are not recorded so."""

    kunci = forms.UUIDField(widget=forms.HiddenInput())
    masuk = forms.TimeField(
        label="Jam masuk yang benar",
        required=False,
        widget=JamInput(),
        help_text="Kosongkan bila yang tercatat sudah benar.",
    )
    pulang = forms.TimeField(
        label="Jam pulang yang benar",
        required=False,
        widget=JamInput(),
        help_text="Kosongkan bila yang tercatat sudah benar.",
    )
    sebab = forms.ChoiceField(
        label="Sebabnya", choices=[("", "Pilih sebabnya"), *SebabKoreksi.choices]
    )
    uraian = forms.CharField(
        label="Ceritakan singkat",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa yang terjadi, dan siapa yang melihat Anda bekerja. Alasan kesehatan hanya "
        "dibaca petugas kepegawaian.",
    )


class OrangHariForm(forms.Form):
    """For whom an officer asks, and which day."""

    nip = forms.CharField(label="NIP pegawai", min_length=18, max_length=18)
    tanggal = forms.DateField(label="Tanggal", widget=TanggalInput())

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_nip(self) -> Pegawai:
        return find_person(self.actor, "presensi.correct", self.cleaned_data["nip"])


_SISI = {
    "masuk": "masuk",
    "pulang": "pulang",
    "masuk_ramadan": "masuk Ramadan",
    "pulang_ramadan": "pulang Ramadan",
}


def find_person(actor: Actor, action: str, nip: str) -> Pegawai:
    """The person with that NIP within reach; the message doesn't say which of both it is."""
    ada = rows(actor, action, Pegawai.objects.filter(nip=nip)).first()
    if ada is None:
        raise ValidationError("Tidak ada pegawai dengan NIP itu di wilayah Anda.")
    return ada


def _menit(jam: Any) -> int | None:
    return None if jam is None else jam.hour * 60 + jam.minute


def _initial(jadwal: Jadwal) -> dict[str, Any]:
    isi: dict[str, Any] = {
        "kode": jadwal.kode, "nama": jadwal.nama, "ikut_libur": jadwal.ikut_libur,
    }  # fmt: skip
    for hari in jadwal.hari.all():
        for sisi in _SISI:
            menit = getattr(hari, sisi)
            if menit is not None:
                isi[f"{sisi}_{hari.hari}"] = f"{menit // 60:02d}:{menit % 60:02d}"
    return isi
