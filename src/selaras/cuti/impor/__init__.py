"""The imports of cuti: approved absences."""

from selaras.core.impor.spec import register
from selaras.cuti.impor.ketidakhadiran import ImporKetidakhadiran

register(ImporKetidakhadiran())
