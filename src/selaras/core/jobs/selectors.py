"""Reads of jobs: which ones, and how far one is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from selaras.core.jobs.models import Pekerjaan
from selaras.core.permissions.actor import Actor


@dataclass(frozen=True, slots=True)
class Kemajuan:
    """How far a job is; `persen` is None while nobody knows how much there is."""

    persen: int | None
    per_menit: int | None
    sisa: timedelta | None


def kemajuan(pekerjaan: Pekerjaan, *, at: datetime) -> Kemajuan:
    """Percent, pace and time left at the pace so far."""
    done, total = pekerjaan.selesai, pekerjaan.total
    persen = min(100, done * 100 // total) if total else None
    if pekerjaan.status != Pekerjaan.Status.BERJALAN or not pekerjaan.mulai_pada or not done:
        return Kemajuan(persen, None, None)
    elapsed = at - pekerjaan.mulai_pada
    seconds = max(1, int(elapsed.total_seconds()))
    left = elapsed * max(0, total - done) / done if total else None
    return Kemajuan(persen, done * 60 // seconds, left)


def pekerjaan_visible_to(actor: Actor) -> QuerySet[Pekerjaan]:
    """One's own jobs, or all of them for those who watch over the system."""
    qs = Pekerjaan.objects.select_related("oleh").defer("galat", "catatan", "masukan")
    reach = actor.reach("pekerjaan.view")
    if reach.everywhere or reach.instansi:
        return qs
    return qs.filter(oleh_id=actor.user_id) if actor.user_id is not None else qs.none()
