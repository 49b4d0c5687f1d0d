"""What the month's assessment says of a person's work, from a file or by hand.

The whole flow (plan, approval, realisation, evidence, assessment) will write the same row.
"""

from django.db import models

from selaras.pegawai.models import Pegawai


class Predikat(models.TextChoices):
    """PermenPANRB 6/2022: the predicate of a periodic evaluation."""

    SANGAT_BAIK = "sangat_baik", "Sangat baik"
    BAIK = "baik", "Baik"
    BUTUH_PERBAIKAN = "butuh_perbaikan", "Butuh perbaikan"
    KURANG = "kurang", "Kurang"
    SANGAT_KURANG = "sangat_kurang", "Sangat kurang"


class PenilaianBulanan(models.Model):
    """One person's result of one month; which column counts is the region's rule.

    predikat: PermenPANRB 6/2022; persen_bp: 0..10000 basis points; menit: approved minutes;
    nilai_skp_bp: PP 46/2011 score in hundredths.
    """

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="penilaian_bulanan")
    periode = models.PositiveIntegerField("periode", help_text="tahun x 100 + bulan")
    predikat = models.CharField("predikat", max_length=16, choices=Predikat, blank=True)
    persen_bp = models.PositiveIntegerField("capaian (basis poin)", null=True, blank=True)
    menit = models.PositiveIntegerField("menit disetujui", null=True, blank=True)
    # The minutes are the sum of approved activities; a figure by hand or from a file is not.
    menit_aktivitas = models.BooleanField("menit dari aktivitas", db_default=False)
    nilai_skp_bp = models.PositiveIntegerField("nilai SKP (perseratus)", null=True, blank=True)
    sumber = models.CharField("sumber", max_length=12, default="impor")
    keterangan = models.CharField("keterangan", max_length=200, blank=True)

    class Meta:
        verbose_name = "penilaian bulanan"
        verbose_name_plural = "penilaian bulanan"
        constraints = [
            models.UniqueConstraint(fields=["periode", "pegawai"], name="penilaian_sekali_sebulan")
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.periode}"
