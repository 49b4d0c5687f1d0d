"""What people look at and say about computed pay: findings, objections, instruments just formed.

Rows of tpp.models; the rules that find stand in aturan/temuan, writes in services.
"""

from django.conf import settings
from django.db import models

from selaras.core.files.models import Berkas
from selaras.core.workflow.models import Dokumen
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai


class TemuanVerifikasi(models.Model):
    """Something unusual in a unit's month that a verifier looks at before it is paid.

    Kept from run to run: one that is found again unchanged stays handled, one that is found with
    another figure is open again, one that is not found any more goes.
    """

    class Keparahan(models.IntegerChoices):
        RINGAN = 1, "Ringan"
        SEDANG = 2, "Sedang"
        BERAT = 3, "Berat"

    hitungan = models.ForeignKey("tpp.HitunganBulan", on_delete=models.CASCADE, related_name="+")
    periode = models.PositiveIntegerField("bulan")
    skpd = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="+")
    # Null: the finding is about the whole unit.
    pegawai = models.ForeignKey(
        Pegawai, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    jenis = models.CharField("jenis", max_length=24)
    keparahan = models.SmallIntegerField("keparahan", choices=Keparahan)
    alasan = models.CharField("alasan", max_length=200)
    nilai_rp = models.BigIntegerField("rupiah yang dipertaruhkan")
    ditangani_pada = models.DateTimeField("diperiksa pada", null=True, blank=True)
    ditangani_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    catatan = models.CharField("catatan", max_length=300, blank=True)

    class Meta:
        verbose_name = "temuan verifikasi"
        verbose_name_plural = "temuan verifikasi"
        ordering = ["-keparahan", "-nilai_rp", "id"]
        indexes = [
            models.Index(fields=["periode", "jenis", "-nilai_rp"], name="temuan_jenis"),
            models.Index(fields=["periode", "skpd"], name="temuan_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["periode", "jenis", "unit", "pegawai"],
                name="temuan_sekali",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.periode}: {self.alasan}"


class KeberatanTPP(Dokumen):
    """An employee's objection to a line of her instrument, and what became of it.

    Within days of law (tpp.keberatan_*); one open objection a line. Accepted after the lock it
    becomes a SusulanTPP of a later month, accepted before it the month is computed again.
    """

    class Status(models.TextChoices):
        """How its states read to people; the engine moves them (tpp.workflow)."""

        DIAJUKAN = "diajukan", "Menunggu jawaban"
        DISETUJUI = "disetujui", "Diterima"
        DITOLAK = "ditolak", "Ditolak"
        DICABUT = "dicabut", "Dicabut"

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="keberatan_tpp")
    skpd = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="+")
    periode = models.PositiveIntegerField("bulan")
    baris = models.CharField("baris", max_length=24)
    judul_baris = models.CharField("baris instrumen", max_length=80)
    nilai_baris = models.CharField("angka yang dipersoalkan", max_length=60)
    uraian = models.TextField("apa yang keliru")
    bukti = models.ForeignKey(
        Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kunci = models.UUIDField("kunci kirim", unique=True)
    batas_jawab = models.DateField("dijawab paling lambat")
    jawaban = models.TextField("jawaban", blank=True)
    susulan = models.ForeignKey(
        "tpp.SusulanTPP", on_delete=models.SET_NULL, null=True, blank=True, related_name="keberatan"
    )

    class Meta:
        verbose_name = "keberatan TPP"
        verbose_name_plural = "keberatan TPP"
        ordering = ["-diajukan_pada", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "periode", "baris"],
                condition=models.Q(status="diajukan"),
                name="keberatan_satu_terbuka",
            ),
            models.CheckConstraint(
                name="keberatan_dijawab",
                condition=models.Q(status__in=["draf", "diajukan", "dicabut"])
                | (models.Q(diputus_pada__isnull=False) & ~models.Q(jawaban="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.periode}: {self.judul_baris}"

    @property
    def kata_status(self) -> str:
        """Its state as people read it."""
        return dict(self.Status.choices).get(self.status, self.status)


class InstrumenTerbentuk(models.Model):
    """That a person's instrument exists as of her assessment, before or beside her unit's run.

    Says when and what it came to then; the page computes the figures of an open month anew, so it
    is never older than its facts.
    """

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="+")
    periode = models.PositiveIntegerField("bulan")
    dibentuk_pada = models.DateTimeField("dibentuk pada")
    versi = models.PositiveSmallIntegerField("versi", default=1)
    diterima = models.BigIntegerField("diterima", null=True, blank=True)
    alasan = models.CharField("sebab belum terhitung", max_length=200, blank=True)

    class Meta:
        verbose_name = "instrumen terbentuk"
        verbose_name_plural = "instrumen terbentuk"
        constraints = [
            models.UniqueConstraint(fields=["periode", "pegawai"], name="terbentuk_sekali_sebulan")
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.periode}"
