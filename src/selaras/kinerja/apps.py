"""App configuration of kinerja."""

from django.apps import AppConfig


class KinerjaConfig(AppConfig):
    name = "selaras.kinerja"
    label = "kinerja"
    verbose_name = "Kinerja"
