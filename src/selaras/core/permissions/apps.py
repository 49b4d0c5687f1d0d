"""App configuration of core.permissions."""

from django.apps import AppConfig


class PermissionsConfig(AppConfig):
    name = "selaras.core.permissions"
    label = "permissions"
