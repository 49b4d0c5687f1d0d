"""What machines say of themselves: their last word, stamps, log and names. No taps here.

Finger, face and photo templates and passwords that machines send along are never kept.
"""

from django.db import models
from django.db.models.functions import Now

from selaras.presensi.models.mesin import Mesin


class KabarMesin(models.Model):
    """A machine's last word: one row, written at its every request, so it stands apart from Mesin.

    `jatah` is what is left of its share of requests, in thousandths (a leaking bucket).
    """

    mesin = models.OneToOneField(
        Mesin, on_delete=models.CASCADE, primary_key=True, related_name="kabar"
    )
    terakhir = models.DateTimeField("terdengar terakhir", null=True)
    alamat = models.CharField("alamat", max_length=45, db_default="", blank=True)
    alamat_lama = models.CharField("alamat sebelumnya", max_length=45, db_default="", blank=True)
    alamat_ganti_pada = models.DateTimeField("alamat berganti pada", null=True)
    jabat_pada = models.DateTimeField("menyala atau tersambung lagi pada", null=True)
    jatah = models.IntegerField("sisa jatah permintaan", db_default=0, default=0)
    jatah_pada = models.DateTimeField("jatah dihitung pada", db_default=Now())

    model = models.CharField("model", max_length=40, db_default="", blank=True)
    firmware = models.CharField("firmware", max_length=60, db_default="", blank=True)
    versi_push = models.CharField("versi protokol", max_length=40, db_default="", blank=True)
    ip_lokal = models.CharField("alamat di jaringan kantor", max_length=45, db_default="")
    jumlah_pengguna = models.IntegerField("pengguna di mesin", null=True)
    jumlah_jari = models.IntegerField("sidik jari di mesin", null=True)
    jumlah_catatan = models.IntegerField("catatan di mesin", null=True)

    selisih_detik = models.IntegerField("selisih jam (detik)", null=True)
    selisih_pada = models.DateTimeField("selisih dilihat pada", null=True)
    tap_hari = models.DateField("hari hitungan ketukan", null=True)
    tap_jumlah = models.IntegerField("ketukan pada hari itu", db_default=0, default=0)
    tap_total = models.BigIntegerField("ketukan seluruhnya", db_default=0, default=0)
    tap_terakhir = models.DateTimeField("ketukan terakhir", null=True)

    tolak_pada = models.DateTimeField("ditolak terakhir", null=True)
    tolak_alamat = models.CharField("alamat yang ditolak", max_length=45, db_default="")
    tolak_sebab = models.CharField("sebab ditolak", max_length=120, db_default="")
    tolak_kali = models.IntegerField("berapa kali ditolak", db_default=0, default=0)

    class Meta:
        verbose_name = "kabar mesin"
        verbose_name_plural = "kabar mesin"

    def __str__(self) -> str:
        return f"{self.mesin_id}: {self.terakhir}"


class StempelMesin(models.Model):
    """How far a machine's table has come in: the stamp that it gave with the last stored batch."""

    mesin = models.ForeignKey(Mesin, on_delete=models.CASCADE, related_name="stempel")
    tabel = models.CharField("tabel", max_length=12)
    stempel = models.CharField("stempel", max_length=24)
    pada = models.DateTimeField("pada")

    class Meta:
        verbose_name = "stempel mesin"
        verbose_name_plural = "stempel mesin"
        constraints = [
            models.UniqueConstraint(fields=["mesin", "tabel"], name="stempel_mesin_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.mesin_id} {self.tabel}: {self.stempel}"


class CatatanMesin(models.Model):
    """A line of a machine's own log (OPLOG): who did what at its menu, by its own clock."""

    class Kode(models.IntegerChoices):
        NYALA = 0, "Menyala"
        MATI = 1, "Mati"
        GAGAL_VERIFIKASI = 2, "Gagal dikenali"
        ALARM = 3, "Alarm"
        MENU = 4, "Masuk menu"
        UBAH_SETELAN = 5, "Setelan diubah"
        DAFTAR_JARI = 6, "Sidik jari didaftarkan"
        DAFTAR_SANDI = 7, "Sandi didaftarkan"
        DAFTAR_KARTU = 8, "Kartu didaftarkan"
        HAPUS_PENGGUNA = 9, "Pengguna dihapus"
        HAPUS_JARI = 10, "Sidik jari dihapus"
        HAPUS_SANDI = 11, "Sandi dihapus"
        HAPUS_KARTU = 12, "Kartu dihapus"
        HAPUS_DATA = 13, "Data dihapus"
        UBAH_JAM = 21, "Jam diubah"
        SETELAN_PABRIK = 22, "Kembali ke setelan pabrik"
        HAPUS_CATATAN = 23, "Catatan presensi dihapus"
        HAPUS_ADMIN = 24, "Hak admin dihapus"
        PENGGUNA_BARU = 30, "Pengguna baru"
        UBAH_PENGGUNA = 36, "Data pengguna diubah"
        UBAH_NAMA = 70, "Nama pengguna diubah"
        UBAH_PERAN = 71, "Peran pengguna diubah"

    PENTING = (Kode.HAPUS_DATA, Kode.UBAH_JAM, Kode.SETELAN_PABRIK, Kode.HAPUS_CATATAN)

    mesin = models.ForeignKey(Mesin, on_delete=models.CASCADE, related_name="catatan")
    kode = models.SmallIntegerField("kejadian")
    pin_admin = models.CharField("oleh PIN", max_length=24, blank=True)
    waktu = models.DateTimeField("waktu mesin")
    objek = models.CharField("objek", max_length=60, blank=True)
    diterima_pada = models.DateTimeField("diterima pada")

    class Meta:
        verbose_name = "catatan mesin"
        verbose_name_plural = "catatan mesin"
        ordering = ["-waktu", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mesin", "waktu", "kode", "pin_admin", "objek"], name="catatan_mesin_sekali"
            )
        ]

    def __str__(self) -> str:
        return f"{self.uraian}, {self.waktu}"

    @property
    def uraian(self) -> str:
        """The event in words; codes that no source tells are shown as numbers."""
        return dict(self.Kode.choices).get(self.kode, f"Kejadian {self.kode}")

    @property
    def penting(self) -> bool:
        """Whether an officer should look: the clock was moved or records are gone."""
        return self.kode in self.PENTING


class PenggunaMesin(models.Model):
    """What a machine calls a PIN: a help for saying whose it is; decides nothing."""

    mesin = models.ForeignKey(Mesin, on_delete=models.CASCADE, related_name="pengguna")
    pin = models.CharField("PIN", max_length=24)
    nama = models.CharField("nama di mesin", max_length=60, blank=True)
    admin = models.BooleanField("admin mesin", default=False)

    class Meta:
        verbose_name = "pengguna mesin"
        verbose_name_plural = "pengguna mesin"
        ordering = ["pin"]
        constraints = [
            models.UniqueConstraint(fields=["mesin", "pin"], name="pengguna_mesin_sekali")
        ]

    def __str__(self) -> str:
        return f"{self.pin}: {self.nama}"
