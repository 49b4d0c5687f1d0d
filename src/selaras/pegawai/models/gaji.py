"""Tax class, bank account and monthly salary."""

from django.db import models

from selaras.core.masa import tanpa_tumpang
from selaras.pegawai.models.dasar import RiwayatBerlaku
from selaras.pegawai.models.orang import Pegawai


class PTKP(models.TextChoices):
    """Untaxed income classes (PMK 101/PMK.010/2016)."""

    TK0 = "TK/0", "TK/0"
    TK1 = "TK/1", "TK/1"
    TK2 = "TK/2", "TK/2"
    TK3 = "TK/3", "TK/3"
    K0 = "K/0", "K/0"
    K1 = "K/1", "K/1"
    K2 = "K/2", "K/2"
    K3 = "K/3", "K/3"


class DataPajak(RiwayatBerlaku):
    """A person's PTKP class over time (fixed at the start of a tax year, PMK 168/2023)."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="data_pajak")
    ptkp = models.CharField("PTKP", max_length=4, choices=PTKP)
    npwp = models.CharField("NPWP", max_length=16, blank=True)

    class Meta:
        verbose_name = "data pajak"
        verbose_name_plural = "data pajak"
        constraints = [tanpa_tumpang("pajak_tanpa_tumpang", "pegawai")]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.ptkp}"


class Rekening(RiwayatBerlaku):
    """The bank account that receives a person's allowance."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="rekening")
    bank = models.CharField("bank", max_length=60)
    nomor = models.CharField("nomor rekening", max_length=30)
    atas_nama = models.CharField("atas nama", max_length=120)

    class Meta:
        verbose_name = "rekening"
        verbose_name_plural = "rekening"
        constraints = [tanpa_tumpang("rekening_tanpa_tumpang", "pegawai")]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.bank}"


class GajiBulanan(models.Model):
    """A month's salary as the payroll paid it, in rupiah: the base of tax and JKN beside TPP.

    Null = not known, which is a named gap; a person who pays nothing has a 0 that somebody wrote.
    """

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="gaji")
    periode = models.PositiveIntegerField("periode", help_text="tahun x 100 + bulan, mis. 202510")
    bruto = models.PositiveIntegerField("gaji bruto")
    iwp = models.PositiveIntegerField("IWP 1%", null=True, blank=True)
    bpjs = models.PositiveIntegerField("BPJS 4% pemberi kerja", null=True, blank=True)
    pph = models.PositiveIntegerField("PPh 21 gaji", null=True, blank=True)
    iuran_pensiun = models.PositiveIntegerField("iuran pensiun", null=True, blank=True)

    class Meta:
        verbose_name = "gaji bulanan"
        verbose_name_plural = "gaji bulanan"
        constraints = [
            models.UniqueConstraint(fields=["periode", "pegawai"], name="gaji_sekali_sebulan")
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.periode}"
