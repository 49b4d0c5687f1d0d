"""Forms of simple edits: another superior, Plt/Plh, a new post, an end."""

from datetime import date
from typing import Any

from django import forms

from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import rows
from selaras.organisasi.models import Jabatan
from selaras.pegawai.models import Pegawai, RiwayatJabatan


class Tanggal(forms.DateField):
    """A date with the browser's own picker."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(label=label, widget=widget, **kwargs)


class MasaForm(forms.Form):
    """First and last day; the last may stay open."""

    mulai = Tanggal("Mulai")
    terakhir = Tanggal("Hari terakhir", required=False, help_text="Kosong = sampai ada perubahan.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        mulai, terakhir = data.get("mulai"), data.get("terakhir")
        if mulai and terakhir and terakhir < mulai:
            self.add_error("terakhir", "Hari terakhir mendahului hari mulai.")
        return data


class AtasanForm(MasaForm):
    """Who leads instead, by NIP, and why."""

    nip = forms.CharField(label="NIP atasan", max_length=24)
    alasan = forms.CharField(label="Alasan", max_length=160)
    field_order = ("nip", "alasan", "mulai", "terakhir")

    def __init__(self, *args: Any, actor: Actor, hari: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.hari = actor, hari

    def clean_nip(self) -> Pegawai:
        nip = "".join(self.cleaned_data["nip"].split())
        qs = rows(self.actor, "pegawai.view", Pegawai.objects.filter(nip=nip), at=self.hari)
        if (atasan := qs.first()) is None:
            raise forms.ValidationError("Pegawai dengan NIP itu tidak ditemukan.")
        return atasan


class JabatanForm(forms.Form):
    """A post by its code (unit code / post code) and the letter."""

    jabatan = forms.ModelChoiceField(Jabatan.objects.none(), label="Jabatan")
    mulai = Tanggal("Mulai (TMT)")
    no_sk = forms.CharField(label="Nomor SK", max_length=60, required=False)
    tanggal_sk = Tanggal("Tanggal SK", required=False)

    def __init__(self, *args: Any, actor: Actor, hari: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = rows(actor, "pegawai.edit", Jabatan.objects.pada(hari).select_related("unit"))
        field = self.fields["jabatan"]
        field.queryset = posts.order_by("unit__nama", "nama")  # type: ignore[attr-defined]
        field.label_from_instance = lambda j: f"{j.unit.nama}: {j.nama}"  # type: ignore[attr-defined]


class PltForm(JabatanForm):
    """Plt or Plh of a post for a time."""

    penugasan = forms.ChoiceField(
        label="Penugasan", choices=[("PLT", "Plt (jabatan kosong)"), ("PLH", "Plh (berhalangan)")]
    )
    terakhir = Tanggal("Hari terakhir", required=False)
    cara_plt = forms.ChoiceField(
        label="TPP selama Plt",
        required=False,
        choices=[("", "Menurut aturan daerah"),
                 *(RiwayatJabatan._meta.get_field("cara_plt").choices or [])],
    )  # fmt: skip
    field_order = (
        "penugasan", "jabatan", "mulai", "terakhir", "cara_plt", "no_sk", "tanggal_sk",
    )  # fmt: skip


class AkhirForm(forms.Form):
    """The last day of something that runs."""

    terakhir = Tanggal("Hari terakhir", help_text="Hari itu masih dihitung.")
