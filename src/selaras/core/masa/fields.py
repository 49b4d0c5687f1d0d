"""The field, query set and constraint that every effective-dated model shares."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange


class BerlakuField(DateRangeField):
    """A daterange [mulai, sampai); no upper bound = still in force."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("verbose_name", "berlaku")
        super().__init__(*args, **kwargs)


class BerlakuQuerySet(models.QuerySet[Any]):
    """Rows in force on a day, or touching a span of days."""

    def pada(self, tanggal: date) -> Self:
        return self.filter(berlaku__contains=tanggal)

    def antara(self, mulai: date, sampai: date) -> Self:
        """Rows in force on at least one day of [mulai, sampai]."""
        return self.filter(berlaku__overlap=DateRange(mulai, sampai, "[]"))


def berlaku_sejak(mulai: date, sampai: date | None = None) -> DateRange:
    """[mulai, sampai): `sampai` is the first day no longer in force."""
    return DateRange(mulai, sampai, "[)")


def tanpa_tumpang(
    name: str, *columns: str, condition: models.Q | None = None
) -> ExclusionConstraint:
    """No two rows equal in `columns` may be in force on the same day (needs btree_gist)."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((column, RangeOperators.EQUAL) for column in columns),
            ("berlaku", RangeOperators.OVERLAPS),
        ],
        condition=condition,
    )
