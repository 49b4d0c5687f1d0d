"""What people of a post do: their duties, the tasks under them, and the words they search by.

A row without `instansi` came with the product and is an example; a government adds its own.
"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Concat, Lower

from selaras.organisasi.models import Instansi, Jabatan


class UraianTugas(models.Model):
    """A duty of a kind of post (uraian tugas jabatan, PermenPANRB 1/2020): by name, or one post.

    nama_jabatan: as posts of that kind are called, anywhere in the government; empty = everybody.
    """

    instansi = models.ForeignKey(
        Instansi, on_delete=models.CASCADE, null=True, blank=True, related_name="uraian_tugas"
    )
    nama_jabatan = models.CharField("nama jabatan", max_length=160, blank=True)
    jenis_jabatan = models.CharField(
        "jenis jabatan", max_length=12, choices=Jabatan.Jenis, blank=True
    )
    jabatan = models.ForeignKey(
        Jabatan,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="uraian_tugas",
        help_text="Hanya bila uraiannya khusus satu jabatan",
    )
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    uraian = models.CharField("uraian tugas", max_length=300)
    contoh = models.BooleanField("contoh", default=False)

    class Meta:
        verbose_name = "uraian tugas"
        verbose_name_plural = "uraian tugas"
        ordering = ["nama_jabatan", "urutan", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "nama_jabatan", "jabatan", "uraian"],
                name="uraian_tugas_tunggal",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return self.uraian


class KegiatanKatalog(models.Model):
    """A task that people can pick: its name, unit, standard minutes and other words for it."""

    uraian_tugas = models.ForeignKey(
        UraianTugas, on_delete=models.PROTECT, related_name="kegiatan", verbose_name="uraian tugas"
    )
    # The government again, so that one query finds what a person may pick.
    instansi = models.ForeignKey(
        Instansi, on_delete=models.CASCADE, null=True, blank=True, related_name="kegiatan_katalog"
    )
    nama = models.CharField("kegiatan", max_length=200)
    satuan = models.CharField("satuan", max_length=40, default="kegiatan")
    menit_standar = models.PositiveSmallIntegerField("menit standar per satuan")
    kata_cari = models.CharField(
        "kata lain", max_length=300, blank=True, help_text="Dipisah koma: ngetik, surat-menyurat"
    )
    aktif = models.BooleanField("dipakai", default=True)

    class Meta:
        verbose_name = "kegiatan katalog"
        verbose_name_plural = "kegiatan katalog"
        ordering = ["nama", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["uraian_tugas", "nama"], name="kegiatan_katalog_tunggal"
            ),
            models.CheckConstraint(
                condition=models.Q(menit_standar__range=(1, 1440)), name="kegiatan_menit_sah"
            ),
        ]
        indexes = [
            GinIndex(
                OpClass(Lower(Concat("nama", models.Value(" "), "kata_cari")), name="gin_trgm_ops"),
                name="kegiatan_cari_trgm",
            )
        ]

    def __str__(self) -> str:
        return self.nama


class PolaAktivitas(models.Model):
    """What a person does often, kept under a name: one entry (a favourite) or a whole day.

    isi: list of {kegiatan, uraian, mulai, menit, volume}; mulai may be null = the next free time.
    """

    pegawai = models.ForeignKey(
        "pegawai.Pegawai", on_delete=models.CASCADE, related_name="pola_aktivitas"
    )
    nama = models.CharField("nama", max_length=80)
    isi = models.JSONField("isi", default=list)
    dibuat_pada = models.DateTimeField("dibuat pada")

    class Meta:
        verbose_name = "pola aktivitas"
        verbose_name_plural = "pola aktivitas"
        ordering = ["nama", "id"]
        constraints = [
            models.UniqueConstraint(fields=["pegawai", "nama"], name="pola_aktivitas_tunggal")
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def sehari(self) -> bool:
        """Whether it holds more than one entry."""
        return len(self.isi) > 1
