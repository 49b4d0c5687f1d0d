"""The form that takes a machine's file."""

from typing import Any

from django import forms

from selaras.core.permissions import Actor, rows
from selaras.perangkat.attlog import BATAS_BITA
from selaras.presensi.models import Mesin


class BerkasMesinForm(forms.Form):
    """Which machine wrote the file, and the file."""

    mesin = forms.ModelChoiceField(
        label="Mesin", queryset=Mesin.objects.none(), help_text="Hanya mesin yang sudah disetujui."
    )
    berkas = forms.FileField(
        label="Berkas", help_text="Berkas attlog dari mesin, biasanya berakhiran .dat."
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mesin_qs = Mesin.objects.filter(status=Mesin.Status.DISETUJUI)
        self.fields["mesin"].queryset = rows(  # type: ignore[attr-defined]
            actor, "presensi.import", mesin_qs
        ).select_related("situs__instansi")

    def clean_berkas(self) -> Any:
        berkas = self.cleaned_data["berkas"]
        if berkas.size > BATAS_BITA:
            raise forms.ValidationError("Berkas lebih besar dari 512 MiB.")
        return berkas
