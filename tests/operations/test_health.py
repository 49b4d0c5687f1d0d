"""Health answers for the load balancer, and the number on a failed request."""

import json
import logging

import pytest
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import clear_url_caches, path

from selaras import urls
from selaras.core.logs import JsonFormatter, LineFormatter, ReferenceMiddleware


@pytest.mark.django_db
def test_says_that_it_is_well_with_one_query(
    client: Client, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        answer = client.get("/sehat/")
    assert (answer.status_code, answer.json()["status"]) == (200, "sehat")
    assert "no-store" in answer["Cache-Control"]


def test_alive_needs_no_database(client: Client) -> None:
    assert client.get("/sehat/hidup/").json() == {"status": "hidup"}


@pytest.mark.django_db
def test_says_503_when_the_database_is_gone(client: Client) -> None:
    def gone(execute: object, sql: str, *rest: object) -> None:
        raise DatabaseError("server closed the connection unexpectedly")

    with connection.execute_wrapper(gone):
        answer = client.get("/sehat/")
    assert (answer.status_code, answer.json()["basis_data"]) == (503, "tidak terjangkau")
    assert "server closed" not in answer.content.decode()


def test_each_answer_carries_the_number_that_its_log_lines_have() -> None:
    lines: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        record = logging.makeLogRecord({"msg": "simpan %s", "args": ("cuti",), "pegawai": 7})
        lines.append(JsonFormatter().format(record))
        lines.append(LineFormatter("%(message)s").format(record))
        return HttpResponse()

    answer = ReferenceMiddleware(view)(RequestFactory().get("/cuti/"))
    number = answer["X-Nomor-Rujukan"]
    first = json.loads(lines[0])
    assert (first["pesan"], first["rujukan"], first["pegawai"]) == ("simpan cuti", number, 7)
    assert lines[1] == f"simpan cuti rujukan={number} pegawai=7"


def test_an_error_page_shows_the_number_of_the_log(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(request: object) -> None:
        raise ZeroDivisionError("rahasia dapur")

    client.raise_request_exception = False
    monkeypatch.setattr(urls, "urlpatterns", [path("rusak/", broken), *urls.urlpatterns])
    clear_url_caches()
    answer = client.get("/rusak/")
    clear_url_caches()
    assert answer.status_code == 500
    number = answer["X-Nomor-Rujukan"]
    page = answer.content.decode()
    assert number in page and "rahasia dapur" not in page
    assert "Ini bukan kesalahan Anda" in page
