"""The documents of kinerja under the common workflow, one module per kind.

Read once at start (core.workflow); a module registers its model when it is imported.
"""

from selaras.kinerja.aktivitas import workflow as _aktivitas  # noqa: F401
from selaras.kinerja.workflow import penilaian, rencana, skp

__all__ = ["penilaian", "rencana", "skp"]
