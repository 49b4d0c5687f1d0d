"""For people without a phone: kiosks and their PINs, and what an officer writes down by hand."""

from django.conf import settings
from django.db import models

from selaras.core.files.models import Berkas
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models.mesin import Situs
from selaras.presensi.models.tempat import TempatPresensi


class Kios(models.Model):
    """A browser that an officer bound to a unit, where its people tap with their kiosk PIN.

    The code binds once and soon ends; the browser then holds a key of which only the hash is here.
    """

    situs = models.OneToOneField(Situs, on_delete=models.PROTECT, related_name="kios")
    unit = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="kios")
    tempat = models.ForeignKey(
        TempatPresensi, on_delete=models.PROTECT, null=True, blank=True, related_name="kios"
    )
    kode_hash = models.CharField(max_length=64, blank=True, editable=False)
    kode_sampai = models.DateTimeField(null=True, blank=True, editable=False)
    kunci_hash = models.CharField(max_length=64, blank=True, editable=False)
    terpasang_pada = models.DateTimeField("terpasang pada", null=True, blank=True)
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)
    dibuat_pada = models.DateTimeField("dibuat pada")

    class Meta:
        verbose_name = "kios"
        verbose_name_plural = "kios"
        ordering = ["situs__nama"]
        constraints = [
            models.UniqueConstraint(
                fields=["kunci_hash"], name="kios_kunci_tunggal",
                condition=~models.Q(kunci_hash=""),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.situs.nama

    @property
    def keadaan(self) -> str:
        """A word of core.halaman.status."""
        if self.dicabut_pada:
            return "dicabut"
        return "aktif" if self.terpasang_pada else "menunggu"


class PinKios(models.Model):
    """A person's six digits for kiosks, hashed, with the wrong tries since the last right one."""

    pegawai = models.OneToOneField(
        Pegawai, on_delete=models.CASCADE, primary_key=True, related_name="pin_kios"
    )
    hash = models.CharField(max_length=160, editable=False)
    gagal = models.PositiveSmallIntegerField("salah berturut-turut", default=0)
    terkunci_sampai = models.DateTimeField("terkunci sampai", null=True, blank=True)
    dibuat_pada = models.DateTimeField("dibuat pada")
    dari_petugas = models.BooleanField("diterbitkan petugas", default=False)

    class Meta:
        verbose_name = "PIN kios"
        verbose_name_plural = "PIN kios"

    def __str__(self) -> str:
        return str(self.pegawai)


class CatatanPetugas(models.Model):
    """A day's in and out of a person as an officer wrote them down, with reason and proof.

    The times become taps at once, or when the superior confirms them, as the region's law says.
    """

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="catatan_petugas")
    tanggal = models.DateField("tanggal")
    masuk = models.DateTimeField("masuk", null=True, blank=True)
    pulang = models.DateTimeField("pulang", null=True, blank=True)
    alasan = models.CharField("alasan", max_length=200)
    bukti = models.ForeignKey(
        Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    perlu_atasan = models.BooleanField("menunggu pembenaran atasan")
    dicatat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    dicatat_pada = models.DateTimeField("dicatat pada")

    class Meta:
        verbose_name = "catatan petugas"
        verbose_name_plural = "catatan petugas"
        ordering = ["-tanggal", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="catatan_petugas_berisi",
                condition=models.Q(masuk__isnull=False) | models.Q(pulang__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["pegawai", "tanggal"], name="catatan_petugas_hari")]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.tanggal}"
