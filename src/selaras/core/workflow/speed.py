"""How fast decisions are: per decider what waits, since when, and how long she usually takes."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import rows
from selaras.core.permissions.registry import persons
from selaras.core.workflow.models import Menunggu, TransisiLog

DAYS = 90  # how far back the median looks


class Median(Aggregate):
    """The middle value; half of the decisions were faster."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


def deciders(actor: Actor) -> QuerySet[Any]:
    """People who decide, of the units that the actor looks after, and herself, with their pace."""
    waiting = Menunggu.objects.filter(penyetuju_id=OuterRef("pk")).order_by()
    decided = TransisiLog.objects.filter(penyetuju_id=OuterRef("pk"), memutus=True).order_by()
    # Found first: they are few among all, and each has five numbers of her own.
    who = (
        Menunggu.objects.order_by()
        .values("penyetuju_id")
        .union(TransisiLog.objects.filter(memutus=True).order_by().values("penyetuju_id"))
    )
    people = persons().queryset().filter(pk__in=who)
    mine = rows(actor, "persetujuan.view_unit", people).values("pk")
    found: QuerySet[Any] = people.filter(Q(pk__in=mine) | Q(pk=actor.person_id)).annotate(
        menunggu=_count(waiting),
        lewat=_count(waiting.filter(batas__lt=actor.day())),
        tertua=Subquery(
            waiting.values("penyetuju_id").annotate(x=Min("sejak")).values("x"),
            output_field=DateTimeField(),
        ),
        putus_bulan=_count(decided.filter(waktu__gte=_month(actor.at))),
        median=_median(decided.filter(waktu__gte=actor.at - timedelta(days=DAYS))),
    )  # fmt: skip
    return found


def without_superior(actor: Actor) -> QuerySet[Menunggu]:
    """What waits for nobody: the post above is vacant up to the top."""
    return rows(actor, "persetujuan.view_unit", Menunggu.objects.filter(penyetuju_id=None))


def _count(rows_: QuerySet[Any]) -> Coalesce:
    counted = rows_.values("penyetuju_id").annotate(x=Count("pk")).values("x")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _median(rows_: QuerySet[Any]) -> Subquery:
    taken = ExpressionWrapper(F("waktu") - F("menunggu_sejak"), output_field=DurationField())
    timed = rows_.filter(menunggu_sejak__isnull=False).values("penyetuju_id")
    return Subquery(
        timed.annotate(x=Median(taken, output_field=DurationField())).values("x"),
        output_field=DurationField(),
    )


def _month(at: datetime) -> datetime:
    local = timezone.localtime(at)
    return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
