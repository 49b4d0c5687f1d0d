"""Forms of kinerja, one module per subject; the month's results also under their old names."""

from selaras.kinerja.forms.hasil import JUDUL, HasilForm

__all__ = ["JUDUL", "HasilForm"]
