"""A result under PP 30/2019 as its paper gives it."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from selaras.core.halaman.isian import DesimalField
from selaras.core.permissions import Actor, rows
from selaras.kinerja.selectors.pp30 import SEMESTER, highest, span_pp30, term_end, weights
from selaras.kinerja.services.pp30 import AKSI, IsiPP30
from selaras.pegawai.models import Pegawai

PILIHAN = [(str(k), nama) for k, nama in SEMESTER.items()]


def _nilai(label: str) -> DesimalField:
    return DesimalField(label=label, min_value=0, max_digits=5, decimal_places=2)


class NilaiPP30Form(forms.Form):
    """Whose, of when, both parts, and what decides the highest predicate."""

    nip = forms.CharField(label="NIP pegawai", max_length=24)
    tahun = forms.TypedChoiceField(label="Tahun", coerce=int)
    semester = forms.ChoiceField(label="Masa", choices=PILIHAN)
    nilai_skp = _nilai("Nilai SKP")
    nilai_perilaku = _nilai("Nilai perilaku")
    rekan = forms.BooleanField(
        label="Perilaku dinilai juga oleh rekan atau bawahan", required=False
    )
    ide_baru = forms.BooleanField(
        label="Membuat ide baru", required=False,
        help_text="Syarat predikat sangat baik.",
    )  # fmt: skip
    keterangan = forms.CharField(label="Keterangan", max_length=200, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        masa = span_pp30()
        tahun, semester = masa.tahun_semester
        hari = term_end(tahun, semester)
        pilih_tahun = cast(forms.TypedChoiceField, self.fields["tahun"])
        pilih_tahun.choices = [
            (n, str(n)) for n in range(masa.sampai.year, masa.mulai.year - 1, -1)
        ]
        pilih_tahun.initial, self.fields["semester"].initial = tahun, str(semester)
        self.fields[
            "rekan"
        ].help_text = (
            f"Bobotnya {weights(hari, rekan=True)}; tanpa itu {weights(hari, rekan=False)}."
        )
        for nama in ("nilai_skp", "nilai_perilaku"):
            self.fields[nama].help_text = f"0 sampai {highest(hari, None):g}."

    def clean_nip(self) -> Pegawai:
        nip = "".join(self.cleaned_data["nip"].split())
        pegawai = rows(self.actor, AKSI, Pegawai.objects.filter(nip=nip)).first()
        if pegawai is None:
            raise ValidationError("Tidak ada pegawai dengan NIP itu di wilayah Anda.")
        return pegawai

    def isi(self) -> IsiPP30:
        """What was entered."""
        data = dict(self.cleaned_data)
        data.pop("nip")
        return IsiPP30(**data | {"semester": int(data["semester"])})
