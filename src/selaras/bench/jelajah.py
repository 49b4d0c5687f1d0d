"""Opens the site's pages in this process and times them. Started by bench.halaman only.

A page is every address without a key that answers a GET with HTML, and some lists with one; each
is opened by the first sample login that may. The front page is opened by all of them.
"""

import gc
import json
import re
import sys
import time
from collections.abc import Iterator
from typing import Any

from selaras.bench.sekali import client_of, time_page

PERIODE = 202510
PENDEK = 20  # pages of a list that need not be measured inside
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
    "adms:",
    "web:tema",
    "presensi:unit_perbarui",
)
# No hooks in templates or mail, as a test's environment has: what is timed is the site.
AS_SERVED: dict[str, Any] = {
    "ALLOWED_HOSTS": ["testserver"],
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
}


def main(pegawai: int, ulang: int, hanya: str = "", semua: bool = False) -> list[dict[str, Any]]:
    """Load, compute a month, measure."""
    from selaras.operations.environment import prepare_django

    prepare_django()
    from django.core.management import call_command
    from django.test.utils import override_settings

    from selaras.bench.basis import is_filled, mark_filled

    mulai = time.perf_counter()
    call_command("migrate", interactive=False, verbosity=0)
    if not is_filled():
        _load(pegawai)
        mark_filled()
    sys.stderr.write(f"data siap dalam {time.perf_counter() - mulai:.0f} s\n")
    with override_settings(**AS_SERVED):
        return list(measure(ulang, hanya=hanya, semua=semua))


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


def _lists_with_key() -> list[tuple[str, dict[str, Any]]]:
    from selaras.pegawai.kekurangan import kinds
    from selaras.simpeg.jenis import DAFTAR, UMUM
    from selaras.tpp.models import HitunganBulan, HitunganUnit

    hitungan = HitunganBulan.objects.filter(periode=PERIODE).latest("id")
    terbesar = HitunganUnit.objects.filter(hitungan=hitungan).latest("jumlah_pegawai")
    bulan_skpd = {"periode": PERIODE, "skpd_id": terbesar.skpd_id}
    return [
        ("tpp:hitungan_satu", {"pk": hitungan.pk}),
        ("tpp:tidak_terhitung", {"pk": hitungan.pk}),
        ("tpp:verifikasi_unit", bulan_skpd),
        ("tpp:pembayaran", bulan_skpd),
        ("tpp:bulan_saya", {"periode": PERIODE}),
        ("organisasi:satu", {"pk": terbesar.skpd_id}),
        *(("pegawai:kurang", {"kode": k.kode}) for k in kinds()),
        *(("simpeg:mutu_orang", {"kode": k}) for k in _findings()),
        *(
            ("simpeg:baris", {"pk": satu, "kode": j.kode})
            for satu in _first_file()
            for j in DAFTAR
            if j.lihat in (UMUM, "gaji.view")
        ),
        *((nama, {"pk": satu.pk}) for nama, satu in _examples()),
    ]


def _findings() -> list[str]:
    """The rule of data quality with most findings; the first where nothing was checked."""
    from django.db.models import Count

    from selaras.aturan.simpeg.mutu import MENURUT_KODE
    from selaras.simpeg.models import TemuanMutu

    semua = TemuanMutu.objects.values("kode").annotate(n=Count("pk")).order_by("-n", "kode")
    return [t["kode"] for t in semua[:1]] or list(MENURUT_KODE)[:1]


def _first_file() -> list[int]:
    from selaras.pegawai.models import Pegawai

    return list(Pegawai.objects.order_by("pk").values_list("pk", flat=True)[:1])


def _examples() -> Iterator[tuple[str, Any]]:
    """Pages of one row, with the first there is; none where the sample has no such row."""
    from selaras.core.impor.models import Impor
    from selaras.pegawai.models import Pegawai
    from selaras.presensi.models import KegiatanBersama, KunciAplikasi, Mesin, SumberTarik
    from selaras.simpeg.models import UsulRiwayat

    contoh: dict[str, Any] = {
        "presensi:mesin_satu": Mesin, "presensi:mesin_pin": Mesin,
        "presensi:mesin_layanan": Mesin, "presensi:kegiatan_satu": KegiatanBersama,
        "presensi:kunci_satu": KunciAplikasi, "presensi:sumber_satu": SumberTarik,
        "pegawai:satu": Pegawai, "simpeg:berkas": Pegawai, "simpeg:dokumen": Pegawai,
        "simpeg:usul": UsulRiwayat,
        "impor:rinci": Impor,
    }  # fmt: skip
    for nama, model in contoh.items():
        if satu := model.objects.order_by("pk").first():
            yield nama, satu


def measure(ulang: int, *, hanya: str = "", semua: bool = False) -> Iterator[dict[str, Any]]:
    """One row per page (the front page: per login).

    `hanya`: only pages whose name this pattern matches. `semua`: each page by every login that may,
    and every list also deep inside, sorted by each of its columns.
    """
    klien = {nama: client_of(nama) for nama in LOGIN}
    gc.freeze()  # as the web server's processes do once they are up
    for halaman, alamat in pages():
        if not re.search(hanya, halaman):
            continue
        for nama in LOGIN:
            jawaban = klien[nama].get(alamat)
            html = jawaban.headers.get("Content-Type", "").startswith("text/html")
            if jawaban.status_code != 200 or not html:
                continue
            yield {"halaman": halaman, "peran": nama, **time_page(klien[nama], alamat, ulang)}
            for sisa in _deep(jawaban.content.decode()) if semua else ():
                waktu = time_page(klien[nama], f"{alamat}?{sisa}", ulang)
                yield {"halaman": f"{halaman}?{sisa}", "peran": nama, **waktu}
            if halaman != BERANDA and not semua:
                break


def _deep(html: str) -> Iterator[str]:
    """Addresses in the middle of a long list, by each column that it can be sorted by."""
    ada = re.search(r"Halaman \d+ dari ([\d.]+)", html)  # links lead to the neighbours only
    terakhir = int(ada[1].replace(".", "")) if ada else 0
    if terakhir > PENDEK:
        for urut in sorted(set(re.findall(r"[?&;]urut=([\w-]+)", html))):
            yield f"urut={urut}&hal={terakhir // 2}"


if __name__ == "__main__":
    _, banyak, kali, pola, luas = sys.argv
    print(json.dumps(main(int(banyak), int(kali), pola, bool(luas))))
