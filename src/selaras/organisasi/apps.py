"""App configuration of organisasi."""

from django.apps import AppConfig


class OrganisasiConfig(AppConfig):
    name = "selaras.organisasi"
    label = "organisasi"
    verbose_name = "Organisasi"

    def ready(self) -> None:
        from selaras.hukum.law import use_local  # noqa: PLC0415 - models are loaded by now
        from selaras.organisasi.hukum import local_law  # noqa: PLC0415

        use_local(local_law)
