"""App configuration of core.impor: reads every room's impor package at start."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ImporConfig(AppConfig):
    name = "selaras.core.impor"
    label = "impor"
    verbose_name = "Impor"

    def ready(self) -> None:
        autodiscover_modules("impor")
