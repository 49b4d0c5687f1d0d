"""App configuration of core.notify."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "selaras.core.notify"
    label = "notify"
    verbose_name = "Pemberitahuan"

    def ready(self) -> None:
        from selaras.core.notify import alur  # noqa: F401, PLC0415
