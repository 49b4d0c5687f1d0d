"""What becomes of computed pay: who is held back, the list that is paid, every transfer.

Rows of tpp.models; what may change them stands in services. A list is fixed when its month is
locked: people, amounts and accounts as they were then.
"""

from django.conf import settings
from django.db import models

from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai


class TahananPembayaran(models.Model):
    """A person's month that is computed but not paid, because a prerequisite of law is not met.

    Written by the run, set-wise; it ends by a release (`dilepas_pada`), never by deletion once the
    month is locked. Released later than the lock, its sum becomes a SusulanTPP of a later month.
    """

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="tahanan_tpp")
    skpd = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="+")
    periode = models.PositiveIntegerField("bulan")
    prasyarat = models.CharField("prasyarat", max_length=24)
    alasan = models.CharField("alasan", max_length=200)
    sejak = models.DateTimeField("ditahan sejak")
    dilepas_pada = models.DateTimeField("dilepas pada", null=True, blank=True)
    dilepas_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    catatan_lepas = models.CharField("alasan dilepas", max_length=200, blank=True)
    # Released after the lock: the line of the later month that pays it.
    susulan = models.ForeignKey(
        "tpp.SusulanTPP", on_delete=models.SET_NULL, null=True, blank=True, related_name="tahanan"
    )

    class Meta:
        verbose_name = "tahanan pembayaran"
        verbose_name_plural = "tahanan pembayaran"
        ordering = ["periode", "pegawai", "prasyarat"]
        indexes = [models.Index(fields=["periode", "skpd"], name="tahanan_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "periode", "prasyarat"], name="tahanan_sekali_sebulan"
            ),
            models.CheckConstraint(
                name="tahanan_dilepas_beralasan",
                condition=models.Q(dilepas_pada__isnull=True) | ~models.Q(catatan_lepas=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.periode}: {self.prasyarat}"


class DaftarBayar(models.Model):
    """The list of one SKPD's month as it was locked, with its hash and its way to the bank.

    The SP2D (Permendagri 77/2020) that paid it is on it; the state itself is the month's own.
    """

    skpd = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="+")
    periode = models.PositiveIntegerField("bulan")
    hitungan = models.ForeignKey("tpp.HitunganBulan", on_delete=models.PROTECT, related_name="+")
    hash_daftar = models.CharField("hash daftar", max_length=64)
    jumlah_pegawai = models.PositiveIntegerField("dibayar")
    jumlah_ditahan = models.PositiveIntegerField("ditahan", default=0)
    bruto = models.BigIntegerField("TPP bruto")
    pph21 = models.BigIntegerField("PPh 21 atas TPP")
    iwp = models.BigIntegerField("IWP/JKN 1%")
    bpjs = models.BigIntegerField("JKN 4%")
    netto = models.BigIntegerField("ditransfer")
    dibuat_pada = models.DateTimeField("dibuat pada")
    no_spm = models.CharField("nomor SPM", max_length=60, blank=True)
    tanggal_spm = models.DateField("tanggal SPM", null=True, blank=True)
    no_sp2d = models.CharField("nomor SP2D", max_length=60, blank=True)
    tanggal_sp2d = models.DateField("tanggal SP2D", null=True, blank=True)

    class Meta:
        verbose_name = "daftar bayar"
        verbose_name_plural = "daftar bayar"
        ordering = ["-periode", "skpd"]
        constraints = [
            models.UniqueConstraint(fields=["periode", "skpd"], name="daftar_bayar_tunggal"),
            models.CheckConstraint(
                name="sp2d_bertanggal",
                condition=models.Q(no_sp2d="", tanggal_sp2d__isnull=True)
                | (~models.Q(no_sp2d="") & models.Q(tanggal_sp2d__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skpd} {self.periode}"


class PembayaranTPP(models.Model):
    """One transfer to one person: the attempt that was made, or that waits to be made.

    A failed transfer stays as it is with the bank's reason; repeating it is a further row (`ke`).
    """

    class Status(models.TextChoices):
        MENUNGGU = "menunggu", "Menunggu pembayaran"
        DITAHAN = "ditahan", "Ditahan"
        DIBAYAR = "dibayar", "Sudah dibayar"
        GAGAL = "gagal", "Transfer gagal"

    daftar = models.ForeignKey(DaftarBayar, on_delete=models.CASCADE, related_name="pembayaran")
    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="pembayaran_tpp")
    ke = models.PositiveSmallIntegerField("percobaan ke", default=1)
    terakhir = models.BooleanField("percobaan terakhir", default=True)
    status = models.CharField("status", max_length=8, choices=Status, default=Status.MENUNGGU)
    netto = models.BigIntegerField("ditransfer")
    bank = models.CharField("bank", max_length=60, blank=True)
    nomor_rekening = models.CharField("nomor rekening", max_length=30, blank=True)
    atas_nama = models.CharField("atas nama", max_length=120, blank=True)
    tanggal = models.DateField("tanggal", null=True, blank=True)
    alasan = models.CharField("alasan", max_length=200, blank=True)

    class Meta:
        verbose_name = "pembayaran TPP"
        verbose_name_plural = "pembayaran TPP"
        ordering = ["daftar", "pegawai", "ke"]
        indexes = [models.Index(fields=["pegawai", "terakhir"], name="pembayaran_pegawai")]
        constraints = [
            models.UniqueConstraint(fields=["daftar", "pegawai", "ke"], name="pembayaran_tunggal"),
            models.UniqueConstraint(
                fields=["daftar", "pegawai"],
                condition=models.Q(terakhir=True),
                name="pembayaran_satu_terakhir",
            ),
            models.CheckConstraint(
                name="pembayaran_bertanggal",
                condition=~models.Q(status__in=["dibayar", "gagal"])
                | models.Q(tanggal__isnull=False),
            ),
            models.CheckConstraint(
                name="gagal_dan_ditahan_beralasan",
                condition=~models.Q(status__in=["gagal", "ditahan"]) | ~models.Q(alasan=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.status}"
