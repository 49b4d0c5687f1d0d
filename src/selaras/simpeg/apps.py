"""App configuration of simpeg."""

from django.apps import AppConfig


class SimpegConfig(AppConfig):
    name = "selaras.simpeg"
    label = "simpeg"
    verbose_name = "Berkas kepegawaian"
