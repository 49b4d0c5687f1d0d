"""What the dated histories have in common."""

from django.db import models

from selaras.core.masa import BerlakuField, BerlakuQuerySet


class RiwayatBerlaku(models.Model):
    """A row that holds from a day to a day (`berlaku`); asked for as of a date."""

    berlaku = BerlakuField()

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        abstract = True


def nomor_index(nama: str, medan: str = "no_sk") -> models.Index:
    """Finds the other rows that name the same letter; rows without a number are not in it."""
    return models.Index(fields=[medan], name=nama, condition=~models.Q((medan, "")))
