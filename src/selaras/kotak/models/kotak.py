"""Where people stood in a month: a narrow row a person, and how many of each unit moved where.

Derived from the runs that count and finished assessments, set-wise, by services.susun alone: a
page over 50,000 people then reads some hundred rows.
"""

from typing import Any

from django.db import models

from selaras.aturan.kotak import DISIPLIN, PERILAKU, RAGAM, SKOR
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai

KOLOM = {SKOR: "kotak", DISIPLIN: "kotak_disiplin", PERILAKU: "kotak_perilaku"}


def _milik(model: type[models.Model], judul: str) -> Any:
    """A reference without a constraint: rows come by COPY."""
    return models.ForeignKey(
        model, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False,
        related_name="+", verbose_name=judul,
    )  # fmt: skip


class KotakBulan(models.Model):
    """An SKPD's month whose boxes are made, and of what: to know when they must be made again."""

    skpd = models.ForeignKey(UnitKerja, on_delete=models.CASCADE, related_name="+")
    periode = models.PositiveIntegerField("bulan")
    hitungan_id = models.BigIntegerField("hitungan")
    jumlah_penilaian = models.PositiveIntegerField("penilaian selesai", default=0)
    sidik_hukum = models.CharField("sidik hukum", max_length=16)
    disusun_pada = models.DateTimeField("disusun pada")

    class Meta:
        verbose_name = "kotak sebulan"
        verbose_name_plural = "kotak sebulan"
        constraints = [
            models.UniqueConstraint(fields=["periode", "skpd"], name="kotak_bulan_tunggal")
        ]

    def __str__(self) -> str:
        return f"{self.skpd} {self.periode}"


class KotakPegawai(models.Model):
    """A person's boxes of a month and of the month before; 0 = none. Scores in basis points."""

    pk = models.CompositePrimaryKey("periode", "pegawai_id")
    periode = models.IntegerField("bulan")
    pegawai = _milik(Pegawai, "pegawai")
    skpd = _milik(UnitKerja, "SKPD")
    unit = _milik(UnitKerja, "unit")
    kelas = models.SmallIntegerField("kelas")
    skor_bp = models.SmallIntegerField("perolehan")
    produktivitas_bp = models.SmallIntegerField("produktivitas")
    disiplin_bp = models.SmallIntegerField("disiplin")
    kotak = models.SmallIntegerField("kotak")
    kotak_disiplin = models.SmallIntegerField("kotak produktivitas dan disiplin")
    kotak_perilaku = models.SmallIntegerField("kotak hasil dan perilaku")
    kotak_lalu = models.SmallIntegerField("kotak bulan lalu")
    kotak_disiplin_lalu = models.SmallIntegerField("kotak produktivitas dan disiplin bulan lalu")
    kotak_perilaku_lalu = models.SmallIntegerField("kotak hasil dan perilaku bulan lalu")

    class Meta:
        verbose_name = "kotak pegawai"
        verbose_name_plural = "kotak pegawai"
        indexes = [
            models.Index(fields=["pegawai", "periode"], name="kotak_pegawai"),
            models.Index(fields=["periode", "skpd"], name="kotak_skpd"),
            models.Index(fields=["periode", "kotak"], name="kotak_nomor"),
            models.Index(fields=["periode", "skor_bp", "pegawai"], name="kotak_skor"),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.periode}: kotak {self.kotak}"


class JumlahKotak(models.Model):
    """How many of a unit stand in a box, by the box of the month before (0 = not there then)."""

    periode = models.PositiveIntegerField("bulan")
    skpd = models.ForeignKey(UnitKerja, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(UnitKerja, on_delete=models.CASCADE, related_name="+")
    ragam = models.CharField("ragam", max_length=8, choices=list(RAGAM.items()))
    kotak = models.PositiveSmallIntegerField("kotak")
    lalu = models.PositiveSmallIntegerField("kotak bulan lalu")
    jumlah = models.PositiveIntegerField("orang")

    class Meta:
        verbose_name = "jumlah kotak"
        verbose_name_plural = "jumlah kotak"
        indexes = [models.Index(fields=["ragam", "periode"], name="jumlah_kotak_bulan")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.periode} {self.ragam} {self.kotak}: {self.jumlah}"
