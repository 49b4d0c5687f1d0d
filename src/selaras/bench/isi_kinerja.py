"""Twelve months of activities for a benchmark: whole arrays by binary COPY, month by month."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

PER_HARI = (2, 3, 2, 3, 2)  # entries a day, Monday to Friday: some fifty a month
LAMA = (150, 120, 100)  # minutes of each
MULAI = (480, 650, 790)
URAIAN = tuple(
    u.ljust(36).encode()
    for u in (
        "Menyusun surat dinas", "Mengikuti rapat", "Melayani tamu dan masyarakat", "Mengolah data",
        "Menyusun laporan kegiatan", "Berkoordinasi dengan instansi lain", "Menata arsip",
    )
)  # fmt: skip
EPOK = date(2000, 1, 1)
USUL, DISETUJUI = 1, 2
SEKALIGUS = 2  # months filled at a time


def months_back(akhir: date, banyak: int) -> list[date]:
    """First days of `banyak` months up to that of `akhir`, the oldest first."""
    hasil = [akhir.replace(day=1)]
    while len(hasil) < banyak:
        hasil.insert(0, (hasil[0] - timedelta(days=1)).replace(day=1))
    return hasil


def load_activities(
    bulan: list[date], sampai: date, menunggu_sejak: date, lapor: Callable[[str], None]
) -> tuple[int, int]:
    """Fill the months up to and including `sampai`; days from `menunggu_sejak` on still wait.

    Returns how many entries and days. Two months at a time, each a table of its own that gets its
    keys once it is full. The months in which something still waits are as the site makes them;
    the earlier ones are not logged and lack the overlap constraint: they are only read, and its
    check row by row would take several times as long as all the rest.
    """
    from django.db import connection

    orang = _people()
    nomor, entri = {}, 0
    for awal in bulan:
        nomor[awal] = entri
        entri += len(orang.id) * sum(PER_HARI[t.isoweekday() - 1] for t in _workdays(awal, sampai))
    with connection.cursor() as cursor:
        _empty(cursor, bulan)

    def satu(awal: date) -> int:
        try:
            with _bulk() as cursor:
                return _month(cursor, awal, (sampai, menunggu_sejak), orang, nomor[awal])
        finally:
            connection.close()  # this thread's own

    hari = 0
    with ThreadPoolExecutor(SEKALIGUS) as pelaksana:
        for awal, banyak in zip(bulan, pelaksana.map(satu, bulan), strict=True):
            hari += banyak
            lapor(f"{awal:%Y-%m}: {hari:,} hari")
    with connection.cursor() as cursor:
        cursor.execute("set maintenance_work_mem = '512MB'")
        _make_indexes(cursor)
        cursor.execute("select setval('kinerja_aktivitasharian_id_seq', %s)", [max(entri, 1)])
        cursor.execute("reset maintenance_work_mem")
        cursor.execute("vacuum analyze kinerja_hariaktivitas")
        cursor.execute("vacuum analyze kinerja_aktivitasharian")
    return entri, hari


@contextmanager
def _bulk() -> Iterator[Any]:
    """A transaction of a connection for nothing but filling: references unchecked, room to sort."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("set local maintenance_work_mem = '512MB'")
        cursor.execute("set local synchronous_commit = off")
        yield cursor


def _next_month(awal: date) -> date:
    return (awal + timedelta(days=31)).replace(day=1)


def _workdays(awal: date, sampai: date) -> list[date]:
    """Monday to Friday of a month, up to a day."""
    akhir = min(_next_month(awal) - timedelta(days=1), sampai)
    semua = (awal + timedelta(days=n) for n in range((akhir - awal).days + 1))
    return [t for t in semua if t.isoweekday() <= 5]


def _people() -> "_Orang":
    """Everybody with a post, and her unit."""
    from selaras.pegawai.models import RiwayatJabatan

    rows = (
        RiwayatJabatan.objects.filter(penugasan="D", berlaku__contains=date(2025, 10, 31))
        .order_by("pegawai_id")
        .values_list("pegawai_id", "jabatan__unit_id")
    )
    isi = np.array(list(rows), dtype=np.int64)
    return _Orang(isi[:, 0].copy(), isi[:, 1].copy())


class _Orang(NamedTuple):
    """Ids of people and of their units, in one order."""

    id: NDArray[np.int64]
    unit: NDArray[np.int64]


def _month(cursor: Any, awal: date, batas: tuple[date, date], orang: _Orang, nomor: int) -> int:
    """One month's table, full before it gets keys and a place; how many days."""
    from selaras.core.copying import copy_columns
    from selaras.kinerja.aktivitas.services.partisi import (
        INDUK,
        add_overlap_constraint,
        partition_name,
    )

    nama, lama = partition_name(awal), _next_month(awal) <= batas[1]
    cursor.execute(
        f"create {'unlogged' if lama else ''} table {nama} "
        f"(like {INDUK} including defaults including constraints) with (fillfactor = 90)"
    )
    hari = 0
    for tanggal in _workdays(awal, batas[0]):
        status = USUL if tanggal >= batas[1] else DISETUJUI
        banyak = PER_HARI[tanggal.isoweekday() - 1]
        hari += copy_columns("kinerja_hariaktivitas", _days(orang, tanggal, banyak, status))
        for ke in range(banyak):
            kolom = _entries(orang.id, tanggal, ke, status, nomor + 1)
            nomor += copy_columns(nama, kolom, freeze=True)
    cursor.execute(f"alter table {nama} add primary key (id, tanggal)")
    cursor.execute(f"create index {nama}_hari on {nama} (pegawai_id, tanggal)")
    if not lama:
        add_overlap_constraint(nama)
    masa = f"from ('{awal}') to ('{_next_month(awal)}')"
    cursor.execute(f"alter table {INDUK} attach partition {nama} for values {masa}")
    return hari


def _days(orang: _Orang, tanggal: date, banyak: int, status: int) -> dict[str, NDArray[Any]]:
    n, menit = len(orang.id), sum(LAMA[:banyak])
    usul = menit if status == USUL else 0
    return {
        "pegawai_id": orang.id,
        "unit_id": orang.unit,
        "tanggal": np.full(n, (tanggal - EPOK).days, np.int32),
        "jumlah": np.full(n, banyak, np.int16),
        "menit_usul": np.full(n, usul, np.int16),
        "menit_disetujui": np.full(n, menit - usul, np.int16),
        "versi_alur": np.full(n, 1, np.int32),
        "status": np.full(n, b"diajukan" if usul else b"disetujui", "S8" if usul else "S9"),
    }


def _entries(
    orang: NDArray[np.int64], tanggal: date, ke: int, status: int, nomor: int
) -> dict[str, NDArray[Any]]:
    n = len(orang)
    hari = (tanggal - EPOK).days
    saat = (hari * 86_400 + 8 * 3600) * 1_000_000
    kata = np.array(URAIAN)[(orang + hari + ke) % len(URAIAN)]
    return {
        "id": np.arange(nomor, nomor + n, dtype=np.int64),
        "pegawai_id": orang,
        "dibuat_pada": np.full(n, saat, np.int64),
        "tanggal": np.full(n, hari, np.int32),
        "mulai": np.full(n, MULAI[ke], np.int16),
        "selesai": np.full(n, MULAI[ke] + LAMA[ke], np.int16),
        "volume": np.ones(n, np.int16),
        "status": np.full(n, status, np.int16),
        "uraian": kata,
    }


_INDEKS = ("hari_aktivitas_unit", "hari_aktivitas_tanggal")


def _empty(cursor: Any, bulan: list[date]) -> None:
    """No activities, no tables of the months to fill, no keys on days."""
    from selaras.kinerja.aktivitas.services.partisi import partition_name

    cursor.execute("set session_replication_role = replica")  # the trail refuses to be emptied
    cursor.execute(
        "truncate kinerja_hariaktivitas, kinerja_aktivitasharian, workflow_menunggu, "
        "workflow_transisilog restart identity cascade"
    )
    cursor.execute("set session_replication_role = default")
    for awal in bulan:
        cursor.execute(f"drop table if exists {partition_name(awal)}")
    for nama in _INDEKS:
        cursor.execute(f"drop index if exists {nama}")
    cursor.execute(
        "alter table kinerja_hariaktivitas drop constraint if exists hari_aktivitas_tunggal"
    )


def _make_indexes(cursor: Any) -> None:
    cursor.execute(
        "alter table kinerja_hariaktivitas add constraint hari_aktivitas_tunggal "
        "unique (pegawai_id, tanggal)"
    )
    cursor.execute("create index hari_aktivitas_unit on kinerja_hariaktivitas (unit_id, tanggal)")
    cursor.execute(
        "create index hari_aktivitas_tanggal on kinerja_hariaktivitas using brin (tanggal)"
    )


def put_in_inboxes(lapor: Callable[[str], None]) -> int:
    """Let the waiting days stand in their superiors' inboxes, as the engine would have."""
    from django.db import connection

    from selaras.core.waktu import today
    from selaras.kinerja.models import HariAktivitas
    from selaras.pegawai.selectors.atasan import superior_ids

    menunggu = HariAktivitas.objects.filter(status="diajukan")
    ids = set(menunggu.values_list("pegawai_id", flat=True).distinct())
    atasan = superior_ids(ids, today())
    with connection.cursor() as cursor:
        cursor.execute("create temp table atasan_uji (pegawai_id bigint, atasan_id bigint)")
        with cursor.copy("copy atasan_uji from stdin") as copy:
            for pasang in atasan.items():
                copy.write_row(pasang)
        cursor.execute(
            """
            insert into workflow_menunggu (alur, model, objek_id, status, penyetuju_id, subjek_id,
                unit_path, instansi_id, sejak, batas, judul, ringkas, url, perhatian, jumlah, data,
                versi)
            select 'aktivitas', 'kinerja.hariaktivitas', h.id, 'diajukan', a.atasan_id,
                h.pegawai_id, u.path, u.instansi_id, h.tanggal + time '16:00', h.tanggal + 3,
                p.nama || ' · ' || h.tanggal, '6 jam: Menyusun surat dinas; Mengikuti rapat',
                '/aktivitas/hari/' || h.id || '/', '', h.jumlah, '{}', 1
            from kinerja_hariaktivitas h
            join pegawai_pegawai p on p.id = h.pegawai_id
            join organisasi_unitkerja u on u.id = h.unit_id
            left join atasan_uji a on a.pegawai_id = h.pegawai_id
            where h.status = 'diajukan'
            """
        )
        banyak = int(cursor.rowcount)
        cursor.execute("drop table atasan_uji")
        cursor.execute("vacuum analyze workflow_menunggu")
    lapor(f"{banyak:,} hari menunggu")
    return banyak
