"""Reads and writes dated histories of many owners in a handful of statements.

Which owner and which columns is the caller's; what may overlap is the model's constraint.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models
from django.db.models.expressions import RawSQL
from psycopg import sql

from selaras.core.masa.fields import berlaku_sejak
from selaras.core.masa.ruas import Isi, Riwayat, Ruas


def any_of(nilai: Collection[Any], tipe: str = "bigint") -> RawSQL:
    """`x__in=any_of(ids)`: one array parameter, however many values there are."""
    if tipe not in {"bigint", "text", "integer"}:
        raise ValueError(tipe)
    return RawSQL(f"select unnest(%s::{tipe}[])", (list(nilai),))  # noqa: S611


def load_riwayat(
    qs: models.QuerySet[Any], pemilik: str, isi: Sequence[str], bawa: Iterable[str] = ()
) -> dict[int, Riwayat]:
    """The rows of a query set by owner, in order; one query."""
    dibawa = frozenset(bawa)
    hasil: dict[int, Riwayat] = {}
    for row in qs.order_by(pemilik, "berlaku").values_list("id", pemilik, "berlaku", *isi):
        ident, owner, berlaku, *nilai = row
        ruas = Ruas(ident, berlaku.lower, berlaku.upper, dict(zip(isi, nilai, strict=True)))
        hasil.setdefault(owner, Riwayat([], dibawa)).ruas.append(ruas)
    return hasil


def save_riwayat(
    model: type[models.Model],
    pemilik: str,
    riwayat: Mapping[int, Riwayat],
    tetap: Isi | None = None,
) -> int:
    """Write what changed: rows that end earlier first, so that no instant overlaps; the count.

    `tetap` are columns every new row gets (the kind of a partial history).
    """
    baru: list[models.Model] = []
    ubah: list[Ruas] = []
    for owner, r in riwayat.items():
        for ruas in r.changed():
            if ruas.id is None:
                isi = {**(tetap or {}), **ruas.isi, pemilik: owner}
                baru.append(model(**isi, berlaku=berlaku_sejak(ruas.mulai, ruas.sampai)))
            else:
                ubah.append(ruas)
    if ubah:
        _shorten(model, ubah)
        _rewrite(model, ubah)
    model._default_manager.bulk_create(baru, batch_size=5000)
    return len(ubah) + len(baru)


def _shorten(model: type[models.Model], ubah: Sequence[Ruas]) -> None:
    """Cut rows that now end earlier; a row that will end later waits for `_rewrite`."""
    ids = [r.id for r in ubah if r.sampai is not None]
    akhir = [r.sampai for r in ubah if r.sampai is not None]
    if not ids:
        return
    query = sql.SQL(
        "update {table} t set berlaku = daterange(lower(t.berlaku), v.akhir) "
        "from unnest(%s::bigint[], %s::date[]) v(id, akhir) where t.id = v.id "
        "and (upper_inf(t.berlaku) or upper(t.berlaku) > v.akhir)"
    ).format(table=sql.Identifier(model._meta.db_table))
    with connection.cursor() as cursor:
        cursor.execute(query, [ids, akhir])


def _rewrite(model: type[models.Model], ubah: Sequence[Ruas]) -> None:
    objek = []
    kolom: set[str] = {"berlaku"}
    for ruas in ubah:
        kolom |= ruas.isi.keys()
        objek.append(model(id=ruas.id, berlaku=berlaku_sejak(ruas.mulai, ruas.sampai), **ruas.isi))
    model._default_manager.bulk_update(objek, sorted(kolom), batch_size=1000)
