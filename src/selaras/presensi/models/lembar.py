"""The month's sheets, and days of locked months that later facts would change."""

from django.db import models

from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai


class LembarPresensi(models.Model):
    """A person's month of days: 31 x 12 bytes (see lembar.py) and their sums."""

    pk = models.CompositePrimaryKey("periode", "pegawai_id")
    periode = models.IntegerField("periode")
    pegawai = models.ForeignKey(
        Pegawai, on_delete=models.DO_NOTHING, db_constraint=False, related_name="lembar"
    )
    skpd = models.ForeignKey(
        UnitKerja,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        db_index=False,
        related_name="+",
    )
    hari = models.BinaryField("hari")
    hari_kerja = models.SmallIntegerField("hari kerja")
    hadir = models.SmallIntegerField("hadir")
    izin = models.SmallIntegerField("cuti, dinas, izin")
    alpa = models.SmallIntegerField("tanpa keterangan")
    belum = models.SmallIntegerField("belum selesai")
    tl = models.SmallIntegerField("hari terlambat")
    psw = models.SmallIntegerField("hari pulang sebelum waktu")
    tanpa_masuk = models.SmallIntegerField("tanpa catatan masuk")
    tanpa_pulang = models.SmallIntegerField("tanpa catatan pulang")
    menit_tl = models.IntegerField("menit terlambat")
    menit_psw = models.IntegerField("menit pulang sebelum waktu")
    potongan_bp = models.IntegerField("potongan (basis poin)")
    alpa_runtun = models.SmallIntegerField("alpa berturut-turut terpanjang")

    class Meta:
        verbose_name = "lembar presensi"
        verbose_name_plural = "lembar presensi"
        indexes = [
            models.Index(fields=["skpd", "periode"], name="lembar_skpd"),
            # Rankings read who was late from here alone: a sheet's own row carries its 31 days.
            models.Index(
                fields=["periode", "pegawai"],
                include=["tl", "alpa", "menit_tl"],
                condition=models.Q(tl__gt=0) | models.Q(alpa__gt=0),
                name="lembar_terlambat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.periode}"


class HariTersentuh(models.Model):
    """A day of a locked month that later facts would change: material for a later month's lines."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="hari_tersentuh")
    tanggal = models.DateField("tanggal")
    sebab = models.CharField("sebab", max_length=120)
    dicatat_pada = models.DateTimeField("dicatat pada")
    ditangani_pada = models.DateTimeField("ditangani pada", null=True, blank=True)

    class Meta:
        verbose_name = "hari tersentuh"
        verbose_name_plural = "hari tersentuh"
        ordering = ["tanggal"]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tanggal", "sebab"],
                name="tersentuh_sekali",
                condition=models.Q(ditangani_pada__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.tanggal}: {self.sebab}"


class AntreanLipat(models.Model):
    """A person's day on which taps came in since its month was last brought up to date.

    Taken in batches by a job; `diambil_pada` = a job is at it, so a killed one's rows come again.
    """

    pk = models.CompositePrimaryKey("pegawai_id", "tanggal")
    pegawai = models.ForeignKey(
        Pegawai, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    tanggal = models.DateField("tanggal")
    instansi = models.ForeignKey(
        Instansi, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    diambil_pada = models.DateTimeField("diambil pada", null=True)

    class Meta:
        verbose_name = "antrean lipat"
        verbose_name_plural = "antrean lipat"

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.tanggal}"
