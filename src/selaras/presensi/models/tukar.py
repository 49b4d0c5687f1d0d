"""A duty that a person gives to a colleague, or exchanges for one of hers."""

import uuid

from django.db import models

from selaras.core.workflow.models import Dokumen
from selaras.pegawai.models import Pegawai
from selaras.presensi.models.jadwal import Jadwal


class TukarJaga(Dokumen):
    """`pegawai` asks `rekan` to take her duty of `tanggal`; with `tanggal_rekan` she takes his.

    The roster changes when the superior has agreed; `sebelum` is what stood in its cells until
    then: [[pegawai_id, "2025-12-20", jadwal_id or null, there was a row], ...].
    """

    kunci = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="tukar_jaga")
    tanggal = models.DateField("tanggal jaga")
    jadwal = models.ForeignKey(Jadwal, on_delete=models.PROTECT, related_name="+")
    rekan = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="tukar_jaga_rekan")
    tanggal_rekan = models.DateField("tanggal jaga rekan", null=True, blank=True)
    jadwal_rekan = models.ForeignKey(
        Jadwal, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan = models.CharField("alasan", max_length=200)
    diminta_pada = models.DateTimeField("diminta pada")
    sebelum = models.JSONField("isi roster sebelumnya", default=list)

    class Meta:
        verbose_name = "tukar jaga"
        verbose_name_plural = "tukar jaga"
        ordering = ["-tanggal", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="tukar_dua_orang", condition=~models.Q(pegawai=models.F("rekan"))
            ),
            models.CheckConstraint(
                name="tukar_lengkap",
                condition=models.Q(tanggal_rekan__isnull=True, jadwal_rekan__isnull=True)
                | models.Q(tanggal_rekan__isnull=False, jadwal_rekan__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["pegawai", "tanggal"],
                name="tukar_sekali",
                condition=models.Q(status__in=["draf", "menunggu_rekan", "diajukan"]),
            ),
        ]
        indexes = [models.Index(fields=["rekan", "tanggal"], name="tukar_rekan")]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.tanggal}: tukar jaga"
