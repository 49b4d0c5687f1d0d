"""The histories that decide rank, post and superior. Today's state is derived from them."""

from django.db import models

from selaras.core.masa import tanpa_tumpang
from selaras.organisasi.models import Jabatan
from selaras.pegawai import kode
from selaras.pegawai.models.dasar import RiwayatBerlaku, nomor_index
from selaras.pegawai.models.orang import Pegawai, StatusPegawai


class RiwayatStatus(RiwayatBerlaku):
    """What kind of employee a person is over time; outside every row she is not in service."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="riwayat_status")
    status = models.CharField("status", max_length=8, choices=StatusPegawai)
    wajib_kinerja = models.BooleanField(
        "wajib e-Kinerja", default=True, help_text="Tidak = TPP hanya dari presensi"
    )
    alasan_akhir = models.CharField("alasan berakhir", max_length=60, blank=True)
    no_sk = models.CharField("nomor SK", max_length=60, blank=True)
    tanggal_sk = models.DateField("tanggal SK", null=True, blank=True)
    pejabat = models.CharField("pejabat penetap", max_length=120, blank=True)

    class Meta:
        verbose_name = "riwayat status"
        verbose_name_plural = "riwayat status"
        constraints = [tanpa_tumpang("status_tanpa_tumpang", "pegawai")]
        indexes = [
            nomor_index("status_nomor"),
            # Who must have a result of work in a month: counted for everybody on many pages.
            models.Index(
                fields=["pegawai"], include=["berlaku"], name="status_wajib_kinerja",
                condition=models.Q(wajib_kinerja=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.status}"


class RiwayatGolongan(RiwayatBerlaku):
    """Golongan/ruang (PP 99/2000) or PPPK golongan (Perpres 98/2020) over time."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="riwayat_golongan")
    golongan = models.CharField("golongan", max_length=8)
    jenis_kp = models.CharField(
        "jenis kenaikan pangkat", max_length=3, blank=True, choices=kode.jenis_kp
    )
    masa_kerja_tahun = models.PositiveSmallIntegerField(
        "masa kerja golongan (tahun)", null=True, blank=True
    )
    masa_kerja_bulan = models.PositiveSmallIntegerField(
        "masa kerja golongan (bulan)", null=True, blank=True
    )
    gaji_pokok = models.PositiveIntegerField("gaji pokok", null=True, blank=True)
    ak_utama_e3 = models.PositiveIntegerField(
        "angka kredit utama (per seribu)", null=True, blank=True
    )
    ak_tambahan_e3 = models.PositiveIntegerField(
        "angka kredit tambahan (per seribu)", null=True, blank=True
    )
    no_sk = models.CharField("nomor SK", max_length=60, blank=True)
    tanggal_sk = models.DateField("tanggal SK", null=True, blank=True)
    pejabat = models.CharField("pejabat penetap", max_length=120, blank=True)
    no_pertek = models.CharField("nomor pertek/nota BKN", max_length=80, blank=True)
    tanggal_pertek = models.DateField("tanggal pertek", null=True, blank=True)

    class Meta:
        verbose_name = "riwayat golongan"
        verbose_name_plural = "riwayat golongan"
        indexes = [nomor_index("golongan_nomor")]
        constraints = [
            tanpa_tumpang("golongan_tanpa_tumpang", "pegawai"),
            models.CheckConstraint(
                name="golongan_bulan_sah", condition=models.Q(masa_kerja_bulan__lt=12)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.golongan}"


class RiwayatJabatan(RiwayatBerlaku):
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
    pejabat = models.CharField("pejabat penetap", max_length=120, blank=True)
    tanggal_pelantikan = models.DateField("tanggal pelantikan", null=True, blank=True)
    jenis_mutasi = models.CharField(
        "jenis mutasi", max_length=2, blank=True, choices=kode.jenis_mutasi
    )

    class Meta:
        verbose_name = "riwayat jabatan"
        verbose_name_plural = "riwayat jabatan"
        constraints = [
            tanpa_tumpang(
                "jabatan_definitif_tunggal", "pegawai", condition=models.Q(penugasan="D")
            ),
            tanpa_tumpang("plt_tanpa_tumpang", "pegawai", condition=~models.Q(penugasan="D")),
        ]
        indexes = [
            nomor_index("jabatan_nomor"),
            # Which post everybody holds on a day, person after person without a look at the rows.
            models.Index(
                fields=["pegawai"], include=["berlaku", "jabatan"], name="jabatan_definitif_orang",
                condition=models.Q(penugasan="D"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.jabatan}"


class AtasanKhusus(RiwayatBerlaku):
    """A superior who differs from the one the post gives, for a time and a reason."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="atasan_khusus")
    atasan = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="bawahan_khusus")
    alasan = models.CharField("alasan", max_length=160)

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
