"""App configuration of tpp."""

from django.apps import AppConfig


class TppConfig(AppConfig):
    name = "selaras.tpp"
    label = "tpp"
    verbose_name = "TPP"
