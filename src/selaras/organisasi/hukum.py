"""The governments' own values of law: laid over the shipped files for every rule, and set here.

Each process keeps the law it made and asks the database every few seconds whether it still holds.
A signed-in request learns it from the statement that says who asks (`note_version`), so that no
page has a statement more now and then; runs ask before they begin (`refresh_local_law`).
"""

import logging
import time
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from selaras.core.audit.services import record_change, state_of
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor, check
from selaras.hukum import HukumError, Law
from selaras.hukum import NilaiDaerah as Keputusan
from selaras.organisasi.models import Instansi, NilaiDaerah

log = logging.getLogger("selaras.hukum")
TANYA_LAGI_DETIK = 15
# Changes with every value that is set or withdrawn.
VERSI = "(select concat_ws('|', count(*), max(id), max(dicabut_pada)) from organisasi_nilaidaerah)"


class NilaiDitolak(ValueError):
    """The value can't be taken; the message says why, in Indonesian, of which field of it."""

    def __init__(self, kata: str, bidang: str = "nilai") -> None:
        super().__init__(kata)
        self.bidang = bidang


@dataclass(slots=True)
class _Ingatan:
    """The law as last made in this process."""

    versi: str | None = None
    law: Law | None = None
    ditanya: float = float("-inf")


_ingatan = _Ingatan()


def local_law(shipped: Law) -> Law:
    """The shipped law with every government's stored values."""
    if not getattr(settings, "HUKUM_LOKAL", True):
        return shipped
    kini = time.monotonic()
    if _ingatan.law is None or kini - _ingatan.ditanya > TANYA_LAGI_DETIK:
        _ingatan.law = _current(shipped)
        _ingatan.ditanya = kini
    return _ingatan.law


def refresh_local_law() -> None:
    """Ask the database at the next reading, however fresh the memory."""
    _ingatan.ditanya = float("-inf")


def note_version(versi: str) -> None:
    """The version (`VERSI`) as another statement found it: the law kept here holds, or is old."""
    _ingatan.ditanya = time.monotonic() if versi == _ingatan.versi else float("-inf")


def _current(shipped: Law) -> Law:
    try:
        with _kept_whole():
            versi = _version()
            if versi == _ingatan.versi and _ingatan.law is not None:
                return _ingatan.law
            law = _overlaid(shipped, [decision_of(n) for n in _rows()])
    except DatabaseError:
        return shipped  # before the first migration, or no database at all
    _ingatan.versi = versi
    return law


def _kept_whole() -> AbstractContextManager[None]:
    """A missing table must not break the caller's transaction; without one, nothing can break, and
    a page that happens to ask again asks one statement and not three."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def _version() -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"select {VERSI}")
        return str(cursor.fetchone()[0])


def _rows() -> Iterable[NilaiDaerah]:
    return NilaiDaerah.objects.filter(dicabut_pada=None).select_related("instansi")


def decision_of(nilai: NilaiDaerah) -> Keputusan:
    """A stored row as the law takes it."""
    sampai = nilai.berlaku.upper
    return Keputusan(
        kunci=nilai.kunci, daerah=nilai.instansi.daerah, mulai=nilai.berlaku.lower,
        sampai=sampai - timedelta(days=1) if sampai else None, nilai=nilai.nilai,
        peraturan=nilai.peraturan, bagian=nilai.bagian, url=nilai.url, keyakinan=nilai.keyakinan,
    )  # fmt: skip


def _overlaid(shipped: Law, rows: list[Keputusan]) -> Law:
    """All rows at once; where one doesn't fit (any more), the others still hold."""
    if not rows:
        return shipped
    try:
        return shipped.with_nilai_daerah(rows)
    except HukumError:
        law = shipped
        for row in rows:
            try:
                law = law.with_nilai_daerah([row])
            except HukumError as error:
                log.error("nilai daerah %s dilewati: %s", row.kunci, error)
        return law


def proposed(nilai: NilaiDaerah, law: Law) -> Law:
    """The law with this value as well; NilaiDitolak where it doesn't fit its key."""
    try:
        return law.with_nilai_daerah([decision_of(nilai)])
    except HukumError as error:
        alasan = [str(t.alasan) for t in getattr(error, "temuan", ())] or [str(error)]
        raise NilaiDitolak(". ".join(alasan)) from error


@transaction.atomic
def set_nilai(*, actor: Actor, nilai: NilaiDaerah, at: datetime) -> NilaiDaerah:
    """Store a value from its first day on; one that still runs ends the day before.

    Raises PermissionDenied, or NilaiDitolak where it doesn't fit or touches a later one.
    """
    instansi = Instansi.objects.select_for_update(of=("self",)).get(pk=nilai.instansi_id)
    wilayah = actor.reach("hukum.edit")
    if not (wilayah.everywhere or instansi.pk in wilayah.instansi):
        raise PermissionDenied("Anda belum berwenang: mengubah nilai aturan daerah.")
    proposed(nilai, Law.load())
    mulai = nilai.berlaku.lower
    lama = NilaiDaerah.objects.filter(
        instansi=instansi, kunci=nilai.kunci, dicabut_pada=None, berlaku__contains=mulai
    ).first()
    if lama is not None and lama.berlaku.lower < mulai and lama.berlaku.upper is None:
        _end(actor, lama, mulai, at)
    nilai.dicatat_pada, nilai.dicatat_oleh_id = at, actor.user_id
    try:
        with transaction.atomic():
            nilai.save(force_insert=True)
    except IntegrityError as error:
        raise NilaiDitolak(
            "Sudah ada nilai daerah untuk aturan ini pada sebagian masa itu. Cabut dulu yang lama, "
            "atau mulai sesudahnya.",
            bidang="mulai",
        ) from error
    _record(actor, nilai, {})
    transaction.on_commit(refresh_local_law)
    return nilai


def _end(actor: Actor, lama: NilaiDaerah, mulai: date, at: datetime) -> None:
    """End a running value: withdrawn, and stored again with its end (a row's dates never move)."""
    sebelum = state_of(lama)
    lama.dicabut_pada = at
    lama.save(update_fields=["dicabut_pada"])
    _record(actor, lama, sebelum)
    lama.pk, lama._state.adding = None, True
    lama.dicabut_pada, lama.berlaku = None, berlaku_sejak(lama.berlaku.lower, mulai)
    lama.save(force_insert=True)


@transaction.atomic
def withdraw(*, actor: Actor, nilai: NilaiDaerah, at: datetime) -> NilaiDaerah:
    """From now on the shipped value (or none) holds again, also for earlier months."""
    nilai = NilaiDaerah.objects.select_for_update(of=("self",)).get(pk=nilai.pk)
    check(actor, "hukum.edit", nilai)
    if nilai.dicabut_pada is None:
        sebelum = state_of(nilai)
        nilai.dicabut_pada = at
        nilai.save(update_fields=["dicabut_pada"])
        _record(actor, nilai, sebelum)
        transaction.on_commit(refresh_local_law)
    return nilai


def _record(actor: Actor, nilai: NilaiDaerah, sebelum: dict[str, Any]) -> None:
    record_change(actor=actor, aksi="hukum.edit", objek=nilai, sebelum=sebelum)
