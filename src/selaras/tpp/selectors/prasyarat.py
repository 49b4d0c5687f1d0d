"""Holds as pages show them: the words of a prerequisite, whose payment is held and why."""

from functools import lru_cache

from django.db.models import QuerySet

from selaras.hukum import Law
from selaras.tpp.models import TahananPembayaran


@lru_cache(maxsize=32)
def words_of(prasyarat: str) -> str:
    """A prerequisite as the law names it."""
    parameter = Law.load().parameter("tpp.prasyarat", None)
    nama = parameter.nama if parameter is not None else {}
    return str(nama.get(prasyarat, prasyarat))


def open_holds(periode: int | None = None) -> QuerySet[TahananPembayaran]:
    """Holds that nobody has released yet."""
    qs = TahananPembayaran.objects.filter(dilepas_pada__isnull=True)
    return qs if periode is None else qs.filter(periode=periode)


def holds_of(pegawai_id: int, periode: int) -> list[TahananPembayaran]:
    """A person's holds of a month, released ones too, the open ones first."""
    rows = TahananPembayaran.objects.filter(pegawai_id=pegawai_id, periode=periode)
    return list(rows.select_related("susulan", "dilepas_oleh").order_by("-dilepas_pada", "pk"))
