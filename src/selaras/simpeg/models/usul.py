"""What an employee proposes to change in her own file, field by field, with its proof."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from selaras.core.files.models import Berkas
from selaras.core.workflow.models import Dokumen
from selaras.pegawai.models import Pegawai


class UsulRiwayat(Dokumen):
    """One row to add, change or take out. Until the agency's word nothing in the file moves.

    isi         field -> value as a form sends it; of a change only the fields that differ
    lama        field -> value that stood in the file when it was proposed, for people to read
    keputusan   field -> {"terima": bool, "alasan": text, "tahap": "unit" | "instansi"}
    versi_baris fingerprint of the row that the proposal was made against
    """

    class Tindakan(models.TextChoices):
        TAMBAH = "tambah", "Menambah"
        UBAH = "ubah", "Mengubah"
        HAPUS = "hapus", "Menghapus"

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="usul_riwayat")
    jenis = models.CharField("bagian berkas", max_length=20)
    tindakan = models.CharField("tindakan", max_length=6, choices=Tindakan)
    baris_id = models.BigIntegerField("baris", null=True, blank=True)
    versi_baris = models.CharField(max_length=16, blank=True)
    isi = models.JSONField("usulan", default=dict, encoder=DjangoJSONEncoder)
    lama = models.JSONField("semula", default=dict, encoder=DjangoJSONEncoder)
    keputusan = models.JSONField("keputusan", default=dict, blank=True, encoder=DjangoJSONEncoder)
    alasan = models.CharField("penjelasan", max_length=300, blank=True)
    kunci = models.UUIDField("kunci kirim", null=True, blank=True, unique=True, editable=False)
    dibuat_pada = models.DateTimeField("dibuat pada")
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "usul perubahan data"
        verbose_name_plural = "usul perubahan data"
        ordering = ["-dibuat_pada", "-id"]
        indexes = [
            models.Index(fields=["pegawai", "-dibuat_pada"], name="usul_riwayat_pegawai"),
            models.Index(fields=["status", "-diajukan_pada"], name="usul_riwayat_status"),
        ]

    def __str__(self) -> str:
        return f"{self.get_tindakan_display()} {self.jenis}"


class BuktiUsul(models.Model):
    """A scan that proves a proposal; it moves into the file when the proposal is accepted."""

    usul = models.ForeignKey(UsulRiwayat, on_delete=models.CASCADE, related_name="bukti")
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField("jenis dokumen", max_length=10)

    class Meta:
        verbose_name = "bukti usul"
        verbose_name_plural = "bukti usul"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["usul", "berkas"], name="bukti_usul_sekali")]

    def __str__(self) -> str:
        return str(self.berkas)
