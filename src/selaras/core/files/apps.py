"""App configuration of core.files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "selaras.core.files"
    label = "files"
    verbose_name = "Berkas"
