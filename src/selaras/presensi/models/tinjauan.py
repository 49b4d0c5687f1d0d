"""The superior's look at taps that wait: one document a person and day."""

from django.db import models

from selaras.core.workflow.models import Dokumen
from selaras.pegawai.models import Pegawai


class TinjauanKetukan(Dokumen):
    """A person's day with taps from a phone that wait for her superior's word.

    It gathers whatever BuktiKetukan of the day still waits; a tap that comes later opens it again.
    """

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="tinjauan_ketukan")
    tanggal = models.DateField("tanggal")

    class Meta:
        verbose_name = "tinjauan ketukan"
        verbose_name_plural = "tinjauan ketukan"
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tanggal"], name="tinjauan_sehari_sekali")
        ]

    def __str__(self) -> str:
        return f"ketukan {self.pegawai} {self.tanggal}"
