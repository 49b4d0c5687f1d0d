"""How far people use kinerja: of the obliged, who plans, reports, writes her days, is assessed.

Derived, set-wise, by services.adopsi alone: a leader's page over a year then reads some hundred
rows instead of millions of entries.
"""

from django.db import models

from selaras.organisasi.models import UnitKerja


class AdopsiBulan(models.Model):
    """An SKPD's month: of its obliged people, how many did each step."""

    skpd = models.ForeignKey(UnitKerja, on_delete=models.CASCADE, related_name="+")
    periode = models.PositiveIntegerField("bulan", help_text="tahun x 100 + bulan")
    wajib = models.PositiveIntegerField("wajib e-Kinerja")
    rencana = models.PositiveIntegerField("ber-SKP disetujui")
    aktivitas = models.PositiveIntegerField("mengisi aktivitas")
    realisasi = models.PositiveIntegerField("mengajukan realisasi")
    dinilai = models.PositiveIntegerField("sudah dinilai")
    dihitung_pada = models.DateTimeField("dihitung pada")

    class Meta:
        verbose_name = "adopsi sebulan"
        verbose_name_plural = "adopsi sebulan"
        constraints = [
            models.UniqueConstraint(fields=["periode", "skpd"], name="adopsi_sekali_sebulan")
        ]

    def __str__(self) -> str:
        return f"{self.skpd} {self.periode}: {self.aktivitas} dari {self.wajib}"
