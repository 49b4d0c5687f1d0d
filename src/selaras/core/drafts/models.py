"""A form that someone is filling in and has not sent yet."""

from django.conf import settings
from django.db import models


class Draf(models.Model):
    """One person's unfinished form. Emptied (isi = null), not deleted, when it was sent or thrown
    away: the version tells other tabs and devices that what they still hold is done with.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kunci = models.CharField("formulir", max_length=120)
    # [[name, value], ...] in the form's order, without tokens and passwords
    isi = models.JSONField(null=True)
    versi = models.PositiveIntegerField(default=0)
    diubah_pada = models.DateTimeField("diubah pada", db_index=True)

    class Meta:
        verbose_name = "draf"
        verbose_name_plural = "draf"
        constraints = [models.UniqueConstraint(fields=["user", "kunci"], name="draf_tunggal")]

    def __str__(self) -> str:
        return self.kunci
