"""A follow-up case: who needs what, who sees to it, until when, what was said, how it ended.

The system opens and proposes; people decide. Discipline cases are seen by a permission apart.
"""

from django.conf import settings
from django.db import models

from selaras.core.workflow.models import Dokumen
from selaras.pegawai.models import HukumanDisiplin, Pegawai

USULAN, TERBUKA, SELESAI, DIHENTIKAN, DIGANTIKAN = (
    "usulan", "terbuka", "selesai", "dihentikan", "digantikan",
)  # fmt: skip
BERJALAN = (USULAN, TERBUKA)


class KasusPembinaan(Dokumen):
    """One person's case; `pemilik` sees to it, `batas` is when it should be done."""

    class Jenis(models.TextChoices):
        KLARIFIKASI = "klarifikasi", "Klarifikasi"
        PEMBINAAN = "pembinaan", "Pembinaan"
        DISIPLIN = "disiplin", "Disiplin (PP 94/2021)"

    class Asal(models.TextChoices):
        KOTAK = "kotak", "Dibuka dari kotak kinerja"
        ATURAN = "aturan", "Diusulkan menurut aturan kotak rendah"
        PP94 = "pp94", "Dibuka jam ketidakhadiran PP 94/2021"

    class Hasil(models.TextChoices):
        JELAS = "jelas", "Sudah jelas, tidak perlu tindakan"
        DIBINA = "dibina", "Dibina, ada rencana perbaikan"
        HUKUMAN = "hukuman", "Dijatuhi hukuman disiplin"
        TIDAK_TERBUKTI = "tidak_terbukti", "Tidak terbukti"

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="kasus")
    jenis = models.CharField("jenis", max_length=12, choices=Jenis)
    asal = models.CharField("asal", max_length=8, choices=Asal)
    pemilik = models.ForeignKey(
        Pegawai, on_delete=models.PROTECT, null=True, blank=True, related_name="kasus_diurus",
        verbose_name="penanggung jawab",
    )  # fmt: skip
    periode = models.PositiveIntegerField("bulan asal")
    kotak = models.PositiveSmallIntegerField("kotak saat dibuka", default=0)
    uraian = models.CharField("alasan dibuka", max_length=500)
    batas = models.DateField("batas waktu")
    # The absence clock: which step of which year, and what was counted then.
    tahun = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    ambang = models.PositiveSmallIntegerField("ambang hari", default=0)
    hari = models.PositiveSmallIntegerField("hari tidak masuk", default=0)
    usulan = models.PositiveSmallIntegerField("hukuman yang diusulkan", default=0)
    hasil = models.CharField("hasil", max_length=16, choices=Hasil, blank=True)
    catatan_hasil = models.CharField("catatan hasil", max_length=1000, blank=True)
    hukuman = models.ForeignKey(
        HukumanDisiplin, on_delete=models.PROTECT, null=True, blank=True, related_name="kasus"
    )
    dibuka_pada = models.DateTimeField("dibuka pada")
    # Whoever opened it stays named; empty = the system.
    dibuka_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "kasus pembinaan"
        verbose_name_plural = "kasus pembinaan"
        ordering = ["batas", "-dibuka_pada"]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tahun", "ambang"],
                condition=models.Q(asal="pp94"),
                name="kasus_pp94_sekali",
            ),
            models.UniqueConstraint(
                fields=["pegawai", "jenis"],
                condition=~models.Q(jenis="disiplin") & models.Q(status__in=["usulan", "terbuka"]),
                name="kasus_satu_berjalan",
            ),
            models.UniqueConstraint(
                fields=["pegawai", "periode"],
                condition=models.Q(asal="aturan"),
                name="kasus_aturan_sekali_sebulan",
            ),
        ]
        indexes = [
            models.Index(fields=["pegawai", "-dibuka_pada"], name="kasus_pegawai"),
            models.Index(fields=["pemilik", "status"], name="kasus_pemilik"),
            models.Index(fields=["status", "batas"], name="kasus_status"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}: {self.pegawai}"

    @property
    def berjalan(self) -> bool:
        """Neither closed nor dropped."""
        return self.status in BERJALAN


class PertemuanKasus(models.Model):
    """A talk about a case: when, who was there, what was said and agreed."""

    kasus = models.ForeignKey(KasusPembinaan, on_delete=models.CASCADE, related_name="pertemuan")
    tanggal = models.DateField("tanggal")
    hadir = models.CharField("yang hadir", max_length=300)
    catatan = models.TextField("catatan")
    kesepakatan = models.CharField("kesepakatan", max_length=500, blank=True)
    dicatat_pada = models.DateTimeField("dicatat pada")
    dicatat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Made up by the form that sent it: a second press writes nothing.
    kunci = models.UUIDField(unique=True)

    class Meta:
        verbose_name = "pertemuan kasus"
        verbose_name_plural = "pertemuan kasus"
        ordering = ["tanggal", "id"]

    def __str__(self) -> str:
        return f"{self.kasus} {self.tanggal}"
