"""Background work of kinerja; each part keeps its own."""

from selaras.kinerja import adopsi_tasks as _adopsi  # noqa: F401
from selaras.kinerja import realisasi_tasks as _realisasi  # noqa: F401
from selaras.kinerja import sumber_tasks as _sumber  # noqa: F401
from selaras.kinerja.aktivitas import tasks as _aktivitas  # noqa: F401
