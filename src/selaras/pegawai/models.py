"""People who work for the government and the histories that decide pay and attendance.

Today's state is derived from the histories, never typed twice. The whole personnel file
(family, education, documents) stands on the same rows and is not here yet.
"""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Lower

from selaras.core.masa import BerlakuField, BerlakuQuerySet, tanpa_tumpang
from selaras.organisasi.models import Instansi, Jabatan


class StatusPegawai(models.TextChoices):
    """Kinds of staff (UU 20/2023 ps. 5 and the staff of ps. 66)."""

    PNS = "PNS", "PNS"
    CPNS = "CPNS", "CPNS"
    PPPK = "PPPK", "PPPK"
    PPPK_PW = "PPPK_PW", "PPPK paruh waktu"
    NONASN = "NONASN", "Non-ASN"


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

    @property
    def nama_lengkap(self) -> str:
        """The name with its titles, as on letters."""
        depan = f"{self.gelar_depan} " if self.gelar_depan else ""
        belakang = f", {self.gelar_belakang}" if self.gelar_belakang else ""
        return f"{depan}{self.nama}{belakang}"


class RiwayatStatus(models.Model):
    """What kind of employee a person is over time; outside every row she is not in service."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="riwayat_status")
    status = models.CharField("status", max_length=8, choices=StatusPegawai)
    wajib_kinerja = models.BooleanField(
        "wajib e-Kinerja", default=True, help_text="Tidak = TPP hanya dari presensi"
    )
    alasan_akhir = models.CharField("alasan berakhir", max_length=60, blank=True)
    no_sk = models.CharField("nomor SK", max_length=60, blank=True)
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "riwayat status"
        verbose_name_plural = "riwayat status"
        constraints = [tanpa_tumpang("status_tanpa_tumpang", "pegawai")]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.status}"


class RiwayatGolongan(models.Model):
    """Golongan/ruang (PP 99/2000) or PPPK golongan (Perpres 98/2020) over time."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="riwayat_golongan")
    golongan = models.CharField("golongan", max_length=8)
    no_sk = models.CharField("nomor SK", max_length=60, blank=True)
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "riwayat golongan"
        verbose_name_plural = "riwayat golongan"
        constraints = [tanpa_tumpang("golongan_tanpa_tumpang", "pegawai")]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.golongan}"


class RiwayatJabatan(models.Model):
    """The posts a person holds: one definitive post at a time, besides it Plt or Plh."""

    class Penugasan(models.TextChoices):
        DEFINITIF = "D", "Definitif"
        PLT = "PLT", "Pelaksana tugas"
        PLH = "PLH", "Pelaksana harian"

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="riwayat_jabatan")
    jabatan = models.ForeignKey(Jabatan, on_delete=models.PROTECT, related_name="pemangku")
    penugasan = models.CharField(
        "penugasan", max_length=3, choices=Penugasan, default=Penugasan.DEFINITIF
    )
    cara_plt = models.CharField(
        "TPP Plt",
        max_length=8,
        blank=True,
        choices=[("plt20", "TPP sendiri + persen TPP jabatan Plt"), ("plt100", "TPP jabatan Plt")],
    )
    no_sk = models.CharField("nomor SK", max_length=60, blank=True)
    tanggal_sk = models.DateField("tanggal SK", null=True, blank=True)
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "riwayat jabatan"
        verbose_name_plural = "riwayat jabatan"
        constraints = [
            tanpa_tumpang(
                "jabatan_definitif_tunggal", "pegawai", condition=models.Q(penugasan="D")
            ),
            tanpa_tumpang("plt_tanpa_tumpang", "pegawai", condition=~models.Q(penugasan="D")),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.jabatan}"


class AtasanKhusus(models.Model):
    """A superior who differs from the one the post gives, for a time and a reason."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="atasan_khusus")
    atasan = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="bawahan_khusus")
    alasan = models.CharField("alasan", max_length=160)
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "atasan khusus"
        verbose_name_plural = "atasan khusus"
        constraints = [
            tanpa_tumpang("atasan_tanpa_tumpang", "pegawai"),
            models.CheckConstraint(
                condition=~models.Q(pegawai=models.F("atasan")), name="atasan_bukan_diri"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} -> {self.atasan}"


class HukumanDisiplin(models.Model):
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
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "hukuman disiplin"
        verbose_name_plural = "hukuman disiplin"
        constraints = [tanpa_tumpang("hukuman_tanpa_tumpang", "pegawai")]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.tingkat}"


class PenguranganTPP(models.Model):
    """A reduction by kind (k100, k40, k20 ...) that the region's rule names, while it runs."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="pengurangan_tpp")
    kode = models.CharField("kode pengurang", max_length=12)
    alasan = models.CharField("alasan", max_length=160)
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "pengurangan TPP"
        verbose_name_plural = "pengurangan TPP"
        constraints = [tanpa_tumpang("pengurangan_tanpa_tumpang", "pegawai")]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.kode}"


class KewajibanPegawai(models.Model):
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
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "kewajiban pegawai"
        verbose_name_plural = "kewajiban pegawai"
        ordering = ["pegawai", "jenis"]
        constraints = [tanpa_tumpang("kewajiban_tanpa_tumpang", "pegawai", "jenis", "uraian")]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.get_jenis_display()}"


class DataPajak(models.Model):
    """A person's PTKP class over time (fixed at the start of a tax year, PMK 168/2023)."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="data_pajak")
    ptkp = models.CharField("PTKP", max_length=4, choices=PTKP)
    npwp = models.CharField("NPWP", max_length=16, blank=True)
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "data pajak"
        verbose_name_plural = "data pajak"
        constraints = [tanpa_tumpang("pajak_tanpa_tumpang", "pegawai")]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.ptkp}"


class Rekening(models.Model):
    """The bank account that receives a person's allowance."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="rekening")
    bank = models.CharField("bank", max_length=60)
    nomor = models.CharField("nomor rekening", max_length=30)
    atas_nama = models.CharField("atas nama", max_length=120)
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

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
