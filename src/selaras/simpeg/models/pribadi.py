"""Who a person is beyond name and NIP: personal data, addresses, family."""

from django.db import models
from django.db.models import Q

from selaras.pegawai.models import Pegawai
from selaras.simpeg.models.dasar import BarisBerkas


class Agama(models.TextChoices):
    """Religions, with SIASN's numbers."""

    ISLAM = "1", "Islam"
    KRISTEN = "2", "Kristen"
    KATOLIK = "3", "Katolik"
    HINDU = "4", "Hindu"
    BUDDHA = "5", "Buddha"
    KONGHUCU = "6", "Konghucu"
    LAIN = "7", "Lainnya"


class StatusKawin(models.TextChoices):
    """Marital state, with SIASN's numbers."""

    MENIKAH = "1", "Menikah"
    CERAI = "2", "Cerai"
    JANDA_DUDA = "3", "Janda/Duda"
    BELUM = "4", "Belum menikah"


class DataPribadi(models.Model):
    """What is written once about a person; a person without a row has nothing written yet."""

    class GolonganDarah(models.TextChoices):
        A = "A", "A"
        B = "B", "B"
        AB = "AB", "AB"
        O = "O", "O"  # noqa: E741 - the blood group's own name

    pegawai = models.OneToOneField(
        Pegawai, on_delete=models.CASCADE, primary_key=True, related_name="pribadi"
    )
    tempat_lahir = models.CharField("tempat lahir", max_length=80, blank=True)
    agama = models.CharField("agama", max_length=1, choices=Agama, blank=True)
    status_kawin = models.CharField(
        "status perkawinan", max_length=1, choices=StatusKawin, blank=True
    )
    golongan_darah = models.CharField(
        "golongan darah", max_length=2, choices=GolonganDarah, blank=True
    )
    no_kk = models.CharField("nomor kartu keluarga", max_length=16, blank=True)
    nip_lama = models.CharField("NIP lama", max_length=9, blank=True)
    karpeg = models.CharField("nomor Karpeg", max_length=20, blank=True)
    karis_karsu = models.CharField("nomor Karis/Karsu", max_length=20, blank=True)
    taspen = models.CharField("nomor Taspen", max_length=20, blank=True)
    bpjs = models.CharField("nomor BPJS Kesehatan", max_length=20, blank=True)
    email_dinas = models.EmailField("surel dinas", blank=True)

    class Meta:
        verbose_name = "data pribadi"
        verbose_name_plural = "data pribadi"

    def __str__(self) -> str:
        return str(self.pegawai)


class AlamatPegawai(BarisBerkas):
    """Where a person lives since a day, until the next row."""

    sejak = models.DateField("sejak")
    alamat = models.CharField("alamat", max_length=200)
    rt_rw = models.CharField("RT/RW", max_length=11, blank=True)
    kelurahan = models.CharField("desa/kelurahan", max_length=80, blank=True)
    kecamatan = models.CharField("kecamatan", max_length=80, blank=True)
    kabupaten = models.CharField("kabupaten/kota", max_length=80, blank=True)
    provinsi = models.CharField("provinsi", max_length=80, blank=True)
    kode_pos = models.CharField("kode pos", max_length=5, blank=True)

    class Meta:
        verbose_name = "alamat pegawai"
        verbose_name_plural = "alamat pegawai"
        ordering = ["-sejak", "-id"]
        constraints = [models.UniqueConstraint(fields=["pegawai", "sejak"], name="alamat_sekali")]

    def __str__(self) -> str:
        return self.alamat


class AnggotaKeluarga(BarisBerkas):
    """A relative: who decides family allowance, pension and leave."""

    class Hubungan(models.TextChoices):
        PASANGAN = "pasangan", "Suami/istri"
        ANAK = "anak", "Anak"
        AYAH = "ayah", "Ayah"
        IBU = "ibu", "Ibu"
        MERTUA = "mertua", "Ayah/ibu mertua"
        SAUDARA = "saudara", "Saudara kandung"

    class StatusAnak(models.TextChoices):
        KANDUNG = "kandung", "Kandung"
        TIRI = "tiri", "Tiri"
        ANGKAT = "angkat", "Angkat"

    hubungan = models.CharField("hubungan", max_length=8, choices=Hubungan)
    nama = models.CharField("nama", max_length=120)
    nik = models.CharField("NIK", max_length=16, blank=True)
    nip = models.CharField("NIP (bila ASN)", max_length=18, blank=True)
    jenis_kelamin = models.CharField(
        "jenis kelamin", max_length=1, choices=Pegawai.JenisKelamin, blank=True
    )
    tempat_lahir = models.CharField("tempat lahir", max_length=80, blank=True)
    tanggal_lahir = models.DateField("tanggal lahir", null=True, blank=True)
    pekerjaan = models.CharField("pekerjaan", max_length=80, blank=True)
    status_anak = models.CharField("status anak", max_length=7, choices=StatusAnak, blank=True)
    tanggal_nikah = models.DateField("tanggal nikah", null=True, blank=True)
    akta_nikah = models.CharField("nomor akta nikah", max_length=60, blank=True)
    tanggal_cerai = models.DateField("tanggal cerai", null=True, blank=True)
    tanggal_meninggal = models.DateField("tanggal meninggal", null=True, blank=True)
    ditanggung = models.BooleanField("masuk tunjangan keluarga", default=False)

    class Meta:
        verbose_name = "anggota keluarga"
        verbose_name_plural = "anggota keluarga"
        ordering = ["hubungan", "tanggal_lahir", "id"]
        indexes = [models.Index(fields=["pegawai", "hubungan"], name="keluarga_pegawai")]
        constraints = [
            models.CheckConstraint(
                name="keluarga_cerai_sesudah_nikah",
                condition=Q(tanggal_cerai__isnull=True)
                | Q(tanggal_nikah__isnull=True)
                | Q(tanggal_cerai__gte=models.F("tanggal_nikah")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.nama} ({self.get_hubungan_display().lower()})"


class PemeriksaanKesehatan(BarisBerkas):
    """A health examination: specific personal data (UU 27/2022 ps. 4), apart from all else."""

    tanggal = models.DateField("tanggal")
    jenis = models.CharField("pemeriksaan", max_length=120)
    tempat = models.CharField("tempat", max_length=120, blank=True)
    hasil = models.CharField("kesimpulan", max_length=200)
    nomor = models.CharField("nomor surat", max_length=80, blank=True)

    class Meta:
        verbose_name = "pemeriksaan kesehatan"
        verbose_name_plural = "pemeriksaan kesehatan"
        ordering = ["-tanggal", "-id"]

    def __str__(self) -> str:
        return f"{self.jenis} {self.tanggal}"
