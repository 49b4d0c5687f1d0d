"""By which right the trail tells of absences; why somebody was ill asks for its own."""

from selaras.core.audit.isi import register_open, register_trail
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran

ALASAN = "cuti.view_alasan"

register_open(JenisKetidakhadiran)
register_trail(Ketidakhadiran, lihat="cuti.view", isian={"keterangan": ALASAN}, catatan=ALASAN)
