"""A statement that every request asks: written once a process, then only its values change.

Writing a query set's statement costs milliseconds of processor; what is asked once a page is not
worth it. For reads whose shape never depends on their values.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Pernyataan:
    """The rows of `susun(**values)`, a set of values_list with any of these values.

    `contoh` names the values with ones that stand nowhere else in the statement. Columns are read
    as the database gives them: numbers, words, booleans, dates and ranges.
    """

    def __init__(self, susun: Callable[..., QuerySet[Any, Any]], contoh: Mapping[str, Any]) -> None:
        self._susun, self._contoh = susun, contoh
        self._siap: tuple[str, Sequence[tuple[str, Any]]] | None = None

    def rows(self, **nilai: Any) -> list[tuple[Any, ...]]:
        """The rows for these values, every one of `contoh` named."""
        perintah, isi = self._siap or self._write()
        with connection.cursor() as cursor:
            cursor.execute(perintah, [nilai[nama] if nama else tetap for nama, tetap in isi])
            hasil: list[tuple[Any, ...]] = cursor.fetchall()
        return hasil

    def _write(self) -> tuple[str, Sequence[tuple[str, Any]]]:
        perintah, isi = self._susun(**self._contoh).query.sql_with_params()
        dari = [(self._name(satu), satu) for satu in isi]
        hilang = set(self._contoh) - {nama for nama, _ in dari}
        if hilang:
            raise ValueError(f"nilai contoh tidak ada dalam pernyataan: {sorted(hilang)}")
        self._siap = perintah, dari
        return self._siap

    def _name(self, nilai: Any) -> str:
        """The name of the value that this one stands for; "" = it is the statement's own."""
        sama = (n for n, v in self._contoh.items() if type(v) is type(nilai) and v == nilai)
        return next(sama, "")
