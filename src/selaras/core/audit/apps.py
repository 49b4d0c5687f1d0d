"""App configuration of core.audit."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "selaras.core.audit"
    label = "audit"
    verbose_name = "Jejak"
