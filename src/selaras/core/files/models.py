"""A stored file, and an upload on its way. The bytes lie in the storage, never in a table."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse


class Berkas(models.Model):
    """A file handed in as proof or attachment (an eviden, a letter), by whoever sent it.

    `jenis` is what the content says, never what the sender's machine claimed.
    """

    class Pindai(models.TextChoices):
        BELUM = "belum", "Belum dipindai"
        BERSIH = "bersih", "Bersih"
        TERJANGKIT = "terjangkit", "Terjangkit"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    keperluan = models.CharField("keperluan", max_length=40)
    nama = models.CharField("nama", max_length=150)
    jenis = models.CharField("jenis isi", max_length=100)
    ukuran = models.PositiveIntegerField("ukuran (bita)")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    jalur = models.CharField(max_length=120, editable=False)
    pemilik_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    status_pindai = models.CharField(
        "hasil pindai", max_length=10, choices=Pindai, default=Pindai.BELUM
    )
    dipindai_pada = models.DateTimeField("dipindai pada", null=True, blank=True)
    dibuat_pada = models.DateTimeField("diunggah pada", db_index=True)

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        constraints = [
            models.CheckConstraint(
                name="berkas_dipindai_bertanggal",
                condition=models.Q(status_pindai="belum") | models.Q(dipindai_pada__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.nama

    def get_absolute_url(self) -> str:
        return reverse("berkas:buka", args=[self.pk])

    @property
    def is_gambar(self) -> bool:
        return self.jenis.startswith("image/")

    @property
    def is_pdf(self) -> bool:
        return self.jenis == "application/pdf"

    @property
    def is_terpratinjau(self) -> bool:
        """Whether its first pages can be shown as pictures."""
        return self.is_gambar or self.is_pdf

    @property
    def is_terjangkit(self) -> bool:
        return self.status_pindai == self.Pindai.TERJANGKIT


class Unggahan(models.Model):
    """An upload on its way, piece by piece, so that a cut-off line costs one piece at most."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pemilik_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    keperluan = models.CharField("keperluan", max_length=40)
    nama = models.CharField("nama", max_length=150)
    ukuran = models.PositiveIntegerField("ukuran (bita)")
    diterima = models.PositiveIntegerField("sudah diterima (bita)", default=0)
    berkas = models.ForeignKey(Berkas, on_delete=models.CASCADE, null=True, related_name="+")
    dibuat_pada = models.DateTimeField("mulai pada", db_index=True)

    class Meta:
        verbose_name = "unggahan"
        verbose_name_plural = "unggahan"

    def __str__(self) -> str:
        return f"{self.nama}: {self.diterima} dari {self.ukuran}"
