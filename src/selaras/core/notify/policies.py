"""Where notices stand: with the person they were sent to."""

from selaras.core.notify.models import Kiriman, LanggananPush, Pemberitahuan, PilihanSaluran
from selaras.core.permissions.registry import by_person, register_model

register_model(Pemberitahuan, by_person("person_id"))
register_model(Kiriman, by_person("pemberitahuan__person_id"))
register_model(PilihanSaluran, by_person("person_id"))
register_model(LanggananPush, by_person("person_id"))
