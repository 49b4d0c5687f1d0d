"""A month's computed pay: runs, instruments, who couldn't be computed and why, later corrections.

Formulas are not here (aturan), writes neither (services). Instruments are written by COPY.
"""

from django.conf import settings
from django.db import models

from selaras.core.masa import BerlakuField, BerlakuQuerySet, tanpa_tumpang
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.tpp.instrumen import InstrumenPenilaian
from selaras.tpp.paralel.models import HasilLama, SelisihDipahami
from selaras.tpp.pembayaran import DaftarBayar, PembayaranTPP, TahananPembayaran
from selaras.tpp.pemeriksaan import InstrumenTerbentuk, KeberatanTPP, TemuanVerifikasi

__all__ = [
    "AnggaranTPP",
    "DaftarBayar",
    "HasilLama",
    "HitunganBulan",
    "HitunganUnit",
    "InstrumenPenilaian",
    "InstrumenTerbentuk",
    "KeberatanTPP",
    "PembayaranTPP",
    "PotonganTPP",
    "SaldoPajak",
    "SelisihDipahami",
    "SusulanTPP",
    "TahananPembayaran",
    "TemuanVerifikasi",
    "TidakTerhitung",
]


class HitunganBulan(models.Model):
    """One run over a government's month: who asked, under which law, what came out."""

    class Status(models.TextChoices):
        BERJALAN = "berjalan", "Berjalan"
        SELESAI = "selesai", "Selesai"
        TERHENTI = "terhenti", "Terhenti"

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="hitungan")
    periode = models.PositiveIntegerField("periode")
    status = models.CharField(max_length=10, choices=Status, default=Status.BERJALAN)
    mulai_pada = models.DateTimeField("mulai pada")
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)
    # Work done for a person outlives her account's removal.
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    daerah = models.CharField("aturan daerah", max_length=60)
    sidik_hukum = models.CharField("sidik hukum", max_length=16, blank=True)
    sidik_masukan = models.CharField("sidik masukan", max_length=16, blank=True)
    hash_hasil = models.CharField("hash hasil", max_length=64, blank=True)
    jumlah_ketukan = models.BigIntegerField("ketukan dibaca", default=0)
    jumlah_pegawai = models.PositiveIntegerField("pegawai terhitung", default=0)
    jumlah_tidak_terhitung = models.PositiveIntegerField("tidak terhitung", default=0)
    jumlah_unit_terkunci = models.PositiveIntegerField("SKPD terkunci, dilewati", default=0)
    jumlah_unit_tetap = models.PositiveIntegerField("SKPD tidak berubah", default=0)
    bruto = models.BigIntegerField("TPP bruto", default=0)
    diterima = models.BigIntegerField("diterima", default=0)

    class Meta:
        verbose_name = "hitungan bulan"
        verbose_name_plural = "hitungan bulan"
        ordering = ["-mulai_pada", "-id"]
        indexes = [models.Index(fields=["instansi", "periode", "-id"], name="hitungan_bulan")]

    def __str__(self) -> str:
        return f"{self.instansi} {self.periode} #{self.pk}"


class HitunganUnit(models.Model):
    """One SKPD's part of a run; equal fingerprints mean that nothing changed."""

    hitungan = models.ForeignKey(HitunganBulan, on_delete=models.CASCADE, related_name="unit")
    skpd = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="+")
    sidik_hukum = models.CharField("sidik hukum", max_length=16)
    sidik_masukan = models.CharField("sidik masukan", max_length=16)
    hash_hasil = models.CharField("hash hasil", max_length=64)
    jumlah_pegawai = models.PositiveIntegerField("pegawai terhitung")
    jumlah_tidak_terhitung = models.PositiveIntegerField("tidak terhitung")
    bruto = models.BigIntegerField("TPP bruto")
    pph21 = models.BigIntegerField("PPh 21 atas TPP")
    iwp = models.BigIntegerField("IWP/JKN 1%")
    bpjs = models.BigIntegerField("JKN 4%")
    diterima = models.BigIntegerField("diterima")
    # What leaders ask of a month, kept with it: averages over 50,000 people are read at once.
    disiplin_bp = models.BigIntegerField("jumlah nilai disiplin (bp)", null=True)
    produktivitas_bp = models.BigIntegerField("jumlah nilai produktivitas (bp)", null=True)
    jumlah_berkinerja = models.PositiveIntegerField("pegawai bernilai produktivitas", default=0)
    predikat = models.JSONField("pegawai menurut predikat", default=dict)

    class Meta:
        verbose_name = "hitungan unit"
        verbose_name_plural = "hitungan unit"
        constraints = [
            models.UniqueConstraint(fields=["hitungan", "skpd"], name="hitungan_unit_tunggal")
        ]

    def __str__(self) -> str:
        return f"{self.hitungan_id} {self.skpd}"


class TidakTerhitung(models.Model):
    """A person whose month lacks something: the named list instead of a silent zero.

    `menghalangi`: without it there is no instrument; else it was computed, but somebody must look.
    """

    hitungan = models.ForeignKey(
        HitunganBulan, on_delete=models.CASCADE, related_name="tidak_terhitung"
    )
    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="+")
    skpd = models.ForeignKey(
        UnitKerja, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kolom = models.CharField("data", max_length=32)
    alasan = models.CharField("alasan", max_length=200)
    menghalangi = models.BooleanField("menghalangi hitungan", default=True)

    class Meta:
        verbose_name = "tidak terhitung"
        verbose_name_plural = "tidak terhitung"
        ordering = ["skpd", "pegawai"]
        indexes = [models.Index(fields=["hitungan", "skpd"], name="tidak_terhitung_unit")]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.kolom} {self.alasan}"


class SusulanTPP(models.Model):
    """What a locked month would pay more or less today, paid or taken back in a later month.

    `nilai_rp` alone is paid. Where it is 0 the pay was right and only a deduction would differ:
    tax is settled with the year (PMK 168/2023), JKN and the others outside the payment.
    """

    class Jenis(models.TextChoices):
        KOREKSI = "koreksi", "Koreksi sesudah terkunci"
        TAHANAN = "tahanan", "Pembayaran yang semula ditahan"
        KEBERATAN = "keberatan", "Keberatan yang diterima"

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="susulan_tpp")
    asal_periode = models.PositiveIntegerField("bulan asal")
    masuk_periode = models.PositiveIntegerField("dibayar pada bulan")
    nilai_rp = models.BigIntegerField("selisih", help_text="Positif = kekurangan bulan lalu")
    jenis = models.CharField("jenis", max_length=9, choices=Jenis, default=Jenis.KOREKSI)
    pph_rp = models.BigIntegerField("selisih PPh 21", default=0)
    iwp_rp = models.BigIntegerField("selisih JKN 1%", default=0)
    potongan_rp = models.BigIntegerField("selisih potongan lain", default=0)
    sebab = models.CharField("sebab", max_length=200)
    bruto_lama = models.BigIntegerField("bruto semula")
    bruto_baru = models.BigIntegerField("bruto seharusnya")
    dicatat_pada = models.DateTimeField("dicatat pada")

    class Meta:
        verbose_name = "susulan TPP"
        verbose_name_plural = "susulan TPP"
        ordering = ["asal_periode", "pegawai"]
        indexes = [models.Index(fields=["masuk_periode", "pegawai"], name="susulan_masuk")]
        constraints = [
            models.CheckConstraint(
                name="susulan_berisi_dan_sesudah",
                condition=~models.Q(nilai_rp=0, pph_rp=0, iwp_rp=0, potongan_rp=0)
                & models.Q(masuk_periode__gt=models.F("asal_periode")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.asal_periode}: {self.nilai_rp}"


class PemeriksaanSusulan(models.Model):
    """That a locked month was computed again for late facts, and from what.

    `kueri` are the statements that the facts came by, `sidik` what they came to: while that is the
    same, computing again would find what it found.
    """

    instansi = models.ForeignKey(
        Instansi, on_delete=models.CASCADE, related_name="+", verbose_name="pemerintah daerah"
    )
    asal_periode = models.PositiveIntegerField("bulan asal")
    sidik = models.CharField("sidik", max_length=80)
    kueri = models.JSONField("kueri", default=list)
    diperiksa_pada = models.DateTimeField("diperiksa pada")

    class Meta:
        verbose_name = "pemeriksaan susulan"
        verbose_name_plural = "pemeriksaan susulan"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "asal_periode"], name="pemeriksaan_susulan_tunggal"
            )
        ]

    def __str__(self) -> str:
        return str(self.asal_periode)


class PotonganTPP(models.Model):
    """A deduction agreed to in writing; zakat is a percentage of law, the others are rupiah."""

    class Jenis(models.TextChoices):
        ZAKAT = "zakat", "Zakat profesi"
        KORPRI = "korpri", "Iuran Korpri"
        KOPERASI = "koperasi", "Koperasi"
        LAIN = "lain", "Lain-lain"

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="potongan_tpp")
    jenis = models.CharField("jenis", max_length=8, choices=Jenis)
    nilai_rp = models.PositiveIntegerField("rupiah sebulan", default=0)
    no_surat = models.CharField("nomor surat kesediaan", max_length=60)
    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "potongan TPP"
        verbose_name_plural = "potongan TPP"
        constraints = [tanpa_tumpang("potongan_tanpa_tumpang", "pegawai", "jenis")]

    def __str__(self) -> str:
        return f"{self.pegawai}: {self.jenis}"


class AnggaranTPP(models.Model):
    """What an SKPD's budget (DPA) holds for TPP in a year, in rupiah."""

    skpd = models.ForeignKey(UnitKerja, on_delete=models.PROTECT, related_name="anggaran_tpp")
    tahun = models.PositiveSmallIntegerField("tahun anggaran")
    pagu = models.BigIntegerField("pagu setahun")
    dasar = models.CharField("dasar", max_length=160, blank=True)

    class Meta:
        verbose_name = "anggaran TPP"
        verbose_name_plural = "anggaran TPP"
        constraints = [
            models.UniqueConstraint(fields=["tahun", "skpd"], name="anggaran_tpp_tunggal"),
            models.CheckConstraint(condition=models.Q(pagu__gte=0), name="anggaran_tpp_positif"),
        ]

    def __str__(self) -> str:
        return f"{self.skpd} {self.tahun}"


class SaldoPajak(models.Model):
    """The year's income and tax before the first month computed here (PMK 168/2023 ps. 15).

    `sampai_bulan` is the last month that the sums hold; December adds the months after it.
    """

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="saldo_pajak")
    tahun = models.PositiveSmallIntegerField("tahun pajak")
    sampai_bulan = models.PositiveSmallIntegerField("sampai bulan")
    jumlah_bulan = models.PositiveSmallIntegerField("jumlah bulan bekerja")
    bruto = models.BigIntegerField("bruto gaji dan TPP")
    iuran_pensiun = models.BigIntegerField("iuran pensiun")
    pph21 = models.BigIntegerField("PPh 21 yang sudah dipotong")

    class Meta:
        verbose_name = "saldo pajak"
        verbose_name_plural = "saldo pajak"
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "tahun"], name="saldo_pajak_tunggal"),
            models.CheckConstraint(
                name="saldo_pajak_bulan_sah",
                condition=models.Q(sampai_bulan__range=(1, 11))
                & models.Q(jumlah_bulan__range=(1, 11)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai} {self.tahun}"
