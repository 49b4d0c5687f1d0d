"""Reads of kinerja, one module per subject; the month's results also under their old names."""

from selaras.kinerja.selectors.hasil import (
    CaraNilai,
    count_unrated,
    month_results,
    months,
    rated,
    unrated,
    way_of,
    ways,
)

__all__ = [
    "CaraNilai", "count_unrated", "month_results", "months", "rated", "unrated", "way_of", "ways",
]  # fmt: skip
