"""Which months an assessor may open: the last two years, without asking what there is."""

from selaras.core.permissions import Actor
from selaras.pegawai.selectors.sebulan import PilihanBulan, months_to_choose

TAHUN_KE_BELAKANG = 2


def assessment_months(actor: Actor) -> PilihanBulan:
    """Opens with last month."""
    kini = actor.month()
    return months_to_choose(actor, kini - TAHUN_KE_BELAKANG * 100, None)
