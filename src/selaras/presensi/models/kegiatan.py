"""Roll calls and ceremonies: who must come, who was seen there."""

import uuid
from datetime import datetime, timedelta

from django.db import models

from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models.mesin import Situs


class KegiatanBersama(models.Model):
    """An apel or upacara at a place and time; missed ones become TidakApel when it is closed."""

    class Jenis(models.TextChoices):
        APEL = "apel", "Apel"
        UPACARA = "upacara", "Upacara"

    kunci = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="kegiatan")
    jenis = models.CharField("jenis", max_length=8, choices=Jenis)
    nama = models.CharField("nama", max_length=120)
    tanggal = models.DateField("tanggal")
    mulai = models.DateTimeField("mulai")
    sebelum = models.PositiveSmallIntegerField("ketukan dari (menit sebelum)")
    sesudah = models.PositiveSmallIntegerField("ketukan sampai (menit sesudah)")
    tempat = models.CharField("tempat", max_length=120)
    # Only taps at this site prove attendance; without one, any tap in the window does.
    situs = models.ForeignKey(
        Situs, on_delete=models.PROTECT, null=True, blank=True, related_name="kegiatan"
    )
    dibuat_pada = models.DateTimeField("dibuat pada")
    ditutup_pada = models.DateTimeField("ditutup pada", null=True, blank=True)
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)

    class Meta:
        verbose_name = "apel atau upacara"
        verbose_name_plural = "apel dan upacara"
        ordering = ["-mulai"]
        indexes = [models.Index(fields=["instansi", "tanggal"], name="kegiatan_tanggal")]

    def __str__(self) -> str:
        return self.nama

    def selesai(self, at: datetime) -> bool:
        """Whether the last moment to tap has passed."""
        return at > self.mulai + timedelta(minutes=self.sesudah)


class KegiatanUnit(models.Model):
    """People of a unit, and of all units below it, must come."""

    kegiatan = models.ForeignKey(KegiatanBersama, on_delete=models.CASCADE, related_name="unit")
    unit = models.ForeignKey(UnitKerja, on_delete=models.CASCADE, related_name="kegiatan")

    class Meta:
        verbose_name = "unit yang wajib ikut"
        verbose_name_plural = "unit yang wajib ikut"
        constraints = [
            models.UniqueConstraint(fields=["kegiatan", "unit"], name="kegiatan_unit_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.kegiatan}: {self.unit}"


class HadirKegiatan(models.Model):
    """What an officer's list says about a person; goes before her taps."""

    kegiatan = models.ForeignKey(KegiatanBersama, on_delete=models.CASCADE, related_name="daftar")
    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="hadir_kegiatan")
    hadir = models.BooleanField("hadir")
    dicatat_pada = models.DateTimeField("dicatat pada")
    dicatat_nama = models.CharField("dicatat oleh", max_length=200)

    class Meta:
        verbose_name = "kehadiran kegiatan"
        verbose_name_plural = "kehadiran kegiatan"
        constraints = [
            models.UniqueConstraint(fields=["kegiatan", "pegawai"], name="hadir_kegiatan_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.kegiatan}"
