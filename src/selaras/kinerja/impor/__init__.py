"""The imports of kinerja: monthly results."""

from selaras.core.impor.spec import register
from selaras.kinerja.impor.hasil import ImporHasilKerja

register(ImporHasilKerja())
