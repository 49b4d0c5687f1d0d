"""Timetables, who follows which, and rosters."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from selaras.core.masa import BerlakuField, BerlakuQuerySet, tanpa_tumpang
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai

MENIT_SEHARI = 1440


class Jadwal(models.Model):
    """A timetable of working hours (Perpres 21/2023 ps. 4): a week, or a shift of a roster."""

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="jadwal")
    kode = models.CharField("kode", max_length=16)
    nama = models.CharField("nama", max_length=80)
    ikut_libur = models.BooleanField(
        "ikut hari libur", default=True, help_text="Tidak = bekerja juga pada hari libur (jaga)"
    )

    class Meta:
        verbose_name = "jadwal"
        verbose_name_plural = "jadwal"
        ordering = ["kode"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "kode"], name="jadwal_kode_tunggal")
        ]

    def __str__(self) -> str:
        return self.nama


class JadwalHari(models.Model):
    """A timetable's hours on a weekday, in minutes from midnight; no row = day off.

    An end at or before the start lies on the next day.
    """

    class Hari(models.IntegerChoices):
        SENIN = 1, "Senin"
        SELASA = 2, "Selasa"
        RABU = 3, "Rabu"
        KAMIS = 4, "Kamis"
        JUMAT = 5, "Jumat"
        SABTU = 6, "Sabtu"
        MINGGU = 7, "Minggu"

    jadwal = models.ForeignKey(Jadwal, on_delete=models.CASCADE, related_name="hari")
    hari = models.SmallIntegerField("hari", choices=Hari)
    masuk = models.SmallIntegerField("masuk (menit)")
    pulang = models.SmallIntegerField("pulang (menit)")
    masuk_ramadan = models.SmallIntegerField("masuk Ramadan (menit)", null=True, blank=True)
    pulang_ramadan = models.SmallIntegerField("pulang Ramadan (menit)", null=True, blank=True)

    class Meta:
        verbose_name = "jam jadwal"
        verbose_name_plural = "jam jadwal"
        ordering = ["jadwal", "hari"]
        constraints = [
            models.UniqueConstraint(fields=["jadwal", "hari"], name="jadwal_hari_tunggal"),
            models.CheckConstraint(
                name="jadwal_hari_menit_sah",
                condition=models.Q(hari__range=(1, 7))
                & models.Q(masuk__range=(0, MENIT_SEHARI - 1))
                & models.Q(pulang__range=(0, MENIT_SEHARI - 1))
                & (
                    models.Q(masuk_ramadan__isnull=True, pulang_ramadan__isnull=True)
                    | models.Q(
                        masuk_ramadan__range=(0, MENIT_SEHARI - 1),
                        pulang_ramadan__range=(0, MENIT_SEHARI - 1),
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jadwal} {self.get_hari_display()}"


class PenugasanJadwal(models.Model):
    """Who follows a timetable, and when: a person, a unit with all below it, or everyone.

    The person's row beats the unit's, the nearer unit's beats the farther, everyone's is last.
    """

    jadwal = models.ForeignKey(Jadwal, on_delete=models.PROTECT, related_name="penugasan")
    unit = models.ForeignKey(
        UnitKerja, on_delete=models.CASCADE, null=True, blank=True, related_name="jadwal_bawaan"
    )
    pegawai = models.ForeignKey(
        Pegawai, on_delete=models.CASCADE, null=True, blank=True, related_name="jadwal_khusus"
    )
    # The tenant again, so that one constraint can keep its default free of overlaps.
    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="+")
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan jadwal"
        verbose_name_plural = "penugasan jadwal"
        constraints = [
            models.CheckConstraint(
                name="penugasan_jadwal_satu_sasaran",
                condition=models.Q(unit__isnull=True) | models.Q(pegawai__isnull=True),
            ),
            tanpa_tumpang("penugasan_unit_tunggal", "unit"),
            tanpa_tumpang("penugasan_pegawai_tunggal", "pegawai"),
            ExclusionConstraint(
                name="penugasan_instansi_tunggal",
                expressions=[
                    ("instansi", RangeOperators.EQUAL),
                    ("berlaku", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(unit__isnull=True, pegawai__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai or self.unit or self.instansi}: {self.jadwal}"


class Roster(models.Model):
    """Which shift a person works on a date; no timetable = lepas jaga."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="roster")
    tanggal = models.DateField("tanggal")
    jadwal = models.ForeignKey(
        Jadwal, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "roster"
        verbose_name_plural = "roster"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tanggal"], name="roster_sehari_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.tanggal}: {self.jadwal or 'lepas jaga'}"
