"""Slows down who sends too often: a bucket for each account, installation, application.

Shared by all processes through an unlogged table: its writes never wait for the disk, and an empty
table after a crash only means full buckets.

A refused request costs nothing: it leaves `sisa` below 0, and the next one gives that back. A phone
that keeps asking is let in as soon as one who waited would be.
"""

from dataclasses import dataclass
from math import ceil

from django.db import connection

# (how many requests at once, how many a second on the long run)
AKUN = (40, 0.5)
PEMASANGAN = (60, 1.0)

RUMUS = {
    "isi": "(l.sisa + (l.sisa < 0)::int)",
    "detik": "greatest(0, extract(epoch from excluded.pada - l.pada))",
}
# Two rows in fixed order, so that two requests never wait for each other crosswise.
ISI_EMBER = f"""
insert into presensi_lajuketuk as l (kunci, sisa, pada)
values (%(laju_akun)s::text, {AKUN[0] - 1}, now()),
    (%(laju_pasang)s::text, {PEMASANGAN[0] - 1}, now())
on conflict (kunci) do update set
    sisa = case when l.kunci = %(laju_akun)s::text
        then least({AKUN[0]}, {{isi}} + {AKUN[1]} * {{detik}})
        else least({PEMASANGAN[0]}, {{isi}} + {PEMASANGAN[1]} * {{detik}}) end - 1,
    pada = excluded.pada
returning sisa / case when kunci = %(laju_akun)s::text then {AKUN[1]} else {PEMASANGAN[1]} end
""".format(**RUMUS)  # noqa: S608 - numbers and formulas of our own


@dataclass
class TerlaluSering(Exception):
    """Too many requests; `detik` is how long to wait."""

    detik: int


def ember_params(akun_id: int, pemasangan: object) -> dict[str, object]:
    """Parameters of ISI_EMBER."""
    return {"laju_akun": f"a{akun_id}", "laju_pasang": f"p{pemasangan}"}


def check_ember(sisa_detik: float) -> None:
    """Raises TerlaluSering when the emptier bucket has run dry."""
    if sisa_detik < 0:
        raise TerlaluSering(max(1, ceil(-sisa_detik)))


SATU_EMBER = f"""
insert into presensi_lajuketuk as l (kunci, sisa, pada)
values (%(kunci)s::text, %(penuh)s::float8 - 1, now())
on conflict (kunci) do update set
    sisa = least(%(penuh)s::float8, {RUMUS["isi"]} + %(laju)s::float8 * {RUMUS["detik"]}) - 1,
    pada = excluded.pada
returning sisa
"""  # noqa: S608 - formulas of our own


def spend(kunci: str, penuh: float, laju: float) -> None:
    """Take one from a bucket of its own; raises TerlaluSering when it has run dry."""
    with connection.cursor() as cursor:
        cursor.execute(SATU_EMBER, {"kunci": kunci[:44], "penuh": penuh, "laju": laju})
        baris = cursor.fetchone()
    if baris is not None and baris[0] < 0:
        raise TerlaluSering(max(1, ceil(-float(baris[0]) / laju)))
