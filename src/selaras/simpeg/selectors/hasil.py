"""What the last run over the files found: which run it was, scores by SKPD and over time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from selaras.aturan.simpeg.mutu import MENURUT_KODE, TINGKAT, AturanMutu
from selaras.core.permissions import Actor, Reach, rows
from selaras.simpeg.models import PeriksaBerkas, SkorMutu, TemuanMutu

LIHAT = "mutu.view"
TITIK = 60  # runs on the line of a trend


@dataclass(frozen=True, slots=True)
class JenisTemuan:
    """A rule with how many people break it."""

    aturan: AturanMutu
    jumlah: int

    @property
    def tingkat(self) -> str:
        return TINGKAT[self.aturan.tingkat]


def latest_run(actor: Actor) -> PeriksaBerkas | None:
    """The newest run of the actor's own government (or of any, for whoever has none)."""
    qs = PeriksaBerkas.objects.all()
    if actor.instansi_id is not None:
        qs = qs.filter(instansi_id=actor.instansi_id)
    return qs.first()


def findings_by_rule(actor: Actor, skpd_id: int | None = None) -> list[JenisTemuan]:
    """Rules that somebody within reach breaks, the gravest and most frequent first."""
    jumlah = _kept(actor) if skpd_id is None else None
    if jumlah is None:
        temuan_qs = rows(actor, LIHAT, TemuanMutu.objects.order_by())
        if skpd_id is not None:
            temuan_qs = temuan_qs.filter(skpd_id=skpd_id)
        jumlah = dict(temuan_qs.values_list("kode").annotate(n=Count("pk")))
    ada = [JenisTemuan(MENURUT_KODE[k], n) for k, n in jumlah.items() if k in MENURUT_KODE]
    return sorted(ada, key=lambda j: (-j.aturan.tingkat, -j.jumlah))


def _kept(actor: Actor) -> Mapping[str, int] | None:
    """What the runs counted themselves, where the reach is whole governments and nothing else."""
    reach = actor.reach(LIHAT)
    if not reach.instansi or reach != Reach(instansi=reach.instansi):
        return None
    simpan = PeriksaBerkas.objects.order_by().filter(instansi__in=reach.instansi)
    ada = dict(simpan.filter(temuan__isnull=False).values_list("instansi_id", "temuan"))
    if set(ada) != set(reach.instansi):
        return None  # checked before counts were kept, or never
    return sum((Counter(t) for t in ada.values()), Counter())


def scores(actor: Actor, periksa: PeriksaBerkas) -> QuerySet[SkorMutu]:
    """Scores of a run by SKPD within reach."""
    qs: QuerySet[SkorMutu] = rows(actor, LIHAT, SkorMutu.objects.filter(periksa=periksa))
    return qs.select_related("skpd")


def trend(actor: Actor, instansi_id: int) -> Sequence[tuple[date, int, int]]:
    """The score of everything within reach and of how many people, run by run, the oldest first;
    weighted by people.
    """
    qs: Any = rows(actor, LIHAT, SkorMutu.objects.filter(periksa__instansi_id=instansi_id))
    baris = (
        qs.order_by("-periksa__pada").values_list("periksa__pada")
        .annotate(semua=Sum("orang"), nilai=Sum(F("orang") * F("skor_bp")))[:TITIK]
    )  # fmt: skip
    return [(pada, nilai // orang, orang) for pada, orang, nilai in reversed(list(baris)) if orang]
