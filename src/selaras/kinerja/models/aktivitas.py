"""Daily activities: a day as one document, its entries, and what lets a day off be worked.

Entries are a large table by month (raw SQL in migration 0003): 30 million a year for 50,000
people. The day is what waits, is decided and summed; its totals always equal its entries.
"""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from selaras.core.workflow.models import Dokumen
from selaras.kinerja.models.katalog import KegiatanKatalog
from selaras.kinerja.models.pp46 import KegiatanTugas
from selaras.kinerja.models.rencana import RencanaBaris
from selaras.kinerja.models.skp import HasilKerja
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai


class HariAktivitas(Dokumen):
    """A person's day of work as her superior decides it; `unit` = where she stood that day."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="hari_aktivitas")
    tanggal = models.DateField("tanggal")
    unit = models.ForeignKey(
        UnitKerja, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name="unit"
    )
    jumlah = models.PositiveSmallIntegerField("aktivitas", default=0)
    menit_usul = models.PositiveSmallIntegerField("menit menunggu", default=0)
    menit_disetujui = models.PositiveSmallIntegerField("menit disetujui", default=0)

    class Meta:
        verbose_name = "aktivitas sehari"
        verbose_name_plural = "aktivitas sehari"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tanggal"], name="hari_aktivitas_tunggal")
        ]
        indexes = [
            models.Index(fields=["unit", "tanggal"], name="hari_aktivitas_unit"),
            BrinIndex(fields=["tanggal"], name="hari_aktivitas_tanggal"),
        ]

    def __str__(self) -> str:
        return f"aktivitas {self.tanggal:%d-%m-%Y}"

    @property
    def periode(self) -> int:
        return self.tanggal.year * 100 + self.tanggal.month


class AktivitasHarian(models.Model):
    """One piece of a day's work: when, how long, what, for which planned result.

    mulai, selesai: minutes from local midnight (a night shift goes past 1,440). standar: the
    catalogue's minutes x volume when it was entered. Two that count never overlap: an exclusion
    constraint of each month's partition. Ids are unique over all months.
    """

    class Status(models.IntegerChoices):
        USUL = 1, "Menunggu"
        DISETUJUI = 2, "Disetujui"
        DITOLAK = 3, "Ditolak"
        DIKEMBALIKAN = 4, "Dikembalikan"
        TITIPAN = 5, "Menunggu dibenarkan"

    tanggal = models.DateField("tanggal")
    pegawai = models.ForeignKey(
        Pegawai, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    mulai = models.PositiveSmallIntegerField("mulai")
    selesai = models.PositiveSmallIntegerField("selesai")
    volume = models.PositiveSmallIntegerField("volume", default=1)
    standar = models.PositiveSmallIntegerField("menit standar", null=True)
    status = models.PositiveSmallIntegerField("status", choices=Status, default=Status.USUL)
    uraian = models.CharField("kegiatan", max_length=300)
    keterangan = models.CharField("keterangan", max_length=300, default="")
    kegiatan = models.ForeignKey(
        KegiatanKatalog, on_delete=models.DO_NOTHING, db_constraint=False, null=True,
        related_name="+",
    )  # fmt: skip
    rencana_baris = models.ForeignKey(
        RencanaBaris, on_delete=models.DO_NOTHING, db_constraint=False, null=True,
        related_name="+",
    )  # fmt: skip
    hasil_kerja = models.ForeignKey(
        HasilKerja, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    kegiatan_tugas = models.ForeignKey(
        KegiatanTugas, on_delete=models.DO_NOTHING, db_constraint=False, null=True,
        related_name="+",
    )  # fmt: skip
    dibuat_pada = models.DateTimeField("dicatat pada")
    # Who entered it for the person; none = she herself.
    dicatat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, db_constraint=False, null=True,
        related_name="+",
    )  # fmt: skip
    diputus_pada = models.DateTimeField("diputus pada", null=True)
    catatan = models.CharField("catatan atasan", max_length=300, default="")

    class Meta:
        verbose_name = "aktivitas harian"
        verbose_name_plural = "aktivitas harian"

    def __str__(self) -> str:
        return self.uraian

    @property
    def menit(self) -> int:
        return self.selesai - self.mulai

    @property
    def lebih_standar(self) -> bool:
        """Whether it took longer than the catalogue's standard for its volume."""
        return self.standar is not None and self.menit > self.standar


class KirimanAktivitas(models.Model):
    """A form that was sent: the same one again (double tap, repeat) finds what came of it."""

    kunci = models.UUIDField("kunci kiriman", primary_key=True, default=uuid4)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    dikirim_pada = models.DateTimeField("dikirim pada", db_index=True)
    pesan = models.CharField("hasil", max_length=300, default="")

    class Meta:
        verbose_name = "kiriman aktivitas"
        verbose_name_plural = "kiriman aktivitas"

    def __str__(self) -> str:
        return str(self.kunci)


class PerintahLembur(models.Model):
    """An order to work outside one's hours (PP 11/2017; Perpres 21/2023 ps. 4), with its letter."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="perintah_lembur")
    tanggal = models.DateField("tanggal")
    mulai = models.PositiveSmallIntegerField("mulai (menit)")
    selesai = models.PositiveSmallIntegerField("selesai (menit)")
    no_surat = models.CharField("nomor surat perintah", max_length=80)
    tanggal_surat = models.DateField("tanggal surat")
    keterangan = models.CharField("keterangan", max_length=200, blank=True)
    dicatat_pada = models.DateTimeField("dicatat pada")
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)

    class Meta:
        verbose_name = "perintah lembur"
        verbose_name_plural = "perintah lembur"
        ordering = ["-tanggal", "pegawai"]
        indexes = [models.Index(fields=["pegawai", "tanggal"], name="lembur_pegawai_tanggal")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(selesai__gt=models.F("mulai"), selesai__lte=2880),
                name="lembur_berurutan",
            )
        ]

    def __str__(self) -> str:
        return f"lembur {self.tanggal:%d-%m-%Y}"
