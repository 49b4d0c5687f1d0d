"""Rows of a plan under PP 46/2011 (Perka BKN 1/2013): activities, extras, behaviour, months."""

from uuid import uuid4

from django.db import models

from selaras.kinerja.models.skp import SKP
from selaras.pegawai.models import Pegawai


class KegiatanTugas(models.Model):
    """An activity of the post with target and realisation.

    kualitas: points 0..100; waktu: months; biaya: rupiah, absent = no budget target.
    """

    skp = models.ForeignKey(SKP, on_delete=models.CASCADE, related_name="kegiatan_tugas")
    kunci = models.UUIDField("kunci baris", default=uuid4, editable=False)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    uraian = models.CharField("kegiatan tugas jabatan", max_length=500)
    angka_kredit = models.DecimalField(
        "angka kredit", max_digits=9, decimal_places=3, null=True, blank=True
    )
    satuan = models.CharField("satuan", max_length=40, blank=True)
    # Empty only while the plan is being typed; submitting asks for all three.
    target_kuantitas = models.DecimalField(
        "target kuantitas", max_digits=12, decimal_places=2, null=True, blank=True
    )
    target_kualitas = models.PositiveSmallIntegerField("target kualitas", null=True, blank=True)
    target_waktu = models.DecimalField(
        "target waktu (bulan)", max_digits=5, decimal_places=2, null=True, blank=True
    )
    target_biaya = models.PositiveBigIntegerField("target biaya", null=True, blank=True)
    realisasi_kuantitas = models.DecimalField(
        "realisasi kuantitas", max_digits=12, decimal_places=2, null=True, blank=True
    )
    realisasi_kualitas = models.DecimalField(
        "realisasi kualitas", max_digits=5, decimal_places=2, null=True, blank=True
    )
    realisasi_waktu = models.DecimalField(
        "realisasi waktu (bulan)", max_digits=5, decimal_places=2, null=True, blank=True
    )
    realisasi_biaya = models.PositiveBigIntegerField("realisasi biaya", null=True, blank=True)
    ekspektasi = models.CharField("ekspektasi atasan", max_length=500, blank=True)
    catatan_atasan = models.CharField("catatan atasan", max_length=500, blank=True)

    class Meta:
        verbose_name = "kegiatan tugas jabatan"
        verbose_name_plural = "kegiatan tugas jabatan"
        ordering = ["skp", "urutan", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    (models.Q(target_kuantitas__isnull=True) | models.Q(target_kuantitas__gt=0))
                    & (models.Q(target_waktu__isnull=True) | models.Q(target_waktu__gt=0))
                ),
                name="kegiatan_bertarget",
            ),
            models.UniqueConstraint(fields=["skp", "kunci"], name="kegiatan_tunggal"),
        ]

    def __str__(self) -> str:
        return self.uraian


class TugasTambahan(models.Model):
    """An extra task or a creative contribution, which adds points to the plan's value."""

    class Jenis(models.TextChoices):
        TAMBAHAN = "tambahan", "Tugas tambahan"
        KREATIVITAS = "kreativitas", "Kreativitas"

    class Tingkat(models.TextChoices):
        UNIT = "unit", "Unit kerja (eselon II)"
        PPK = "ppk", "Pejabat Pembina Kepegawaian"
        PRESIDEN = "presiden", "Presiden"

    skp = models.ForeignKey(SKP, on_delete=models.CASCADE, related_name="tugas_tambahan")
    kunci = models.UUIDField("kunci baris", default=uuid4, editable=False)
    jenis = models.CharField("jenis", max_length=12, choices=Jenis)
    tingkat = models.CharField("tingkat manfaat", max_length=10, choices=Tingkat, blank=True)
    uraian = models.CharField("uraian", max_length=500)
    nomor_surat = models.CharField("nomor surat", max_length=80, blank=True)

    class Meta:
        verbose_name = "tugas tambahan dan kreativitas"
        verbose_name_plural = "tugas tambahan dan kreativitas"
        ordering = ["skp", "-jenis", "id"]
        constraints = [
            models.UniqueConstraint(fields=["skp", "kunci"], name="tugas_tambahan_tunggal"),
        ]

    def __str__(self) -> str:
        return self.uraian


class PerilakuPP46(models.Model):
    """Behaviour of a year under PP 46/2011 ps. 12, each aspect in points 0..100."""

    skp = models.OneToOneField(SKP, on_delete=models.CASCADE, related_name="perilaku_pp46")
    orientasi_pelayanan = models.DecimalField(max_digits=5, decimal_places=2)
    integritas = models.DecimalField(max_digits=5, decimal_places=2)
    komitmen = models.DecimalField(max_digits=5, decimal_places=2)
    disiplin = models.DecimalField(max_digits=5, decimal_places=2)
    kerja_sama = models.DecimalField("kerja sama", max_digits=5, decimal_places=2)
    kepemimpinan = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True, help_text="hanya jabatan struktural"
    )

    class Meta:
        verbose_name = "perilaku kerja PP 46"
        verbose_name_plural = "perilaku kerja PP 46"

    def __str__(self) -> str:
        return f"perilaku {self.skp}"


class NilaiBulanPP46(models.Model):
    """A month's value of a plan under PP 46/2011, where the region's TPP asks for one.

    Finished, it stands in PenilaianBulanan; the yearly result does not follow from it.
    """

    skp = models.ForeignKey(SKP, on_delete=models.PROTECT, related_name="nilai_bulan")
    periode = models.PositiveIntegerField("periode", help_text="tahun x 100 + bulan")
    nilai_bp = models.PositiveIntegerField("nilai (perseratus)", null=True, blank=True)
    penilai = models.ForeignKey(
        Pegawai, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)

    class Meta:
        verbose_name = "nilai SKP sebulan"
        verbose_name_plural = "nilai SKP sebulan"
        constraints = [
            models.UniqueConstraint(fields=["skp", "periode"], name="nilai_bulan_pp46_tunggal"),
            models.CheckConstraint(
                condition=models.Q(selesai_pada__isnull=True) | models.Q(nilai_bp__isnull=False),
                name="nilai_bulan_pp46_selesai_bernilai",
            ),
        ]

    def __str__(self) -> str:
        return f"nilai SKP {self.periode}"


class KegiatanBulanPP46(models.Model):
    """One activity's month; no target = nothing was due, so it does not count."""

    nilai = models.ForeignKey(NilaiBulanPP46, on_delete=models.CASCADE, related_name="kegiatan")
    kegiatan = models.ForeignKey(KegiatanTugas, on_delete=models.PROTECT, related_name="bulan")
    target = models.DecimalField("target", max_digits=12, decimal_places=2, null=True, blank=True)
    realisasi = models.DecimalField(
        "realisasi", max_digits=12, decimal_places=2, null=True, blank=True
    )
    kualitas = models.DecimalField("mutu", max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "kegiatan sebulan"
        verbose_name_plural = "kegiatan sebulan"
        ordering = ["kegiatan__urutan", "id"]
        constraints = [
            models.UniqueConstraint(fields=["nilai", "kegiatan"], name="kegiatan_bulan_tunggal"),
        ]

    def __str__(self) -> str:
        return str(self.kegiatan)
