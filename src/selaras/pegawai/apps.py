"""App configuration of pegawai."""

from django.apps import AppConfig


class PegawaiConfig(AppConfig):
    name = "selaras.pegawai"
    label = "pegawai"
    verbose_name = "Pegawai"
