"""Pages of monthly results of work: the list, and the grid in which they are filled in."""

from selaras.kinerja.views.daftar import list_results
from selaras.kinerja.views.isi import fill_in, save_row

__all__ = ["fill_in", "list_results", "save_row"]
