"""The row that people see of a background job. The queue itself is procrastinate's."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse

from selaras.core.waktu import here


class Pekerjaan(models.Model):
    """A piece of long work: who asked for it, how far it is, what went wrong, what came out."""

    class Status(models.TextChoices):
        ANTRE = "antre", "Menunggu giliran"
        BERJALAN = "berjalan", "Berjalan"
        SELESAI = "selesai", "Selesai"
        GAGAL = "gagal", "Gagal"
        DIBATALKAN = "dibatalkan", "Dibatalkan"

    ACTIVE = (Status.ANTRE, Status.BERJALAN)

    jenis = models.CharField("jenis", max_length=60)
    judul = models.CharField("judul", max_length=200)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ANTRE)
    masukan = models.JSONField("masukan", default=dict, blank=True)
    # One active job per key: two people who start the same run share it. "" = no such limit.
    kunci = models.CharField(max_length=120, blank=True)
    total = models.PositiveIntegerField("jumlah seluruhnya", default=0)
    selesai = models.PositiveIntegerField("sudah dikerjakan", default=0)
    galat = models.JSONField("galat per butir", default=list, blank=True)
    jumlah_galat = models.PositiveIntegerField(default=0)
    pesan = models.TextField("pesan", blank=True)
    # Where a resumed job may go on; its meaning belongs to the job.
    catatan = models.JSONField(default=dict, blank=True)
    hasil = models.JSONField("hasil", default=dict, blank=True)
    hasil_berkas = models.FileField("berkas hasil", upload_to="pekerjaan/%Y/%m", blank=True)
    hasil_url = models.CharField("halaman hasil", max_length=300, blank=True)
    # Work done for a person outlives her account's removal.
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    minta_batal = models.BooleanField(default=False)
    percobaan = models.PositiveSmallIntegerField(default=0)
    antrean_id = models.BigIntegerField(null=True, blank=True)
    nomor_rujukan = models.CharField("nomor rujukan", max_length=12, blank=True)
    dibuat_pada = models.DateTimeField("diminta pada", auto_now_add=True)
    mulai_pada = models.DateTimeField("mulai pada", null=True, blank=True)
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)

    class Meta:
        verbose_name = "pekerjaan"
        verbose_name_plural = "pekerjaan"
        ordering = ["-dibuat_pada", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kunci"],
                condition=models.Q(status__in=["antre", "berjalan"]) & ~models.Q(kunci=""),
                name="pekerjaan_satu_per_kunci",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-dibuat_pada"]),
            models.Index(fields=["oleh", "-dibuat_pada"]),
        ]

    def __str__(self) -> str:
        return self.judul

    def get_absolute_url(self) -> str:
        return reverse("pekerjaan:detail", args=[self.pk])

    @property
    def diminta(self) -> datetime:
        """When it was asked for, on the clock that the site shows; the row keeps the server's."""
        return here(self.dibuat_pada)

    @property
    def mulai(self) -> datetime | None:
        """When it last began, on the clock that the site shows."""
        return here(self.mulai_pada) if self.mulai_pada else None

    @property
    def berakhir(self) -> datetime | None:
        """When it ended, on the clock that the site shows."""
        return here(self.selesai_pada) if self.selesai_pada else None

    @property
    def is_active(self) -> bool:
        """Waiting or running."""
        return self.status in self.ACTIVE
