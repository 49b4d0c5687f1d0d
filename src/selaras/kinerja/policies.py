"""Where a month's result of work stands: with its person."""

from selaras.core.permissions import by_person, register_model
from selaras.kinerja.models import PenilaianBulanan

register_model(PenilaianBulanan, by_person("pegawai_id"))
