"""A person's other hours for some dates, by letter: nursing, recovery, disability."""

from django.db import models

from selaras.core.files.models import Berkas
from selaras.core.masa import BerlakuField, BerlakuQuerySet, tanpa_tumpang
from selaras.pegawai.models import Pegawai
from selaras.presensi.models.jadwal import Jadwal


class PengecualianJadwal(models.Model):
    """Another timetable for a person on dates; beats every other assignment but a roster's cell.

    Why may be health data: shown to those who may read reasons of leave (cuti.view_alasan).
    """

    class Sebab(models.TextChoices):
        MENYUSUI = "menyusui", "Menyusui"
        HAMIL = "hamil", "Hamil"
        PULIH = "pulih", "Pemulihan sakit"
        DISABILITAS = "disabilitas", "Penyandang disabilitas"
        LAIN = "lain", "Alasan lain"

    pegawai = models.ForeignKey(
        Pegawai, on_delete=models.CASCADE, related_name="pengecualian_jadwal"
    )
    jadwal = models.ForeignKey(Jadwal, on_delete=models.PROTECT, related_name="pengecualian")
    berlaku = BerlakuField()
    sebab = models.CharField("sebab", max_length=12, choices=Sebab)
    keterangan = models.CharField("keterangan", max_length=200, blank=True)
    no_surat = models.CharField("nomor surat", max_length=80)
    tanggal_surat = models.DateField("tanggal surat")
    surat = models.ForeignKey(
        Berkas, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dicatat_pada = models.DateTimeField("dicatat pada")
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "pengecualian jadwal"
        verbose_name_plural = "pengecualian jadwal"
        ordering = ["-berlaku"]
        constraints = [
            tanpa_tumpang(
                "pengecualian_tanpa_tumpang",
                "pegawai",
                condition=models.Q(dicabut_pada__isnull=True),
            ),
            models.CheckConstraint(
                name="pengecualian_berakhir",
                condition=models.Q(berlaku__endswith__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.jadwal}"
