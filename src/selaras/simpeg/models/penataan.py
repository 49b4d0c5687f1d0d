"""A reorganisation while it is prepared, and what was written when it was approved.

PP 18/2016 jo. PP 72/2019 (perangkat daerah), PermenPANRB 25/2021 (penyederhanaan struktur). The
structure itself stays in organisasi: old rows end, new rows begin, nothing is overwritten.
"""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from selaras.aturan.simpeg.sotk.bentuk import TINDAKAN
from selaras.core.workflow.models import Dokumen
from selaras.organisasi.models import Instansi, Jabatan, UnitKerja


class PenataanOrganisasi(Dokumen):
    """A draft of a new structure (SOTK) with its ground and the date from which it holds.

    `tulisan` lists the rows that approval wrote or cut, so that it can be taken back before the
    date; `disusun_oleh` may not approve it.
    """

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="penataan")
    judul = models.CharField("judul", max_length=160)
    dasar = models.CharField(
        "dasar", max_length=200, help_text="Peraturan atau keputusan, mis. Perda 3 Tahun 2026"
    )
    mulai = models.DateField("berlaku mulai")
    catatan = models.TextField("catatan", blank=True)
    disusun_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    disusun_pada = models.DateTimeField("disusun pada")
    tulisan = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder, editable=False)

    class Meta:
        verbose_name = "penataan organisasi"
        verbose_name_plural = "penataan organisasi"
        ordering = ["-mulai", "-id"]

    def __str__(self) -> str:
        return self.judul


class ButirPenataan(models.Model):
    """One item of a draft, by codes: what happens to a unit, a post or a person.

    Columns are those of the XLSX; which of them an item needs depends on `tindakan`.
    """

    penataan = models.ForeignKey(PenataanOrganisasi, on_delete=models.CASCADE, related_name="butir")
    nomor = models.PositiveIntegerField("nomor")
    tindakan = models.CharField("tindakan", max_length=16, choices=list(TINDAKAN.items()))
    unit_asal = models.CharField("kode unit asal", max_length=32, blank=True)
    jabatan_asal = models.CharField("kode jabatan asal", max_length=32, blank=True)
    nip = models.CharField("NIP", max_length=18, blank=True)
    unit = models.CharField("kode unit (baru atau tujuan)", max_length=32, blank=True)
    kode = models.CharField("kode jabatan (baru atau tujuan)", max_length=32, blank=True)
    nama = models.CharField("nama baru", max_length=160, blank=True)
    jenis = models.CharField("jenis", max_length=12, blank=True)
    induk = models.CharField("kode unit induk", max_length=32, blank=True)
    eselon = models.CharField("eselon", max_length=8, blank=True)
    kelas = models.PositiveSmallIntegerField("kelas", null=True, blank=True)
    kebutuhan = models.PositiveSmallIntegerField("kebutuhan", null=True, blank=True)
    atasan_unit = models.CharField("kode unit jabatan atasan", max_length=32, blank=True)
    atasan_kode = models.CharField("kode jabatan atasan", max_length=32, blank=True)

    class Meta:
        verbose_name = "butir penataan"
        verbose_name_plural = "butir penataan"
        ordering = ["penataan", "nomor", "id"]

    def __str__(self) -> str:
        return f"{self.get_tindakan_display()}: {self.nama or self.unit_asal or self.unit}"


class BebanKerja(models.Model):
    """A line of a post's workload analysis (PermenPANRB 1/2020): what, how often, how long."""

    jabatan = models.ForeignKey(Jabatan, on_delete=models.CASCADE, related_name="beban_kerja")
    tahun = models.PositiveSmallIntegerField("tahun")
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    uraian = models.CharField("uraian tugas", max_length=300)
    hasil = models.CharField("hasil kerja", max_length=80, blank=True)
    volume = models.PositiveIntegerField("volume setahun")
    menit = models.PositiveIntegerField("waktu penyelesaian (menit)")

    class Meta:
        verbose_name = "beban kerja"
        verbose_name_plural = "beban kerja"
        ordering = ["jabatan", "tahun", "urutan", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["jabatan", "tahun", "uraian"], name="beban_kerja_sekali"
            )
        ]

    def __str__(self) -> str:
        return self.uraian


class KebutuhanJabatan(models.Model):
    """A post's need of people in a year: by workload analysis, and as granted (formasi)."""

    jabatan = models.ForeignKey(Jabatan, on_delete=models.CASCADE, related_name="kebutuhan_tahunan")
    tahun = models.PositiveSmallIntegerField("tahun")
    abk = models.PositiveSmallIntegerField("kebutuhan menurut ABK", null=True, blank=True)
    formasi = models.PositiveSmallIntegerField("formasi ditetapkan", null=True, blank=True)
    dasar = models.CharField("dasar", max_length=160, blank=True)

    class Meta:
        verbose_name = "kebutuhan jabatan"
        verbose_name_plural = "kebutuhan jabatan"
        ordering = ["jabatan", "tahun"]
        constraints = [
            models.UniqueConstraint(fields=["jabatan", "tahun"], name="kebutuhan_jabatan_setahun")
        ]

    def __str__(self) -> str:
        return f"{self.jabatan} {self.tahun}"


class BukuProfil(models.Model):
    """A book that was made and kept: of the whole government or a unit, as of a date."""

    class Kertas(models.TextChoices):
        A4 = "a4", "A4"
        A5 = "a5", "A5"

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="buku_profil")
    unit = models.ForeignKey(
        UnitKerja, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pada = models.DateField("keadaan pada")
    kertas = models.CharField("ukuran", max_length=2, choices=Kertas, default=Kertas.A4)
    dengan_nama = models.BooleanField("daftar nama", default=False)
    berkas = models.FileField("berkas", upload_to="buku/%Y/%m")
    halaman = models.PositiveIntegerField("halaman")
    orang = models.PositiveIntegerField("pegawai")
    dibuat_pada = models.DateTimeField("dibuat pada")
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "buku profil"
        verbose_name_plural = "buku profil"
        ordering = ["-dibuat_pada", "-id"]

    def __str__(self) -> str:
        return f"Buku Profil {self.unit or self.instansi} {self.pada}"


class PetaWilayah(models.Model):
    """The region's outline as GeoJSON (kecamatan or kabupaten), drawn in book and statistics."""

    instansi = models.OneToOneField(Instansi, on_delete=models.CASCADE, related_name="peta_wilayah")
    geojson = models.JSONField("GeoJSON")
    sumber = models.CharField("sumber", max_length=160)
    diunggah_pada = models.DateTimeField("diunggah pada")

    class Meta:
        verbose_name = "peta wilayah"
        verbose_name_plural = "peta wilayah"

    def __str__(self) -> str:
        return f"Peta {self.instansi}"
