"""What every document under a workflow has, its log, what waits for whom, and mandates.

Core knows persons and units as ids and paths only. The log only grows: the database refuses to
change it (migration 0002).
"""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from selaras.core.masa import BerlakuField, BerlakuQuerySet, tanpa_tumpang


class StatusDiubah(RuntimeError):
    """Somebody set a document's status without the engine: a programmer's mistake."""


class Dokumen(models.Model):
    """A document under a workflow. Only core.workflow.engine moves `status`; save() refuses it."""

    status = models.CharField("status", max_length=16, default="draf", editable=False)
    diajukan_pada = models.DateTimeField("diajukan pada", null=True, blank=True, editable=False)
    diputus_pada = models.DateTimeField("diputus pada", null=True, blank=True, editable=False)
    # Whoever decided stays named as long as the document exists.
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="diputus oleh",
    )
    # Counts steps and changes of content: a form carries it and says so when it is stale.
    versi_alur = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    _status_tersimpan: str | None = None  # as the database has it

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        known = self._status_tersimpan
        if not self._state.adding and known is not None and self.__dict__.get("status") != known:
            raise StatusDiubah(f"{type(self).__name__}: status hanya diubah core.workflow.engine")
        super().save(*args, **kwargs)
        if "status" in self.__dict__:
            self._status_tersimpan = self.status

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        found = super().from_db(*args, **kwargs)
        found._status_tersimpan = found.__dict__.get("status")
        return found

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        super().refresh_from_db(*args, **kwargs)
        if "status" in self.__dict__:
            self._status_tersimpan = self.status


class TransisiLog(models.Model):
    """One step that a document took: who, when, why, in whose name. Only ever added to."""

    alur = models.CharField("alur", max_length=40)
    model = models.CharField("jenis dokumen", max_length=80)
    objek_id = models.BigIntegerField("dokumen")
    transisi = models.CharField("langkah", max_length=24)
    dari = models.CharField("dari", max_length=16)
    ke = models.CharField("ke", max_length=16)
    versi = models.PositiveIntegerField("versi sesudahnya")
    waktu = models.DateTimeField("waktu")
    # DO_NOTHING without a constraint: deleting an account must not touch the log.
    pelaku = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    pelaku_nama = models.CharField("oleh", max_length=200)
    pelaku_person_id = models.BigIntegerField(null=True, blank=True)
    # In whose name ("a.n."): the mandate's giver; names are copies.
    delegasi_id = models.BigIntegerField(null=True, blank=True)
    atas_nama_id = models.BigIntegerField(null=True, blank=True)
    atas_nama = models.CharField("atas nama", max_length=200, blank=True)
    alasan = models.TextField("alasan", blank=True)
    # Remarks on single lines and the like; their meaning belongs to the room.
    catatan = models.JSONField("catatan", null=True, blank=True, encoder=DjangoJSONEncoder)
    subjek_id = models.BigIntegerField("tentang", null=True, blank=True)
    unit_path = models.CharField(max_length=255, blank=True)
    # A decision: whom it waited for and since when, for statistics and undoing.
    penyetuju_id = models.BigIntegerField(null=True, blank=True)
    menunggu_sejak = models.DateTimeField(null=True, blank=True)
    memutus = models.BooleanField("keputusan", default=False)

    class Meta:
        verbose_name = "langkah dokumen"
        verbose_name_plural = "langkah dokumen"
        ordering = ["waktu", "id"]
        indexes = [
            models.Index(fields=["model", "objek_id", "id"], name="transisi_dokumen"),
            models.Index(
                fields=["penyetuju_id", "waktu"],
                name="transisi_penyetuju",
                condition=models.Q(memutus=True),
            ),
            models.Index(
                fields=["pelaku_person_id", "waktu"],
                name="transisi_pelaku",
                condition=models.Q(memutus=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pelaku_nama}: {self.transisi} {self.model} {self.objek_id}"

    @property
    def oleh(self) -> str:
        """Who, as a letter says it: 'Rahma a.n. Arif Wibowo'."""
        return f"{self.pelaku_nama} a.n. {self.atas_nama}" if self.atas_nama else self.pelaku_nama


class Menunggu(models.Model):
    """A document that waits for a person's decision; without a person the post is vacant."""

    alur = models.CharField("alur", max_length=40)
    model = models.CharField("jenis dokumen", max_length=80)
    objek_id = models.BigIntegerField("dokumen")
    status = models.CharField("keadaan", max_length=16)
    penyetuju_id = models.BigIntegerField("menunggu", null=True, blank=True)
    subjek_id = models.BigIntegerField("tentang", null=True, blank=True)
    unit_path = models.CharField(max_length=255, blank=True)
    instansi_id = models.BigIntegerField("instansi", null=True, blank=True)
    sejak = models.DateTimeField("sejak")
    batas = models.DateField("batas", null=True, blank=True)
    judul = models.CharField("judul", max_length=200)
    ringkas = models.CharField("ringkas", max_length=300, blank=True)
    url = models.CharField("alamat", max_length=300, blank=True)
    # Why it should be looked at one by one; empty = may be approved in bulk.
    perhatian = models.CharField("catatan", max_length=300, blank=True)
    jumlah = models.IntegerField("jumlah", default=1)
    data = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    versi = models.PositiveIntegerField("versi dokumen", default=0)
    diingatkan_pada = models.DateTimeField("diingatkan pada", null=True, blank=True)
    # Lay too long: now waits for the superior's superior instead of this one.
    dinaikkan_pada = models.DateTimeField("dinaikkan pada", null=True, blank=True)
    penyetuju_awal_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "hal yang menunggu"
        verbose_name_plural = "hal yang menunggu"
        ordering = ["batas", "sejak", "id"]
        constraints = [
            models.UniqueConstraint(fields=["model", "objek_id"], name="menunggu_satu_per_dokumen")
        ]
        indexes = [
            models.Index(fields=["penyetuju_id", "batas", "sejak"], name="menunggu_penyetuju"),
            # The inbox asks for both; few were raised, yet without this all were read.
            models.Index(
                fields=["penyetuju_awal_id"],
                name="menunggu_penyetuju_awal",
                condition=models.Q(penyetuju_awal_id__isnull=False),
            ),
            models.Index(fields=["subjek_id"], name="menunggu_subjek"),
            models.Index(
                fields=["unit_path"], name="menunggu_unit", opclasses=["varchar_pattern_ops"]
            ),
        ]

    def __str__(self) -> str:
        return self.judul

    @property
    def pribadi(self) -> bool:
        """Whether it waits for the word of the person it is about."""
        return self.subjek_id is not None and self.subjek_id == self.penyetuju_id


class Delegasi(models.Model):
    """A dated mandate: one person decides in another's name (UU 30/2014 ps. 14: mandat)."""

    dari_id = models.BigIntegerField("dari")
    kepada_id = models.BigIntegerField("kepada")
    # Names are copies, for the trail and lists.
    dari_nama = models.CharField("dari", max_length=200)
    kepada_nama = models.CharField("kepada", max_length=200)
    berlaku = BerlakuField()
    alur = ArrayField(
        models.CharField(max_length=40), verbose_name="jenis", default=list, blank=True,
        help_text="Kosong = semua jenis",
    )  # fmt: skip
    nomor_surat = models.CharField("nomor surat", max_length=80)
    tanggal_surat = models.DateField("tanggal surat")
    alasan = models.CharField("alasan", max_length=200, blank=True)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    dibuat_pada = models.DateTimeField("dibuat pada")

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "delegasi"
        verbose_name_plural = "delegasi"
        ordering = ["-berlaku", "-id"]
        constraints = [
            tanpa_tumpang("delegasi_tanpa_tumpang", "dari_id", "kepada_id"),
            models.CheckConstraint(
                name="delegasi_kepada_lain", condition=~models.Q(dari_id=models.F("kepada_id"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kepada_nama} a.n. {self.dari_nama}"

    def covers(self, alur: str) -> bool:
        """Whether the mandate is for this kind of document."""
        return not self.alur or alur in self.alur
