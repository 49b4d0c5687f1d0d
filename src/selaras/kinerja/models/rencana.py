"""The month's work plan under a year's plan, the catalogue it picks from, the matrix above it."""

from uuid import uuid4

from django.db import models

from selaras.core.workflow.models import Dokumen
from selaras.kinerja.models.pp46 import KegiatanTugas
from selaras.kinerja.models.skp import SKP, HasilKerja
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai


class RencanaBulan(Dokumen):
    """One person's work plan of one month (periode = tahun x 100 + bulan).

    An addendum keeps the document and raises `versi`: rows say since and until which one they hold.
    """

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="rencana_bulan")
    periode = models.PositiveIntegerField("periode")
    skp = models.ForeignKey(
        SKP, on_delete=models.PROTECT, null=True, blank=True, related_name="rencana_bulan"
    )
    unit = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="rencana_bulan")
    versi = models.PositiveSmallIntegerField("versi", default=1)
    kunci = models.UUIDField("kunci kiriman", default=uuid4, unique=True, editable=False)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    kiriman = models.JSONField("isi saat diajukan", null=True, blank=True, editable=False)
    kiriman_lalu = models.JSONField("isi pengajuan lalu", null=True, blank=True, editable=False)
    # The page that wrote last: an answer lost on the way is not another tab's change.
    layar = models.UUIDField(null=True, blank=True, editable=False)
    diubah_pada = models.DateTimeField("diubah pada", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "rencana kerja bulanan"
        verbose_name_plural = "rencana kerja bulanan"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "periode"],
                condition=~models.Q(status__in=["ditolak", "dibatalkan"]),
                name="rencana_sekali_sebulan",
            )
        ]
        indexes = [
            models.Index(fields=["unit", "periode", "status"], name="rencana_unit_periode"),
        ]

    def __str__(self) -> str:
        return f"rencana {self.pegawai} {self.periode}"


class RencanaBaris(models.Model):
    """One piece of work of the month; a row that an addendum dropped keeps its history."""

    rencana = models.ForeignKey(RencanaBulan, on_delete=models.CASCADE, related_name="baris")
    # Made where the row is typed: sending it twice changes one row, versions of it share the key.
    kunci = models.UUIDField("kunci baris", default=uuid4, editable=False)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    hasil_kerja = models.ForeignKey(
        HasilKerja, on_delete=models.PROTECT, null=True, blank=True, related_name="rencana_baris"
    )
    kegiatan_tugas = models.ForeignKey(
        KegiatanTugas, on_delete=models.PROTECT, null=True, blank=True, related_name="rencana_baris"
    )
    uraian = models.CharField("rencana kerja", max_length=500)
    kuantitas = models.DecimalField(
        "target", max_digits=12, decimal_places=2, null=True, blank=True
    )
    satuan = models.CharField("satuan", max_length=40, blank=True)
    utama = models.BooleanField("hasil utama", default=True)
    ekspektasi = models.CharField("ekspektasi atasan", max_length=500, blank=True)
    catatan_atasan = models.CharField("catatan atasan", max_length=500, blank=True)
    sejak_versi = models.PositiveSmallIntegerField("sejak versi", default=1)
    sampai_versi = models.PositiveSmallIntegerField("sampai versi", null=True, blank=True)

    class Meta:
        verbose_name = "baris rencana kerja"
        verbose_name_plural = "baris rencana kerja"
        ordering = ["rencana", "urutan", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rencana", "kunci", "sejak_versi"], name="rencana_baris_tunggal"
            ),
        ]

    def __str__(self) -> str:
        return self.uraian


class KatalogRencana(models.Model):
    """Work that people of a post usually plan, in checked words, offered when they plan."""

    instansi = models.ForeignKey(Instansi, on_delete=models.CASCADE, related_name="katalog_rencana")
    jabatan = models.CharField(
        "nama jabatan", max_length=160, blank=True, help_text="Kosong = untuk semua jabatan."
    )
    uraian = models.CharField("rencana kerja", max_length=500)
    kuantitas = models.DecimalField(
        "target", max_digits=12, decimal_places=2, null=True, blank=True
    )
    satuan = models.CharField("satuan", max_length=40, blank=True)
    aktif = models.BooleanField("ditawarkan", default=True)

    class Meta:
        verbose_name = "katalog rencana kerja"
        verbose_name_plural = "katalog rencana kerja"
        ordering = ["jabatan", "uraian"]
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "jabatan", "uraian"], name="katalog_rencana_tunggal"
            ),
        ]

    def __str__(self) -> str:
        return self.uraian


class PeranHasil(models.Model):
    """A cell of the matriks peran hasil: what a person contributes to one of the leader's results.

    One contribution per line; each becomes a result of that person's plan.
    """

    hasil_atasan = models.ForeignKey(HasilKerja, on_delete=models.CASCADE, related_name="peran")
    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="peran_hasil")
    kontribusi = models.CharField("kontribusi", max_length=1000, blank=True)
    diubah_pada = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "peran hasil"
        verbose_name_plural = "peran hasil"
        constraints = [
            models.UniqueConstraint(fields=["hasil_atasan", "pegawai"], name="peran_hasil_tunggal"),
        ]

    def __str__(self) -> str:
        return self.kontribusi
