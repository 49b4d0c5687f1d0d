"""The documents of attendance under the common workflow, one module per kind.

Read once at start (core.workflow); a module registers its model when it is imported.
"""

from selaras.presensi.workflow import kesaksian, koreksi, tinjauan, tukar

__all__ = ["kesaksian", "koreksi", "tinjauan", "tukar"]
