"""A person in the government's service; all else about her hangs on this row."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.timezone import localdate

from selaras.core.waktu import now
from selaras.organisasi.models import Instansi


class StatusPegawai(models.TextChoices):
    """Kinds of staff (UU 20/2023 ps. 5 and the staff of ps. 66)."""

    PNS = "PNS", "PNS"
    CPNS = "CPNS", "CPNS"
    PPPK = "PPPK", "PPPK"
    PPPK_PW = "PPPK_PW", "PPPK paruh waktu"
    NONASN = "NONASN", "Non-ASN"


class Pegawai(models.Model):
    """A person in the government's service, known by NIP (Perka BKN 43/2007) or NI PPPK."""

    class JenisKelamin(models.TextChoices):
        L = "L", "Laki-laki"
        P = "P", "Perempuan"

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="pegawai")
    nip = models.CharField("NIP", max_length=18, unique=True)
    nama = models.CharField("nama", max_length=120)
    gelar_depan = models.CharField("gelar depan", max_length=40, blank=True)
    gelar_belakang = models.CharField("gelar belakang", max_length=60, blank=True)
    tanggal_lahir = models.DateField("tanggal lahir", null=True, blank=True)
    jenis_kelamin = models.CharField(
        "jenis kelamin", max_length=1, choices=JenisKelamin, blank=True
    )
    nik = models.CharField("NIK", max_length=16, blank=True)
    email = models.EmailField("surel", blank=True)
    telepon = models.CharField("telepon", max_length=20, blank=True)
    # The account outlives a mistake in linking: deleting it never deletes the person.
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="pegawai",
    )

    class Meta:
        verbose_name = "pegawai"
        verbose_name_plural = "pegawai"
        ordering = ["nama", "id"]
        indexes = [
            # names are searched in part and with slips of the pen, and lists are sorted by them
            GinIndex(OpClass(Lower("nama"), name="gin_trgm_ops"), name="pegawai_nama_trgm"),
            models.Index(Lower("nama"), "id", name="pegawai_nama_urut"),
        ]

    def __str__(self) -> str:
        return self.nama_lengkap

    @cached_property
    def zona(self) -> str:
        """The zone of the clock where she works today: of her post's unit, else her government's.

        A query, but only in a government that has a unit with a clock of its own.
        """
        umum = self.instansi.zona
        if not self.instansi.zona_beda:
            return umum
        posts = self.riwayat_jabatan.pada(localdate(now(), ZoneInfo(umum)))
        zona = posts.order_by("penugasan").values_list("jabatan__unit__zona", flat=True).first()
        return zona or umum

    @property
    def nama_lengkap(self) -> str:
        """The name with its titles, as on letters."""
        depan = f"{self.gelar_depan} " if self.gelar_depan else ""
        belakang = f", {self.gelar_belakang}" if self.gelar_belakang else ""
        return f"{depan}{self.nama}{belakang}"
