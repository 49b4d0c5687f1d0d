"""Opens the site's pages in this process and times them. Started by bench.halaman only.

A page is every address without a key that answers a GET with HTML, and some lists with one; each
is opened by the first sample login that may. The front page is opened by all of them.
"""

import json
import statistics
import sys
import time
from collections.abc import Iterator
from typing import Any

PERIODE = 202510
BERANDA = "web:beranda"
# Whose page it is likely to be, in that order.
LOGIN = ("admin", "pengelola", "verifikator", "bendahara", "auditor", "pimpinan", "atasan",
         "pegawai")  # fmt: skip
# Not pages of ours: signing in and out, health, and what a page loads besides.
LEWATI = (
    "account_",
    "mfa_",
    "socialaccount_",
    "openid",
    "usersessions",
    "sehat:",
    "web:tema",
    "presensi:unit_perbarui",
)


def main(pegawai: int, ulang: int) -> list[dict[str, Any]]:
    """Load, compute a month, measure."""
    from selaras.operations.environment import prepare_django

    prepare_django()
    from django.core.management import call_command
    from django.test.utils import override_settings, setup_test_environment

    mulai = time.perf_counter()
    call_command("migrate", interactive=False, verbosity=0)
    _load(pegawai)
    sys.stderr.write(f"data siap dalam {time.perf_counter() - mulai:.0f} s\n")
    setup_test_environment()
    berkas = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(STORAGES=berkas):
        return list(measure(ulang))


def _load(pegawai: int) -> None:
    from django.db import connection

    from selaras.contoh.services import load_demo

    load_demo("sebulan", pegawai=pegawai)
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def pages() -> list[tuple[str, str]]:
    """(name, address) of every page that needs no key, and of lists that have one."""
    from django.urls import get_resolver, reverse

    nama = [n for n in _names(get_resolver(), "") if not n.startswith(LEWATI)]
    daftar = [(n, reverse(n)) for n in sorted(set(nama))]
    return [*daftar, *((n, reverse(n, kwargs=k)) for n, k in _lists_with_key())]


def _names(resolver: Any, awalan: str) -> Iterator[str]:
    for pola in resolver.url_patterns:
        if pola.pattern.converters:
            continue
        if hasattr(pola, "url_patterns"):
            yield from _names(pola, f"{awalan}{pola.namespace}:" if pola.namespace else awalan)
        elif pola.name:
            yield awalan + pola.name


def _lists_with_key() -> list[tuple[str, dict[str, object]]]:
    from selaras.tpp.models import HitunganBulan, HitunganUnit

    hitungan = HitunganBulan.objects.filter(periode=PERIODE).latest("id")
    terbesar = HitunganUnit.objects.filter(hitungan=hitungan).latest("jumlah_pegawai")
    return [
        ("tpp:hitungan_satu", {"pk": hitungan.pk}),
        ("tpp:tidak_terhitung", {"pk": hitungan.pk}),
        ("tpp:verifikasi_unit", {"periode": PERIODE, "skpd_id": terbesar.skpd_id}),
        ("tpp:bulan_saya", {"periode": PERIODE}),
    ]


def measure(ulang: int) -> Iterator[dict[str, Any]]:
    """One row per page (the front page: per login)."""
    klien = {nama: _client(nama) for nama in LOGIN}
    for halaman, alamat in pages():
        for nama in LOGIN:
            jawaban = klien[nama].get(alamat)
            html = jawaban.headers.get("Content-Type", "").startswith("text/html")
            if jawaban.status_code != 200 or not html:
                continue
            yield {"halaman": halaman, "peran": nama, **_time(klien[nama], alamat, ulang)}
            if halaman != BERANDA:
                break


def _client(nama: str) -> Any:
    from django.test import Client

    from selaras.core.accounts.models import User

    klien = Client()
    klien.force_login(User.objects.get(username=nama))
    return klien


def _time(klien: Any, alamat: str, ulang: int) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as kueri:
        jawaban = klien.get(alamat)
    jumlah = len(kueri)  # now: the next request empties the log
    waktu = []
    for _ in range(ulang):
        mulai = time.perf_counter()
        klien.get(alamat)
        waktu.append((time.perf_counter() - mulai) * 1000)
    waktu.sort()
    return {
        "kueri": jumlah,
        "median_ms": round(statistics.median(waktu), 1),
        "p95_ms": round(waktu[min(len(waktu) - 1, round(len(waktu) * 0.95))], 1),
        "bita": len(jawaban.content),
    }


if __name__ == "__main__":
    print(json.dumps(main(*(int(a) for a in sys.argv[1:3]))))
