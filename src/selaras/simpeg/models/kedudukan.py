"""Changes of standing: CLTN, dismissal, transfer, contract, extra tasks, examinations."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from selaras.pegawai import kode
from selaras.simpeg.models.dasar import BarisBersurat


def _masa_tunggal(name: str) -> ExclusionConstraint:
    """No two rows of a person from `mulai` to `selesai` (the last day) share a day."""
    masa = Func(
        F("mulai"), F("selesai"), Value("[]"), function="daterange", output_field=DateRangeField()
    )
    return ExclusionConstraint(
        name=name, expressions=[("pegawai", RangeOperators.EQUAL), (masa, RangeOperators.OVERLAPS)]
    )


def _berurutan(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name, condition=Q(selesai__isnull=True) | Q(selesai__gte=F("mulai"))
    )


class PerubahanKedudukan(BarisBersurat):
    """CLTN, study, state office and the return from them (PP 11/2017, Peraturan BKN 24/2017)."""

    KEMBALI = ("3", "4", "8", "11", "12")  # codes of a return to service
    BELAJAR = ("6", "7")  # codes of study away from the post

    jenis = models.CharField("jenis", max_length=2, choices=kode.cltn)
    mulai = models.DateField("mulai")
    selesai = models.DateField("hari terakhir", null=True, blank=True)
    tanggal_aktif = models.DateField("aktif kembali", null=True, blank=True)
    no_pertek = models.CharField("nomor persetujuan BKN", max_length=80, blank=True)
    tanggal_pertek = models.DateField("tanggal persetujuan BKN", null=True, blank=True)

    class Meta:
        verbose_name = "CLTN dan perubahan kedudukan"
        verbose_name_plural = "CLTN dan perubahan kedudukan"
        ordering = ["-mulai", "-id"]
        constraints = [_masa_tunggal("kedudukan_tanpa_tumpang"), _berurutan("kedudukan_berurutan")]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.mulai}"


class Pemberhentian(BarisBersurat):
    """The end of service and its ground (UU 20/2023 ps. 52, PP 11/2017 ps. 238-258)."""

    jenis = models.CharField("jenis pemberhentian", max_length=2, choices=kode.pemberhentian)
    tmt = models.DateField("TMT")
    no_pertek = models.CharField("nomor pertek BKN", max_length=80, blank=True)
    tanggal_pertek = models.DateField("tanggal pertek", null=True, blank=True)

    class Meta:
        verbose_name = "pemberhentian"
        verbose_name_plural = "pemberhentian"
        ordering = ["-tmt", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tmt"], name="pemberhentian_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.tmt}"


class PindahInstansi(BarisBersurat):
    """A transfer from or to another government (Peraturan BKN 5/2019); no_sk = BKN's decision."""

    tmt = models.DateField("TMT")
    asal = models.CharField("instansi asal", max_length=160)
    tujuan = models.CharField("instansi tujuan", max_length=160)
    no_sk_asal = models.CharField("nomor SK melepas", max_length=80, blank=True)
    tanggal_sk_asal = models.DateField("tanggal SK melepas", null=True, blank=True)
    no_sk_tujuan = models.CharField("nomor SK menerima", max_length=80, blank=True)
    tanggal_sk_tujuan = models.DateField("tanggal SK menerima", null=True, blank=True)

    class Meta:
        verbose_name = "pindah instansi"
        verbose_name_plural = "pindah instansi"
        ordering = ["-tmt", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tmt"], name="pindah_instansi_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.asal} ke {self.tujuan}"


class KontrakPPPK(BarisBersurat):
    """A working agreement of a PPPK (PP 49/2018 ps. 33-37): one at a time."""

    mulai = models.DateField("TMT kontrak")
    selesai = models.DateField("hari terakhir")
    golongan = models.CharField("golongan", max_length=8)
    masa_kerja_tahun = models.PositiveSmallIntegerField("masa kerja (tahun)", default=0)
    masa_kerja_bulan = models.PositiveSmallIntegerField("masa kerja (bulan)", default=0)
    gaji_pokok = models.PositiveIntegerField("gaji pokok", null=True, blank=True)

    class Meta:
        verbose_name = "kontrak PPPK"
        verbose_name_plural = "kontrak PPPK"
        ordering = ["-mulai", "-id"]
        constraints = [
            _masa_tunggal("kontrak_tanpa_tumpang"),
            _berurutan("kontrak_berurutan"),
            models.CheckConstraint(name="kontrak_bulan_sah", condition=Q(masa_kerja_bulan__lt=12)),
        ]

    def __str__(self) -> str:
        return f"Kontrak {self.mulai} s.d. {self.selesai}"


class TugasTambahan(BarisBersurat):
    """A task beside the post, such as head of a school or of a laboratory."""

    tugas = models.CharField("tugas tambahan", max_length=160)
    tempat = models.CharField("unit", max_length=160, blank=True)
    mulai = models.DateField("mulai")
    selesai = models.DateField("hari terakhir", null=True, blank=True)

    class Meta:
        verbose_name = "tugas tambahan"
        verbose_name_plural = "tugas tambahan"
        ordering = ["-mulai", "-id"]
        constraints = [_berurutan("tugas_tambahan_berurutan")]

    def __str__(self) -> str:
        return self.tugas


class Pengalaman(BarisBersurat):
    """Work before this government's records begin: posts elsewhere and earlier ones."""

    jabatan = models.CharField("jabatan", max_length=160)
    tempat = models.CharField("instansi/unit", max_length=160)
    eselon = models.CharField("eselon", max_length=5, blank=True)
    mulai = models.DateField("mulai")
    selesai = models.DateField("hari terakhir", null=True, blank=True)

    class Meta:
        verbose_name = "pengalaman kerja"
        verbose_name_plural = "pengalaman kerja"
        ordering = ["-mulai", "-id"]
        constraints = [
            _berurutan("pengalaman_berurutan"),
            models.UniqueConstraint(
                fields=["pegawai", "jabatan", "tempat", "mulai"], name="pengalaman_sekali"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jabatan}, {self.tempat}"


class UjianDinas(BarisBersurat):
    """A passed ujian dinas or penyesuaian ijazah (PP 99/2000 ps. 29; STLUD)."""

    class Jenis(models.TextChoices):
        TINGKAT_I = "ud1", "Ujian dinas tingkat I"
        TINGKAT_II = "ud2", "Ujian dinas tingkat II"
        IJAZAH = "upkp", "Ujian penyesuaian kenaikan pangkat"

    jenis = models.CharField("ujian", max_length=4, choices=Jenis)
    tanggal_lulus = models.DateField("tanggal lulus")

    class Meta:
        verbose_name = "ujian dinas"
        verbose_name_plural = "ujian dinas"
        ordering = ["-tanggal_lulus", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "jenis", "tanggal_lulus"], name="ujian_dinas_sekali"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.tanggal_lulus}"
