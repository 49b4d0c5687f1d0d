"""App configuration of kotak."""

from django.apps import AppConfig


class KotakConfig(AppConfig):
    name = "selaras.kotak"
    label = "kotak"
    verbose_name = "Kotak kinerja dan pembinaan"
