"""By which right the trail tells of the papers of a payment."""

from selaras.core.audit.isi import register_trail
from selaras.laporan.models import DokumenPembayaran

register_trail(DokumenPembayaran, lihat="tpp.view_payment", nama=True)
