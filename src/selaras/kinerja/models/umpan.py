"""Continuous feedback: from superior, colleagues, subordinates and others."""

from django.conf import settings
from django.db import models

from selaras.pegawai.models import Pegawai


class UmpanBalik(models.Model):
    """A word about somebody's work or behaviour, any day of the year."""

    class Hubungan(models.TextChoices):
        ATASAN = "atasan", "Atasan"
        REKAN = "rekan", "Rekan kerja"
        BAWAHAN = "bawahan", "Bawahan"
        LAIN = "lain", "Pihak lain"

    tentang = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="umpan_diterima")
    dari = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="umpan_diberi")
    hubungan = models.CharField("hubungan", max_length=8, choices=Hubungan)
    nilai = models.CharField("nilai BerAKHLAK", max_length=24, blank=True)
    isi = models.CharField("umpan balik", max_length=1000)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    kunci = models.UUIDField("kunci kiriman", null=True, unique=True, editable=False)
    # Where the rule lets the superior read first: empty until she has let it through.
    terbit_pada = models.DateTimeField("terlihat sejak", null=True, blank=True)
    disembunyikan_pada = models.DateTimeField(null=True, blank=True)
    disembunyikan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan_sembunyi = models.CharField("alasan", max_length=200, blank=True)

    class Meta:
        verbose_name = "umpan balik"
        verbose_name_plural = "umpan balik"
        indexes = [models.Index(fields=["tentang", "-dibuat_pada"], name="umpan_tentang")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(tentang=models.F("dari")), name="umpan_bukan_diri"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dari} -> {self.tentang}"
