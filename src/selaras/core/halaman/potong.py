"""One page out of many rows: the keys first, then what the cells need for those rows alone.

Sorting and skipping rows with all their joins and subqueries costs them for every row skipped.
"""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

BANYAK = 1000  # below it one query for both is the cheaper way


class Potong(Paginator):  # type: ignore[type-arg]
    """Pages over `banyak` rows `terurut`; `lengkap` holds them with joins and annotations."""

    def __init__(
        self, terurut: QuerySet[Any], per: int, *, lengkap: QuerySet[Any], banyak: int
    ) -> None:
        super().__init__(terurut, per)
        self.terurut, self.lengkap, self.banyak = terurut, lengkap, banyak

    @property
    def count(self) -> int:
        return self.banyak

    def page(self, number: int | str) -> Page[Any]:
        if self.count <= BANYAK:
            return super().page(number)
        nomor = self.validate_number(number)
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
