"""Forms of a leader's question and its answer."""

from typing import Any
from uuid import uuid4

from django import forms


class TanyaForm(forms.Form):
    """A question to one SKPD; `kunci` makes a double tap harmless."""

    tentang = forms.CharField(label="Tentang", max_length=200)
    pertanyaan = forms.CharField(
        label="Pertanyaan", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    batas = forms.DateField(
        label="Dijawab paling lambat",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    kunci = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kunci"].initial = uuid4


class JawabForm(forms.Form):
    """The office's answer; `versi` = what the writer saw."""

    jawaban = forms.CharField(
        label="Jawaban", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Sebutkan sebabnya dan apa yang dilakukan.",
    )  # fmt: skip
    versi = forms.IntegerField(widget=forms.HiddenInput)
