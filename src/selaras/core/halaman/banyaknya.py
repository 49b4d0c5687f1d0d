"""How many rows a long list has, remembered for half a minute.

Counting 50,000 rows takes longer than reading a page of them, and who sorts or leafs through a list
asks for the same number each time. Shorter lists are counted anew, and so is what has to be exact.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from selaras.core.sebentar import Sebentar

PANJANG = 10_000  # rows from which nobody misses one that came a moment ago
LAMA_S = 30.0
_ingatan = Sebentar[int](LAMA_S)


def count_rows(rows: QuerySet[Any], *, tepat: bool = False) -> int:
    """The number of rows; of at least PANJANG of them it may be LAMA_S old, unless `tepat`.

    Known by the whole statement, so that nobody is told of rows that only another may see.
    """
    try:
        kalimat, nilai = rows.order_by().query.sql_with_params()
    except EmptyResultSet:
        return 0
    kunci = (kalimat, repr(nilai))
    if not tepat and (banyak := _ingatan.get(kunci)):
        return banyak
    banyak = rows.count()
    if banyak >= PANJANG:
        _ingatan.put(kunci, banyak)
    return banyak
