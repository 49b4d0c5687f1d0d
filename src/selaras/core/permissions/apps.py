"""App configuration of core.permissions: reads every room's policies.py at start."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PermissionsConfig(AppConfig):
    name = "selaras.core.permissions"
    label = "permissions"
    verbose_name = "Hak akses"

    def ready(self) -> None:
        from selaras.core.permissions import checks  # noqa: F401, PLC0415

        autodiscover_modules("policies")
