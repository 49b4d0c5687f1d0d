"""App configuration of organisasi."""

from django.apps import AppConfig


class OrganisasiConfig(AppConfig):
    name = "selaras.organisasi"
    label = "organisasi"
    verbose_name = "Organisasi"
