"""The rows of a month's plan as forms, and the catalogue it picks from."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict

from selaras.kinerja.forms.lembar import (
    AngkaField,
    BarisForm,
    pilih,
    read_head,
    read_rows,
    teks,
)
from selaras.kinerja.models import KatalogRencana
from selaras.kinerja.services.lembar import Kiriman

Pilihan = Sequence[tuple[str, str]]
BELUM = "Belum dipilih"


class RencanaBarisForm(BarisForm):
    """One piece of work of a month; `tautan` = the row of the year's plan it serves."""

    awalan = "b"
    wajib = ("uraian", "tautan")
    uraian = teks("Rencana kerja", 500, baris=2)
    kuantitas = AngkaField(label="Target", maks=9_999_999)
    satuan = teks("Satuan", 40)
    tautan = pilih("Mendukung hasil kerja SKP", (), BELUM)

    def __init__(self, *args: Any, pilihan_tautan: Pilihan = (), **kw: Any) -> None:
        super().__init__(*args, **kw)
        if pilihan_tautan:
            tautan = cast("forms.ChoiceField", self.fields["tautan"])
            tautan.choices = [("", BELUM), *pilihan_tautan]
        else:
            del self.fields["tautan"]


def read_rencana(data: QueryDict, *, pilihan_tautan: Pilihan) -> Kiriman:
    """A month's sheet as it came in."""
    kiriman = read_head(data)
    read_rows(data, "baris", RencanaBarisForm, kiriman, pilihan_tautan=pilihan_tautan)
    return kiriman


class KatalogForm(forms.ModelForm):  # type: ignore[type-arg]
    """A line of the catalogue."""

    kuantitas = AngkaField(label="Target", maks=9_999_999)

    class Meta:
        model = KatalogRencana
        fields = ("jabatan", "uraian", "kuantitas", "satuan", "aktif")
        widgets = {
            "uraian": forms.Textarea(attrs={"rows": 2}),
        }
