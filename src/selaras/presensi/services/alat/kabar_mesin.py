"""Writes what machines say of themselves: last word, refusals, stamps, log, names. No taps.

One statement a request for the hot row. Nobody is asked for permission here: machines are let in
by perangkat.adms, and what they say about themselves decides nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from selaras.presensi.models import CatatanMesin, KabarMesin, PenggunaMesin

JATAH = 120  # requests that a machine may make at once
JATAH_PER_DETIK = 5  # and in the long run
_SERIBU = 1000

_DENGAR = """
with lama as (select terakhir, alamat from presensi_kabarmesin where mesin_id = %(mesin)s)
insert into presensi_kabarmesin as k (mesin_id, terakhir, alamat, jatah, jatah_pada)
values (%(mesin)s, %(at)s, %(alamat)s, %(penuh)s - 1000, %(at)s)
on conflict (mesin_id) do update set
    terakhir = excluded.terakhir,
    alamat = excluded.alamat,
    alamat_lama = case when k.alamat in ('', excluded.alamat) then k.alamat_lama
                       else k.alamat end,
    alamat_ganti_pada = case when k.alamat in ('', excluded.alamat) then k.alamat_ganti_pada
                             else excluded.terakhir end,
    jatah = least(%(penuh)s, k.jatah + {naik}) - 1000,
    jatah_pada = excluded.jatah_pada
where least(%(penuh)s, k.jatah + {naik}) >= 1000
returning (select terakhir from lama), (select alamat from lama)
""".format(  # noqa: S608 - one constant expression twice
    # A clock of ours that jumped back must not leave a machine without its share.
    naik="""case when k.jatah_pada > %(at)s then %(penuh)s else
        (least(extract(epoch from %(at)s - k.jatah_pada), 86400) * %(laju)s)::int end"""
)


@dataclass(frozen=True, slots=True)
class Terdengar:
    """What was known before this request."""

    terakhir: datetime | None
    alamat: str


def hear(*, mesin_id: int, alamat: str, at: datetime) -> Terdengar | None:
    """A machine spoke: note it. None when it has spoken too often of late (nothing is noted)."""
    with connection.cursor() as cursor:
        cursor.execute(
            _DENGAR,
            {
                "mesin": mesin_id,
                "at": at,
                "alamat": alamat[:45],
                "penuh": JATAH * _SERIBU,
                "laju": JATAH_PER_DETIK * _SERIBU,
            },
        )
        baris = cursor.fetchone()
    return None if baris is None else Terdengar(baris[0], baris[1] or "")


def note_refusal(*, mesin_id: int, alamat: str, sebab: str, at: datetime) -> None:
    """A request in the machine's name was turned away; shown to whoever looks after it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            insert into presensi_kabarmesin as k
                (mesin_id, jatah, tolak_pada, tolak_alamat, tolak_sebab, tolak_kali)
            values (%s, %s, %s, %s, %s, 1)
            on conflict (mesin_id) do update set tolak_pada = excluded.tolak_pada,
                tolak_alamat = excluded.tolak_alamat, tolak_sebab = excluded.tolak_sebab,
                tolak_kali = k.tolak_kali + 1
            """,
            [mesin_id, JATAH * _SERIBU, at, alamat[:45], sebab[:120]],
        )


def note_facts(mesin_id: int, keterangan: Mapping[str, Any]) -> None:
    """Model, firmware, counts: columns of KabarMesin."""
    if keterangan:
        KabarMesin.objects.filter(mesin_id=mesin_id).update(**keterangan)


def note_taps(
    *, mesin_id: int, hari: date, baru_hari: int, baru: int, terakhir: datetime | None
) -> None:
    """Count new taps, those of today (`hari`) apart, so that pages need not count the table."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            update presensi_kabarmesin set
                tap_jumlah = %(baru_hari)s + case when tap_hari = %(hari)s then tap_jumlah
                                                  else 0 end,
                tap_hari = %(hari)s,
                tap_total = tap_total + %(baru)s,
                tap_terakhir = greatest(tap_terakhir, %(terakhir)s)
            where mesin_id = %(mesin)s
            """,
            {"mesin": mesin_id, "hari": hari, "baru_hari": baru_hari, "baru": baru,
             "terakhir": terakhir},
        )  # fmt: skip


def save_stamp(*, mesin_id: int, tabel: str, stempel: str, at: datetime) -> None:
    """How far the machine's table is in. The last word counts, not the greatest: a machine whose
    memory was emptied counts from the beginning again, and what comes twice is taken once.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into presensi_stempelmesin (mesin_id, tabel, stempel, pada)"
            " values (%s, %s, %s, %s) on conflict (mesin_id, tabel) do update"
            " set stempel = excluded.stempel, pada = excluded.pada",
            [mesin_id, tabel, stempel, at],
        )


def save_log(catatan: Iterable[CatatanMesin]) -> None:
    """Lines of machines' own logs; the same line again is the same line."""
    CatatanMesin.objects.bulk_create(catatan, batch_size=1000, ignore_conflicts=True)


def save_users(pengguna: Iterable[PenggunaMesin]) -> None:
    """What a machine calls its PINs, the last name each."""
    PenggunaMesin.objects.bulk_create(
        {p.pin: p for p in pengguna}.values(),
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["mesin", "pin"],
        update_fields=["nama", "admin"],
    )
