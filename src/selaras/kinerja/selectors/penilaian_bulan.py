"""Which months an assessor may open: from the first report of hers to now."""

from django.db.models import Max, Min

from selaras.core.permissions import Actor
from selaras.kinerja.models import Realisasi
from selaras.pegawai.selectors.sebulan import PilihanBulan, months_to_choose


def assessment_months(actor: Actor) -> PilihanBulan:
    """Opens with the latest month in which a report waits, else with last month."""
    qs = Realisasi.objects.filter(pegawai__instansi_id=actor.instansi_id)
    ada = qs.aggregate(awal=Min("periode"), akhir=Max("periode"))
    return months_to_choose(actor, ada["awal"], ada["akhir"])
