"""Taps from phones: what came with each tap, and the installation that signed it.

A tap that counts stands in Ketukan as every other; here is what speaks for or against it.
"""

from django.conf import settings
from django.db import models

from selaras.core.files.models import Berkas
from selaras.pegawai.models import Pegawai
from selaras.presensi.models.tempat import TempatPresensi


class PemasanganPonsel(models.Model):
    """The application as installed in one browser and used by one account, with its public key.

    The private key never leaves the browser. Two accounts on one installation are two rows: the
    sign of a phone that taps for several people.
    """

    pemasangan = models.UUIDField("pemasangan")
    akun = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pemasangan_ponsel"
    )
    kunci_publik = models.BinaryField("kunci publik", max_length=64, help_text="P-256: x dan y")
    nama = models.CharField("nama", max_length=80, blank=True)
    dibuat_pada = models.DateTimeField("terdaftar pada")
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)

    class Meta:
        verbose_name = "pemasangan ponsel"
        verbose_name_plural = "pemasangan ponsel"
        ordering = ["-dibuat_pada"]
        constraints = [
            models.UniqueConstraint(fields=["pemasangan", "akun"], name="pemasangan_akun_sekali")
        ]
        indexes = [
            models.Index(fields=["kunci_publik"], name="pemasangan_kunci"),
        ]

    def __str__(self) -> str:
        return self.nama or str(self.pemasangan)


class BuktiKetukan(models.Model):
    """What came with a tap from a phone, kiosk or officer's list: position, clocks, doubts.

    Written together with its Ketukan by one statement; a tap that waits for the superior has a
    row here only. Positions and selfies are blanked after the days that the region sets (UU
    27/2022). Partitioned by month of `waktu`; rows are written by raw SQL.
    """

    class Mode(models.IntegerChoices):
        KANTOR = 1, "Di kantor"
        RUMAH = 2, "Dari rumah"
        DINAS = 3, "Dinas luar"
        KIOS = 4, "Kios"
        PETUGAS = 5, "Daftar petugas"

    class Keadaan(models.IntegerChoices):
        DITERIMA = 1, "Diterima"
        MENUNGGU = 2, "Menunggu atasan"
        DIBENARKAN = 3, "Dibenarkan"
        DITOLAK = 4, "Ditolak"

    class Jenis(models.IntegerChoices):
        MASUK = 1, "Masuk"
        PULANG = 2, "Pulang"

    pk = models.CompositePrimaryKey("pegawai_id", "waktu")
    pegawai = models.ForeignKey(
        Pegawai, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    waktu = models.DateTimeField("waktu")
    kunci = models.UUIDField("kunci kiriman")
    akun = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )
    pemasangan_id = models.UUIDField("pemasangan", null=True)
    mode = models.SmallIntegerField("mode", choices=Mode)
    jenis = models.SmallIntegerField("menurut pegawai", choices=Jenis, null=True)
    lintang_e6 = models.IntegerField("lintang (mikroderajat)", null=True)
    bujur_e6 = models.IntegerField("bujur (mikroderajat)", null=True)
    akurasi_m = models.IntegerField("akurasi (meter)", null=True)
    jarak_m = models.IntegerField("jarak ke tempat (meter)", null=True)
    tempat = models.ForeignKey(
        TempatPresensi,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )
    luring = models.BooleanField("luring")
    jam_perangkat = models.DateTimeField("jam perangkat", null=True)
    server_terakhir = models.DateTimeField("jam server terakhir", null=True)
    monoton_ms = models.BigIntegerField("lewat sejak jam server (milidetik)", null=True)
    tanda = models.IntegerField("tanda", default=0)
    keadaan = models.SmallIntegerField("keadaan", choices=Keadaan)
    selfie = models.ForeignKey(
        Berkas, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    diterima_pada = models.DateTimeField("diterima pada")
    # When a superior confirmed or refused it: what one decision took is what its undo gives back.
    diputus_pada = models.DateTimeField("diputus pada", null=True)

    class Meta:
        verbose_name = "bukti ketukan"
        verbose_name_plural = "bukti ketukan"

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.waktu:%Y-%m-%d %H:%M:%S}"
