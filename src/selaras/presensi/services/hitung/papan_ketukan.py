"""Brings the board's first and last taps up to date: of everyone, or of those who tapped since.

A trigger on the taps notes who on a board is concerned (PapanSentuh), whatever wrote them; whoever
opens the board takes the notes and looks these few people's taps up again.
"""

from datetime import datetime, timedelta

from django.db import connection

# Taps may lie ahead (a sample's, a clock that runs fast): noted, counted when their time has come.
DEPAN = timedelta(hours=1)
MUNDUR = timedelta(days=2)  # no window of today's board opens earlier
_KUNCI = "hashtext('papan'), %(instansi)s"
_TERBARU = """
update presensi_papanhadir p set awal = h.awal, akhir = h.akhir, berikut = h.berikut
from h where p.pegawai_id = h.pegawai_id
    and (p.awal, p.akhir, p.berikut) is distinct from (h.awal, h.akhir, h.berikut)
"""
_HITUNG = """
    min(t.waktu) filter (where t.waktu <= %(kini)s) as awal,
    max(t.waktu) filter (where t.waktu <= %(kini)s) as akhir,
    min(t.waktu) filter (where t.waktu > %(kini)s) as berikut
"""
# One pass over the partition, kept small by the month's BRIN index and by the earliest window of
# the board (a night shift's), so that yesterday is not read again.
_SEMUA = f"""
with t as (
    select p.pegawai_id, {_HITUNG}
    from presensi_ketukan t
    join presensi_papanhadir p on p.pegawai_id = t.pegawai_id and t.waktu >= p.sejak
    where p.instansi_id = %(instansi)s and t.waktu > %(dari)s and t.waktu <= %(sampai)s
        and t.waktu >= (select min(sejak) from presensi_papanhadir where instansi_id = %(instansi)s)
    group by 1
),
h as (
    select p.pegawai_id, t.awal, t.akhir, t.berikut
    from presensi_papanhadir p left join t on t.pegawai_id = p.pegawai_id
    where p.instansi_id = %(instansi)s
)
{_TERBARU}
"""  # noqa: S608 - our own text, values apart
# Whoever finds another at it shows what there is: the other's looking takes a moment.
_YANG_BARU = f"""
with kunci as materialized (select pg_try_advisory_xact_lock({_KUNCI}) as dapat),
sentuh as (
    delete from presensi_papansentuh s using kunci k
    where k.dapat and s.instansi_id = %(instansi)s
    returning s.pegawai_id
),
siapa as (
    select pegawai_id, bool_or(sentuh) as sentuh from (
        select pegawai_id, true as sentuh from sentuh
        union all
        select p.pegawai_id, false from presensi_papanhadir p, kunci k
        where k.dapat and p.instansi_id = %(instansi)s and p.berikut <= %(kini)s
    ) s group by 1
),
h as (
    select s.pegawai_id, s.sentuh, x.awal, x.akhir, x.berikut
    from siapa s
    join presensi_papanhadir p on p.pegawai_id = s.pegawai_id
    cross join lateral (
        select {_HITUNG} from presensi_ketukan t
        where t.pegawai_id = p.pegawai_id and t.waktu >= p.sejak
            and t.waktu > %(dari)s and t.waktu <= %(sampai)s
    ) x
)
{_TERBARU} and (h.sentuh or p.berikut <= %(kini)s)
"""  # noqa: S608 - our own text, values apart


def refresh_all_taps(*, instansi_id: int, at: datetime) -> None:
    """Everyone's first and last taps anew; in the transaction that holds the board's lock."""
    isi = _values(instansi_id, at)
    with connection.cursor() as cursor:
        cursor.execute("delete from presensi_papansentuh where instansi_id = %(instansi)s", isi)
        cursor.execute(_SEMUA, isi)


def refresh_new_taps(*, instansi_id: int, at: datetime) -> None:
    """Those of whom a tap was added, taken away or has come due since the last look."""
    with connection.cursor() as cursor:
        cursor.execute(_YANG_BARU, _values(instansi_id, at))


def lock_board(instansi_id: int) -> None:
    """Wait until nobody else writes this board; held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"select pg_advisory_xact_lock({_KUNCI})", {"instansi": instansi_id})


def _values(instansi_id: int, at: datetime) -> dict[str, int | datetime]:
    return {"instansi": instansi_id, "kini": at, "dari": at - MUNDUR, "sampai": at + DEPAN}
