"""Duty rosters on their way: reusable rotations, cells not yet published, publications."""

from django.conf import settings
from django.db import models

from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models.jadwal import Jadwal


class PolaRoster(models.Model):
    """A rotation of shifts that is used again: codes of timetables in order, "" = lepas jaga."""

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="pola_roster")
    nama = models.CharField("nama", max_length=80)
    urutan = models.JSONField("urutan")
    dibuat_pada = models.DateTimeField("dibuat pada")

    class Meta:
        verbose_name = "pola roster"
        verbose_name_plural = "pola roster"
        ordering = ["nama"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "nama"], name="pola_nama_tunggal")
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def teks(self) -> str:
        """RS-PAGI, RS-PAGI, RS-MALAM, lepas."""
        return ", ".join(kode or "lepas" for kode in self.urutan)


class RancanganRoster(models.Model):
    """A cell of a month grid that somebody painted and nobody has published yet.

    With a timetable = that shift; `lepas` = off duty; neither = the roster says nothing that day.
    """

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="rancangan_roster")
    tanggal = models.DateField("tanggal")
    jadwal = models.ForeignKey(
        Jadwal, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lepas = models.BooleanField("lepas jaga", default=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    diubah_nama = models.CharField("diubah oleh", max_length=200)
    diubah_pada = models.DateTimeField("diubah pada")

    class Meta:
        verbose_name = "rancangan roster"
        verbose_name_plural = "rancangan roster"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tanggal"], name="rancangan_sekali"),
            models.CheckConstraint(
                name="rancangan_satu_isi",
                condition=models.Q(jadwal__isnull=True) | models.Q(lepas=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.tanggal}: {self.jadwal or 'lepas'}"


class TerbitRoster(models.Model):
    """A unit's roster of a month was published: who, when, how much; only ever added to."""

    unit = models.ForeignKey(UnitKerja, on_delete=models.CASCADE, related_name="terbit_roster")
    periode = models.IntegerField("periode")
    hari = models.PositiveIntegerField("hari yang berubah")
    orang = models.PositiveIntegerField("pegawai yang berubah")
    diterbitkan_pada = models.DateTimeField("diterbitkan pada")
    diterbitkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    diterbitkan_nama = models.CharField("diterbitkan oleh", max_length=200)

    class Meta:
        verbose_name = "terbitan roster"
        verbose_name_plural = "terbitan roster"
        ordering = ["-diterbitkan_pada"]
        indexes = [models.Index(fields=["unit", "periode"], name="terbit_unit")]

    def __str__(self) -> str:
        return f"{self.unit} {self.periode}"
