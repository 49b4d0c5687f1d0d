"""Education, training, awards, memberships and languages."""

from django.db import models
from django.db.models import F, Q

from selaras.pegawai import kode
from selaras.pegawai.models.dasar import nomor_index
from selaras.simpeg.models.dasar import BarisBerkas


class TingkatPendidikan(models.TextChoices):
    """Levels of education with SIASN's numbers, which ascend with the level."""

    SD = "05", "SD"
    SLTP = "10", "SLTP"
    SLTP_KEJURUAN = "12", "SLTP kejuruan"
    SLTA = "15", "SLTA"
    SLTA_KEJURUAN = "17", "SLTA kejuruan"
    SLTA_KEGURUAN = "18", "SLTA keguruan"
    D1 = "20", "Diploma I"
    D2 = "25", "Diploma II"
    D3 = "30", "Diploma III/Sarjana muda"
    D4 = "35", "Diploma IV"
    S1 = "40", "S-1/Sarjana"
    PROFESI = "42", "Profesi"
    S2 = "45", "S-2"
    SPESIALIS = "47", "Spesialis"
    SUBSPESIALIS = "49", "Subspesialis"
    S3 = "50", "S-3/Doktor"


class RiwayatPendidikan(BarisBerkas):
    """A finished education with its diploma."""

    tingkat = models.CharField("tingkat", max_length=2, choices=TingkatPendidikan)
    jurusan = models.CharField("jurusan/program studi", max_length=160, blank=True)
    sekolah = models.CharField("sekolah/perguruan tinggi", max_length=160)
    tahun_lulus = models.PositiveSmallIntegerField("tahun lulus")
    no_ijazah = models.CharField("nomor ijazah", max_length=80, blank=True)
    tanggal_ijazah = models.DateField("tanggal ijazah", null=True, blank=True)
    gelar_depan = models.CharField("gelar depan", max_length=40, blank=True)
    gelar_belakang = models.CharField("gelar belakang", max_length=60, blank=True)
    pertama = models.BooleanField("pendidikan saat diangkat", default=False)
    diakui = models.BooleanField(
        "tercantum dalam SK", default=True, help_text="Tidak = gelar belum dicantumkan BKN"
    )

    class Meta:
        verbose_name = "riwayat pendidikan"
        verbose_name_plural = "riwayat pendidikan"
        indexes = [nomor_index("ijazah_nomor", "no_ijazah")]
        ordering = ["-tingkat", "-tahun_lulus", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai"], name="pendidikan_pertama_satu", condition=Q(pertama=True)
            ),
            models.UniqueConstraint(
                fields=["pegawai", "tingkat", "sekolah", "tahun_lulus"], name="pendidikan_sekali"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tingkat_display()} {self.jurusan}".strip()


class RiwayatPelatihan(BarisBerkas):
    """Structural, functional or technical training, a course or a seminar."""

    class Jenis(models.TextChoices):
        STRUKTURAL = "struktural", "Diklat struktural/kepemimpinan"
        FUNGSIONAL = "fungsional", "Diklat fungsional"
        TEKNIS = "teknis", "Diklat teknis"
        KURSUS = "kursus", "Kursus/pelatihan"
        SEMINAR = "seminar", "Seminar/lokakarya"

    jenis = models.CharField("jenis", max_length=10, choices=Jenis)
    nama = models.CharField("nama pelatihan", max_length=160)
    jenjang = models.PositiveSmallIntegerField(
        "jenjang kepemimpinan", null=True, blank=True,
        help_text="Untuk diklat struktural: 1 = tingkat I (PKN I) sampai 4 = tingkat IV (PKP)",
    )  # fmt: skip
    penyelenggara = models.CharField("penyelenggara", max_length=160, blank=True)
    tempat = models.CharField("tempat", max_length=120, blank=True)
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai")
    jam = models.PositiveSmallIntegerField("jumlah jam pelajaran", null=True, blank=True)
    angkatan = models.CharField("angkatan", max_length=20, blank=True)
    no_sertifikat = models.CharField("nomor sertifikat/STTPP", max_length=80, blank=True)
    tanggal_sertifikat = models.DateField("tanggal sertifikat", null=True, blank=True)

    class Meta:
        verbose_name = "riwayat pelatihan"
        verbose_name_plural = "riwayat pelatihan"
        indexes = [nomor_index("sertifikat_nomor", "no_sertifikat")]
        ordering = ["-selesai", "-id"]
        constraints = [
            models.CheckConstraint(
                name="pelatihan_berurutan", condition=Q(selesai__gte=F("mulai"))
            ),
            models.CheckConstraint(
                name="pelatihan_jenjang_sah",
                condition=Q(jenjang__isnull=True) | Q(jenjang__range=(1, 4)),
            ),
            models.UniqueConstraint(
                fields=["pegawai", "jenis", "nama", "mulai"], name="pelatihan_sekali"
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class Penghargaan(BarisBerkas):
    """An award, Satyalancana Karya Satya (PP 35/2010) among them.

    Its code tells what follows from it: two kinds are the ground of a promotion (PP 99/2000).
    """

    PRESTASI, PENEMUAN = "307", "308"

    jenis = models.CharField("jenis", max_length=3, blank=True, choices=kode.penghargaan)
    nama = models.CharField("nama penghargaan", max_length=160)
    pemberi = models.CharField("pemberi", max_length=120, blank=True)
    tahun = models.PositiveSmallIntegerField("tahun")
    no_sk = models.CharField("nomor keputusan", max_length=80, blank=True)
    tanggal_sk = models.DateField("tanggal keputusan", null=True, blank=True)

    class Meta:
        verbose_name = "penghargaan"
        verbose_name_plural = "penghargaan"
        indexes = [nomor_index("penghargaan_nomor")]
        ordering = ["-tahun", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "nama", "tahun"], name="penghargaan_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.nama} ({self.tahun})"


class KeanggotaanOrganisasi(BarisBerkas):
    """Membership of an organisation."""

    nama = models.CharField("nama organisasi", max_length=160)
    kedudukan = models.CharField("kedudukan", max_length=80)
    tahun_mulai = models.PositiveSmallIntegerField("dari tahun")
    tahun_selesai = models.PositiveSmallIntegerField("sampai tahun", null=True, blank=True)

    class Meta:
        verbose_name = "keanggotaan organisasi"
        verbose_name_plural = "keanggotaan organisasi"
        ordering = ["-tahun_mulai", "-id"]
        constraints = [
            models.CheckConstraint(
                name="organisasi_berurutan",
                condition=Q(tahun_selesai__isnull=True) | Q(tahun_selesai__gte=F("tahun_mulai")),
            )
        ]

    def __str__(self) -> str:
        return self.nama


class KemampuanBahasa(BarisBerkas):
    """A language and how well it is spoken."""

    class Tingkat(models.TextChoices):
        AKTIF = "aktif", "Aktif"
        PASIF = "pasif", "Pasif"

    bahasa = models.CharField("bahasa", max_length=60)
    tingkat = models.CharField("kemampuan", max_length=5, choices=Tingkat)
    sertifikat = models.CharField("sertifikat", max_length=80, blank=True)

    class Meta:
        verbose_name = "kemampuan bahasa"
        verbose_name_plural = "kemampuan bahasa"
        ordering = ["bahasa", "id"]
        constraints = [models.UniqueConstraint(fields=["pegawai", "bahasa"], name="bahasa_sekali")]

    def __str__(self) -> str:
        return f"{self.bahasa} ({self.tingkat})"


class Sertifikasi(BarisBerkas):
    """A certificate of a profession, a teacher's or a competence, and until when it holds."""

    class Jenis(models.TextChoices):
        PENDIDIK = "pendidik", "Sertifikat pendidik"
        PROFESI = "profesi", "Sertifikat profesi"
        KOMPETENSI = "kompetensi", "Sertifikat kompetensi"
        IZIN = "izin", "Surat tanda registrasi/izin praktik"

    jenis = models.CharField("jenis", max_length=10, choices=Jenis)
    nama = models.CharField("nama sertifikat", max_length=160)
    penerbit = models.CharField("penerbit", max_length=160, blank=True)
    nomor = models.CharField("nomor", max_length=80, blank=True)
    tanggal = models.DateField("tanggal terbit")
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta:
        verbose_name = "sertifikasi"
        verbose_name_plural = "sertifikasi"
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "jenis", "nama", "tanggal"], name="sertifikasi_sekali"
            ),
            models.CheckConstraint(
                name="sertifikasi_berurutan",
                condition=Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__gte=F("tanggal")),
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class PotensiDiri(BarisBerkas):
    """What a person is good at beyond her post."""

    class Jenis(models.TextChoices):
        KEAHLIAN = "keahlian", "Keahlian"
        SENI = "seni", "Seni dan olahraga"
        KARYA = "karya", "Karya tulis"
        INOVASI = "inovasi", "Inovasi"

    jenis = models.CharField("jenis", max_length=8, choices=Jenis)
    uraian = models.CharField("uraian", max_length=200)
    tahun = models.PositiveSmallIntegerField("tahun", null=True, blank=True)

    class Meta:
        verbose_name = "potensi diri"
        verbose_name_plural = "potensi diri"
        ordering = ["jenis", "-tahun", "-id"]

    def __str__(self) -> str:
        return self.uraian
