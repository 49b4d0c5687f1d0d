"""What a run over all files finds: what is wrong, what falls due, who stands where in the DUK.

Results of one day, replaced by the next run; only the scores are kept, for they show the trend.
"""

from django.conf import settings
from django.db import models

from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai


class PeriksaBerkas(models.Model):
    """One run over all files of a government, as of a day."""

    instansi = models.ForeignKey(Instansi, on_delete=models.CASCADE, related_name="+")
    pada = models.DateField("keadaan pada")
    jumlah = models.PositiveIntegerField("jumlah pegawai")
    dibuat_pada = models.DateTimeField("dibuat pada")
    # Rule -> people, of the run whose findings stand now; null on every other. Counting 200,000
    # findings of a large government took half of the page that shows them.
    temuan = models.JSONField("temuan menurut aturan", null=True, editable=False)

    class Meta:
        verbose_name = "pemeriksaan berkas"
        verbose_name_plural = "pemeriksaan berkas"
        ordering = ["-pada", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "pada"], name="periksa_berkas_sehari")
        ]

    def __str__(self) -> str:
        return f"{self.instansi} {self.pada}"


class TemuanMutu(models.Model):
    """One thing that is wrong or missing in a person's file; `kode` names the rule."""

    class Tingkat(models.IntegerChoices):
        BERAT = 3, "Berat"
        SEDANG = 2, "Sedang"
        RINGAN = 1, "Ringan"

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="+")
    skpd = models.ForeignKey(UnitKerja, on_delete=models.CASCADE, null=True, related_name="+")
    kode = models.CharField("aturan", max_length=32)
    tingkat = models.PositiveSmallIntegerField("tingkat", choices=Tingkat)
    rinci = models.CharField("rincian", max_length=200, blank=True)
    sejak = models.DateField("ditemukan sejak")

    class Meta:
        verbose_name = "temuan mutu data"
        verbose_name_plural = "temuan mutu data"
        ordering = ["-tingkat", "kode", "pegawai"]
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "kode"], name="temuan_mutu_sekali")
        ]
        indexes = [models.Index(fields=["kode", "skpd"], name="temuan_mutu_kode")]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.kode}"


class SkorMutu(models.Model):
    """How whole an SKPD's files were at one run, in basis points; kept, so that a trend shows."""

    periksa = models.ForeignKey(PeriksaBerkas, on_delete=models.CASCADE, related_name="skor")
    skpd = models.ForeignKey(UnitKerja, on_delete=models.CASCADE, related_name="+")
    orang = models.PositiveIntegerField("jumlah pegawai")
    bersih = models.PositiveIntegerField("tanpa temuan")
    berat = models.PositiveIntegerField("temuan berat")
    sedang = models.PositiveIntegerField("temuan sedang")
    ringan = models.PositiveIntegerField("temuan ringan")
    skor_bp = models.PositiveIntegerField("skor (basis poin)")

    class Meta:
        verbose_name = "skor mutu data"
        verbose_name_plural = "skor mutu data"
        constraints = [models.UniqueConstraint(fields=["periksa", "skpd"], name="skor_mutu_sekali")]

    def __str__(self) -> str:
        return f"{self.skpd} {self.skor_bp}"


class JatuhTempo(models.Model):
    """What falls due for a person by rule, when, and what is still missing for it.

    `cara` tells ways to the same thing apart: promotion by one's post, by a diploma, by an award.
    """

    class Jenis(models.TextChoices):
        KGB = "kgb", "Kenaikan gaji berkala"
        KP = "kp", "Kenaikan pangkat"
        PENGABDIAN = "abdi", "Kenaikan pangkat pengabdian"
        PENSIUN = "pensiun", "Pensiun"
        SATYALANCANA = "satya", "Satyalancana Karya Satya"

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="+")
    jenis = models.CharField("jenis", max_length=8, choices=Jenis)
    cara = models.CharField("cara", max_length=24, blank=True)
    tanggal = models.DateField("tanggal")
    uraian = models.CharField("uraian", max_length=200)
    kurang = models.JSONField("yang kurang", default=list)
    siap = models.BooleanField("siap diusulkan")
    data = models.JSONField("untuk surat", default=dict)

    class Meta:
        verbose_name = "jatuh tempo"
        verbose_name_plural = "jatuh tempo"
        ordering = ["tanggal", "pegawai"]
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "jenis", "cara"], name="jatuh_tempo_sekali")
        ]
        indexes = [models.Index(fields=["tanggal", "jenis"], name="jatuh_tempo_tanggal")]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.jenis} {self.tanggal}"


class UrutKepangkatan(models.Model):
    """A person's place in the DUK of the last run (PP 15/1979), with what decided it."""

    pegawai = models.OneToOneField(
        Pegawai, on_delete=models.CASCADE, primary_key=True, related_name="duk"
    )
    skpd = models.ForeignKey(UnitKerja, on_delete=models.CASCADE, null=True, related_name="+")
    nomor = models.PositiveIntegerField("nomor urut", db_index=True)
    nomor_skpd = models.PositiveIntegerField("nomor urut di SKPD")
    alasan = models.CharField("pembeda", max_length=24, blank=True)
    pangkat = models.CharField("golongan", max_length=8)
    tmt_pangkat = models.DateField("TMT golongan", null=True)
    jabatan = models.CharField("jabatan", max_length=160, blank=True)
    tmt_jabatan = models.DateField("TMT jabatan", null=True)
    mkg_bulan = models.PositiveIntegerField("masa kerja (bulan)", null=True)
    diklat = models.CharField("latihan jabatan", max_length=160, blank=True)
    diklat_tahun = models.PositiveSmallIntegerField("tahun latihan jabatan", null=True)
    pendidikan = models.CharField("pendidikan", max_length=200, blank=True)
    tahun_lulus = models.PositiveSmallIntegerField("tahun lulus", null=True)
    lahir = models.DateField("tanggal lahir", null=True)

    class Meta:
        verbose_name = "urut kepangkatan"
        verbose_name_plural = "urut kepangkatan"
        ordering = ["nomor"]
        indexes = [models.Index(fields=["skpd", "nomor"], name="duk_skpd")]

    def __str__(self) -> str:
        return f"{self.nomor}. {self.pegawai}"


class SuratJatuhTempo(models.Model):
    """A numbered draft letter about something that fell due; a number is never given twice."""

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="+")
    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="+")
    jenis = models.CharField("jenis", max_length=8, choices=JatuhTempo.Jenis)
    cara = models.CharField("cara", max_length=24, blank=True)
    tanggal_tempo = models.DateField("jatuh tempo")
    tahun = models.PositiveSmallIntegerField("tahun")
    urut = models.PositiveIntegerField("nomor urut")
    nomor = models.CharField("nomor", max_length=80)
    isi = models.JSONField("isi")
    dibuat_pada = models.DateTimeField("dibuat pada")
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "surat jatuh tempo"
        verbose_name_plural = "surat jatuh tempo"
        ordering = ["-tahun", "-urut"]
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "tahun", "urut"], name="surat_nomor_sekali"
            ),
            models.UniqueConstraint(
                fields=["pegawai", "jenis", "cara", "tanggal_tempo"], name="surat_sekali_tempo"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.nomor


class SaringanTersimpan(models.Model):
    """A filter with its columns that a person named and comes back to."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    nama = models.CharField("nama saringan", max_length=80)
    kueri = models.CharField("saringan", max_length=2000, blank=True)
    dibuat_pada = models.DateTimeField("dibuat pada")

    class Meta:
        verbose_name = "saringan tersimpan"
        verbose_name_plural = "saringan tersimpan"
        ordering = ["nama"]
        constraints = [
            models.UniqueConstraint(fields=["user", "nama"], name="saringan_nama_sekali")
        ]

    def __str__(self) -> str:
        return self.nama
