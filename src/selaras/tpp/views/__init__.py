"""Pages of the month: a person's, a unit's, and the drawers that explain their figures."""

from selaras.tpp.views.baris import estimate_card, explain_line
from selaras.tpp.views.bulan import own_month, own_month_now, persons_latest_month, persons_month
from selaras.tpp.views.hari import explain_day
from selaras.tpp.views.hitungan import list_missing, list_runs, show_run, start_run
from selaras.tpp.views.unit import unit_month
from selaras.tpp.views.verifikasi import list_months, show_month, take_step

__all__ = [
    "estimate_card",
    "explain_day",
    "explain_line",
    "list_missing",
    "list_months",
    "list_runs",
    "own_month",
    "own_month_now",
    "persons_latest_month",
    "persons_month",
    "show_month",
    "show_run",
    "start_run",
    "take_step",
    "unit_month",
]
