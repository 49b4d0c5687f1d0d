"""The board "siapa hadir sekarang": what today expects of whom, drawn up from the facts."""

from django.db import models

from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai


class PapanHari(models.Model):
    """When a government's board was last drawn up, and for which day."""

    instansi = models.OneToOneField(
        Instansi, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    tanggal = models.DateField("tanggal")
    disusun_pada = models.DateTimeField("disusun pada")
    jeda_menit = models.SmallIntegerField("jeda terpendek masuk dan pulang (menit)")

    class Meta:
        verbose_name = "papan hari"
        verbose_name_plural = "papan hari"

    def __str__(self) -> str:
        return f"{self.instansi} {self.tanggal}"


class PapanHadir(models.Model):
    """A person on today's board: where she works, what is expected, which taps are this day's.

    Derived, one row a person, with her first and last tap in her window. services.papan writes it.
    """

    class Harapan(models.IntegerChoices):
        LIBUR = 0, "Libur atau lepas jaga"
        KERJA = 1, "Bekerja"
        CUTI = 2, "Cuti"
        DINAS = 3, "Dinas"

    pegawai = models.OneToOneField(
        Pegawai, on_delete=models.CASCADE, primary_key=True, related_name="papan"
    )
    instansi = models.ForeignKey(Instansi, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(UnitKerja, on_delete=models.CASCADE, null=True, related_name="+")
    harapan = models.SmallIntegerField("harapan", choices=Harapan)
    sejak = models.DateTimeField("ketukan dihitung sejak")
    masuk = models.DateTimeField("jam masuk", null=True)
    terlambat_sejak = models.DateTimeField("terlambat sejak", null=True)
    pulang_sejak = models.DateTimeField("pulang dihitung sejak", null=True)
    awal = models.DateTimeField("ketukan pertama", null=True)
    akhir = models.DateTimeField("ketukan terakhir", null=True)
    berikut = models.DateTimeField("ketukan yang belum terjadi", null=True)

    class Meta:
        verbose_name = "papan hadir"
        verbose_name_plural = "papan hadir"
        indexes = [
            models.Index(fields=["instansi", "sejak"], name="papan_sejak"),
            models.Index(
                fields=["instansi", "berikut"], name="papan_berikut",
                condition=models.Q(berikut__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.get_harapan_display()}"


class PapanSentuh(models.Model):
    """A person on a board whose taps of its day changed since it was looked at.

    Only added to and taken away, so that nobody who taps waits for another; a trigger on the taps
    writes it, so that no source of them can forget it.
    """

    pegawai = models.ForeignKey(
        Pegawai, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    instansi = models.ForeignKey(
        Instansi, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )

    class Meta:
        verbose_name = "papan tersentuh"
        verbose_name_plural = "papan tersentuh"

    def __str__(self) -> str:
        return str(self.pegawai_id)
