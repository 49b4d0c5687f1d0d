"""Doors for other attendance applications: keys they come in by, and sources that we ask."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from selaras.organisasi.models import Instansi
from selaras.presensi.models.mesin import Situs


class KunciAplikasi(models.Model):
    """A credential by which another application sends taps; the secret itself is not kept."""

    class Lingkup(models.TextChoices):
        KIRIM = "ketukan.kirim", "Mengirim ketukan"
        KEADAAN = "ketukan.keadaan", "Menanyakan apa yang sudah diterima"

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="+")
    situs = models.ForeignKey(Situs, on_delete=models.PROTECT, related_name="kunci_aplikasi")
    nama = models.CharField("nama", max_length=120)
    awalan = models.CharField("awalan", max_length=12)  # to tell keys apart on paper
    hash = models.CharField(max_length=64, unique=True, editable=False)
    lingkup = ArrayField(models.CharField(max_length=24, choices=Lingkup), verbose_name="lingkup")
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    dibuat_pada = models.DateTimeField("dibuat pada")
    dipakai_pada = models.DateTimeField("terakhir dipakai", null=True, blank=True)
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)

    class Meta:
        verbose_name = "kunci aplikasi"
        verbose_name_plural = "kunci aplikasi"
        ordering = ["nama", "pk"]

    def __str__(self) -> str:
        return f"{self.nama} ({self.awalan}…)"

    @property
    def keadaan(self) -> str:
        """A word of core.halaman.status."""
        return "dicabut" if self.dicabut_pada else "aktif"


class SumberTarik(models.Model):
    """Another application that we ask for taps by a schedule."""

    class Jenis(models.TextChoices):
        SELARAS = "selaras", "Bentuk Selaras (JSON berhalaman)"
        FINGERSPOT = "fingerspot", "Fingerspot (awan mesin)"

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="+")
    situs = models.ForeignKey(Situs, on_delete=models.PROTECT, related_name="sumber_tarik")
    nama = models.CharField("nama", max_length=120)
    jenis = models.CharField("jenis", max_length=12, choices=Jenis, default=Jenis.SELARAS)
    alamat = models.CharField("alamat", max_length=300)
    perangkat = models.CharField("cloud ID mesin", max_length=60, blank=True)
    rahasia_sandi = models.TextField(editable=False)  # encrypted; no page shows it
    mulai = models.DateField("ambil sejak")
    jeda_menit = models.PositiveSmallIntegerField("tiap berapa menit", default=30)
    aktif = models.BooleanField("aktif", default=True)
    kursor = models.CharField("lanjutan", max_length=200, blank=True, editable=False)
    berikut_pada = models.DateTimeField("tarikan berikut", null=True, editable=False)
    dicoba_pada = models.DateTimeField("terakhir dicoba", null=True, editable=False)
    berhasil_pada = models.DateTimeField("terakhir berhasil", null=True, editable=False)
    galat = models.CharField("galat terakhir", max_length=300, blank=True, editable=False)
    gagal_berturut = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "sumber tarikan"
        verbose_name_plural = "sumber tarikan"
        ordering = ["nama", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "nama"], name="sumber_tarik_nama_tunggal"),
            models.CheckConstraint(
                name="sumber_tarik_jeda",
                condition=models.Q(jeda_menit__gte=5, jeda_menit__lte=1440),
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def keadaan(self) -> str:
        """A word of core.halaman.status."""
        if not self.aktif:
            return "nonaktif"
        if self.gagal_berturut:
            return "gagal"
        return "aktif" if self.berhasil_pada else "antre"


class HariAplikasi(models.Model):
    """How many new taps of a day another application has given: days without any are gaps."""

    pk = models.CompositePrimaryKey("situs_id", "tanggal")
    situs = models.ForeignKey(Situs, on_delete=models.CASCADE, related_name="+")
    tanggal = models.DateField("tanggal")
    jumlah = models.PositiveIntegerField("ketukan")

    class Meta:
        verbose_name = "hari aplikasi"
        verbose_name_plural = "hari aplikasi"

    def __str__(self) -> str:
        return f"{self.situs_id} {self.tanggal}: {self.jumlah}"
