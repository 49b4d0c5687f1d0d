"""App configuration of web."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "selaras.web"
    label = "web"
    verbose_name = "Web"
