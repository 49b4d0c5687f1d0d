"""Measures today's reads with one month and with a year of taps; prints one JSON object.

Started by bench.tahun only. A plan is compared by its steps and the tables that they touch; "one
month" has the month before it too, because a month's first shift may have begun there. Times are
the least disturbed of the repeats: a ratio of medians on a busy machine compares its neighbours.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

HARI_INI = date(2025, 12, 18)
KINI = datetime(2025, 12, 18, 3, 0, tzinfo=UTC)
PERIODE = 202512
TABEL = ("presensi_ketukan", "presensi_buktiketukan")


def main(orang: int, bulan: int, ulang: int) -> dict[str, Any]:
    """Load a month, read; load the year before it, read again."""
    from selaras.operations.environment import prepare_django

    prepare_django()
    from django.core.management import call_command
    from django.db import connection

    from selaras.bench.isi_tahun import load_month
    from selaras.presensi.models import Ketukan, Situs

    call_command("migrate", interactive=False, verbosity=0)
    instansi, ids = _people(orang)
    situs = Situs.objects.get_or_create(instansi=instansi, nama="Mesin tahun")[0]
    bulan_ini = HARI_INI.replace(day=1)
    if not Ketukan.objects.exists():
        load_month(bulan_ini, ids, situs.pk, HARI_INI)
        load_month(_back(bulan_ini, 1), ids, situs.pk)
    with connection.cursor() as cursor:
        cursor.execute("analyze")  # the parent too, as later: else the plans differ by that alone
    bacaan = _reads(instansi, int(ids[len(ids) // 2]))
    sebulan, rencana_sebulan = _measure(bacaan, ulang)
    mulai, jumlah = time.perf_counter(), 0
    for n in range(2, bulan):
        awal = _back(bulan_ini, n)
        jumlah += load_month(awal, ids, situs.pk)
        sys.stderr.write(f"{awal:%Y-%m} dimuat\n")
    muat = time.perf_counter() - mulai
    with connection.cursor() as cursor:
        cursor.execute("analyze")
        cursor.execute("select count(*), pg_database_size(current_database()) from "
                       "presensi_ketukan")  # fmt: skip
        baris, besar = cursor.fetchone()
    setahun, rencana_setahun = _measure(bacaan, ulang)
    rasio = {nama: round(setahun[nama] / sebulan[nama], 2) for nama in bacaan}
    return {
        "pegawai": len(ids), "ketukan": baris, "basis_data_mib": besar // 2**20,
        "muat_baris_per_s": round(jumlah / muat) if jumlah else 0,
        "sebulan_ms": sebulan, "setahun_ms": setahun, "rasio": rasio,
        "rasio_terbesar": max(rasio.values()),
        "rencana_sama": rencana_sebulan == rencana_setahun,
        "rencana_beda": {
            n: {"hanya_sebulan": sorted(set(rencana_sebulan[n]) - set(rencana_setahun[n])),
                "hanya_setahun": sorted(set(rencana_setahun[n]) - set(rencana_sebulan[n]))}
            for n in bacaan if rencana_sebulan[n] != rencana_setahun[n]
        },
        "rencana": {n: sorted({t for t in r if "presensi_" in t}) for n, r in
                    rencana_setahun.items()},
    }  # fmt: skip


def _back(bulan: date, n: int) -> date:
    """The first day of the month `n` months before."""
    urut = bulan.year * 12 + bulan.month - 1 - n
    return date(urut // 12, urut % 12 + 1, 1)


def _people(orang: int) -> tuple[Any, Any]:
    import numpy as np

    from selaras.bench.isi_ketukan import ORANG_PER_UNIT, make_people
    from selaras.core.masa import berlaku_sejak
    from selaras.organisasi.models import Instansi
    from selaras.pegawai.models import Pegawai
    from selaras.presensi.models import Jadwal, JadwalHari, PenugasanJadwal
    from selaras.presensi.services import seed_calendar

    instansi, baru = Instansi.objects.get_or_create(
        kode="TAHUN", defaults={"nama": "Provinsi Uji", "daerah": "contoh"}
    )
    if baru:
        make_people(instansi, max(orang, ORANG_PER_UNIT))
        jadwal = Jadwal.objects.create(instansi=instansi, kode="5H", nama="Lima hari")
        JadwalHari.objects.bulk_create(
            JadwalHari(jadwal=jadwal, hari=h, masuk=450, pulang=960) for h in range(1, 6)
        )
        PenugasanJadwal.objects.create(
            jadwal=jadwal, instansi=instansi, berlaku=berlaku_sejak(date(2024, 1, 1))
        )
        seed_calendar(at=KINI)
    ids = Pegawai.objects.order_by("pk").values_list("pk", flat=True)
    return instansi, np.array(list(ids), np.int64)


def _reads(instansi: Any, pegawai_id: int) -> dict[str, Callable[[], Any]]:
    """What pages of today read: a person's day, a unit's month, who is in."""
    from selaras.hukum import Law
    from selaras.organisasi.models import UnitKerja
    from selaras.pegawai.models import Pegawai
    from selaras.presensi.models import Ketukan
    from selaras.presensi.selectors import hari_sebulan
    from selaras.presensi.selectors.hari import load_day

    aturan = Law.load().pada(HARI_INI.replace(day=1), "contoh")
    pegawai = Pegawai.objects.select_related("instansi").get(pk=pegawai_id)
    unit = UnitKerja.objects.order_by("pk").first()
    assert unit is not None  # noqa: S101 - made above
    awal = datetime(2025, 12, 17, 17, tzinfo=UTC)
    return {
        "hari": lambda: load_day(pegawai, HARI_INI, aturan, KINI),
        "bulan_orang": lambda: hari_sebulan(
            instansi_id=instansi.pk, periode=PERIODE, aturan=aturan, pegawai_ids=[pegawai_id],
            kini=KINI,
        ),
        "bulan_unit": lambda: hari_sebulan(
            instansi_id=instansi.pk, periode=PERIODE, aturan=aturan, skpd_ids=[unit.pk], kini=KINI
        ),
        "siapa_hadir": lambda: list(
            Ketukan.objects.filter(waktu__gte=awal, waktu__lte=KINI, pegawai_id__isnull=False)
            .order_by("pegawai_id").values_list("pegawai_id").distinct()
        ),
    }  # fmt: skip


def _measure(
    bacaan: dict[str, Callable[[], Any]], ulang: int
) -> tuple[dict[str, float], dict[str, list[str]]]:
    waktu: dict[str, float] = {}
    rencana: dict[str, list[str]] = {}
    for nama, baca in bacaan.items():
        rencana[nama] = plans_of(baca)
        lama = []
        for _ in range(ulang):
            mulai = time.perf_counter()
            baca()
            lama.append(1000 * (time.perf_counter() - mulai))
        waktu[nama] = round(min(lama), 2)
    return waktu, rencana


def plans_of(baca: Callable[[], Any]) -> list[str]:
    """Steps of the plans of all statements on taps that a read makes, with the tables touched."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as kueri:
        baca()
    hasil: list[str] = []
    with connection.cursor() as cursor:
        for satu in kueri.captured_queries:
            if any(t in satu["sql"] for t in TABEL):
                cursor.execute(f"explain (format json, costs off) {satu['sql']}")
                isi = cursor.fetchone()[0]
                hasil += _steps((json.loads(isi) if isinstance(isi, str) else isi)[0]["Plan"])
    return hasil


def _steps(simpul: dict[str, Any]) -> list[str]:
    satu = f"{simpul['Node Type']} {simpul.get('Relation Name', '')}".strip()
    return [satu, *(s for anak in simpul.get("Plans", ()) for s in _steps(anak))]


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
