"""What the trail tells of mandates and of what waits."""

from selaras.core.audit.isi import register_trail
from selaras.core.workflow.models import Delegasi, Menunggu

register_trail(Delegasi, Menunggu, lihat=("persetujuan.view", "persetujuan.view_unit"))
