"""Measures taps from phones; prints one JSON object. Started by bench.ketukan only.

Page and tap take turns on the same server, so that a busy machine slows both. Everything that
phones were told is counted in the database afterwards.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

JALUR = 16
ANTREAN = 50
MESIN, BARIS_MESIN = 30, 2000
SERBU_DETIK = 900  # fifteen minutes


def main(orang: int, ulang: int, detik: float) -> dict[str, Any]:
    """Load, serve, drive, count."""
    from selaras.operations.environment import prepare_django

    prepare_django()
    from django.core.management import call_command

    from selaras.bench.isi_ketukan import load_tappers
    from selaras.bench.peladen import serving

    call_command("migrate", interactive=False, verbosity=0)
    with TemporaryDirectory() as folder:
        akun = Path(folder) / "akun"
        load_tappers(orang, MESIN, akun, _say)
        _settle()
        with serving({}) as peladen:
            tujuan = peladen.tujuan
            _part(tujuan, akun, "halaman", detik=1, halaman="/ukur/satu/")  # warm
            putaran = [
                _round(tujuan, akun, n, ulang=ulang, orang=orang, detik=detik) for n in range(ulang)
            ]
            serbu = _rush(peladen.url, tujuan, akun, orang)
        hasil = _summary(putaran) | serbu | _count(Path(folder), serbu.pop("mesin_diterima"))
    return hasil | {"pegawai": orang, **_durability()}


def _say(pesan: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {pesan}\n")


def _settle() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select string_agg(oid::regclass::text, ', ') from pg_class where relkind = 'r'"
            " and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0"
        )
        # Not the month's empty tables: told that they are empty, the server plans the first taps to
        # read them whole and keeps that plan while they fill. No installation analyses them so.
        cursor.execute(f"vacuum analyze {cursor.fetchone()[0]}")
        cursor.execute("checkpoint")
    connection.close()


def _part(tujuan: str, akun: Path, cara: str, **pilihan: Any) -> dict[str, Any]:
    """One run of the load generator in its own process."""
    from selaras.bench.peladen import simulate

    isi = ["--tujuan", tujuan, "--akun", str(akun), "--cara", cara, "--jalur", str(JALUR)]
    for nama, nilai in pilihan.items():
        isi += [f"--{nama}"] if nilai is True else [f"--{nama}", str(nilai)]
    with simulate("jalur", *isi) as proses:
        assert proses.stdout is not None  # noqa: S101 - piped
        hasil: dict[str, Any] = json.loads(proses.stdout.read())
    return hasil


def _round(
    tujuan: str, akun: Path, n: int, *, ulang: int, orang: int, detik: float
) -> dict[str, dict[str, Any]]:
    """Page, tap, framed page, queue: each with its share of the accounts."""
    bagian = orang // (2 * ulang)
    dari = n * bagian
    catat = akun.parent
    hasil = {
        "halaman": _part(
            tujuan, akun, "halaman", detik=detik, halaman="/ukur/satu/", dari=dari, banyak=bagian
        ),
        "satu": _part(
            tujuan, akun, "satu", detik=detik, dari=dari, banyak=bagian, catat=catat / f"satu{n}"
        ),
        "berkerangka": _part(
            tujuan, akun, "halaman", detik=detik / 2, halaman="/ukur/berkerangka/", dari=dari,
            banyak=bagian,
        ),
        "antre": _part(
            tujuan, akun, "antre", detik=detik, isi=ANTREAN, dari=orang // 2 + dari,
            banyak=min(bagian, int(40 * detik)), catat=catat / f"antre{n}",
        ),
    }  # fmt: skip
    _say("  ".join(f"{k} {v['per_s']}/s" for k, v in hasil.items()))
    return hasil


def _rush(url: str, tujuan: str, akun: Path, orang: int) -> dict[str, Any]:
    """Everybody taps once, as quick as it goes, while machines push their backlogs."""
    from selaras.bench.peladen import simulate

    sampai = (datetime.now(UTC) + timedelta(hours=7)).replace(tzinfo=None, microsecond=0)
    mesin = simulate(
        "mesin_ramai", "--url", url, "--mesin", str(MESIN), "--baris", str(BARIS_MESIN),
        "--sampai", (sampai - timedelta(minutes=1)).isoformat(),
    )  # fmt: skip
    serbu = _part(tujuan, akun, "ramai", bandel=True, catat=akun.parent / "serbu")
    keluar, _ = mesin.communicate(timeout=1800)
    ramai = json.loads(keluar) if mesin.returncode == 0 else {"diterima": -1, "detik": 0}
    _say(f"serbu {serbu['ketukan']} ketukan dalam {serbu['detik']} s")
    return {
        "serbu_orang": orang, "serbu_detik": serbu["detik"], "serbu_per_s": serbu["per_s"],
        "serbu_p99_ms": serbu["p99_ms"], "serbu_galat": serbu["galat"],
        "serbu_dipadatkan": round(SERBU_DETIK / serbu["detik"], 1),
        "mesin": MESIN, "mesin_diterima": ramai["diterima"], "mesin_detik": ramai["detik"],
        "mesin_baris": MESIN * BARIS_MESIN,
    }  # fmt: skip


def _summary(putaran: list[dict[str, dict[str, Any]]]) -> dict[str, Any]:
    def tengah(cara: str, nama: str) -> float:
        return float(median(p[cara][nama] for p in putaran))

    rasio = [p["satu"]["per_s"] / p["halaman"]["per_s"] for p in putaran]
    antre = [p["antre"]["ketukan_per_s"] / p["satu"]["ketukan_per_s"] for p in putaran]
    return {
        "ketukan_per_s": tengah("satu", "ketukan_per_s"),
        "p50_ms": tengah("satu", "p50_ms"),
        "p99_ms": tengah("satu", "p99_ms"),
        "halaman_per_s": tengah("halaman", "per_s"),
        "rasio_halaman": round(median(rasio), 3),
        "rasio_berkerangka": round(tengah("satu", "per_s") / tengah("berkerangka", "per_s"), 3),
        "antrean_50_per_s": tengah("antre", "ketukan_per_s"),
        "antrean_50": round(median(antre), 1),
        "galat": sum(v["galat"] for p in putaran for v in p.values()),
        "rincian_galat": dict(
            sum((Counter(v["rincian"]) for p in putaran for v in p.values()), Counter())
        ),
    }


def _count(folder: Path, mesin: int) -> dict[str, Any]:
    """The clients' own lists against the database."""
    catatan = [p for p in folder.iterdir() if p.name.startswith(("satu", "antre", "serbu"))]
    dikirim, didengar = read_lists(catatan)
    return compare(dikirim, didengar) | {"mesin_hilang": _machines_lost(mesin)}


def read_lists(catatan: Iterable[Path]) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """(person, ms) that phones sent, and that they were told is there."""
    dikirim: set[tuple[int, int]] = set()
    didengar: set[tuple[int, int]] = set()
    for berkas in catatan:
        for baris in berkas.read_text().splitlines():
            orang, kirim, dengar = json.loads(baris)
            dikirim |= {(orang, w) for w in kirim}
            didengar |= {(orang, w) for w in dengar}
    return dikirim, didengar


def compare(dikirim: set[tuple[int, int]], didengar: set[tuple[int, int]]) -> dict[str, int]:
    """Lost: told so, but not there. Doubled: a tap there twice, or one that nobody made."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select pegawai_id, (extract(epoch from waktu) * 1000)::bigint "
            "from presensi_ketukan where sumber = 3"
        )
        ada = Counter(cursor.fetchall())
        cursor.execute("select count(*) from presensi_buktiketukan where keadaan = 2")
        menunggu = cursor.fetchone()[0]
        cursor.execute(
            "select pegawai_id, (extract(epoch from waktu) * 1000)::bigint "
            "from presensi_buktiketukan"
        )
        bukti = Counter(cursor.fetchall())
    return {
        "diakui": len(didengar),
        "tersimpan": sum(ada.values()),
        "menunggu": menunggu,
        "hilang": len(didengar - bukti.keys()),
        "tanpa_bukti": len(ada.keys() - bukti.keys()),
        "ganda": sum(n - 1 for n in (ada | bukti).values()) + len(bukti.keys() - dikirim),
    }


def _machines_lost(diterima: int) -> int:
    from selaras.presensi.models import Ketukan

    return diterima - Ketukan.objects.filter(sumber=Ketukan.Sumber.DORONG).count()


def _durability() -> dict[str, str]:
    from django.db import connection

    hasil = {}
    with connection.cursor() as cursor:
        for nama in ("fsync", "synchronous_commit", "full_page_writes", "server_version"):
            cursor.execute(f"show {nama}")
            hasil[nama] = str(cursor.fetchone()[0])
    return hasil


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))))
