"""The imports of presensi: missed roll calls."""

from selaras.core.impor.spec import register
from selaras.presensi.impor.apel import ImporApel

register(ImporApel())
