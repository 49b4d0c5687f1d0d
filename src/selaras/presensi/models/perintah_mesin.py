"""What officers ask of machines, and what became of it."""

from django.conf import settings
from django.db import models

from selaras.presensi.models.mesin import Mesin


class PerintahMesin(models.Model):
    """An order that a machine fetches at its next poll; its row id is the order's number there.

    Orders that wipe a machine's records do not exist here, on purpose.
    """

    class Jenis(models.TextChoices):
        KIRIM_PENGGUNA = "kirim_pengguna", "Kirim nama pengguna"
        HAPUS_PENGGUNA = "hapus_pengguna", "Hapus pengguna"
        MULAI_ULANG = "mulai_ulang", "Mulai ulang mesin"
        INFO = "info", "Minta keterangan mesin"
        KIRIM_ULANG = "kirim_ulang", "Kirim ulang ketukan"

    class Status(models.TextChoices):
        ANTRI = "antri", "Menunggu diambil mesin"
        TERKIRIM = "terkirim", "Sudah diambil, menunggu jawaban"
        SUKSES = "sukses", "Berhasil"
        GAGAL = "gagal", "Gagal"
        DIBATALKAN = "dibatalkan", "Dibatalkan"

    TERBUKA = (Status.ANTRI, Status.TERKIRIM)

    mesin = models.ForeignKey(Mesin, on_delete=models.CASCADE, related_name="perintah")
    jenis = models.CharField("perintah", max_length=16, choices=Jenis)
    isi = models.JSONField("isi", default=dict)
    kunci = models.CharField(max_length=80)  # the same order is not queued twice
    status = models.CharField("status", max_length=10, choices=Status, default=Status.ANTRI)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    dibuat_pada = models.DateTimeField("dibuat pada")
    dikirim_pada = models.DateTimeField("diambil mesin pada", null=True)
    dikirim_kali = models.SmallIntegerField("berapa kali dikirim", default=0)
    tanya_sesudah = models.SmallIntegerField("kali mesin bertanya sesudah dikirim", default=0)
    dijawab_pada = models.DateTimeField("dijawab pada", null=True)
    jawaban = models.CharField("jawaban mesin", max_length=200, blank=True)

    class Meta:
        verbose_name = "perintah mesin"
        verbose_name_plural = "perintah mesin"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mesin", "kunci"],
                name="perintah_mesin_sekali",
                condition=models.Q(status__in=["antri", "terkirim"]),
            ),
            models.CheckConstraint(
                name="perintah_mesin_dijawab",
                condition=~models.Q(status="sukses") | models.Q(dijawab_pada__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} ({self.get_status_display()})"
