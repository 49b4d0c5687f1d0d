"""The documents of the personnel file under the common workflow, one module per kind."""

from selaras.simpeg.penataan import workflow as penataan
from selaras.simpeg.workflow import usul

__all__ = ["penataan", "usul"]
