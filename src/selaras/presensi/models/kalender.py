"""Holidays and the days of Ramadan."""

from django.db import models

from selaras.organisasi.models import Instansi


class HariLibur(models.Model):
    """A holiday or cuti bersama (SKB 3 Menteri, yearly); without instansi it is national."""

    instansi = models.ForeignKey(
        Instansi, on_delete=models.CASCADE, null=True, blank=True, related_name="hari_libur"
    )
    tanggal = models.DateField("tanggal")
    nama = models.CharField("nama", max_length=120)
    cuti_bersama = models.BooleanField("cuti bersama", default=False)
    sumber = models.CharField("sumber", max_length=120, blank=True)

    class Meta:
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"
        ordering = ["tanggal"]
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "tanggal"], name="libur_sekali", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.tanggal}: {self.nama}"


class PeriodeRamadan(models.Model):
    """The days of Ramadan of a year, first and last included (isbat; an estimate until then)."""

    tahun = models.SmallIntegerField("tahun", unique=True)
    mulai = models.DateField("hari pertama")
    sampai = models.DateField("hari terakhir")
    perkiraan = models.BooleanField("perkiraan", default=False)

    class Meta:
        verbose_name = "periode Ramadan"
        verbose_name_plural = "periode Ramadan"
        ordering = ["tahun"]
        constraints = [
            models.CheckConstraint(
                name="ramadan_berurutan", condition=models.Q(sampai__gt=models.F("mulai"))
            )
        ]

    def __str__(self) -> str:
        return f"Ramadan {self.tahun}"
