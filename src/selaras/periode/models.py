"""A unit's month and its locks; what happens inside a month belongs to the rooms above."""

from django.conf import settings
from django.db import models

from selaras.core.workflow.models import Dokumen
from selaras.organisasi.models import UnitKerja


class StatusPeriode(models.TextChoices):
    """The chain of a unit's month, in order."""

    TERBUKA = "terbuka", "Terbuka"
    DIHITUNG = "dihitung", "Dihitung"
    DIVERIFIKASI = "diverifikasi", "Diverifikasi"
    DISETUJUI = "disetujui", "Disetujui"
    TERKUNCI = "terkunci", "Terkunci"
    DIAJUKAN = "diajukan", "Diajukan"
    DIBAYAR = "dibayar", "Dibayar"


# From here on nothing of the month changes; corrections become lines of a later month.
STATUS_TERKUNCI = (StatusPeriode.TERKUNCI, StatusPeriode.DIAJUKAN, StatusPeriode.DIBAYAR)


class PeriodeUnit(Dokumen):
    """One SKPD's month (periode = tahun x 100 + bulan; bulan 14 = THR, 15 = gaji ke-13)."""

    skpd = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="periode")
    periode = models.PositiveIntegerField("periode")
    status = models.CharField(
        "status", max_length=12, choices=StatusPeriode, default=StatusPeriode.TERBUKA
    )
    # The run whose instruments count; an id, since this room stands below tpp.
    hitungan_id = models.BigIntegerField("hitungan yang berlaku", null=True, blank=True)
    dikunci_pada = models.DateTimeField(null=True, blank=True)
    dikunci_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "periode unit"
        verbose_name_plural = "periode unit"
        constraints = [
            models.UniqueConstraint(fields=["periode", "skpd"], name="periode_unit_tunggal"),
            models.CheckConstraint(
                name="terkunci_bertanggal",
                condition=~models.Q(status__in=["terkunci", "diajukan", "dibayar"])
                | models.Q(dikunci_pada__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skpd} {self.periode}"

    @property
    def terkunci(self) -> bool:
        return self.status in STATUS_TERKUNCI
