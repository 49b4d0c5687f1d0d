"""Where PINs are kept, the machines there and who a PIN is."""

from django.db import models

from selaras.core.masa import BerlakuField, BerlakuQuerySet, tanpa_tumpang
from selaras.organisasi.models import Instansi, UnitKerja, Zona
from selaras.pegawai.models import Pegawai


class Situs(models.Model):
    """A place whose machines share their PINs: within it a PIN means one person at a time.

    Phones and kiosks of a government are a site, too: there the PIN names the person herself.
    """

    class Jenis(models.TextChoices):
        MESIN = "mesin", "Mesin"
        PONSEL = "ponsel", "Ponsel"
        KIOS = "kios", "Kios"
        API = "api", "Aplikasi lain"

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="situs")
    unit = models.ForeignKey(
        UnitKerja, on_delete=models.PROTECT, null=True, blank=True, related_name="situs"
    )
    nama = models.CharField("nama", max_length=120)
    jenis = models.CharField("jenis", max_length=8, choices=Jenis, default=Jenis.MESIN)
    # What machines of the site must come with, besides a serial number that anyone can read.
    rahasia = models.CharField("jalur rahasia", max_length=40, blank=True, db_default="")
    alamat_boleh = models.CharField(
        "alamat jaringan yang boleh", max_length=400, blank=True, db_default=""
    )

    class Meta:
        verbose_name = "situs"
        verbose_name_plural = "situs"
        ordering = ["nama"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "nama"], name="situs_nama_tunggal"),
            models.UniqueConstraint(
                fields=["instansi"], name="situs_ponsel_tunggal", condition=models.Q(jenis="ponsel")
            ),
            models.UniqueConstraint(
                fields=["rahasia"], name="situs_rahasia_tunggal", condition=~models.Q(rahasia="")
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class SitusUnit(models.Model):
    """A further unit whose people tap at a site, besides the unit that keeps it."""

    situs = models.ForeignKey(Situs, on_delete=models.CASCADE, related_name="melayani")
    unit = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="dilayani")

    class Meta:
        verbose_name = "unit yang dilayani"
        verbose_name_plural = "unit yang dilayani"
        constraints = [models.UniqueConstraint(fields=["situs", "unit"], name="situs_unit_sekali")]

    def __str__(self) -> str:
        return f"{self.situs}: {self.unit}"


class Mesin(models.Model):
    """A fingerprint or face machine; a person approves its serial number before its taps count."""

    class Status(models.TextChoices):
        MENUNGGU = "menunggu", "Menunggu persetujuan"
        DISETUJUI = "disetujui", "Disetujui"
        DITOLAK = "ditolak", "Ditolak"

    situs = models.ForeignKey(Situs, on_delete=models.PROTECT, related_name="mesin")
    sn = models.CharField("nomor seri", max_length=40, unique=True)
    nama = models.CharField("nama", max_length=120, blank=True)
    zona = models.CharField("zona waktu jam mesin", max_length=20, choices=Zona, default=Zona.WIB)
    status = models.CharField("status", max_length=12, choices=Status, default=Status.MENUNGGU)
    disetujui_pada = models.DateTimeField("disetujui pada", null=True, blank=True)
    urutan_kolom = models.CharField(
        "urutan kolom berkas",
        max_length=60,
        blank=True,
        help_text="Bila isinya tidak dapat ditebak, mis. mesin,status,verifikasi,kode_kerja",
    )
    alamat_boleh = models.CharField(
        "alamat jaringan yang boleh", max_length=400, blank=True, db_default=""
    )
    jeda_detik = models.PositiveSmallIntegerField("jeda lapor (detik)", default=10, db_default=10)

    TANPA_SITUS = "Belum ditempatkan"  # where an unknown machine stands until an officer says

    class Meta:
        verbose_name = "mesin presensi"
        verbose_name_plural = "mesin presensi"
        ordering = ["sn"]
        constraints = [
            models.CheckConstraint(
                name="mesin_disetujui_bertanggal",
                condition=~models.Q(status="disetujui") | models.Q(disetujui_pada__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.nama or self.sn


class PinMesin(models.Model):
    """Which person a PIN means at a site, and when; a PIN given to another later is a new row."""

    situs = models.ForeignKey(Situs, on_delete=models.PROTECT, related_name="pin")
    pin = models.CharField("PIN", max_length=24)
    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="pin_mesin")
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "PIN mesin"
        verbose_name_plural = "PIN mesin"
        ordering = ["pin"]
        constraints = [tanpa_tumpang("pin_tanpa_tumpang", "situs", "pin")]

    def __str__(self) -> str:
        return f"{self.pin}: {self.pegawai}"
