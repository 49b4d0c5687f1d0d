"""Writes of kinerja, one module per subject; the month's results also under their old names."""

from selaras.kinerja.services.hasil import (
    HASIL,
    Hasil,
    record_hasil,
    record_hasil_many,
    save_hasil,
)

__all__ = ["HASIL", "Hasil", "record_hasil", "record_hasil_many", "save_hasil"]
