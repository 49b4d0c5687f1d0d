"""Pages of the month: a person's, a unit's, and the drawers that explain their figures."""

from selaras.tpp.views.bulan import own_month, own_month_now, persons_month
from selaras.tpp.views.hari import explain_day
from selaras.tpp.views.unit import unit_month

__all__ = ["explain_day", "own_month", "own_month_now", "persons_month", "unit_month"]
