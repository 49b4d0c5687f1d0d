"""One page out of many rows: the keys first, then what the cells need for those rows alone.

Sorting and skipping rows with all their joins and subqueries costs them for every row skipped.
"""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Func, QuerySet, Window

from selaras.core.bilangan import whole_number

BANYAK = 1000  # below it one query for both is the cheaper way


class FirstKeys(Func):
    """The first BANYAK of an array of keys."""

    template = f"(%(expressions)s)[1:{BANYAK}]"


class Potong(Paginator):  # type: ignore[type-arg]
    """Pages over `banyak` rows `terurut`; `lengkap` holds them with joins and annotations."""

    def __init__(
        self,
        terurut: QuerySet[Any],
        per: int,
        *,
        lengkap: QuerySet[Any],
        banyak: int,
        kunci: list[Any] | None = None,
    ) -> None:
        """`kunci`: the first BANYAK keys in any order, where they were read with the count."""
        if kunci is not None and banyak <= BANYAK:
            terurut = terurut.filter(pk__in=kunci)
        super().__init__(terurut, per)
        self.terurut, self.lengkap, self.banyak = terurut, lengkap, banyak

    @property
    def count(self) -> int:
        return self.banyak

    def page(self, number: int | str) -> Page[Any]:
        nomor = self.validate_number(number)
        if self.count <= self.per_page:
            # Without LIMIT: with it, the planner walks everybody in the list's order, hoping to
            # meet a pageful soon, where three in 50,000 are wanted (1.4 s).
            semua = list(self.terurut)[: self.per_page] if self.count else []
            return Page(semua, nomor, self)
        if self.count <= BANYAK:
            return super().page(number)
        awal = (nomor - 1) * self.per_page
        kunci = self._keys(awal, min(awal + self.per_page, self.count))
        baris = {b.pk: b for b in self.lengkap.filter(pk__in=kunci)}
        return Page([baris[k] for k in kunci if k in baris], nomor, self)

    def _keys(self, awal: int, akhir: int) -> list[Any]:
        """The keys from one place to another; beyond the middle counted from the end, so that
        the last page costs what the first one does."""
        kunci = self.terurut.values_list("pk", flat=True)
        if awal * 2 < self.count:
            return list(kunci[awal:akhir])
        return list(kunci.reverse()[self.count - akhir : self.count - awal])[::-1]


def counted_page(terurut: QuerySet[Any], per: int, nomor: str | None) -> Page[Any]:
    """One page of some thousand rows and the number of them all, in one query.

    `nomor` as asked for; the first page where it is none, the last where there are fewer.
    """
    diminta = max(1, whole_number(nomor) or 1)
    berhitung = terurut.annotate(_semua=Window(Count("*")))
    baris = list(berhitung[(diminta - 1) * per : diminta * per])
    if baris or diminta == 1:
        banyak = baris[0]._semua if baris else 0
        return Page(baris, diminta, Paginator(range(banyak), per))
    jumlah = Paginator(terurut, per).num_pages
    return counted_page(terurut, per, str(jumlah))
