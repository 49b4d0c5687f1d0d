"""Measures search, or the check of all files and the lists taken away; prints one JSON object.

Started by bench.simpeg only.
"""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from statistics import median
from typing import Any

HARI = date(2025, 12, 18)
KINI = datetime(2025, 12, 18, 3, 0, tzinfo=UTC)
# What people type: parts, whole names, slips of the pen, a number, a post, a unit, nobody.
TANYA = ("sit", "siti", "rahayu", "budi santoso", "suhatono", "1978", "arsiparis", "guru muda",
         "puskesmas", "dinas kesehatan perawat", "muhamad", "tidakada")  # fmt: skip


def main(apa: str, pegawai: int, ulang: int) -> dict[str, Any]:
    """Load, then measure one thing."""
    from selaras.operations.environment import prepare_django

    prepare_django()
    from selaras.bench.isi_simpeg import load_files

    instansi = load_files(pegawai)
    hasil = measure_search(ulang) if apa == "cari" else measure_check(instansi)
    return hasil | {"puncak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def measure_search(ulang: int) -> dict[str, Any]:
    """Milliseconds on the server for each question, as admin of the whole and as an officer."""
    from selaras.core.accounts.models import User
    from selaras.core.permissions.selectors import load_actor
    from selaras.pegawai.models import Pegawai
    from selaras.simpeg.selectors.cari import find

    semua: list[float] = []
    tiap: dict[str, float] = {}
    ada: dict[str, int] = {}
    for nama in ("admin", "pengelola"):
        actor = load_actor(User.objects.get(username=nama), at=KINI)
        for q in TANYA:
            temuan = find(actor, q, HARI)
            waktu = [_seconds(partial(find, actor, q, HARI)) * 1000 for _ in range(ulang)]
            semua += waktu
            tiap[f"{nama}: {q}"] = round(median(waktu), 1)
            ada[f"{nama}: {q}"] = len(temuan.orang)
    semua.sort()
    return {
        "pegawai": Pegawai.objects.count(), "median_ms": round(median(semua), 1),
        "p95_ms": round(semua[int(len(semua) * 0.95)], 1), "terlama_ms": round(semua[-1], 1),
        "tiap_ms": tiap, "ditemukan": ada,
    }  # fmt: skip


def measure_check(instansi: Any) -> dict[str, Any]:
    """Seconds for the frame, the rules, the whole run, and the lists as files."""
    from selaras.core.permissions import system_actor
    from selaras.simpeg.ekspor import columns, shaped, write
    from selaras.simpeg.models import JatuhTempo, TemuanMutu
    from selaras.simpeg.selectors.keadaan import law_of, load_keadaan
    from selaras.simpeg.services.periksa import check_files, findings

    mulai = time.perf_counter()
    frame = load_keadaan(instansi.pk, HARI)
    baca = time.perf_counter() - mulai
    aturan = law_of(instansi.pk, HARI)
    mulai = time.perf_counter()
    ditemukan = findings(frame, instansi.pk, HARI, aturan)
    aturan_s = time.perf_counter() - mulai
    seluruh = _seconds(
        lambda: check_files(instansi=instansi, pada=HARI, actor=system_actor("bench", at=KINI))
    )
    kolom, berkas = columns(gaji=True), {}
    for format in ("xlsx", "csv"):
        with tempfile.TemporaryFile() as keluaran:
            mulai = time.perf_counter()
            write(keluaran, shaped(frame), kolom, ["bench"], format)
            berkas[f"{format}_s"] = round(time.perf_counter() - mulai, 2)
            berkas[f"{format}_mib"] = round(keluaran.tell() / 2**20, 1)
    return {
        "pegawai": frame.height, "detik": round(baca + aturan_s, 2), "baca_s": round(baca, 2),
        "aturan_s": round(aturan_s, 2), "temuan": ditemukan.height,
        "seluruh_s": round(seluruh, 2), "temuan_disimpan": TemuanMutu.objects.count(),
        "jatuh_tempo": JatuhTempo.objects.count(), "kolom": len(kolom), **berkas,
    }  # fmt: skip


def _seconds(kerja: Callable[[], Any]) -> float:
    mulai = time.perf_counter()
    kerja()
    return time.perf_counter() - mulai


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
