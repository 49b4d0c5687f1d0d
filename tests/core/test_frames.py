"""Frames out of queries and columns into tables, by the quick ways and the ordinary one."""

import numpy as np
import polars as pl
import pytest
from django.db import connection
from psycopg import sql

from selaras.core import frames
from selaras.core.copying import copy_columns
from selaras.core.frames import connection_uri, one_snapshot, read_frame, read_frames

SKEMA = {"nomor": pl.Int64, "hari": pl.Date, "isi": pl.Binary, "kata": pl.String}
KUERI = sql.SQL(
    "select n::bigint as nomor, date '2025-10-01' + n as hari, "
    "decode(lpad(to_hex(n), 2, '0'), 'hex') as isi, {} || n as kata "
    "from generate_series(1, 3) n order by n"
).format(sql.Literal("a'b\\"))


@pytest.mark.django_db
def test_both_ways_read_the_same_frame() -> None:
    biasa, besar = read_frame(KUERI, SKEMA), read_frame(KUERI, SKEMA, large=True)
    assert biasa.equals(besar)
    assert biasa.schema == pl.Schema(SKEMA)
    assert biasa["kata"].to_list() == ["a'b\\1", "a'b\\2", "a'b\\3"]


@pytest.mark.django_db
def test_many_frames_in_one_statement_are_those_of_one_each(django_assert_num_queries) -> None:
    skema = {
        "nomor": pl.Int64, "hari": pl.Date, "saat": pl.Datetime("us", "UTC"), "kata": pl.String,
        "ya": pl.Boolean,
    }  # fmt: skip
    kueri = sql.SQL(
        "select n::bigint as nomor, nullif(date '2025-10-01' + n, '2025-10-03') as hari, "
        "timestamptz '2025-10-01 23:59:59.123456+08' + n * interval '1 day' as saat, "
        "{} || n as kata, n > 2 as ya from generate_series(1, 3) n order by n desc"
    ).format(sql.Literal("a'b\\"))
    kosong = sql.SQL("select 1 as nomor where false")
    with django_assert_num_queries(1):
        banyak = read_frames({"a": (kueri, skema), "b": (kosong, {"nomor": pl.Int64})})
    assert banyak["a"].equals(read_frame(kueri, skema))
    assert banyak["a"].schema == pl.Schema(skema)
    assert banyak["a"]["nomor"].to_list() == [3, 2, 1]
    assert banyak["b"].schema == pl.Schema({"nomor": pl.Int64})
    assert not banyak["b"].height


@pytest.mark.django_db(transaction=True)
def test_large_reads_inside_one_snapshot_see_one_instant() -> None:
    hitung = sql.SQL("select count(*) as n from django_site_uji")
    with connection.cursor() as cursor:
        cursor.execute("create table django_site_uji (n int)")
        try:
            with one_snapshot():
                satu = read_frame(hitung, {"n": pl.Int64}, large=True)["n"].item()
                cursor.execute("insert into django_site_uji values (1)")
                dua = read_frame(hitung, {"n": pl.Int64}, large=True)["n"].item()
            tiga = read_frame(hitung, {"n": pl.Int64}, large=True)["n"].item()
        finally:
            cursor.execute("drop table django_site_uji")
    assert (satu, dua, tiga) == (0, 0, 1)
    assert frames._shared.get() is None


def test_connection_words_are_quoted(monkeypatch) -> None:
    isi = {"NAME": "a b", "USER": "o'r", "PASSWORD": "x\\y", "HOST": "", "PORT": ""}
    for nama, nilai in isi.items():
        monkeypatch.setitem(connection.settings_dict, nama, nilai)
    assert connection_uri() == "dbname='a b' user='o\\'r' password='x\\\\y'"


@pytest.mark.django_db
def test_columns_are_copied_as_they_are() -> None:
    kolom = {
        "a": np.array([-1, 32767], np.int16),
        "b": np.array([1, -(2**31)], np.int32),
        "c": np.array([2**40, 0], np.int64),
        "d": np.array([b"\x00\x01\x00", b"abc"], "V3"),
    }
    with connection.cursor() as cursor:
        cursor.execute("create temp table salinan (a int2, b int4, c int8, d bytea) on commit drop")
        assert copy_columns("salinan", kolom) == 2
        cursor.execute("select * from salinan order by b desc")
        hasil = [(*r[:3], bytes(r[3])) for r in cursor.fetchall()]
    assert hasil == [(-1, 1, 2**40, b"\x00\x01\x00"), (32767, -(2**31), 0, b"abc")]


def test_what_has_no_fixed_width_is_refused() -> None:
    from selaras.core.copying import _wire_type

    with pytest.raises(TypeError):
        _wire_type(np.dtype("f8"))
    with pytest.raises(ValueError, match="length"):
        copy_columns("x", {"a": np.zeros(1, np.int16), "b": np.zeros(2, np.int16)})
