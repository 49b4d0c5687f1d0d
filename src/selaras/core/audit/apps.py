"""App configuration of core.audit: reads every room's jejak.py at start."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    name = "selaras.core.audit"
    label = "audit"
    verbose_name = "Jejak"

    def ready(self) -> None:
        autodiscover_modules("jejak")
