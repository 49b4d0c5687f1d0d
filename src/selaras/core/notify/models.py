"""Notices, their deliveries, each person's choice of channels, and browsers that take pushes."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from selaras.core.notify.catalog import JUDUL_SALURAN, kind


class Pemberitahuan(models.Model):
    """Something a person was told once. `kunci_unik` says what it is about."""

    person_id = models.BigIntegerField("kepada")
    jenis = models.CharField("jenis", max_length=40)
    judul = models.CharField("judul", max_length=200)
    isi = models.CharField("isi", max_length=500, blank=True)
    url = models.CharField("alamat", max_length=300, blank=True)
    kunci_unik = models.CharField(max_length=160)
    dibuat_pada = models.DateTimeField("dibuat pada")
    dibaca_pada = models.DateTimeField("dibaca pada", null=True, blank=True)

    class Meta:
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        ordering = ["-dibuat_pada", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "kunci_unik"], name="pemberitahuan_sekali_saja"
            )
        ]
        indexes = [
            models.Index(fields=["person_id", "-dibuat_pada"], name="pemberitahuan_terbaru"),
            models.Index(
                fields=["person_id"],
                name="pemberitahuan_belum_dibaca",
                condition=models.Q(dibaca_pada__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.judul

    @property
    def ikon(self) -> str:
        return kind(self.jenis).ikon


class Kiriman(models.Model):
    """A notice on its way out by one channel: sent, waiting for another try, or given up."""

    class Status(models.TextChoices):
        ANTRE = "antre", "Menunggu giliran"
        TERKIRIM = "terkirim", "Terkirim"
        GAGAL = "gagal", "Gagal"
        DILEWATI = "dilewati", "Dilewati"

    pemberitahuan = models.ForeignKey(
        Pemberitahuan, on_delete=models.CASCADE, related_name="kiriman"
    )
    saluran = models.CharField(
        "saluran", max_length=12, choices=[(s.value, j) for s, j in JUDUL_SALURAN.items()]
    )
    status = models.CharField(max_length=12, choices=Status, default=Status.ANTRE)
    percobaan = models.PositiveSmallIntegerField("percobaan", default=0)
    coba_lagi_pada = models.DateTimeField("coba lagi pada", null=True, blank=True)
    galat = models.CharField("galat", max_length=300, blank=True)
    terkirim_pada = models.DateTimeField("terkirim pada", null=True, blank=True)

    class Meta:
        verbose_name = "kiriman"
        verbose_name_plural = "kiriman"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pemberitahuan", "saluran"], name="kiriman_sekali_per_saluran"
            )
        ]
        indexes = [
            models.Index(
                fields=["coba_lagi_pada"],
                name="kiriman_tertunda",
                condition=models.Q(status="antre"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.saluran}: {self.pemberitahuan}"


class PilihanSaluran(models.Model):
    """Which channels a person wants for a kind; without a row the kind's own hold."""

    person_id = models.BigIntegerField()
    jenis = models.CharField("jenis", max_length=40)
    saluran = ArrayField(models.CharField(max_length=12), default=list, blank=True)

    class Meta:
        verbose_name = "pilihan saluran"
        verbose_name_plural = "pilihan saluran"
        constraints = [
            models.UniqueConstraint(fields=["person_id", "jenis"], name="pilihan_saluran_tunggal")
        ]

    def __str__(self) -> str:
        return f"{self.jenis}: {', '.join(self.saluran)}"


class LanggananPush(models.Model):
    """A browser of a user that agreed to be woken by the site."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="langganan_push"
    )
    person_id = models.BigIntegerField(db_index=True)
    endpoint = models.CharField(max_length=600, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    peramban = models.CharField("peramban", max_length=120, blank=True)
    dibuat_pada = models.DateTimeField("dibuat pada")

    class Meta:
        verbose_name = "langganan push"
        verbose_name_plural = "langganan push"

    def __str__(self) -> str:
        return self.peramban or "peramban"
