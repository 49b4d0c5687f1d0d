"""An import from upload to taken rows, its findings row by row, and the mapping learnt from it."""

from django.conf import settings
from django.db import models


class Impor(models.Model):
    """One uploaded file on its way into the facts; the file itself is kept by its checksum."""

    class Status(models.TextChoices):
        DIUNGGAH = "diunggah", "Menunggu pencocokan kolom"
        MEMERIKSA = "memeriksa", "Sedang diperiksa"
        DIPERIKSA = "diperiksa", "Menunggu keputusan"
        MENGAMBIL = "mengambil", "Sedang diambil"
        DIAMBIL = "diambil", "Sudah diambil"
        DIBATALKAN = "dibatalkan", "Dibatalkan"
        GAGAL = "gagal", "Gagal"

    jenis = models.CharField("jenis", max_length=32)
    instansi_id = models.BigIntegerField("instansi")
    status = models.CharField("status", max_length=12, choices=Status, default=Status.DIUNGGAH)
    sumber = models.CharField("sumber", max_length=60, default="umum")
    sejak = models.DateField("berlaku sejak", help_text="Untuk baris tanpa tanggal mulai")
    nama_berkas = models.CharField("berkas", max_length=200)
    lembar = models.CharField("lembar", max_length=120, blank=True)
    ukuran = models.PositiveIntegerField("ukuran (bita)")
    sidik_berkas = models.CharField("sidik berkas (SHA-256)", max_length=64, db_index=True)
    jalur = models.CharField(max_length=200, editable=False)
    baris_judul = models.PositiveIntegerField("baris judul", default=0)
    # [{"indeks", "judul", "kolom", "yakin", "alasan", "contoh": [..]}], one per file column
    padanan = models.JSONField(default=list)
    catatan = models.JSONField(default=list)
    jumlah = models.JSONField(default=dict)
    temuan_tersering = models.JSONField(default=list)
    sidik_hasil = models.CharField(max_length=64, blank=True)
    pesan = models.TextField(blank=True)
    pekerjaan_id = models.BigIntegerField(null=True, blank=True)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dibuat_pada = models.DateTimeField("diunggah pada")
    diperiksa_pada = models.DateTimeField("diperiksa pada", null=True, blank=True)
    diambil_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diambil_pada = models.DateTimeField("diambil pada", null=True, blank=True)

    class Meta:
        verbose_name = "impor"
        verbose_name_plural = "impor"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="impor_diambil_bertanggal",
                condition=~models.Q(status="diambil") | models.Q(diambil_pada__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.jenis}: {self.nama_berkas}"


class BarisImpor(models.Model):
    """What the dry run found about one row of the file."""

    impor = models.ForeignKey(Impor, on_delete=models.CASCADE, related_name="baris")
    nomor = models.PositiveIntegerField("baris")
    status = models.PositiveSmallIntegerField("status")
    peringatan = models.BooleanField(default=False)
    isi = models.JSONField(default=dict)  # column -> text as it came
    perubahan = models.JSONField(default=dict)  # column -> [old, new]
    temuan = models.JSONField(default=list)  # [[column, message, is_warning]]

    class Meta:
        verbose_name = "baris impor"
        verbose_name_plural = "baris impor"
        constraints = [
            models.UniqueConstraint(fields=["impor", "nomor"], name="baris_impor_tunggal")
        ]
        indexes = [models.Index(fields=["impor", "status", "nomor"], name="baris_impor_status")]

    def __str__(self) -> str:
        return f"baris {self.nomor}"


class IngatanKolom(models.Model):
    """Which column a source's heading was decided to be; '-' = decided to leave it out."""

    instansi_id = models.BigIntegerField("instansi")
    jenis = models.CharField("jenis", max_length=32)
    sumber = models.CharField("sumber", max_length=60)
    judul = models.CharField("judul di berkas", max_length=200)
    kolom = models.CharField("kolom", max_length=60)

    class Meta:
        verbose_name = "ingatan kolom"
        verbose_name_plural = "ingatan kolom"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi_id", "jenis", "sumber", "judul"], name="ingatan_kolom_tunggal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.judul} = {self.kolom}"
