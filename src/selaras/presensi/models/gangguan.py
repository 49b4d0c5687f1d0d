"""Declared outages of machines and phones, and a superior's word about days without any tap."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from selaras.core.files.models import Berkas
from selaras.core.workflow.models import Dokumen
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models.mesin import Mesin
from selaras.presensi.models.tempat import TempatPresensi


class GangguanPresensi(models.Model):
    """A window in which taps could not be taken at a place; what it takes off is law
    (`presensi.gangguan`). One declared by mistake is withdrawn, never deleted.
    """

    class Lingkup(models.TextChoices):
        SEMUA = "semua", "Seluruh instansi"
        UNIT = "unit", "Sebuah unit dan bawahannya"
        MESIN = "mesin", "Pemakai sebuah mesin"
        TEMPAT = "tempat", "Sebuah tempat presensi ponsel"

    class Jenis(models.TextChoices):
        LISTRIK = "listrik", "Listrik padam"
        JARINGAN = "jaringan", "Jaringan putus"
        MESIN = "mesin", "Mesin rusak"
        PONSEL = "ponsel", "Presensi ponsel tidak dapat dipakai"
        LAIN = "lain", "Lainnya"

    kunci = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="gangguan")
    lingkup = models.CharField("lingkup", max_length=8, choices=Lingkup)
    unit = models.ForeignKey(
        UnitKerja, on_delete=models.PROTECT, null=True, blank=True, related_name="gangguan"
    )
    mesin = models.ForeignKey(
        Mesin, on_delete=models.PROTECT, null=True, blank=True, related_name="gangguan"
    )
    tempat = models.ForeignKey(
        TempatPresensi, on_delete=models.PROTECT, null=True, blank=True, related_name="gangguan"
    )
    mulai = models.DateTimeField("mulai")
    sampai = models.DateTimeField("sampai")
    jenis = models.CharField("jenis", max_length=10, choices=Jenis)
    alasan = models.CharField("penjelasan", max_length=240)
    bukti = models.ForeignKey(
        Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dinyatakan_pada = models.DateTimeField("dinyatakan pada")
    dinyatakan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)
    dicabut_alasan = models.CharField("alasan dicabut", max_length=240, blank=True)

    class Meta:
        verbose_name = "gangguan presensi"
        verbose_name_plural = "gangguan presensi"
        ordering = ["-mulai"]
        constraints = [
            models.CheckConstraint(name="gangguan_berurutan", condition=Q(sampai__gt=F("mulai"))),
            models.CheckConstraint(
                name="gangguan_satu_tempat",
                condition=Q(lingkup="semua", unit=None, mesin=None, tempat=None)
                | Q(lingkup="unit", unit__isnull=False, mesin=None, tempat=None)
                | Q(lingkup="mesin", unit=None, mesin__isnull=False, tempat=None)
                | Q(lingkup="tempat", unit=None, mesin=None, tempat__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["instansi", "mulai"],
                name="gangguan_berlaku",
                condition=Q(dicabut_pada__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.mulai:%d-%m-%Y}"

    @property
    def di_mana(self) -> str:
        """Where, in words."""
        return str(self.unit or self.mesin or self.tempat or self.instansi)


class KesaksianHadir(Dokumen):
    """A day without any tap in an outage: present, says the superior, or not."""

    gangguan = models.ForeignKey(
        GangguanPresensi, on_delete=models.CASCADE, related_name="kesaksian"
    )
    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="kesaksian_hadir")
    tanggal = models.DateField("tanggal")

    class Meta:
        verbose_name = "kesaksian hadir"
        verbose_name_plural = "kesaksian hadir"
        ordering = ["-tanggal"]
        constraints = [
            models.UniqueConstraint(
                fields=["gangguan", "pegawai", "tanggal"], name="kesaksian_sekali"
            )
        ]
        indexes = [models.Index(fields=["tanggal", "pegawai"], name="kesaksian_tanggal")]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.tanggal}: hadir saat gangguan"
