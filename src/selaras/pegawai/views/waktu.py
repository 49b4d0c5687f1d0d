"""The day a page speaks of: ?pada=2025-10-01, default today in the unit's zone."""

from datetime import date

from django.http import HttpRequest
from django.utils.dateparse import parse_date

from selaras.core.permissions import actor_of


def day_of(request: HttpRequest) -> date:
    """The day asked for; what is no day counts as today."""
    try:
        asked = parse_date(request.GET.get("pada", ""))
    except ValueError:
        asked = None
    return asked or actor_of(request).day()
