"""Takes taps in: repeats are harmless, unknown PINs are kept, doubtful taps are quarantined."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
from django.db import connection, transaction

from selaras.presensi.models import Ketukan, KetukanKarantina, Mesin, Situs
from selaras.presensi.services.masuk.partisi import ensure_partitions

_TEMPLAT = re.compile(r"[A-Za-z0-9+/=]{32,}")
MASA_DEPAN = timedelta(minutes=5)  # a machine's clock may run a little ahead
TERLAMA = datetime(2010, 1, 1, tzinfo=UTC)  # a machine whose clock was never set says 2000
SKEMA_KETUKAN: dict[str, pl.DataType | type[pl.DataType]] = {
    "pin": pl.String,
    "waktu": pl.Datetime("us", "UTC"),
    "status": pl.Int16,
    "verifikasi": pl.Int16,
    "kode_kerja": pl.String,
}
SEDIKIT = 500  # so many go as arrays: a temporary table for a single tap costs more than the tap
MASUK = "ketukan_masuk"
LARIK = (
    "unnest(%(pin)s::text[], %(waktu)s::timestamptz[], %(status)s::smallint[], "
    "%(verifikasi)s::smallint[], %(kode_kerja)s::text[]) "
    "x(pin, waktu, status, verifikasi, kode_kerja)"
)


@dataclass(frozen=True, slots=True)
class HasilTerima:
    """What became of taps: every one is counted once (karantina may hold broken lines too)."""

    diterima: int
    baru: int
    rangkap: int
    tak_dikenal: int  # new ones whose PIN nobody has, kept until it is mapped
    karantina: int
    tersentuh: tuple[tuple[int, date], ...]  # (pegawai_id, UTC date) of new taps, for re-folds


@transaction.atomic
def record_taps(
    *,
    situs: Situs,
    taps: pl.DataFrame,
    sumber: Ketukan.Sumber,
    at: datetime,
    mesin: Mesin | None = None,
    rusak: Iterable[tuple[str, str]] = (),
) -> HasilTerima:
    """Store taps of a site once: columns of SKEMA_KETUKAN (status and beyond may be null).

    `rusak`: (raw line, reason) of what could not be read. `at`: the server's clock, against
    which taps from the future are judged. Same taps again: nothing changes.
    """
    taps = taps.select(pl.col(n).cast(t) for n, t in SKEMA_KETUKAN.items())
    waktu = pl.col("waktu")
    sah = taps.filter(waktu <= at + MASA_DEPAN, waktu >= TERLAMA)
    janggal = taps.filter(~((waktu <= at + MASA_DEPAN) & (waktu >= TERLAMA)))
    karantina = [*rusak, *_alasan(janggal, at)]
    quarantine_lines(situs=situs, mesin=mesin, baris=karantina, at=at)
    ensure_partitions(sah.select(waktu.dt.date().dt.truncate("1mo")).to_series().unique().to_list())
    baru = _insert(situs, mesin, sah, sumber, at)
    dikenal = {(b[0], b[1]) for b in baru if b[0] is not None}
    jumlah = sum(b[2] for b in baru)
    return HasilTerima(
        diterima=taps.height,
        baru=jumlah,
        rangkap=sah.height - jumlah,
        tak_dikenal=sum(b[2] for b in baru if b[0] is None),
        karantina=len(karantina),
        tersentuh=tuple(sorted(dikenal)),
    )


def _alasan(janggal: pl.DataFrame, at: datetime) -> list[tuple[str, str]]:
    return [
        (
            f"{pin}\t{waktu:%Y-%m-%d %H:%M:%S} UTC",
            "waktunya di masa depan: periksa jam mesin"
            if waktu > at
            else "waktunya sebelum 2010: jam mesin belum disetel",
        )
        for pin, waktu in janggal.select("pin", "waktu").iter_rows()
    ]


def quarantine_lines(
    *, situs: Situs, mesin: Mesin | None, baris: Iterable[tuple[str, str]], at: datetime
) -> None:
    """Keep (raw line, reason) of what could not be taken; the same line again is the same line."""
    KetukanKarantina.objects.bulk_create(
        [
            KetukanKarantina(
                situs=situs,
                mesin=mesin,
                mentah=without_templates(mentah)[:200],
                alasan=alasan[:160],
                diterima_pada=at,
            )
            for mentah, alasan in baris
        ],
        batch_size=5000,
        ignore_conflicts=True,
    )


def without_templates(mentah: str) -> str:
    """The line without what can be a finger's or face's template: no tap has such long words."""
    return _TEMPLAT.sub("[tidak disimpan]", mentah)


def _insert(
    situs: Situs, mesin: Mesin | None, taps: pl.DataFrame, sumber: int, at: datetime
) -> list[tuple[int | None, date, int]]:
    """Insert what is new, many by way of COPY; (pegawai_id, date, count) of those."""
    if not taps.height:
        return []
    zona = mesin.zona if mesin else situs.instansi.zona
    taps = taps.with_columns(pl.col("kode_kerja").fill_null("").str.slice(0, 24))
    banyak = taps.height > SEDIKIT
    with connection.cursor() as cursor:
        if banyak:
            _copy(cursor, taps)
        cursor.execute(
            f"""
            with baru as (
                insert into presensi_ketukan (situs_id, pin, waktu, pegawai_id, mesin_id, sumber,
                    status, verifikasi, kode_kerja, diterima_pada)
                select %(situs)s, m.pin, m.waktu, p.pegawai_id, %(mesin)s, %(sumber)s,
                    m.status, m.verifikasi, m.kode_kerja, %(at)s
                from (select distinct on (pin, waktu) * from {MASUK if banyak else LARIK}
                      order by pin, waktu, status, verifikasi, kode_kerja) m
                left join presensi_pinmesin p on p.situs_id = %(situs)s and p.pin = m.pin
                    and p.berlaku @> (m.waktu at time zone %(zona)s)::date
                on conflict do nothing
                returning pegawai_id, (waktu at time zone %(zona)s)::date as tanggal
            )
            select pegawai_id, tanggal, count(*) from baru group by 1, 2
            """,  # noqa: S608 - one of two constants
            ({} if banyak else {k: taps[k].to_list() for k in SKEMA_KETUKAN})
            | {
                "situs": situs.pk,
                "mesin": mesin.pk if mesin else None,
                "sumber": int(sumber),
                "at": at,
                "zona": zona,
            },
        )
        hasil: list[tuple[int | None, date, int]] = cursor.fetchall()
        if banyak:
            cursor.execute("drop table ketukan_masuk")
    return hasil


def _copy(cursor: Any, taps: pl.DataFrame) -> None:
    """The taps as a temporary table."""
    cursor.execute(
        "create temp table ketukan_masuk (pin text, waktu timestamptz, status smallint, "
        "verifikasi smallint, kode_kerja text) on commit drop"
    )
    with cursor.copy(
        "copy ketukan_masuk from stdin (format csv, force_not_null (kode_kerja))"
    ) as copy:
        copy.write(
            taps.write_csv(
                include_header=False, datetime_format="%Y-%m-%d %H:%M:%S%.6f+00"
            ).encode()
        )


def rematch_pin(situs_id: int, pin: str) -> list[tuple[int | None, int | None, date]]:
    """Give a site's stored taps of a PIN to whoever it means on their date.

    Of each tap that changed hands: the new owner, the old one, and the date.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            update presensi_ketukan k set pegawai_id = p.pegawai_id
            from presensi_ketukan k2
            join presensi_situs s on s.id = k2.situs_id
            join organisasi_instansi i on i.id = s.instansi_id
            left join presensi_mesin m on m.id = k2.mesin_id
            left join presensi_pinmesin p on p.situs_id = k2.situs_id and p.pin = k2.pin
                and p.berlaku @> (k2.waktu at time zone coalesce(m.zona, i.zona))::date
            where k.situs_id = k2.situs_id and k.pin = k2.pin and k.waktu = k2.waktu
                and k2.situs_id = %s and k2.pin = %s
                and k.pegawai_id is distinct from p.pegawai_id
            returning k.pegawai_id, k2.pegawai_id,
                (k.waktu at time zone coalesce(m.zona, i.zona))::date
            """,
            [situs_id, pin],
        )
        pindah = cursor.fetchall()
    return [(kini, dulu, tanggal) for kini, dulu, tanggal in pindah]
