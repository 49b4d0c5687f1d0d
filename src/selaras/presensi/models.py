"""Attendance as stored: taps, who a PIN is, timetables, calendars and the month's sheets.

Rules are not here (aturan.presensi), writes neither (services). Taps and sheets are large tables
without foreign keys in the database: their rows are written by COPY, a hundred thousand a second.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from selaras.core.masa import BerlakuField, BerlakuQuerySet, tanpa_tumpang
from selaras.organisasi.models import Instansi, UnitKerja, Zona
from selaras.pegawai.models import Pegawai

MENIT_SEHARI = 1440


class Situs(models.Model):
    """A place whose machines share their PINs: within it a PIN means one person at a time."""

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="situs")
    unit = models.ForeignKey(
        UnitKerja, on_delete=models.PROTECT, null=True, blank=True, related_name="situs"
    )
    nama = models.CharField("nama", max_length=120)

    class Meta:
        verbose_name = "situs"
        verbose_name_plural = "situs"
        ordering = ["nama"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "nama"], name="situs_nama_tunggal")
        ]

    def __str__(self) -> str:
        return self.nama


class Mesin(models.Model):
    """A fingerprint or face machine; a person approves its serial number before its taps count."""

    class Status(models.TextChoices):
        MENUNGGU = "menunggu", "Menunggu persetujuan"
        DISETUJUI = "disetujui", "Disetujui"
        DITOLAK = "ditolak", "Ditolak"

    situs = models.ForeignKey(Situs, on_delete=models.PROTECT, related_name="mesin")
    sn = models.CharField("nomor seri", max_length=40, unique=True)
    nama = models.CharField("nama", max_length=120, blank=True)
    zona = models.CharField("zona waktu jam mesin", max_length=20, choices=Zona, default=Zona.WIB)
    status = models.CharField("status", max_length=12, choices=Status, default=Status.MENUNGGU)
    disetujui_pada = models.DateTimeField("disetujui pada", null=True, blank=True)
    urutan_kolom = models.CharField(
        "urutan kolom berkas",
        max_length=60,
        blank=True,
        help_text="Bila isinya tidak dapat ditebak, mis. mesin,status,verifikasi,kode_kerja",
    )

    class Meta:
        verbose_name = "mesin presensi"
        verbose_name_plural = "mesin presensi"
        ordering = ["sn"]
        constraints = [
            models.CheckConstraint(
                name="mesin_disetujui_bertanggal",
                condition=~models.Q(status="disetujui") | models.Q(disetujui_pada__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.nama or self.sn


class PinMesin(models.Model):
    """Which person a PIN means at a site, and when; a PIN given to another later is a new row."""

    situs = models.ForeignKey(Situs, on_delete=models.PROTECT, related_name="pin")
    pin = models.CharField("PIN", max_length=24)
    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="pin_mesin")
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "PIN mesin"
        verbose_name_plural = "PIN mesin"
        ordering = ["pin"]
        constraints = [tanpa_tumpang("pin_tanpa_tumpang", "situs", "pin")]

    def __str__(self) -> str:
        return f"{self.pin}: {self.pegawai}"


class Ketukan(models.Model):
    """One tap, kept as it came; the same PIN at the same site and instant is the same tap.

    Partitioned by month of `waktu` (UTC) in raw SQL; `services.ensure_partitions` makes months.
    """

    class Sumber(models.IntegerChoices):
        BERKAS = 1, "Berkas mesin"
        DORONG = 2, "Dikirim mesin"
        PONSEL = 3, "Ponsel"
        IMPOR = 4, "Impor lain"

    pk = models.CompositePrimaryKey("situs_id", "pin", "waktu")
    situs = models.ForeignKey(
        Situs, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    pin = models.CharField("PIN", max_length=24)
    waktu = models.DateTimeField("waktu")
    pegawai = models.ForeignKey(
        Pegawai, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    mesin = models.ForeignKey(
        Mesin, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    sumber = models.SmallIntegerField("sumber", choices=Sumber)
    status = models.SmallIntegerField("status mesin", null=True)
    verifikasi = models.SmallIntegerField("cara verifikasi", null=True)
    kode_kerja = models.CharField("kode kerja", max_length=24)
    diterima_pada = models.DateTimeField("diterima pada")

    class Meta:
        verbose_name = "ketukan"
        verbose_name_plural = "ketukan"

    def __str__(self) -> str:
        return f"{self.pin} {self.waktu:%Y-%m-%d %H:%M:%S}"


class KetukanKarantina(models.Model):
    """A line or tap that could not be taken, with the reason; nothing is thrown away."""

    situs = models.ForeignKey(Situs, on_delete=models.PROTECT, related_name="karantina")
    mesin = models.ForeignKey(Mesin, on_delete=models.PROTECT, null=True, related_name="+")
    mentah = models.CharField("isi", max_length=200)
    alasan = models.CharField("alasan", max_length=160)
    diterima_pada = models.DateTimeField("diterima pada")

    class Meta:
        verbose_name = "ketukan karantina"
        verbose_name_plural = "ketukan karantina"
        ordering = ["-diterima_pada", "id"]
        constraints = [models.UniqueConstraint(fields=["situs", "mentah"], name="karantina_sekali")]

    def __str__(self) -> str:
        return f"{self.mentah}: {self.alasan}"


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


class HariLibur(models.Model):
    """A holiday or cuti bersama (SKB 3 Menteri, yearly); without instansi it is national."""

    instansi = models.ForeignKey(
        Instansi, on_delete=models.CASCADE, null=True, blank=True, related_name="hari_libur"
    )
    tanggal = models.DateField("tanggal")
    nama = models.CharField("nama", max_length=120)
    cuti_bersama = models.BooleanField("cuti bersama", default=False)
    sumber = models.CharField("sumber", max_length=120, blank=True)

    class Meta:
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"
        ordering = ["tanggal"]
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "tanggal"], name="libur_sekali", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.tanggal}: {self.nama}"


class PeriodeRamadan(models.Model):
    """The days of Ramadan of a year, first and last included (isbat; an estimate until then)."""

    tahun = models.SmallIntegerField("tahun", unique=True)
    mulai = models.DateField("hari pertama")
    sampai = models.DateField("hari terakhir")
    perkiraan = models.BooleanField("perkiraan", default=False)

    class Meta:
        verbose_name = "periode Ramadan"
        verbose_name_plural = "periode Ramadan"
        ordering = ["tahun"]
        constraints = [
            models.CheckConstraint(
                name="ramadan_berurutan", condition=models.Q(sampai__gt=models.F("mulai"))
            )
        ]

    def __str__(self) -> str:
        return f"Ramadan {self.tahun}"


class KoreksiPresensi(models.Model):
    """An approved correction: the time that a day's in or out really was, in minutes."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="koreksi_presensi")
    tanggal = models.DateField("tanggal")
    masuk = models.SmallIntegerField("masuk (menit)", null=True, blank=True)
    pulang = models.SmallIntegerField("pulang (menit)", null=True, blank=True)
    alasan = models.CharField("alasan", max_length=200)
    disetujui_pada = models.DateTimeField("disetujui pada")
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)

    class Meta:
        verbose_name = "koreksi presensi"
        verbose_name_plural = "koreksi presensi"
        ordering = ["-tanggal"]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tanggal"],
                name="koreksi_sehari_sekali",
                condition=models.Q(dibatalkan_pada__isnull=True),
            ),
            models.CheckConstraint(
                name="koreksi_berisi",
                condition=models.Q(masuk__isnull=False) | models.Q(pulang__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.tanggal}"


class TidakApel(models.Model):
    """A roll call that a person missed; a row entered by mistake is cancelled, never deleted."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="tidak_apel")
    tanggal = models.DateField("tanggal apel")
    keterangan = models.CharField("keterangan", max_length=160, blank=True)
    dicatat_pada = models.DateTimeField("dicatat pada")
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)

    class Meta:
        verbose_name = "tidak apel"
        verbose_name_plural = "tidak apel"
        ordering = ["tanggal"]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tanggal"],
                name="tidak_apel_sehari_sekali",
                condition=models.Q(dibatalkan_pada__isnull=True),
            )
        ]
        indexes = [models.Index(fields=["tanggal", "pegawai"], name="tidak_apel_tanggal")]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.tanggal}: tidak apel"


class LembarPresensi(models.Model):
    """A person's month of days: 31 x 12 bytes (see lembar.py) and their sums."""

    pk = models.CompositePrimaryKey("periode", "pegawai_id")
    periode = models.IntegerField("periode")
    pegawai = models.ForeignKey(
        Pegawai, on_delete=models.DO_NOTHING, db_constraint=False, related_name="lembar"
    )
    skpd = models.ForeignKey(
        UnitKerja,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        db_index=False,
        related_name="+",
    )
    hari = models.BinaryField("hari")
    hari_kerja = models.SmallIntegerField("hari kerja")
    hadir = models.SmallIntegerField("hadir")
    izin = models.SmallIntegerField("cuti, dinas, izin")
    alpa = models.SmallIntegerField("tanpa keterangan")
    belum = models.SmallIntegerField("belum selesai")
    tl = models.SmallIntegerField("hari terlambat")
    psw = models.SmallIntegerField("hari pulang sebelum waktu")
    tanpa_masuk = models.SmallIntegerField("tanpa catatan masuk")
    tanpa_pulang = models.SmallIntegerField("tanpa catatan pulang")
    menit_tl = models.IntegerField("menit terlambat")
    menit_psw = models.IntegerField("menit pulang sebelum waktu")
    potongan_bp = models.IntegerField("potongan (basis poin)")
    alpa_runtun = models.SmallIntegerField("alpa berturut-turut terpanjang")

    class Meta:
        verbose_name = "lembar presensi"
        verbose_name_plural = "lembar presensi"
        indexes = [models.Index(fields=["skpd", "periode"], name="lembar_skpd")]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.periode}"


class HariTersentuh(models.Model):
    """A day of a locked month that later facts would change: material for a later month's lines."""

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="hari_tersentuh")
    tanggal = models.DateField("tanggal")
    sebab = models.CharField("sebab", max_length=120)
    dicatat_pada = models.DateTimeField("dicatat pada")
    ditangani_pada = models.DateTimeField("ditangani pada", null=True, blank=True)

    class Meta:
        verbose_name = "hari tersentuh"
        verbose_name_plural = "hari tersentuh"
        ordering = ["tanggal"]
        constraints = [
            models.UniqueConstraint(
                fields=["pegawai", "tanggal", "sebab"],
                name="tersentuh_sekali",
                condition=models.Q(ditangani_pada__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.tanggal}: {self.sebab}"
