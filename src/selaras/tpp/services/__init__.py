"""The only writers of computed pay."""

from selaras.tpp.services.hitung_bulan import (
    BulanTerhitung,
    PeriodeTakSah,
    compute_frame,
    compute_month,
)
from selaras.tpp.services.instrumen_lama import delete_superseded
from selaras.tpp.services.kunci import SedangDihitung
from selaras.tpp.services.susulan import collect_earlier_months, collect_susulan

__all__ = [
    "BulanTerhitung",
    "PeriodeTakSah",
    "SedangDihitung",
    "collect_earlier_months",
    "collect_susulan",
    "compute_frame",
    "compute_month",
    "delete_superseded",
]
