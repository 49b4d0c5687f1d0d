"""What is typed on the pages of activities."""

import re
from typing import Any
from uuid import uuid4

from django import forms

from selaras.kinerja.aktivitas.services.catat import IsiAktivitas

LAMA = (15, 30, 45, 60, 90, 120)
JAM = re.compile(r"^(\d{1,2})[.:](\d{2})$")


class JamField(forms.CharField):
    """A time of the day as 08:00 or 8.00; empty = none. Cleaned to minutes from midnight."""

    def clean(self, value: Any) -> Any:
        teks = super().clean(value)
        if not teks:
            return None
        cocok = JAM.match(teks.strip())
        if not cocok or int(cocok[1]) > 23 or int(cocok[2]) > 59:
            raise forms.ValidationError("Tulis jam seperti 08.00.")
        return int(cocok[1]) * 60 + int(cocok[2])

    def prepare_value(self, value: Any) -> Any:
        return f"{value % 1440 // 60:02d}:{value % 60:02d}" if isinstance(value, int) else value


class AktivitasForm(forms.Form):
    """One entry. Chosen from the catalogue, its words and standard minutes serve where empty."""

    uraian = forms.CharField(label="Apa yang dikerjakan?", max_length=300, required=False)
    kegiatan = forms.IntegerField(required=False, widget=forms.HiddenInput)
    mulai = JamField(label="Mulai", required=False, max_length=5,
                     widget=forms.TextInput(attrs={"type": "time"}))  # fmt: skip
    lama = forms.TypedChoiceField(
        label="Lamanya", choices=[(str(m), str(m)) for m in LAMA], coerce=int, empty_value=None,
        required=False, widget=forms.RadioSelect,
    )  # fmt: skip
    menit = forms.IntegerField(
        label="Menit", required=False, max_value=1440,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": 1440}),
    )  # fmt: skip
    volume = forms.IntegerField(label="Volume", required=False, min_value=1, max_value=9999)
    tautan = forms.ChoiceField(label="Untuk hasil kerja", required=False)
    keterangan = forms.CharField(label="Keterangan", max_length=300, required=False)

    def __init__(self, *args: Any, tautan: Any = (), **kw: Any) -> None:
        super().__init__(*args, **kw)
        kelompok: dict[str, list[tuple[str, str]]] = {}
        for t in tautan:
            kelompok.setdefault(t.kelompok, []).append((t.kode, t.teks))
        self.fields["tautan"].choices = [("", "Tidak ditautkan"), *kelompok.items()]  # type: ignore[attr-defined]

    def isi(self, standar: int | None = None) -> IsiAktivitas:
        """The entry; `standar`: minutes of one unit of the chosen task."""
        d = self.cleaned_data
        volume = d["volume"] or 1
        menit = d["menit"] if d["menit"] is not None else d["lama"]
        if menit is None:
            menit = (standar or 0) * volume
        return IsiAktivitas(
            d["uraian"], menit, d["mulai"], d["kegiatan"], volume, d["keterangan"], d["tautan"]
        )


def new_key() -> str:
    """A submission's own key: the same form sent twice carries the same one."""
    return str(uuid4())
