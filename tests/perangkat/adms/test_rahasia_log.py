"""The secret of a site's path opens the door to its taps: no log has it, whatever goes wrong."""

import logging
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from selaras.core.logs import JsonFormatter, LineFormatter, without_secrets

RAHASIA = "9f3c2a7be1d04c55"


class Kumpul(logging.Handler):
    """Keeps every line in both forms."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.baris: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.baris += [f.format(record) for f in (JsonFormatter(), LineFormatter("%(message)s"))]


@pytest.fixture
def catatan() -> Iterator[list[str]]:
    """All lines of the request's logger, also those that are usually too small to be kept."""
    kumpul = Kumpul()
    pencatat = [logging.getLogger("django.request"), logging.getLogger("selaras.perangkat")]
    tingkat = [p.level for p in pencatat]
    for p in pencatat:
        p.addHandler(kumpul)
        p.setLevel(logging.DEBUG)
    yield kumpul.baris
    for p, t in zip(pencatat, tingkat, strict=True):
        p.removeHandler(kumpul)
        p.setLevel(t)


@pytest.mark.django_db
@pytest.mark.parametrize("jalur", ["/m/{}/iclock/cdata", "/iclock/{}/cdata"])
def test_a_failed_delivery_is_logged_without_the_secret(
    client: Client, catatan: list[str], jalur: str
) -> None:
    def gone(execute: object, sql: str, *rest: object) -> None:
        raise DatabaseError("server closed the connection unexpectedly")

    with connection.execute_wrapper(gone):
        jawab = client.get(jalur.format(RAHASIA), {"SN": "CONTOH-01"})
    assert jawab.status_code == 500
    assert any("***" in baris for baris in catatan), catatan
    assert not [baris for baris in catatan if RAHASIA in baris]


@pytest.mark.parametrize(
    "jalur",
    ["/m/{}/iclok/cdata", "/m/{}", "/m//{}/iclock/cdata", "/M/{}/iclock/cdata", "/iclock/{}",
     "/iclock/{}/cdatta"],
)  # fmt: skip
@pytest.mark.django_db
def test_a_mistyped_address_is_logged_without_the_secret(
    client: Client, catatan: list[str], jalur: str
) -> None:
    assert client.get(jalur.format(RAHASIA)).status_code == 404
    assert any("***" in baris for baris in catatan), catatan
    assert not [baris for baris in catatan if RAHASIA in baris]


@pytest.mark.parametrize(
    "teks",
    ["/iclock/cdata", "Not Found: /iclock/getrequest.aspx", '"jalur": "/iclock/ping"}', "jam/hari"],
)
def test_what_is_no_secret_stays(teks: str) -> None:
    assert without_secrets(teks) == teks
