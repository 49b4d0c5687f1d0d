"""By which right the trail tells of questions to an SKPD."""

from selaras.arahan.models import PermintaanPenjelasan, RingkasPekan
from selaras.core.audit.isi import register_open, register_trail

register_open(RingkasPekan)
register_trail(PermintaanPenjelasan, lihat="penjelasan.view")
