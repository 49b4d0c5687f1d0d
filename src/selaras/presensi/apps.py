"""App configuration of presensi."""

from django.apps import AppConfig


class PresensiConfig(AppConfig):
    name = "selaras.presensi"
    label = "presensi"
    verbose_name = "Presensi"
