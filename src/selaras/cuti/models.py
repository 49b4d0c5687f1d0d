"""Approved absences of every kind: leave, duty travel, training, study.

They come in by import or by an officer; the request flow of later services feeds this table.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from selaras.aturan.presensi.kode import NOMOR_JENIS
from selaras.core.masa import BerlakuField, BerlakuQuerySet
from selaras.pegawai.models import Pegawai


class JenisKetidakhadiran(models.Model):
    """A kind of approved absence; its effect on TPP is a parameter of law, not a column."""

    class Kelompok(models.TextChoices):
        CUTI = "cuti", "Cuti"
        DINAS = "dinas", "Tugas kedinasan"
        IZIN = "izin", "Izin"

    # A small fixed number, because a day of the month sheet stores it in one byte.
    id = models.PositiveSmallIntegerField(primary_key=True)
    kode = models.CharField("kode", max_length=8, unique=True)
    nama = models.CharField("nama", max_length=60)
    kelompok = models.CharField("kelompok", max_length=8, choices=Kelompok)
    sehari_penuh = models.BooleanField(
        "sehari penuh", default=True, help_text="Tidak = hanya menghapus potongan TL atau PSW"
    )
    # Work from home: the letter allows tapping elsewhere, and the taps decide as on any day.
    tetap_presensi = models.BooleanField(
        "tetap presensi", default=False, help_text="Ya = bekerja dari tempat lain, tetap presensi"
    )
    dasar = models.CharField("dasar", max_length=120, blank=True)

    class Meta:
        verbose_name = "jenis ketidakhadiran"
        verbose_name_plural = "jenis ketidakhadiran"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.nama


class Ketidakhadiran(models.Model):
    """An approved absence with its letter; two full-day ones never share a day."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="ketidakhadiran")
    jenis = models.ForeignKey(JenisKetidakhadiran, on_delete=models.PROTECT, related_name="+")
    no_surat = models.CharField("nomor surat", max_length=60)
    tanggal_surat = models.DateField("tanggal surat")
    keterangan = models.CharField("keterangan", max_length=200, blank=True)
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "ketidakhadiran"
        verbose_name_plural = "ketidakhadiran"
        constraints = [
            ExclusionConstraint(
                name="ketidakhadiran_tanpa_tumpang",
                expressions=[
                    ("pegawai", RangeOperators.EQUAL),
                    ("berlaku", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(dicabut_pada__isnull=True)
                & ~models.Q(jenis__in=[NOMOR_JENIS["IT"], NOMOR_JENIS["IPC"]]),
            ),
            # A permit to come late and one to leave early may share a day.
            ExclusionConstraint(
                name="izin_sebagian_tanpa_tumpang",
                expressions=[
                    ("pegawai", RangeOperators.EQUAL),
                    ("jenis", RangeOperators.EQUAL),
                    ("berlaku", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(dicabut_pada__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.jenis}"
