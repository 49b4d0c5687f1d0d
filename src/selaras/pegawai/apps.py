"""App configuration of pegawai."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PegawaiConfig(AppConfig):
    name = "selaras.pegawai"
    label = "pegawai"
    verbose_name = "Pegawai"

    def ready(self) -> None:
        autodiscover_modules("kekurangan")  # rooms above say what they miss in a person
