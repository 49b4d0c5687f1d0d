"""What the rows of a personnel file have in common."""

from django.db import models

from selaras.pegawai.models import Pegawai


class BarisBerkas(models.Model):
    """A row of a person's file; `kunci` makes a repeated submit the same row.

    Fields follow Perka BKN 14/2011 and the history records of SIASN.
    """

    pegawai = models.ForeignKey(Pegawai, on_delete=models.CASCADE, related_name="+")
    kunci = models.UUIDField("kunci kirim", null=True, blank=True, unique=True, editable=False)
    catatan = models.CharField("catatan", max_length=200, blank=True)

    class Meta:
        abstract = True


class BarisBersurat(BarisBerkas):
    """A row that rests on a letter (SK, ijazah, sertifikat)."""

    no_sk = models.CharField("nomor SK", max_length=80, blank=True)
    tanggal_sk = models.DateField("tanggal SK", null=True, blank=True)
    pejabat = models.CharField("pejabat penetap", max_length=120, blank=True)

    class Meta:
        abstract = True
