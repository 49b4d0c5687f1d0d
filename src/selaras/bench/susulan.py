"""What looking for late facts costs a run: locked months before it, first and again."""

import sys
import time
from datetime import date, timedelta
from typing import Any

from selaras.bench.ukur import AT, PERIODE

_TABEL_BULAN = ("pegawai_gajibulanan", "kinerja_penilaianbulanan")


def measure_late_facts(instansi: Any, banyak: int) -> dict[str, object]:
    """Seconds of the look that a run of `PERIODE` takes at `banyak` locked months before it:
    the first time (each is computed again), again (nothing changed), and after one late fact."""
    bulan = _months_before(banyak)
    for ke, awal in enumerate(bulan, 1):
        _make_month(instansi, awal, ke)
    pertama, _ = _look(instansi)
    lagi, _ = _look(instansi)
    _late_fact(bulan[0])
    sesudah, ditemukan = _look(instansi)
    return {
        "susulan_bulan": len(bulan),
        "susulan_pertama_s": round(pertama, 2),
        "susulan_lagi_s": round(lagi, 2),
        "susulan_satu_berubah_s": round(sesudah, 2),
        "susulan_ditemukan": ditemukan,
    }


def _months_before(banyak: int) -> list[date]:
    """First days of the months before PERIODE, the nearest first."""
    awal = date(PERIODE // 100, PERIODE % 100, 1)
    hasil: list[date] = []
    while len(hasil) < banyak:
        awal = (awal - timedelta(days=1)).replace(day=1)
        hasil.append(awal)
    return hasil


def _periode(awal: date) -> int:
    return awal.year * 100 + awal.month


def _make_month(instansi: Any, awal: date, ke: int) -> None:
    """PERIODE's facts moved whole weeks back, computed and locked."""
    from django.db import connection, transaction

    from selaras.core.permissions import system_actor
    from selaras.periode.models import PeriodeUnit
    from selaras.presensi.services.masuk.partisi import ensure_partitions
    from selaras.tpp.services import compute_month

    mulai, periode = time.perf_counter(), _periode(awal)
    mundur = (date(PERIODE // 100, PERIODE % 100, 1) - awal).days // 7 * 7
    ensure_partitions([awal - timedelta(days=1), awal])
    with transaction.atomic(), connection.cursor() as cursor:
        kolom = _columns(cursor, "presensi_ketukan", "waktu")
        cursor.execute(
            f"insert into presensi_ketukan (waktu, {kolom}) "  # noqa: S608 - our own names
            f"select waktu - %s * interval '1 day', {kolom} from presensi_ketukan_{PERIODE} "
            "where waktu - %s * interval '1 day' >= %s on conflict do nothing",
            [mundur, mundur, awal - timedelta(days=1)],
        )
        for tabel in _TABEL_BULAN:
            kolom = _columns(cursor, tabel, "id", "periode")
            cursor.execute(
                f"insert into {tabel} (periode, {kolom}) select %s, {kolom} from {tabel} "  # noqa: S608
                "where periode = %s on conflict do nothing",
                [periode, PERIODE],
            )
        cursor.execute("analyze presensi_ketukan")
    compute_month(instansi=instansi, periode=periode, actor=system_actor("bench", at=AT), at=AT)
    PeriodeUnit.objects.filter(periode=periode).update(status="terkunci", dikunci_pada=AT)
    sys.stderr.write(f"bulan {ke} ({periode}) siap dalam {time.perf_counter() - mulai:.0f} s\n")


def _columns(cursor: Any, tabel: str, *tanpa: str) -> str:
    cursor.execute(
        "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 "
        "and not attisdropped and attgenerated = '' and attname <> all(%s) order by attnum",
        [tabel, list(tanpa)],
    )
    return ", ".join(nama for (nama,) in cursor.fetchall())


def _look(instansi: Any) -> tuple[float, int]:
    """Seconds, and how many lines were found."""
    from selaras.core.permissions import system_actor
    from selaras.tpp.services import collect_earlier_months

    mulai = time.perf_counter()
    baris = collect_earlier_months(
        instansi=instansi, periode=PERIODE, actor=system_actor("bench", at=AT), at=AT
    )
    return time.perf_counter() - mulai, len(baris)


def _late_fact(awal: date) -> None:
    """A result of work that turns out to be another."""
    from selaras.kinerja.models import PenilaianBulanan

    hasil = PenilaianBulanan.objects.filter(periode=_periode(awal), predikat="baik")
    satu = hasil.order_by("pegawai_id").values_list("pk", flat=True)[:1]
    PenilaianBulanan.objects.filter(pk__in=list(satu)).update(predikat="kurang")
