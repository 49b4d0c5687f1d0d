"""The imports of kinerja: monthly results, the catalogue of usual work."""

from selaras.core.impor.spec import register
from selaras.kinerja.impor.hasil import ImporHasilKerja
from selaras.kinerja.impor.katalog import ImporKatalogRencana

register(ImporHasilKerja())
register(ImporKatalogRencana())
