"""Where inbox rows, steps and mandates stand: with the person who decides or whom it is about."""

from selaras.core.permissions.registry import by_person, by_person_in_unit, register_model
from selaras.core.workflow.models import Delegasi, Menunggu, TransisiLog

# What waits is the decider's; officers see what waits about the people of their units.
register_model(Menunggu, by_person_in_unit("penyetuju_id", "unit_path", "instansi_id"))
register_model(TransisiLog, by_person("subjek_id"))
register_model(Delegasi, by_person("dari_id"))
