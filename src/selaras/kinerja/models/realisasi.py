"""What came of a month's plan, row by row, with its evidence."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from selaras.core.files.models import Berkas
from selaras.core.workflow.models import Dokumen
from selaras.kinerja.models.pp46 import KegiatanTugas
from selaras.kinerja.models.rencana import RencanaBaris, RencanaBulan
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai


class Realisasi(Dokumen):
    """One person's report of one month; ends as `dinilai` when the superior has assessed it.

    `dicatat_oleh` = who entered it for somebody who cannot; that person confirms it herself.
    """

    rencana = models.OneToOneField(RencanaBulan, on_delete=models.PROTECT, related_name="realisasi")
    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="realisasi")
    periode = models.PositiveIntegerField("periode")
    unit = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="realisasi")
    kunci = models.UUIDField("kunci kiriman", default=uuid4, unique=True, editable=False)
    dicatat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="dicatat oleh",
    )

    class Meta:
        verbose_name = "realisasi kerja"
        verbose_name_plural = "realisasi kerja"
        indexes = [
            models.Index(fields=["unit", "periode", "status"], name="realisasi_unit_periode"),
            models.Index(fields=["pegawai", "periode"], name="realisasi_pegawai_periode"),
        ]

    def __str__(self) -> str:
        return f"realisasi {self.pegawai} {self.periode}"


class Rating(models.IntegerChoices):
    """Ratings with the codes of the national database (PermenPANRB 6/2022)."""

    DI_ATAS = 1, "Di atas ekspektasi"
    SESUAI = 2, "Sesuai ekspektasi"
    DI_BAWAH = 3, "Di bawah ekspektasi"


class RealisasiBaris(models.Model):
    """What was done of one row, and how the superior rates it."""

    realisasi = models.ForeignKey(Realisasi, on_delete=models.CASCADE, related_name="baris")
    rencana_baris = models.OneToOneField(
        RencanaBaris, on_delete=models.PROTECT, related_name="realisasi"
    )
    uraian = models.CharField("realisasi", max_length=1000, blank=True)
    kuantitas = models.DecimalField(
        "capaian", max_digits=12, decimal_places=2, null=True, blank=True
    )
    kendala = models.CharField("kendala", max_length=500, blank=True)
    rating = models.PositiveSmallIntegerField("rating", choices=Rating, null=True, blank=True)
    umpan_balik = models.CharField("umpan balik atasan", max_length=500, blank=True)

    class Meta:
        verbose_name = "baris realisasi"
        verbose_name_plural = "baris realisasi"
        ordering = ["realisasi", "rencana_baris__urutan", "id"]

    def __str__(self) -> str:
        return self.uraian[:60]


class Eviden(models.Model):
    """Proof of one row, of a month's report or of a plan under PP 46: a file or a link."""

    baris = models.ForeignKey(
        RealisasiBaris, on_delete=models.CASCADE, null=True, blank=True, related_name="eviden"
    )
    kegiatan = models.ForeignKey(
        KegiatanTugas, on_delete=models.CASCADE, null=True, blank=True, related_name="eviden"
    )
    berkas = models.ForeignKey(
        Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="eviden"
    )
    tautan = models.URLField("tautan", max_length=500, blank=True)
    keterangan = models.CharField("keterangan", max_length=200, blank=True)
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "eviden"
        verbose_name_plural = "eviden"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="eviden_satu_baris",
                condition=models.Q(baris__isnull=False, kegiatan__isnull=True)
                | models.Q(baris__isnull=True, kegiatan__isnull=False),
            ),
            models.CheckConstraint(
                name="eviden_berkas_atau_tautan",
                condition=models.Q(berkas__isnull=False, tautan="")
                | (models.Q(berkas__isnull=True) & ~models.Q(tautan="")),
            ),
            models.UniqueConstraint(
                fields=["baris", "kegiatan", "berkas", "tautan"],
                name="eviden_tunggal",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.keterangan or self.tautan or str(self.berkas or "")
