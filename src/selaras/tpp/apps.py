"""App configuration of tpp."""

from django.apps import AppConfig


class TppConfig(AppConfig):
    name = "selaras.tpp"
    label = "tpp"
    verbose_name = "TPP"

    def ready(self) -> None:
        # Models are there only from here on.
        from selaras.kinerja.kabar import on_assessed  # noqa: PLC0415
        from selaras.periode.kait import on_reached  # noqa: PLC0415
        from selaras.periode.models import StatusPeriode  # noqa: PLC0415
        from selaras.tpp.services.daftar_bayar import fix_list, settle_list  # noqa: PLC0415
        from selaras.tpp.services.terbentuk import enqueue  # noqa: PLC0415

        on_assessed(enqueue)
        on_reached(StatusPeriode.TERKUNCI, fix_list)
        on_reached(StatusPeriode.DIBAYAR, settle_list)
