"""The imports of presensi: missed roll calls, rosters, taps of other applications."""

from selaras.core.impor.spec import register
from selaras.presensi.impor.apel import ImporApel
from selaras.presensi.impor.ketukan import ImporKetukan
from selaras.presensi.impor.roster import ImporRoster

register(ImporApel())
register(ImporKetukan())
register(ImporRoster())
