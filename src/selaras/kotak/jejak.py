"""By which right the trail tells of boxes and cases; a discipline case asks for its own."""

from selaras.core.audit.isi import Hak, register_open, register_trail
from selaras.core.audit.models import Jejak
from selaras.kotak.models import JumlahKotak, KasusPembinaan, KotakPegawai, PertemuanKasus
from selaras.kotak.policies import DISIPLIN


def _case(entry: Jejak) -> Hak:
    """An ordinary case by the ordinary right; a discipline case, or one gone, by its twin."""
    jenis = KasusPembinaan.objects.filter(pk=entry.objek_id).values_list("jenis", flat=True)
    biasa = jenis.first() not in (None, KasusPembinaan.Jenis.DISIPLIN)
    return ("kasus.view",) if biasa else (DISIPLIN["kasus.view"],)


register_open(JumlahKotak)
register_trail(KotakPegawai, lihat="kotak.view")
register_trail(KasusPembinaan, lihat=_case)
register_trail(PertemuanKasus, lihat=DISIPLIN["kasus.view"])
