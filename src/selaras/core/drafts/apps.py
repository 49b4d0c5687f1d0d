"""App configuration of core.drafts."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "selaras.core.drafts"
    label = "drafts"
    verbose_name = "Draf"
