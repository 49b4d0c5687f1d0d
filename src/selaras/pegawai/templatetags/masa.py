"""Periods in templates: {{ row.berlaku|masa }} with the last day included."""

from datetime import date
from typing import Any

from django import template

from selaras.core.masa.ruas import period_text

register = template.Library()


@register.filter
def masa(berlaku: Any) -> str:
    """'1-10-2025 s.d. 31-10-2025' or 'sejak 1-10-2025'."""
    return period_text(berlaku.lower, berlaku.upper)


@register.filter
def berlaku_pada(berlaku: Any, hari: date) -> bool:
    """Whether the period covers the day."""
    return hari in berlaku
