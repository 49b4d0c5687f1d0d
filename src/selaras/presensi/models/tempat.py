"""Where people may tap by phone: places with a fence, and the units that they serve."""

from django.db import models

from selaras.core.masa import BerlakuField, BerlakuQuerySet, tanpa_tumpang
from selaras.organisasi.models import Instansi, UnitKerja


class TempatPresensi(models.Model):
    """A place of work with its fence: a circle, or a polygon around a larger ground.

    Coordinates are whole microdegrees (about 11 cm). A place without a unit serves nobody yet; a
    unit without a place has no fence.
    """

    class Bentuk(models.TextChoices):
        LINGKARAN = "lingkaran", "Lingkaran"
        POLIGON = "poligon", "Poligon"

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="tempat")
    nama = models.CharField("nama", max_length=120)
    bentuk = models.CharField("bentuk", max_length=10, choices=Bentuk, default=Bentuk.LINGKARAN)
    pusat_lintang_e6 = models.IntegerField("lintang pusat (mikroderajat)")
    pusat_bujur_e6 = models.IntegerField("bujur pusat (mikroderajat)")
    radius_m = models.PositiveIntegerField("radius (meter)", null=True, blank=True)
    poligon = models.JSONField(
        "titik poligon", default=list, blank=True, help_text="[[lintang_e6, bujur_e6], ...]"
    )
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "tempat presensi"
        verbose_name_plural = "tempat presensi"
        ordering = ["nama"]
        constraints = [
            tanpa_tumpang("tempat_nama_tunggal", "instansi", "nama"),
            models.CheckConstraint(
                name="tempat_di_bumi",
                condition=models.Q(pusat_lintang_e6__range=(-90_000_000, 90_000_000))
                & models.Q(pusat_bujur_e6__range=(-180_000_000, 180_000_000)),
            ),
            models.CheckConstraint(
                name="tempat_lingkaran_beradius",
                condition=~models.Q(bentuk="lingkaran") | models.Q(radius_m__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class TempatUnit(models.Model):
    """People of a unit, and of all units below it, may tap at a place."""

    tempat = models.ForeignKey(TempatPresensi, on_delete=models.CASCADE, related_name="unit")
    unit = models.ForeignKey(UnitKerja, on_delete=models.CASCADE, related_name="tempat_presensi")

    class Meta:
        verbose_name = "unit sebuah tempat presensi"
        verbose_name_plural = "unit tempat presensi"
        constraints = [
            models.UniqueConstraint(fields=["tempat", "unit"], name="tempat_unit_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.tempat}: {self.unit}"
