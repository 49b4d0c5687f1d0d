"""Pages of the month: a person's, a unit's, and the drawers that explain their figures."""

from selaras.tpp.views.baris import estimate_card, explain_line
from selaras.tpp.views.bulan import own_month, own_month_now, persons_latest_month, persons_month
from selaras.tpp.views.hari import explain_day
from selaras.tpp.views.hitungan import list_missing, list_runs, show_run, start_run
from selaras.tpp.views.keberatan import list_objections, object_to, show_objection, withdraw
from selaras.tpp.views.pembayaran import fail, pay, repeat, show_list, submit
from selaras.tpp.views.potongan import add_deduction, list_deductions
from selaras.tpp.views.potongan import end as end_deduction
from selaras.tpp.views.prasyarat import (
    add_obligation,
    list_holds,
    list_obligations,
    release,
    settle,
)
from selaras.tpp.views.setahun import own_year, show_year
from selaras.tpp.views.susulan import list_susulan
from selaras.tpp.views.temuan import list_findings, show_finding
from selaras.tpp.views.unit import unit_month
from selaras.tpp.views.verifikasi import list_months, show_month, take_step

__all__ = [
    "add_deduction",
    "add_obligation",
    "end_deduction",
    "estimate_card",
    "explain_day",
    "explain_line",
    "fail",
    "list_deductions",
    "list_findings",
    "list_holds",
    "list_missing",
    "list_months",
    "list_objections",
    "list_obligations",
    "list_runs",
    "list_susulan",
    "object_to",
    "own_month",
    "own_month_now",
    "own_year",
    "pay",
    "persons_latest_month",
    "persons_month",
    "release",
    "repeat",
    "settle",
    "show_finding",
    "show_list",
    "show_month",
    "show_objection",
    "show_run",
    "show_year",
    "start_run",
    "submit",
    "take_step",
    "unit_month",
    "withdraw",
]
