"""Assessment: rating of results and behaviour, the predicate, input of others, objection."""

from django.conf import settings
from django.db import models

from selaras.core.files.models import Berkas
from selaras.core.workflow.models import Dokumen
from selaras.kinerja.models.hasil import Predikat
from selaras.kinerja.models.realisasi import Rating, Realisasi
from selaras.kinerja.models.skp import SKP
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai


class Penilaian(models.Model):
    """A person's assessment of one period by the assessor of that time.

    periode: tahun x 100 + last month of the period; tahunan: tahun x 100. A yearly predicate is
    a fresh judgement that looks at the periodic ones, never their average (PermenPANRB 6/2022).
    `saran_*` is what the rule proposed; a differing judgement carries its reason.
    """

    class Jenis(models.TextChoices):
        BULANAN = "bulanan", "Bulanan"
        TRIWULAN = "triwulan", "Triwulan"
        TAHUNAN = "tahunan", "Tahunan"

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="penilaian")
    jenis = models.CharField("jenis", max_length=8, choices=Jenis)
    periode = models.PositiveIntegerField("periode")
    skp = models.ForeignKey(
        SKP, on_delete=models.PROTECT, null=True, blank=True, related_name="penilaian"
    )
    realisasi = models.OneToOneField(
        Realisasi, on_delete=models.PROTECT, null=True, blank=True, related_name="penilaian"
    )
    unit = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="penilaian")
    penilai = models.ForeignKey(
        Pegawai, on_delete=models.PROTECT, null=True, blank=True, related_name="menilai"
    )
    hasil = models.PositiveSmallIntegerField(
        "rating hasil kerja", choices=Rating, null=True, blank=True
    )
    perilaku = models.PositiveSmallIntegerField(
        "rating perilaku", choices=Rating, null=True, blank=True
    )
    saran_hasil = models.PositiveSmallIntegerField(choices=Rating, null=True, blank=True)
    saran_perilaku = models.PositiveSmallIntegerField(choices=Rating, null=True, blank=True)
    alasan_beda = models.CharField("alasan berbeda dari saran", max_length=500, blank=True)
    predikat = models.CharField("predikat", max_length=16, choices=Predikat, blank=True)
    nilai_bp = models.PositiveIntegerField(
        "nilai (perseratus)", null=True, blank=True, help_text="PP 46/2011: nilai prestasi kerja"
    )
    umpan_balik = models.CharField("umpan balik", max_length=2000, blank=True)
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)
    versi = models.PositiveSmallIntegerField("versi", default=1)
    sumber = models.CharField("sumber", max_length=12, default="lokal")
    # Who changed the draft last, so that a second assessor learns whose value stands there.
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diubah_pada = models.DateTimeField(null=True, blank=True)
    # As the forms print it: "Plt. Kepala Bidang Mutasi", and in whose name by a mandate.
    jabatan_penilai = models.CharField("jabatan penilai", max_length=200, blank=True)
    atas_nama = models.CharField("atas nama", max_length=200, blank=True)

    class Meta:
        verbose_name = "penilaian kinerja"
        verbose_name_plural = "penilaian kinerja"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "jenis", "periode", "skp", "sumber"],
                name="penilaian_tunggal",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(selesai_pada__isnull=True) | ~models.Q(predikat=""),
                name="penilaian_selesai_berpredikat",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "jenis", "periode"], name="penilaian_unit_periode"),
        ]

    def __str__(self) -> str:
        return f"penilaian {self.jenis} {self.pegawai} {self.periode}"


class VersiPenilaian(models.Model):
    """What a finished assessment said before an objection or a late change replaced it."""

    penilaian = models.ForeignKey(Penilaian, on_delete=models.CASCADE, related_name="versi_lama")
    versi = models.PositiveSmallIntegerField("versi")
    hasil = models.PositiveSmallIntegerField(choices=Rating, null=True, blank=True)
    perilaku = models.PositiveSmallIntegerField(choices=Rating, null=True, blank=True)
    predikat = models.CharField("predikat", max_length=16)
    nilai_bp = models.PositiveIntegerField(null=True, blank=True)
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)
    diganti_pada = models.DateTimeField("diganti pada")
    diganti_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    alasan = models.CharField("alasan", max_length=500)

    class Meta:
        verbose_name = "versi penilaian"
        verbose_name_plural = "versi penilaian"
        ordering = ["penilaian", "versi"]
        constraints = [
            models.UniqueConstraint(fields=["penilaian", "versi"], name="versi_penilaian_tunggal")
        ]

    def __str__(self) -> str:
        return f"{self.penilaian} versi {self.versi}"


class NilaiPerilaku(models.Model):
    """How one BerAKHLAK value was lived, as the assessor saw it."""

    penilaian = models.ForeignKey(
        Penilaian, on_delete=models.CASCADE, related_name="nilai_perilaku"
    )
    nilai = models.CharField("nilai BerAKHLAK", max_length=24)
    rating = models.PositiveSmallIntegerField("rating", choices=Rating)
    umpan_balik = models.CharField("umpan balik", max_length=500, blank=True)

    class Meta:
        verbose_name = "nilai perilaku"
        verbose_name_plural = "nilai perilaku"
        constraints = [
            models.UniqueConstraint(fields=["penilaian", "nilai"], name="nilai_perilaku_tunggal")
        ]

    def __str__(self) -> str:
        return self.nilai


class MasukanKetuaTim(models.Model):
    """Input of a team leader from another unit (PermenPANRB 7/2022); advice, not a decision."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="masukan_tim")
    ketua = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="masukan_diberi")
    periode = models.PositiveIntegerField("periode")
    tim = models.CharField("tim", max_length=160)
    rating = models.PositiveSmallIntegerField("rating", choices=Rating, null=True, blank=True)
    isi = models.CharField("masukan", max_length=1000, blank=True)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    # Asked for by the assessor or the person herself; empty until the leader has answered.
    diminta_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diisi_pada = models.DateTimeField("diisi pada", null=True, blank=True)

    class Meta:
        verbose_name = "masukan ketua tim"
        verbose_name_plural = "masukan ketua tim"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "ketua", "periode", "tim"], name="masukan_tim_tunggal"
            ),
            models.CheckConstraint(
                condition=~models.Q(pegawai=models.F("ketua")), name="masukan_bukan_diri"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ketua} tentang {self.pegawai}"


class Keberatan(Dokumen):
    """A written objection to an assessment, within the term of the rule (PP 30/2019 ps. 47)."""

    penilaian = models.ForeignKey(Penilaian, on_delete=models.PROTECT, related_name="keberatan")
    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="keberatan")
    unit = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="+")
    alasan = models.CharField("alasan", max_length=2000)
    batas = models.DateField("batas putusan", null=True, blank=True)
    putusan = models.CharField("putusan", max_length=2000, blank=True)
    predikat_baru = models.CharField(max_length=16, choices=Predikat, blank=True)
    hasil_baru = models.PositiveSmallIntegerField(choices=Rating, null=True, blank=True)
    perilaku_baru = models.PositiveSmallIntegerField(choices=Rating, null=True, blank=True)
    berkas = models.ForeignKey(
        Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    tautan = models.URLField("tautan bukti", max_length=500, blank=True)
    kunci = models.UUIDField("kunci kiriman", null=True, unique=True, editable=False)

    class Meta:
        verbose_name = "keberatan penilaian"
        verbose_name_plural = "keberatan penilaian"

    def __str__(self) -> str:
        return f"keberatan {self.penilaian}"


class NilaiPP30(models.Model):
    """A result under PP 30/2019 with PermenPANRB 8/2021, recorded as it was (0..120 points)."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="nilai_pp30")
    tahun = models.PositiveSmallIntegerField("tahun")
    semester = models.PositiveSmallIntegerField("semester", default=0, help_text="0 = setahun")
    nilai_skp = models.DecimalField("nilai SKP", max_digits=5, decimal_places=2)
    nilai_perilaku = models.DecimalField("nilai perilaku", max_digits=5, decimal_places=2)
    ide_baru = models.BooleanField("membuat ide baru", default=False)
    nilai = models.DecimalField("nilai kinerja", max_digits=7, decimal_places=4)
    predikat = models.CharField("predikat", max_length=16)
    keterangan = models.CharField("keterangan", max_length=200, blank=True)

    class Meta:
        verbose_name = "nilai PP 30"
        verbose_name_plural = "nilai PP 30"
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tahun", "semester"], name="nilai_pp30_tunggal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.tahun}"

    @property
    def sebutan(self) -> str:
        """The predicate in words."""
        return self.predikat.replace("_", " ").capitalize()


class CapaianOrganisasi(models.Model):
    """A unit's own result of a year, which only suggests how predicates lie in it."""

    class Capaian(models.TextChoices):
        ISTIMEWA = "istimewa", "Istimewa"
        BAIK = "baik", "Baik"
        BUTUH_PERBAIKAN = "butuh_perbaikan", "Butuh perbaikan"
        KURANG = "kurang", "Kurang"
        SANGAT_KURANG = "sangat_kurang", "Sangat kurang"

    unit = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="capaian_organisasi")
    tahun = models.PositiveSmallIntegerField("tahun")
    capaian = models.CharField("capaian organisasi", max_length=16, choices=Capaian)
    dasar = models.CharField("dasar", max_length=200, blank=True)

    class Meta:
        verbose_name = "capaian organisasi"
        verbose_name_plural = "capaian organisasi"
        constraints = [
            models.UniqueConstraint(fields=["unit", "tahun"], name="capaian_organisasi_tunggal")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.tahun}"
