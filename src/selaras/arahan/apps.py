"""App configuration of arahan."""

from django.apps import AppConfig


class ArahanConfig(AppConfig):
    name = "selaras.arahan"
    label = "arahan"
    verbose_name = "Arahan pimpinan"
