"""The trail: who did or saw what, when, in which role, before and after. Only ever added to.

The database itself refuses to change, delete or empty it (migration 0002).
"""

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Jejak(models.Model):
    """One entry of the trail. Names are copies, so that an entry says the same forever."""

    waktu = models.DateTimeField("waktu")
    # DO_NOTHING without a constraint: deleting an account must not touch the trail.
    pelaku = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    pelaku_nama = models.CharField("pelaku", max_length=200)
    peran = models.CharField("sebagai", max_length=200, blank=True)
    atas_nama = models.CharField("atas nama", max_length=200, blank=True)
    saluran = models.CharField("saluran", max_length=16, default="web")
    alamat = models.GenericIPAddressField("alamat", null=True, blank=True)
    aksi = models.CharField("aksi", max_length=60)
    membaca = models.BooleanField("membaca", default=False)
    jenis = models.CharField("jenis objek", max_length=80, blank=True)
    objek_id = models.CharField("id objek", max_length=40, blank=True)
    objek_label = models.CharField("objek", max_length=200, blank=True)
    # The person and the government that the entry is about, as ids: core knows neither.
    person_id = models.BigIntegerField("tentang", null=True, blank=True)
    instansi_id = models.BigIntegerField("instansi", null=True, blank=True)
    sebelum = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    sesudah = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    keterangan = models.CharField("keterangan", max_length=400, blank=True)

    class Meta:
        verbose_name = "jejak"
        verbose_name_plural = "jejak"
        ordering = ["-waktu", "-id"]
        indexes = [
            BrinIndex(fields=["waktu"], name="jejak_waktu_brin"),
            models.Index(fields=["person_id", "-waktu"], name="jejak_person"),
            models.Index(fields=["jenis", "objek_id", "-waktu"], name="jejak_objek"),
            models.Index(fields=["pelaku", "-waktu"], name="jejak_pelaku"),
            models.Index(fields=["-waktu", "-id"], name="jejak_terbaru"),
        ]

    def __str__(self) -> str:
        return f"{self.pelaku_nama}: {self.aksi} {self.objek_label}"
