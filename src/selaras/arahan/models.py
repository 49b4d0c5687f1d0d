"""The week's brief as it was made, and what a leader asked an office to explain."""

from django.conf import settings
from django.db import models

from selaras.core.workflow.models import Dokumen
from selaras.organisasi.models import Instansi, UnitKerja


class RingkasPekan(models.Model):
    """A government's week on one page; kept, so that next week compares with what was said."""

    instansi = models.ForeignKey(Instansi, on_delete=models.CASCADE, related_name="ringkas_pekan")
    senin = models.DateField("pekan mulai")
    isi = models.JSONField("isi")
    dibuat_pada = models.DateTimeField("dibuat pada")

    class Meta:
        verbose_name = "ringkas pekan"
        verbose_name_plural = "ringkas pekan"
        ordering = ["-senin"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "senin"], name="ringkas_sekali_sepekan")
        ]

    def __str__(self) -> str:
        return f"{self.instansi} {self.senin}"


class PermintaanPenjelasan(Dokumen):
    """A leader's question to an SKPD about a figure, with a day by which an answer is due."""

    skpd = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="penjelasan")
    tentang = models.CharField("tentang", max_length=200)
    pertanyaan = models.CharField("pertanyaan", max_length=1000)
    batas = models.DateField("dijawab paling lambat")
    jawaban = models.TextField("jawaban", blank=True)
    peminta_id = models.BigIntegerField("peminta", null=True, blank=True)
    diminta_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    kunci = models.UUIDField("kunci kiriman", unique=True, editable=False)
    dibuat_pada = models.DateTimeField("diminta pada")

    class Meta:
        verbose_name = "permintaan penjelasan"
        verbose_name_plural = "permintaan penjelasan"
        ordering = ["-dibuat_pada"]
        indexes = [models.Index(fields=["skpd", "-dibuat_pada"], name="penjelasan_skpd")]

    def __str__(self) -> str:
        return f"{self.skpd}: {self.tentang}"
