"""The moment that a request acts at: the server's clock, or in the demo the sample's own day."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Now, aware. The sample regency's data end in 2025, so its site lives on one of its days."""
    kini = timezone.now()
    hari_ini: date | None = getattr(settings, "HARI_INI_CONTOH", None)
    if not settings.DEMO or hari_ini is None:
        return kini
    return kini - timedelta(days=(timezone.localdate(kini) - hari_ini).days)


def sample_day() -> date | None:
    """The day that the demo lives on, for the notice on its pages; None outside the demo."""
    return getattr(settings, "HARI_INI_CONTOH", None) if settings.DEMO else None
