"""Where documents stand: in their SKPD."""

from selaras.core.permissions import by_unit, register_model
from selaras.laporan.models import DokumenPembayaran

register_model(DokumenPembayaran, by_unit("skpd__path", "skpd__instansi_id"))
