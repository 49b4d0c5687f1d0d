"""Reads of jobs: which ones, and how far one is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from selaras.core.accounts.models import User
from selaras.core.jobs.models import Pekerjaan
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import rows


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


def pekerjaan_visible_to(actor: Actor, action: str = "pekerjaan.view") -> QuerySet[Pekerjaan]:
    """One's own jobs, and those of the governments that one watches over."""
    qs = Pekerjaan.objects.select_related("oleh").defer("galat", "catatan", "masukan")
    reach = actor.reach(action)
    if reach.everywhere:
        return qs
    seen = Q(oleh_id=actor.user_id) if actor.user_id is not None else Q(pk__in=[])
    if reach.instansi:
        people = rows(actor, action, User.objects.order_by())
        seen |= Q(oleh_id__in=people.values("pk"))
    return qs.filter(seen)
