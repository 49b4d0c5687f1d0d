"""Taps as they came, and what could not be taken as a tap.

Taps are a large table without foreign keys in the database: rows are written by COPY, a hundred
thousand a second.
"""

from django.db import models

from selaras.pegawai.models import Pegawai
from selaras.presensi.models.mesin import Mesin, Situs


class Ketukan(models.Model):
    """One tap, kept as it came; the same PIN at the same site and instant is the same tap.

    Partitioned by month of `waktu` (UTC) in raw SQL; `services.ensure_partitions` makes months.
    """

    class Sumber(models.IntegerChoices):
        BERKAS = 1, "Berkas mesin"
        DORONG = 2, "Dikirim mesin"
        PONSEL = 3, "Ponsel"
        IMPOR = 4, "Impor lain"
        KIOS = 5, "Kios"
        PETUGAS = 6, "Daftar petugas"
        API = 7, "Aplikasi lain"

    pk = models.CompositePrimaryKey("situs_id", "pin", "waktu")
    situs = models.ForeignKey(
        Situs, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    pin = models.CharField("PIN", max_length=24)
    waktu = models.DateTimeField("waktu")
    pegawai = models.ForeignKey(
        Pegawai, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    mesin = models.ForeignKey(
        Mesin, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    sumber = models.SmallIntegerField("sumber", choices=Sumber)
    status = models.SmallIntegerField("status mesin", null=True)
    verifikasi = models.SmallIntegerField("cara verifikasi", null=True)
    kode_kerja = models.CharField("kode kerja", max_length=24)
    diterima_pada = models.DateTimeField("diterima pada")

    class Meta:
        verbose_name = "ketukan"
        verbose_name_plural = "ketukan"

    def __str__(self) -> str:
        return f"{self.pin} {self.waktu:%Y-%m-%d %H:%M:%S}"


class KetukanKarantina(models.Model):
    """A line or tap that could not be taken, with the reason; nothing is thrown away."""

    situs = models.ForeignKey(Situs, on_delete=models.PROTECT, related_name="karantina")
    mesin = models.ForeignKey(Mesin, on_delete=models.PROTECT, null=True, related_name="+")
    mentah = models.CharField("isi", max_length=200)
    alasan = models.CharField("alasan", max_length=160)
    diterima_pada = models.DateTimeField("diterima pada")

    class Meta:
        verbose_name = "ketukan karantina"
        verbose_name_plural = "ketukan karantina"
        ordering = ["-diterima_pada", "id"]
        constraints = [models.UniqueConstraint(fields=["situs", "mentah"], name="karantina_sekali")]

    def __str__(self) -> str:
        return f"{self.mentah}: {self.alasan}"


class KetukanTertahan(models.Model):
    """A tap of a machine that nobody has approved yet, read and kept whole until somebody does.

    `detik` = the machine's local time in seconds since 1970: its zone is said at the approval.
    """

    pk = models.CompositePrimaryKey("mesin_id", "pin", "detik")
    mesin = models.ForeignKey(
        Mesin, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    pin = models.CharField("PIN", max_length=24)
    detik = models.BigIntegerField("waktu setempat (detik)")
    status = models.SmallIntegerField("status mesin", null=True)
    verifikasi = models.SmallIntegerField("cara verifikasi", null=True)
    kode_kerja = models.CharField("kode kerja", max_length=24, db_default="")
    diterima_pada = models.DateTimeField("diterima pada")

    class Meta:
        verbose_name = "ketukan tertahan"
        verbose_name_plural = "ketukan tertahan"

    def __str__(self) -> str:
        return f"{self.mesin_id} {self.pin} {self.detik}"
