"""App configuration of laporan."""

from django.apps import AppConfig


class LaporanConfig(AppConfig):
    name = "selaras.laporan"
    label = "laporan"
    verbose_name = "Laporan"
