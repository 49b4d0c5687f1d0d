"""App configuration of core.impor."""

from django.apps import AppConfig


class ImporConfig(AppConfig):
    name = "selaras.core.impor"
    label = "impor"
