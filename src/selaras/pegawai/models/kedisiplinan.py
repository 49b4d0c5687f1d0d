"""What cuts or holds the allowance back, while it runs."""

from django.db import models

from selaras.core.masa import tanpa_tumpang
from selaras.pegawai import kode
from selaras.pegawai.models.dasar import RiwayatBerlaku
from selaras.pegawai.models.orang import Pegawai


class HukumanDisiplin(RiwayatBerlaku):
    """A discipline sanction that cuts TPP while it runs (PP 94/2021 ps. 8)."""

    class Tingkat(models.TextChoices):
        RINGAN = "ringan", "Ringan"
        SEDANG = "sedang", "Sedang"
        BERAT = "berat", "Berat"

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="hukuman")
    tingkat = models.CharField("tingkat", max_length=8, choices=Tingkat)
    potongan_bp = models.PositiveIntegerField("potongan TPP (basis poin)", default=0)
    no_sk = models.CharField("nomor SK", max_length=60)
    tanggal_sk = models.DateField("tanggal SK")
    jenis = models.CharField("jenis hukuman", max_length=2, blank=True, choices=kode.jenis_hukuman)
    alasan = models.CharField("alasan", max_length=200, blank=True)
    no_pp = models.CharField("peraturan", max_length=40, blank=True)
    no_pembatalan = models.CharField("nomor SK pembatalan", max_length=60, blank=True)
    tanggal_pembatalan = models.DateField("tanggal pembatalan", null=True, blank=True)

    class Meta:
        verbose_name = "hukuman disiplin"
        verbose_name_plural = "hukuman disiplin"
        constraints = [tanpa_tumpang("hukuman_tanpa_tumpang", "pegawai")]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.tingkat}"


class PenguranganTPP(RiwayatBerlaku):
    """A reduction by kind (k100, k40, k20 ...) that the region's rule names, while it runs."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="pengurangan_tpp")
    kode = models.CharField("kode pengurang", max_length=12)
    alasan = models.CharField("alasan", max_length=160)

    class Meta:
        verbose_name = "pengurangan TPP"
        verbose_name_plural = "pengurangan TPP"
        constraints = [tanpa_tumpang("pengurangan_tanpa_tumpang", "pegawai")]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.kode}"


class KewajibanPegawai(RiwayatBerlaku):
    """An obligation that a person owes and whose neglect holds her TPP back, while it is unmet.

    `berlaku` begins on the day it is due and ends on the day it is met; which kinds hold a payment
    is the region's rule (tpp.prasyarat). LHKPN: Peraturan KPK 3/2024; TGR: PP 38/2016.
    """

    class Jenis(models.TextChoices):
        SKP_TAHUNAN = "skp_tahunan", "Dokumen SKP tahunan"
        LHKPN = "lhkpn", "LHKPN/LHKASN"
        TGR = "tgr", "Tuntutan ganti rugi (TGR)"
        ASET = "aset", "Pengembalian aset"

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="kewajiban")
    jenis = models.CharField("kewajiban", max_length=12, choices=Jenis)
    uraian = models.CharField("uraian", max_length=160)
    no_surat = models.CharField("nomor surat", max_length=60, blank=True)
    nilai_rp = models.PositiveBigIntegerField("nilai", default=0, help_text="Rupiah, untuk TGR")

    class Meta:
        verbose_name = "kewajiban pegawai"
        verbose_name_plural = "kewajiban pegawai"
        ordering = ["pegawai", "jenis"]
        constraints = [tanpa_tumpang("kewajiban_tanpa_tumpang", "pegawai", "jenis", "uraian")]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.get_jenis_display()}"
