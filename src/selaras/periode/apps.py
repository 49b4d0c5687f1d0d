"""App configuration of periode."""

from django.apps import AppConfig


class PeriodeConfig(AppConfig):
    name = "selaras.periode"
    label = "periode"
    verbose_name = "Periode"
