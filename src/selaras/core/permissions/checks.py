"""System checks of aksi.yaml and peran.yaml: wrong names and unsafe grants stop the start."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from selaras.core.permissions.catalog import Jangkauan, UnknownAction, action, actions, roles


@register()
def check_actions(**kwargs: Any) -> list[CheckMessage]:
    """What writes sensitive data says which action shows it."""
    del kwargs
    return [
        Error(
            f"Aksi {action.name} mencatat data {action.data} tanpa menyebut aksi yang melihatnya.",
            hint="Isi `lihat` di aksi.yaml: jejak menanyakannya sebelum menampilkan isi.",
            id="permissions.E003",
        )
        for action in actions().values()
        if action.data and not action.reads and action.lihat not in actions()
    ]


@register()
def check_roles(**kwargs: Any) -> list[CheckMessage]:
    """Roles name declared actions, and supervision opens no sensitive data."""
    del kwargs
    try:
        found = roles()
    except UnknownAction as error:
        return [Error(str(error), id="permissions.E001")]
    return [
        Error(
            f"Peran {role.name}: {name} menampilkan data {action(name).data} kepada atasan.",
            hint="Data gaji, kesehatan, disiplin dan keluarga adalah izin tersendiri.",
            id="permissions.E002",
        )
        for role in found.values()
        for name, reaches in role.reaches.items()
        if action(name).data and Jangkauan.BAWAHAN in reaches
    ]
