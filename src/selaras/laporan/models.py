"""Documents that were made and kept; what stands in them comes from the rooms below."""

from django.conf import settings
from django.db import models

from selaras.organisasi.models import UnitKerja


class DokumenPembayaran(models.Model):
    """One document of an SKPD's month for the request of payment, with the hash of its list.

    Made before the lock it is a draft (`konsep`); making it again replaces it.
    """

    class Jenis(models.TextChoices):
        BUKU = "buku", "Buku kerja (semua daftar)"
        KEHADIRAN = "kehadiran", "Rekap kehadiran"
        PRODUKTIVITAS = "produktivitas", "Rekap produktivitas"
        PERHITUNGAN = "perhitungan", "Daftar perhitungan TPP"
        NOMINATIF = "nominatif", "Daftar nominatif / tanda terima"
        SPTJM = "sptjm", "SPTJM"
        PENGANTAR = "pengantar", "Surat pengantar dan rekap"
        VERIFIKASI = "verifikasi", "Lembar verifikasi"
        BANK = "bank", "Berkas transfer bank"

    skpd = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="+")
    periode = models.PositiveIntegerField("bulan")
    jenis = models.CharField("jenis", max_length=14, choices=Jenis)
    format = models.CharField("format", max_length=4)
    berkas = models.FileField("berkas", upload_to="dokumen/%Y/%m")
    hash_daftar = models.CharField("hash daftar", max_length=64)
    konsep = models.BooleanField("konsep")
    dibuat_pada = models.DateTimeField("dibuat pada")
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "dokumen pembayaran"
        verbose_name_plural = "dokumen pembayaran"
        ordering = ["periode", "skpd", "jenis", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["periode", "skpd", "jenis", "format"], name="dokumen_bayar_tunggal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.skpd} {self.periode}"
