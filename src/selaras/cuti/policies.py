"""Where absences stand: with their person."""

from selaras.core.permissions import by_person, register_model
from selaras.cuti.models import Ketidakhadiran

register_model(Ketidakhadiran, by_person("pegawai_id"))
