"""Keeps drafts, one per person and form, and lets two tabs not overwrite each other unseen."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import QueryDict

from selaras.core.drafts.models import Draf

SIMPAN_SELAMA = timedelta(days=30)
BITA_TERBANYAK = 400_000
BUKAN_ISI = frozenset({"csrfmiddlewaretoken", "kunci_kirim", "password"})  # as draf.js leaves out

Isi = Sequence[Sequence[str]]


class DrafBerubah(Exception):
    """Another tab or device saved meanwhile; `draf` is what it saved."""

    def __init__(self, draf: Draf) -> None:
        self.draf = draf
        super().__init__("draft changed elsewhere")


def save_draf(*, user_id: int, kunci: str, isi: Isi, versi: int, at: datetime) -> Draf:
    """Keep what is typed so far. `versi` = the one the form began from. Raises DrafBerubah."""
    bersih = [[str(n), str(v)] for n, v in isi]
    try:
        with transaction.atomic():
            draf = _locked(user_id, kunci)
            if draf is None:
                return Draf.objects.create(
                    user_id=user_id, kunci=kunci, isi=bersih, versi=1, diubah_pada=at
                )
    except IntegrityError:  # two tabs began at once
        pass
    with transaction.atomic():
        draf = _rows(user_id, kunci).get()
        if draf.isi == bersih:
            return draf
        if draf.versi != versi:
            raise DrafBerubah(draf)
        draf.isi, draf.versi, draf.diubah_pada = bersih, draf.versi + 1, at
        draf.save(update_fields=["isi", "versi", "diubah_pada"])
    return draf


def hapus_draf(user_id: int | None, kunci: str, *, at: datetime) -> None:
    """The form was sent, or its draft thrown away: other tabs must not bring it back."""
    if user_id is None:
        return
    with transaction.atomic():
        draf = _locked(user_id, kunci)
        if draf is None:
            draf = Draf(user_id=user_id, kunci=kunci)
        draf.isi, draf.versi, draf.diubah_pada = None, draf.versi + 1, at
        draf.save()


def keep_sent(user_id: int | None, kunci: str, isi: QueryDict, *, at: datetime) -> None:
    """What was sent and not taken becomes the draft, whatever stood there: the browser brings back
    this one, with what the answer put into it (the version that was compared)."""
    if user_id is None:
        return
    ada = find_draf(user_id, kunci)
    semua = [(n, str(v)) for n, nilai in isi.lists() if n not in BUKAN_ISI for v in nilai]
    with suppress(DrafBerubah):  # another tab was quicker; the form then asks which one to use
        save_draf(user_id=user_id, kunci=kunci, isi=semua, versi=ada.versi if ada else 0, at=at)


def find_draf(user_id: int | None, kunci: str) -> Draf | None:
    """The row, emptied or not."""
    if user_id is None:
        return None
    return Draf.objects.filter(user_id=user_id, kunci=kunci).first()


def read_draf(user_id: int | None, kunci: str) -> QueryDict | None:
    """What was typed, as if it had been sent: for views that draw rows the script cannot add."""
    draf = find_draf(user_id, kunci)
    if draf is None or draf.isi is None:
        return None
    hasil = QueryDict(mutable=True)
    for nama, nilai in draf.isi:
        hasil.appendlist(nama, nilai)
    return hasil


def remove_old(*, at: datetime) -> int:
    """Forget drafts that nobody has touched for a while."""
    jumlah, _ = Draf.objects.filter(diubah_pada__lt=at - SIMPAN_SELAMA).delete()
    return jumlah


def _locked(user_id: int, kunci: str) -> Draf | None:
    return _rows(user_id, kunci).first()


def _rows(user_id: int, kunci: str) -> QuerySet[Draf]:
    return Draf.objects.select_for_update(of=("self",)).filter(user_id=user_id, kunci=kunci)
