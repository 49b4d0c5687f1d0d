"""Who holds which role where and when. Automatic roles (pegawai, atasan) have no row here."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models.functions import Coalesce

from selaras.core.masa import BerlakuField, BerlakuQuerySet
from selaras.core.permissions.catalog import role


class PenugasanPeran(models.Model):
    """A role given to a user for a time: in a unit's subtree, a government, or everywhere.

    Units and governments are ids, since this room stands below organisasi. A revoked grant ends;
    its row stays. `atas_nama`: the user whose role is exercised during a delegation.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="penugasan_peran"
    )
    peran = models.CharField("peran", max_length=40)
    instansi_id = models.BigIntegerField("instansi", null=True, blank=True)
    unit_id = models.BigIntegerField("unit", null=True, blank=True)
    berlaku = BerlakuField()
    atas_nama = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan = models.CharField("dasar atau alasan", max_length=200, blank=True)
    diberikan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diberikan_pada = models.DateTimeField("diberikan pada", auto_now_add=True)

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan peran"
        verbose_name_plural = "penugasan peran"
        constraints = [
            models.CheckConstraint(
                name="unit_dalam_instansi",
                condition=models.Q(unit_id__isnull=True) | models.Q(instansi_id__isnull=False),
            ),
            ExclusionConstraint(
                name="peran_tanpa_tumpang",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("peran", RangeOperators.EQUAL),
                    (Coalesce("instansi_id", 0), RangeOperators.EQUAL),
                    (Coalesce("unit_id", 0), RangeOperators.EQUAL),
                    ("berlaku", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.judul}"

    @property
    def judul(self) -> str:
        return role(self.peran).judul
