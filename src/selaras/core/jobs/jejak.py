"""What the trail tells of jobs: their title."""

from selaras.core.audit.isi import register_open
from selaras.core.jobs.models import Pekerjaan

register_open(Pekerjaan)
