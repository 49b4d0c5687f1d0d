"""App configuration of cuti."""

from django.apps import AppConfig


class CutiConfig(AppConfig):
    name = "selaras.cuti"
    label = "cuti"
    verbose_name = "Cuti"
