"""Who employs whom where: governments, their units and their posts (peta jabatan).

People are not here (pegawai); a post knows its class and its TPP by criterion, not its holder.
"""

from django.conf import settings
from django.db import models

from selaras.core.masa import BerlakuField, BerlakuQuerySet, tanpa_tumpang


class Zona(models.TextChoices):
    """Indonesia's three civil time zones (Keppres 41/1987); none has daylight saving."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


ZONA_JAM = {Zona.WIB: 7, Zona.WITA: 8, Zona.WIT: 9}


class Instansi(models.Model):
    """A local government (UU 23/2014 ps. 1): the tenant, with the region whose rules it follows."""

    kode = models.CharField("kode", max_length=16, unique=True)
    nama = models.CharField("nama", max_length=120)
    daerah = models.CharField(
        "aturan daerah", max_length=60, help_text="Nama folder aturan daerah, mis. balangan"
    )
    zona = models.CharField("zona waktu", max_length=20, choices=Zona, default=Zona.WIB)
    # a unit has a clock of its own; set by the database, and then for good
    zona_beda = models.BooleanField(default=False, editable=False, db_default=False)

    class Meta:
        verbose_name = "instansi"
        verbose_name_plural = "instansi"
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama


class UnitKerja(models.Model):
    """A unit of the government's structure (PP 18/2016), from SKPD down to sections.

    `path` is the chain of ids from the root ("/3/17/204/"), so that a subtree is a prefix.
    A reorganisation ends a unit's `berlaku` and names its successor.
    """

    class Jenis(models.TextChoices):
        SKPD = "skpd", "SKPD"
        UPTD = "uptd", "UPTD"
        BIDANG = "bidang", "Bidang/Bagian"
        SEKSI = "seksi", "Seksi/Subbagian"
        SEKOLAH = "sekolah", "Sekolah"
        PUSKESMAS = "puskesmas", "Puskesmas"
        RS = "rs", "Rumah sakit"
        LAIN = "lain", "Lainnya"

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="unit")
    kode = models.CharField("kode", max_length=32)
    nama = models.CharField("nama", max_length=160)
    jenis = models.CharField("jenis", max_length=12, choices=Jenis, default=Jenis.LAIN)
    jenis_bayar = models.CharField(
        "jenis untuk persen bayar TPP",
        max_length=32,
        default="umum",
        help_text="Dipakai aturan daerah yang membayar persen berbeda, mis. umum, RS",
    )
    induk = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="bawahan"
    )
    skpd = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="isi_skpd",
        help_text="SKPD yang membawahkan; unit SKPD menunjuk dirinya sendiri",
    )
    path = models.CharField(max_length=255, db_index=False, editable=False, default="")
    zona = models.CharField(
        "zona waktu", max_length=20, choices=Zona, blank=True, help_text="Kosong = ikut instansi"
    )
    pengganti = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="menggantikan"
    )
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "unit kerja"
        verbose_name_plural = "unit kerja"
        ordering = ["kode"]
        constraints = [tanpa_tumpang("unit_kode_tunggal", "instansi", "kode")]
        indexes = [
            models.Index(fields=["path"], name="unit_path", opclasses=["varchar_pattern_ops"])
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def zona_kerja(self) -> str:
        """The zone of the unit's clock: its own, else its government's."""
        return self.zona or self.instansi.zona


# An agency points to itself, whatever its kind: a hospital may be one of its own.
AGENCIES = models.Q(skpd=models.F("pk"))


class Jabatan(models.Model):
    """A post in the peta jabatan (PermenPANRB 1/2020): its unit, class and superior post."""

    class Jenis(models.TextChoices):
        STRUKTURAL = "struktural", "Struktural"
        FUNGSIONAL = "fungsional", "Fungsional"
        PELAKSANA = "pelaksana", "Pelaksana"

    unit = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="jabatan")
    kode = models.CharField("kode", max_length=32)
    nama = models.CharField("nama", max_length=160)
    jenis = models.CharField("jenis", max_length=12, choices=Jenis)
    eselon = models.CharField("eselon", max_length=8, blank=True)
    kelas = models.PositiveSmallIntegerField("kelas jabatan", null=True, blank=True)
    kebutuhan = models.PositiveSmallIntegerField("kebutuhan (ABK)", default=1)
    atasan = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bawahan",
        verbose_name="jabatan atasan langsung",
    )
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "jabatan"
        verbose_name_plural = "jabatan"
        ordering = ["kode"]
        constraints = [tanpa_tumpang("jabatan_kode_tunggal", "unit", "kode")]

    def __str__(self) -> str:
        return self.nama


class BesaranTPP(models.Model):
    """A post's monthly TPP by criterion in rupiah, as the head of the region decided it.

    PP 12/2019 ps. 58: beban kerja, prestasi kerja, kondisi kerja, tempat bertugas, kelangkaan
    profesi and pertimbangan objektif lainnya.
    """

    jabatan = models.ForeignKey(Jabatan, on_delete=models.CASCADE, related_name="besaran")
    beban_kerja = models.PositiveIntegerField("beban kerja", default=0)
    prestasi_kerja = models.PositiveIntegerField("prestasi kerja", default=0)
    kondisi_kerja = models.PositiveIntegerField("kondisi kerja", default=0)
    tempat_bertugas = models.PositiveIntegerField("tempat bertugas", default=0)
    kelangkaan_profesi = models.PositiveIntegerField("kelangkaan profesi", default=0)
    pertimbangan_objektif = models.PositiveIntegerField("pertimbangan objektif lainnya", default=0)
    dasar = models.CharField("dasar", max_length=200, blank=True)
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "besaran TPP"
        verbose_name_plural = "besaran TPP"
        constraints = [tanpa_tumpang("besaran_tanpa_tumpang", "jabatan")]

    def __str__(self) -> str:
        return f"TPP {self.jabatan}"


class PengaktifanUnit(models.Model):
    """How far a unit, with everything under it, has switched a module on, and when.

    While people try kinerja out, results do not decide their pay (tpp.uji_coba_unit).
    """

    class Modul(models.TextChoices):
        KINERJA = "kinerja", "Kinerja"
        PRESENSI = "presensi", "Presensi"
        TPP = "tpp", "TPP"

    class Tahap(models.TextChoices):
        BELUM = "belum", "Belum dipakai"
        UJI_TERTUTUP = "uji_tertutup", "Uji tertutup"
        UJI_COBA = "uji_coba", "Uji coba"
        BERLAKU = "berlaku", "Berlaku"

    unit = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="pengaktifan")
    modul = models.CharField("modul", max_length=12, choices=Modul)
    tahap = models.CharField("tahap", max_length=16, choices=Tahap)
    catatan = models.CharField("catatan", max_length=200, blank=True)
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "pengaktifan unit"
        verbose_name_plural = "pengaktifan unit"
        constraints = [tanpa_tumpang("pengaktifan_tanpa_tumpang", "unit", "modul")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_modul_display()} {self.get_tahap_display().lower()}"


class Referensi(models.Model):
    """A row of a national reference list (instansi, satuan kerja, jabatan fungsional ...).

    One table for all lists: they are looked up by code and name and bind nothing; what a list
    says beyond that stands in `data` as it came.
    """

    daftar = models.CharField("daftar", max_length=40)
    kode = models.CharField("kode", max_length=64)
    nama = models.CharField("nama", max_length=255)
    data = models.JSONField("isi lain", default=dict)

    class Meta:
        verbose_name = "referensi"
        verbose_name_plural = "referensi"
        ordering = ["daftar", "kode"]
        constraints = [
            models.UniqueConstraint(fields=["daftar", "kode"], name="referensi_kode_tunggal")
        ]

    def __str__(self) -> str:
        return self.nama


class NilaiDaerah(models.Model):
    """A value of law that the government set here, for a time and with its ground.

    It wins over the shipped files while it holds. Rows are withdrawn, never deleted: a month keeps
    the fingerprint of the law it was computed by.
    """

    class Keyakinan(models.TextChoices):
        TINGGI = "tinggi", "Pasti: peraturannya di tangan saya"
        SEDANG = "sedang", "Perlu diperiksa lagi"
        RENDAH = "rendah", "Belum pasti"

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="nilai_daerah")
    kunci = models.CharField("kunci aturan", max_length=80)
    nilai = models.JSONField("nilai")
    peraturan = models.CharField("peraturan", max_length=160)
    bagian = models.CharField("pasal atau lampiran", max_length=120, blank=True)
    url = models.URLField("alamat naskah", blank=True)
    keyakinan = models.CharField(
        "keyakinan", max_length=6, choices=Keyakinan, default=Keyakinan.TINGGI
    )
    berlaku = BerlakuField()
    dicatat_pada = models.DateTimeField("dicatat pada")
    dicatat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "nilai daerah"
        verbose_name_plural = "nilai daerah"
        ordering = ["kunci", "-berlaku"]
        constraints = [
            tanpa_tumpang(
                "nilai_daerah_tanpa_tumpang", "instansi", "kunci",
                condition=models.Q(dicabut_pada__isnull=True),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kunci} ({self.instansi})"
