"""The trail in plain Indonesian: actions, kinds of objects, fields before and after."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps

from selaras.core.permissions.catalog import actions

# What is traced without being an action of the access policy.
EVENTS = {
    "akun.masuk": "Masuk",
    "akun.keluar": "Keluar",
    "akun.masuk_gagal": "Gagal masuk",
    "akun.masuk_ditolak": "Ditolak masuk",
    "akun.ganti_sandi": "Mengganti kata sandi",
    "akun.faktor_kedua": "Mengubah faktor kedua",
    "akun.akhiri_sesi": "Mengakhiri sesi",
    "akun.tautkan_sso": "Menautkan akun pemerintah",
    "peran.revoke": "Mencabut peran",
    "persetujuan.undo": "Mengurungkan keputusan",
    "periode.advance": "Memajukan bulan sebuah SKPD",
}


def action_words(name: str) -> str:
    """An action's title; an unknown one reads as it was written."""
    if name in EVENTS:
        return EVENTS[name]
    found = actions().get(name)
    return found.judul if found else name


def action_choices() -> list[tuple[str, str]]:
    """Every action that can be traced, by its words."""
    semua = {name: action.judul for name, action in actions().items()} | EVENTS
    return sorted(semua.items(), key=lambda pair: pair[1].casefold())


def kind_words(label: str) -> str:
    """A model's own name for people."""
    if not label:
        return ""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return label


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A field before and after; `tutup` = why its values are not shown."""

    nama: str
    sebelum: str = ""
    sesudah: str = ""
    tutup: str = ""


def field_titles(label: str) -> dict[str, str]:
    """The names of a model's fields for people."""
    try:
        fields = apps.get_model(label)._meta.concrete_fields if label else []
    except LookupError:
        return {}
    return {field.name: str(field.verbose_name) for field in fields}


def value_words(value: Any) -> str:
    """A value as it reads in the table."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return str(value)
