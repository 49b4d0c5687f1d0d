"""Statements that are written once a process."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.db.models import QuerySet

from selaras.core.accounts.models import User
from selaras.core.pernyataan import Pernyataan


def named(nama: str, huruf: str) -> QuerySet[Any, Any]:
    return (
        User.objects.filter(username=nama, is_active=True)
        .exclude(nama=huruf)
        .values_list("pk", "nama")
    )


def test_it_is_written_once_and_asked_with_other_values(
    db: None, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    orang = {n: User.objects.create(username=n, nama=n.title()) for n in ("sari", "budi")}
    ditulis = []

    def counted(nama: str, huruf: str) -> QuerySet[Any, Any]:
        ditulis.append(nama)
        return named(nama, huruf)

    siap = Pernyataan(counted, {"nama": "\x01nama", "huruf": "\x01huruf"})
    with django_assert_num_queries(3):
        assert siap.rows(nama="sari", huruf="-") == [(orang["sari"].pk, "Sari")]
        assert siap.rows(nama="budi", huruf="-") == [(orang["budi"].pk, "Budi")]
        assert siap.rows(nama="budi", huruf="Budi") == []
    assert ditulis == ["\x01nama"]


def test_a_value_that_the_statement_does_not_hold_is_named() -> None:
    siap = Pernyataan(
        lambda nama, hari: named(nama, "-"), {"nama": "\x01nama", "hari": date(1, 2, 3)}
    )
    with pytest.raises(ValueError, match="hari"):
        siap.rows(nama="sari", hari=date(2025, 1, 1))
