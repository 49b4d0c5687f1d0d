"""Appointment, increments, credit points and added service: what a career rests on."""

from django.db import models
from django.db.models import Q

from selaras.pegawai.models.dasar import nomor_index
from selaras.simpeg.models.dasar import BarisBerkas, BarisBersurat

BULAN_SETAHUN = 12


class Pengangkatan(BarisBersurat):
    """Appointment as CPNS, PNS or PPPK (PP 11/2017 ps. 34-40, PP 49/2018 ps. 31-37)."""

    class Jenis(models.TextChoices):
        CPNS = "CPNS", "CPNS"
        PNS = "PNS", "PNS"
        PPPK = "PPPK", "PPPK"

    jenis = models.CharField("pengangkatan", max_length=4, choices=Jenis)
    tmt = models.DateField("TMT")
    golongan = models.CharField("golongan", max_length=8)
    masa_kerja_tahun = models.PositiveSmallIntegerField("masa kerja (tahun)", default=0)
    masa_kerja_bulan = models.PositiveSmallIntegerField("masa kerja (bulan)", default=0)
    gaji_pokok = models.PositiveIntegerField("gaji pokok", null=True, blank=True)
    no_pertek = models.CharField("nomor pertek/nota BKN", max_length=80, blank=True)
    tanggal_pertek = models.DateField("tanggal pertek", null=True, blank=True)
    tanggal_spmt = models.DateField("tanggal SPMT", null=True, blank=True)
    no_sttpp = models.CharField("nomor STTPP latsar", max_length=80, blank=True)
    tanggal_sumpah = models.DateField("tanggal sumpah", null=True, blank=True)
    akhir_kontrak = models.DateField("akhir kontrak (PPPK)", null=True, blank=True)

    class Meta:
        verbose_name = "pengangkatan"
        verbose_name_plural = "pengangkatan"
        ordering = ["-tmt", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "jenis", "tmt"], name="pengangkatan_sekali"),
            models.UniqueConstraint(
                fields=["pegawai", "jenis"],
                name="cpns_pns_sekali_seumur",
                condition=Q(jenis__in=["CPNS", "PNS"]),
            ),
            models.CheckConstraint(
                name="pengangkatan_bulan_sah", condition=Q(masa_kerja_bulan__lt=BULAN_SETAHUN)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.tmt}"


class KenaikanGajiBerkala(BarisBersurat):
    """A periodic increment (PP 7/1977 ps. 11, table of PP 5/2024)."""

    tmt = models.DateField("TMT")
    golongan = models.CharField("golongan", max_length=8)
    masa_kerja_tahun = models.PositiveSmallIntegerField("masa kerja golongan (tahun)")
    masa_kerja_bulan = models.PositiveSmallIntegerField("masa kerja golongan (bulan)", default=0)
    gaji_lama = models.PositiveIntegerField("gaji pokok lama", null=True, blank=True)
    gaji_baru = models.PositiveIntegerField("gaji pokok baru")

    class Meta:
        verbose_name = "kenaikan gaji berkala"
        verbose_name_plural = "kenaikan gaji berkala"
        indexes = [nomor_index("kgb_nomor")]
        ordering = ["-tmt", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tmt"], name="kgb_sekali"),
            models.CheckConstraint(
                name="kgb_bulan_sah", condition=Q(masa_kerja_bulan__lt=BULAN_SETAHUN)
            ),
        ]

    def __str__(self) -> str:
        return f"KGB {self.tmt}"


class AngkaKredit(BarisBersurat):
    """Credit points of a functional post (PermenPANRB 1/2023), in thousandths of a point."""

    mulai = models.DateField("penilaian mulai")
    selesai = models.DateField("penilaian selesai")
    jabatan = models.CharField("jabatan fungsional", max_length=160)
    utama_e3 = models.PositiveIntegerField("angka kredit utama (per seribu)", default=0)
    penunjang_e3 = models.PositiveIntegerField("angka kredit penunjang (per seribu)", default=0)
    pertama = models.BooleanField("angka kredit pertama", default=False)
    integrasi = models.BooleanField("hasil integrasi", default=False)
    konversi = models.BooleanField("konversi predikat", default=False)

    class Meta:
        verbose_name = "angka kredit"
        verbose_name_plural = "angka kredit"
        ordering = ["-selesai", "-id"]
        constraints = [
            models.CheckConstraint(
                name="angka_kredit_berurutan", condition=Q(selesai__gte=models.F("mulai"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.jabatan} s.d. {self.selesai}"

    @property
    def total_e3(self) -> int:
        """Both kinds together, in thousandths."""
        return self.utama_e3 + self.penunjang_e3


class TambahanMasaKerja(BarisBersurat):
    """Service elsewhere that counts here (peninjauan masa kerja, PP 99/2000 ps. 30)."""

    tmt = models.DateField("TMT")
    tahun = models.PositiveSmallIntegerField("tambahan (tahun)", default=0)
    bulan = models.PositiveSmallIntegerField("tambahan (bulan)", default=0)
    pengalaman = models.CharField("pengalaman kerja", max_length=160)

    class Meta:
        verbose_name = "tambahan masa kerja"
        verbose_name_plural = "tambahan masa kerja"
        ordering = ["-tmt", "-id"]
        constraints = [
            models.CheckConstraint(name="pmk_bulan_sah", condition=Q(bulan__lt=BULAN_SETAHUN))
        ]

    def __str__(self) -> str:
        return f"PMK {self.tahun} tahun {self.bulan} bulan"


class LaporanKekayaan(BarisBerkas):
    """An LHKPN or LHKASN that was handed in (Peraturan KPK 3/2024)."""

    class Jenis(models.TextChoices):
        LHKPN = "LHKPN", "LHKPN"
        SPT = "SPT", "SPT Tahunan (pengganti LHKASN)"

    jenis = models.CharField("jenis laporan", max_length=6, choices=Jenis)
    tahun = models.PositiveSmallIntegerField("tahun laporan")
    tanggal_lapor = models.DateField("tanggal lapor")
    no_tanda_terima = models.CharField("nomor tanda terima", max_length=80, blank=True)

    class Meta:
        verbose_name = "laporan kekayaan"
        verbose_name_plural = "laporan kekayaan"
        ordering = ["-tahun", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "jenis", "tahun"], name="laporan_kekayaan_sekali"
            )
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.tahun}"
