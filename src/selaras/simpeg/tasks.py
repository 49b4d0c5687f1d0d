"""Work of the personnel room that takes longer than a page may; each part keeps its own."""

from selaras.simpeg import periksa_tasks
from selaras.simpeg.buku import tasks as buku_tasks
from selaras.simpeg.penataan import tasks as penataan_tasks

__all__ = ["buku_tasks", "penataan_tasks", "periksa_tasks"]
