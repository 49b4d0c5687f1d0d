"""What people ask to be mended on a day, with its proof; deciding about it is a workflow."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from selaras.core.files.models import Berkas
from selaras.core.workflow.models import Dokumen
from selaras.pegawai.models import Pegawai

TERBUKA = ("draf", "titipan", "diajukan", "diteruskan", "dikembalikan")
TERPAKAI = ("titipan", "diajukan", "diteruskan", "disetujui")  # count towards the month's limit


class SebabKoreksi(models.TextChoices):
    """Why the record of a day is not what happened."""

    LUPA = "lupa", "Lupa mencatat"
    MESIN = "mesin", "Mesin rusak atau mati listrik"
    PONSEL = "ponsel", "Ponsel rusak, hilang, atau tanpa sinyal"
    TUGAS = "tugas", "Bertugas di luar kantor"
    JADWAL = "jadwal", "Jadwal atau giliran jaga berbeda"
    KETUKAN = "ketukan", "Ketukan saya ditolak padahal benar"
    KESEHATAN = "kesehatan", "Alasan kesehatan"
    LAIN = "lain", "Lainnya"


class UsulKoreksi(Dokumen):
    """A person's request to mend a day: the time her in or out really was, in minutes.

    `dicatat_oleh` = the officer who entered it for somebody who cannot. Approved, it becomes a
    KoreksiPresensi; one open request a person and day.
    """

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="usul_koreksi")
    tanggal = models.DateField("tanggal")
    masuk = models.SmallIntegerField("masuk (menit)", null=True, blank=True)
    pulang = models.SmallIntegerField("pulang (menit)", null=True, blank=True)
    sebab = models.CharField("sebab", max_length=16, choices=SebabKoreksi)
    uraian = models.CharField("uraian", max_length=500)
    kunci = models.UUIDField("kunci kiriman", default=uuid4, unique=True, editable=False)
    dicatat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="dicatat oleh",
    )
    berkas = models.ManyToManyField(Berkas, through="presensi.BuktiKoreksi", related_name="+")

    class Meta:
        verbose_name = "usul koreksi presensi"
        verbose_name_plural = "usul koreksi presensi"
        ordering = ["-tanggal", "-id"]
        indexes = [models.Index(fields=["pegawai", "tanggal"], name="usul_koreksi_hari")]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tanggal"],
                name="usul_koreksi_satu_terbuka",
                condition=models.Q(status__in=TERBUKA),
            ),
            models.CheckConstraint(
                name="usul_koreksi_berisi",
                condition=models.Q(masuk__isnull=False) | models.Q(pulang__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"koreksi {self.pegawai} {self.tanggal}"

    @property
    def is_kesehatan(self) -> bool:
        """Whether its words and proof tell about somebody's health."""
        return self.sebab == SebabKoreksi.KESEHATAN


class BuktiKoreksi(models.Model):
    """A file that proves a request."""

    usul = models.ForeignKey(UsulKoreksi, on_delete=models.CASCADE, related_name="bukti")
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "bukti koreksi"
        verbose_name_plural = "bukti koreksi"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["usul", "berkas"], name="bukti_koreksi_sekali")
        ]

    def __str__(self) -> str:
        return str(self.berkas)
