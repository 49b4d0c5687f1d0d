"""Forms about other people's accounts and roles; choices are limited to the actor's reach."""

from datetime import date
from typing import Any

from django import forms

from selaras.core.permissions.actor import Actor
from selaras.core.permissions.catalog import grantable_roles
from selaras.core.permissions.registry import units
from selaras.core.permissions.services import Tempat

INDENT = "\u2003"


class ReasonForm(forms.Form):
    """How the officer made sure who stands before her, or why."""

    cara = forms.CharField(
        label="Bagaimana identitasnya dipastikan",
        help_text="Misalnya: datang sendiri dengan kartu pegawai. Tercatat di jejak.",
        min_length=5,
        max_length=200,
    )


class StatusForm(forms.Form):
    """Why an account closes or opens."""

    alasan = forms.CharField(
        label="Alasan", help_text="Tercatat di jejak.", min_length=5, max_length=200
    )


class GrantForm(forms.Form):
    """A role, where and how long."""

    peran = forms.ChoiceField(label="Peran")
    tempat = forms.ChoiceField(label="Di mana")
    mulai = forms.DateField(
        label="Mulai", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    sampai = forms.DateField(
        label="Sampai dengan",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    alasan = forms.CharField(label="Dasar", required=False, max_length=200, help_text="Nomor SK.")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"mulai": actor.day()})
        super().__init__(*args, **kwargs)
        reach = actor.reach("peran.grant")
        roles = [("", "Pilih peran")]
        roles += [(r.name, r.judul) for r in grantable_roles() if not r.segera]
        self.fields["peran"].choices = roles  # type: ignore[attr-defined]
        self.fields["tempat"].choices = [  # type: ignore[attr-defined]
            ("", "Pilih tempat"),
            *([("semua", "Semua instansi")] if reach.everywhere else []),
            *((f"instansi-{pk}", f"Seluruh {nama}") for pk, nama in units().governments(reach)),
            *(
                (f"unit-{u.instansi_id}-{u.id}", f"{INDENT * u.depth}{u.nama}")
                for u in units().choices(reach)
            ),
        ]

    @property
    def place(self) -> Tempat:
        """The chosen place."""
        kind, *ids = self.cleaned_data["tempat"].split("-")
        numbers = [int(i) for i in ids]
        return Tempat(*numbers) if kind != "semua" else Tempat()

    @property
    def period(self) -> tuple[date, date | None]:
        return self.cleaned_data["mulai"], self.cleaned_data["sampai"]
