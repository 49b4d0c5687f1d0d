"""What the trail tells of imports: which file, how many rows; never what stood in them."""

from selaras.core.audit.isi import register_open
from selaras.core.impor.models import Impor

register_open(Impor)
