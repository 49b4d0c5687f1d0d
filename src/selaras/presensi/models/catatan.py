"""What people decide about a day besides its taps: corrections and missed roll calls."""

from django.db import models

from selaras.pegawai.models import Pegawai
from selaras.presensi.models.koreksi import UsulKoreksi


class KoreksiPresensi(models.Model):
    """An approved correction: the time that a day's in or out really was, in minutes.

    `usul` = the request it follows; `menggantikan` = the one it ended, which comes back with it.
    """

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="koreksi_presensi")
    tanggal = models.DateField("tanggal")
    masuk = models.SmallIntegerField("masuk (menit)", null=True, blank=True)
    pulang = models.SmallIntegerField("pulang (menit)", null=True, blank=True)
    alasan = models.CharField("alasan", max_length=200)
    disetujui_pada = models.DateTimeField("disetujui pada")
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)
    usul = models.ForeignKey(
        UsulKoreksi, on_delete=models.PROTECT, null=True, blank=True, related_name="koreksi"
    )
    menggantikan = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "koreksi presensi"
        verbose_name_plural = "koreksi presensi"
        ordering = ["-tanggal"]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tanggal"],
                name="koreksi_sehari_sekali",
                condition=models.Q(dibatalkan_pada__isnull=True),
            ),
            models.CheckConstraint(
                name="koreksi_berisi",
                condition=models.Q(masuk__isnull=False) | models.Q(pulang__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.tanggal}"


class TidakApel(models.Model):
    """A roll call that a person missed; a row entered by mistake is cancelled, never deleted."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="tidak_apel")
    tanggal = models.DateField("tanggal apel")
    keterangan = models.CharField("keterangan", max_length=160, blank=True)
    dicatat_pada = models.DateTimeField("dicatat pada")
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)

    class Meta:
        verbose_name = "tidak apel"
        verbose_name_plural = "tidak apel"
        ordering = ["tanggal"]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tanggal"],
                name="tidak_apel_sehari_sekali",
                condition=models.Q(dibatalkan_pada__isnull=True),
            )
        ]
        indexes = [models.Index(fields=["tanggal", "pegawai"], name="tidak_apel_tanggal")]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.tanggal}: tidak apel"
