"""App configuration of core.impor."""

from django.apps import AppConfig


class ImporConfig(AppConfig):
    name = "selaras.core.impor"
    label = "impor"
    verbose_name = "Impor"

    def ready(self) -> None:
        from selaras.core.impor import policies  # noqa: F401, PLC0415
