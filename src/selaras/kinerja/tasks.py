"""Background work of kinerja; each part keeps its own."""

from selaras.kinerja.aktivitas import tasks as _aktivitas  # noqa: F401
