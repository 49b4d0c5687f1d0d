"""Where inbox rows, steps and mandates stand: with the person who decides or whom it is about."""

from selaras.core.permissions.registry import ModelScope, by_person, register_model
from selaras.core.workflow.models import Delegasi, Menunggu, TransisiLog

# What waits is the decider's; officers see what waits about the people of their units.
register_model(Menunggu, ModelScope(rows=by_person("subjek_id").rows, person="penyetuju_id"))
register_model(TransisiLog, by_person("subjek_id"))
register_model(Delegasi, by_person("dari_id"))
