"""The imports of kinerja: results of work, of the national system, of PP 30; catalogues."""

from selaras.core.impor.spec import register
from selaras.kinerja.impor.bkn import ImporPredikatBKN
from selaras.kinerja.impor.hasil import ImporHasilKerja
from selaras.kinerja.impor.katalog import ImporKatalogRencana
from selaras.kinerja.impor.kegiatan import ImporKatalogKegiatan
from selaras.kinerja.impor.pp30 import ImporNilaiPP30

register(ImporHasilKerja())
register(ImporPredikatBKN())
register(ImporNilaiPP30())
register(ImporKatalogRencana())
register(ImporKatalogKegiatan())
