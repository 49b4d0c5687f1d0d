"""Controls drawn in Python say what Django's own templates say."""

import re
from datetime import date
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString

from selaras.core.halaman.penggambar import Penggambar

NAKAL = '"><script>alert(1)</script>&'
PILIHAN: list[Any] = [
    ("", "---"),
    (1, "Satu"),
    (2025, 2025),
    (NAKAL, NAKAL),
    ("<b>", SafeString("<i>aman</i>")),
    ("Kelompok & lain", [("a", "Apel"), ("b", "Belimbing")]),
]


class Isian(forms.Form):
    pilih = forms.ChoiceField(choices=PILIHAN)
    beberapa = forms.MultipleChoiceField(choices=PILIHAN)
    kotak = forms.MultipleChoiceField(choices=PILIHAN, widget=forms.CheckboxSelectMultiple)
    bulat = forms.ChoiceField(choices=PILIHAN, widget=forms.RadioSelect)
    teks = forms.CharField(max_length=9, widget=forms.TextInput({"placeholder": NAKAL, "x": False}))
    angka = forms.IntegerField(min_value=0)
    surel = forms.EmailField()
    sandi = forms.CharField(widget=forms.PasswordInput)
    hari = forms.DateField(widget=forms.DateInput({"type": "date"}))
    ya = forms.BooleanField(widget=forms.CheckboxInput({"data-x": True}))
    diam = forms.CharField(widget=forms.HiddenInput)


ISI: dict[str, Any] = {
    "pilih": "2025", "beberapa": ["1", "a"], "kotak": ["b", NAKAL], "bulat": "1", "teks": NAKAL,
    "angka": 12500, "surel": "x", "sandi": "y", "hari": date(2025, 10, 1), "ya": True, "diam": 0,
}  # fmt: skip


def squeeze(html: str) -> str:
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html)).strip()


@pytest.mark.parametrize("nama", Isian.base_fields)
@pytest.mark.parametrize("terikat", [True, False])
def test_each_control_reads_as_the_templates_draw_it(nama: str, terikat: bool) -> None:
    def drawn(renderer: Any) -> list[str]:
        isian = Isian(ISI if terikat else None, renderer=renderer, prefix="a<b")
        field = isian[nama]
        kendali = field.as_widget(attrs={"class": "form-control", "aria-invalid": "true"})
        return [squeeze(kendali), *(squeeze(p.tag()) for p in field.subwidgets)]

    assert drawn(Penggambar()) == drawn(DjangoTemplates())


def test_a_long_choice_asks_for_no_template_per_option() -> None:
    class Panjang(forms.Form):
        unit = forms.ChoiceField(choices=[(n, f"Unit {n}") for n in range(500)])

    class Terhitung(Penggambar):
        diminta: list[str] = []

        def get_template(self, template_name: str) -> Any:
            self.diminta.append(template_name)
            return super().get_template(template_name)

    assert str(Panjang(renderer=Terhitung())["unit"]).count("<option") == 500
    assert Terhitung.diminta == []
