"""The moment that a request acts at: the server's clock, or in the demo the sample's own day."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Now, aware. The sample regency's data end in 2025, so its site lives on one of its days."""
    return here(timezone.now())


def today() -> date:
    """The site's day at that moment: early in the morning UTC still writes yesterday."""
    return timezone.localdate(now())


def here(saat: datetime) -> datetime:
    """A moment that a library took from the server's clock, on the clock that this site shows."""
    hari_ini = sample_day()
    if hari_ini is None:
        return saat
    return saat - timedelta(days=(timezone.localdate() - hari_ini).days)


def sample_day() -> date | None:
    """The day that the demo lives on, for the notice on its pages; None outside the demo."""
    return getattr(settings, "HARI_INI_CONTOH", None) if settings.DEMO else None
