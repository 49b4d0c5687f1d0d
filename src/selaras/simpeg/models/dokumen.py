"""The scanned letters of a personnel file."""

from django.db import models

from selaras.core.files.models import Berkas
from selaras.simpeg.models.dasar import BarisBerkas


class DokumenPegawai(BarisBerkas):
    """One scanned document; `jenis_riwayat` and `baris_id` name the row that it proves, if one."""

    class Jenis(models.TextChoices):
        SK_CPNS = "sk_cpns", "SK CPNS"
        SK_PNS = "sk_pns", "SK PNS/PPPK"
        SK_PANGKAT = "sk_pangkat", "SK pangkat terakhir"
        SK_JABATAN = "sk_jabatan", "SK jabatan terakhir"
        SPMT = "spmt", "SPMT"
        IJAZAH = "ijazah", "Ijazah"
        KARPEG = "karpeg", "Karpeg/kartu ASN"
        KK = "kk", "Kartu keluarga"
        KTP = "ktp", "KTP"
        NPWP = "npwp", "NPWP"
        SKP = "skp", "SKP terakhir"
        KGB = "kgb", "KGB terakhir"
        LAIN = "lain", "Dokumen lain"

    jenis = models.CharField("jenis dokumen", max_length=10, choices=Jenis)
    nomor = models.CharField("nomor", max_length=80, blank=True)
    tanggal = models.DateField("tanggal", null=True, blank=True)
    berkas = models.ForeignKey(Berkas, on_delete=models.PROTECT, related_name="+")
    jenis_riwayat = models.CharField("riwayat", max_length=20, blank=True)
    baris_id = models.BigIntegerField("baris riwayat", null=True, blank=True)
    diunggah_pada = models.DateTimeField("diunggah pada")

    class Meta:
        verbose_name = "dokumen pegawai"
        verbose_name_plural = "dokumen pegawai"
        ordering = ["jenis", "-tanggal", "-id"]
        indexes = [
            models.Index(fields=["pegawai", "jenis"], name="dokumen_pegawai_jenis"),
            models.Index(fields=["jenis_riwayat", "baris_id"], name="dokumen_pegawai_baris"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.nomor}".strip()
