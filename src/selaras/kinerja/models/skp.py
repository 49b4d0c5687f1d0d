"""The performance plan (Sasaran Kinerja Pegawai) of a person in a post for a part of a year.

One table for every regulation still in use; `generasi` says which, and with it which rows a plan
has: hasil kerja with indicators (PermenPANRB 6/2022), or activities with targets (PP 46/2011).
"""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from selaras.core.workflow.models import Dokumen
from selaras.organisasi.models import Jabatan, UnitKerja
from selaras.pegawai.models import Pegawai


class Generasi(models.TextChoices):
    """Which regulation a plan follows."""

    PP46 = "pp46", "PP 46/2011"
    PP30 = "pp30", "PP 30/2019 dan PermenPANRB 8/2021"
    PANRB6 = "panrb6", "PermenPANRB 6/2022"


class SKP(Dokumen):
    """A person's plan for `masa`; a change after approval is a new version (adendum).

    Two plans of one person never run on the same day: a transfer ends one and begins another,
    both are kept (PermenPANRB 6/2022 ps. 12). `berlaku_kini` is false for a version that an
    addendum replaced, for an addendum that is not approved yet, and for a plan that was rejected
    or cancelled. `kiriman` is what was submitted last, `kiriman_lalu` what the superior saw before.
    """

    class Jenis(models.TextChoices):
        JPT = "jpt", "Pimpinan unit kerja"
        JAJF = "jajf", "Jabatan administrasi dan fungsional"

    class Pendekatan(models.TextChoices):
        KUANTITATIF = "kuantitatif", "Kuantitatif (indikator dan target)"
        KUALITATIF = "kualitatif", "Kualitatif (uraian hasil)"

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="skp")
    tahun = models.PositiveSmallIntegerField("tahun")
    masa = DateRangeField("masa penilaian")
    generasi = models.CharField(
        "peraturan", max_length=8, choices=Generasi, default=Generasi.PANRB6
    )
    jenis = models.CharField("jenis SKP", max_length=4, choices=Jenis, default=Jenis.JAJF)
    pendekatan = models.CharField(
        "pendekatan", max_length=12, choices=Pendekatan, default=Pendekatan.KUANTITATIF
    )
    jabatan = models.ForeignKey(Jabatan, on_delete=models.PROTECT, related_name="skp")
    unit = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="skp")
    penilai = models.ForeignKey(
        Pegawai, on_delete=models.PROTECT, null=True, blank=True, related_name="skp_dinilai"
    )
    versi = models.PositiveSmallIntegerField("versi", default=1)
    adendum_dari = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="adendum"
    )
    alasan_adendum = models.CharField("alasan adendum", max_length=300, blank=True)
    berlaku_kini = models.BooleanField("berlaku kini", default=True)
    kunci = models.UUIDField("kunci kiriman", default=uuid4, unique=True, editable=False)
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    kiriman = models.JSONField("isi saat diajukan", null=True, blank=True, editable=False)
    kiriman_lalu = models.JSONField("isi pengajuan lalu", null=True, blank=True, editable=False)
    # The page that wrote last: an answer lost on the way is not another tab's change.
    layar = models.UUIDField(null=True, blank=True, editable=False)
    diubah_pada = models.DateTimeField("diubah pada", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "SKP"
        verbose_name_plural = "SKP"
        constraints = [
            ExclusionConstraint(
                name="skp_masa_tanpa_tumpang",
                expressions=[
                    ("pegawai", RangeOperators.EQUAL),
                    ("masa", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(berlaku_kini=True),
            ),
            models.UniqueConstraint(
                fields=["adendum_dari"],
                condition=~models.Q(status__in=["ditolak", "dibatalkan"]),
                name="skp_satu_adendum",
            ),
        ]
        indexes = [
            models.Index(fields=["pegawai", "tahun"], name="skp_pegawai_tahun"),
            models.Index(fields=["unit", "tahun", "status"], name="skp_unit_tahun"),
        ]

    def __str__(self) -> str:
        return f"SKP {self.tahun} {self.pegawai}"


class HasilKerja(models.Model):
    """A result that the person promises (rencana hasil kerja), under a superior's result."""

    class Jenis(models.TextChoices):
        UTAMA = "utama", "Utama"
        TAMBAHAN = "tambahan", "Tambahan"

    class Perspektif(models.TextChoices):
        PENERIMA = "penerima", "Penerima layanan"
        PROSES = "proses", "Proses bisnis"
        PENGUATAN = "penguatan", "Penguatan internal"
        ANGGARAN = "anggaran", "Anggaran"

    skp = models.ForeignKey(SKP, on_delete=models.CASCADE, related_name="hasil_kerja")
    # Made where the row is typed: sending it twice changes one row, versions of it share the key.
    kunci = models.UUIDField("kunci baris", default=uuid4, editable=False)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    jenis = models.CharField("jenis", max_length=8, choices=Jenis, default=Jenis.UTAMA)
    uraian = models.CharField("rencana hasil kerja", max_length=500)
    perspektif = models.CharField(
        "perspektif", max_length=20, choices=Perspektif, blank=True, help_text="hanya JPT"
    )
    penugasan_dari = models.CharField("penugasan dari", max_length=160, blank=True)
    # A functional post may serve two leaders' results; everyone else exactly one.
    hasil_atasan = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="hasil_bawahan"
    )
    ekspektasi = models.CharField("ekspektasi atasan", max_length=500, blank=True)
    catatan_atasan = models.CharField("catatan atasan", max_length=500, blank=True)

    class Meta:
        verbose_name = "hasil kerja"
        verbose_name_plural = "hasil kerja"
        ordering = ["skp", "-jenis", "urutan", "id"]
        constraints = [
            models.UniqueConstraint(fields=["skp", "kunci"], name="hasil_kerja_tunggal"),
        ]

    def __str__(self) -> str:
        return self.uraian


class Indikator(models.Model):
    """How a result is known: an aspect, its words and its target."""

    class Aspek(models.TextChoices):
        KUANTITAS = "kuantitas", "Kuantitas"
        KUALITAS = "kualitas", "Kualitas"
        WAKTU = "waktu", "Waktu"
        BIAYA = "biaya", "Biaya"

    hasil_kerja = models.ForeignKey(HasilKerja, on_delete=models.CASCADE, related_name="indikator")
    kunci = models.UUIDField("kunci baris", default=uuid4, editable=False)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    aspek = models.CharField("aspek", max_length=10, choices=Aspek, blank=True)
    uraian = models.CharField("indikator kinerja individu", max_length=300)
    target = models.CharField("target", max_length=160, blank=True)

    class Meta:
        verbose_name = "indikator"
        verbose_name_plural = "indikator"
        ordering = ["hasil_kerja", "urutan", "id"]
        constraints = [
            models.UniqueConstraint(fields=["hasil_kerja", "kunci"], name="indikator_tunggal"),
        ]

    def __str__(self) -> str:
        return self.uraian


class EkspektasiPerilaku(models.Model):
    """What the leader expects of one BerAKHLAK value (SE MenPANRB 20/2021)."""

    skp = models.ForeignKey(SKP, on_delete=models.CASCADE, related_name="ekspektasi_perilaku")
    nilai = models.CharField("nilai BerAKHLAK", max_length=24)
    ekspektasi = models.CharField("ekspektasi khusus pimpinan", max_length=500, blank=True)

    class Meta:
        verbose_name = "ekspektasi perilaku"
        verbose_name_plural = "ekspektasi perilaku"
        constraints = [
            models.UniqueConstraint(fields=["skp", "nilai"], name="ekspektasi_perilaku_tunggal")
        ]

    def __str__(self) -> str:
        return self.nilai


class LampiranSKP(models.Model):
    """Annexes to a plan: resources, accountability, consequences (PermenPANRB 6/2022)."""

    class Jenis(models.TextChoices):
        SUMBER_DAYA = "sumber_daya", "Dukungan sumber daya"
        PERTANGGUNGJAWABAN = "pertanggungjawaban", "Skema pertanggungjawaban"
        KONSEKUENSI = "konsekuensi", "Konsekuensi"

    skp = models.ForeignKey(SKP, on_delete=models.CASCADE, related_name="lampiran")
    kunci = models.UUIDField("kunci baris", default=uuid4, editable=False)
    jenis = models.CharField("jenis", max_length=20, choices=Jenis)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    isi = models.CharField("isi", max_length=500)

    class Meta:
        verbose_name = "lampiran SKP"
        verbose_name_plural = "lampiran SKP"
        ordering = ["skp", "jenis", "urutan", "id"]
        constraints = [
            models.UniqueConstraint(fields=["skp", "kunci"], name="lampiran_tunggal"),
        ]

    def __str__(self) -> str:
        return self.isi
