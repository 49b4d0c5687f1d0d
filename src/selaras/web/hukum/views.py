"""The list of parameters and the page of one; both are read as of a date, for a region."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from selaras.core.halaman import format as fmt
from selaras.core.halaman.daftar import Kosong, Saringan
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import actor_of, requires
from selaras.hukum import Law
from selaras.web.hukum import selectors
from selaras.web.hukum.daftar import DaftarHukum
from selaras.web.hukum.selectors import NASIONAL, SUBJEK, TAK_BERLAKU, BarisHukum

KEYAKINAN = (
    ("tinggi", "Sumber pasti"), ("sedang", "Perlu diperiksa"), ("rendah", "Belum pasti"),
    ("contoh", "Contoh, bukan hukum"),
)  # fmt: skip
Rows = Iterable[BarisHukum]


@requires("hukum.view")
def daftar(request: HttpRequest) -> HttpResponseBase:
    """Every parameter as of a date in a region, with how sure it is."""
    law = Law.load()
    own = selectors.own_region(law)
    pada, daerah = _as_of(request, law, own)
    tampil = DaftarHukum(
        request,
        selectors.law_rows(law, pada, daerah),  # type: ignore[arg-type]
        nama="aturan",
        berkas="aturan",
        kolom=_columns(pada, daerah),
        cari=("teks",),
        cari_kata="Judul, kunci, atau isi aturan",
        saringan=_filters(request, law, own),
        kosong=Kosong("Belum ada aturan"),
    )
    jalur = [("Beranda", reverse("web:beranda")), ("Hukum dan aturan", "")]
    boleh = bool(actor_of(request).reach("hukum.edit"))
    return tampil.respond("web/hukum/daftar.html", jalur=jalur, boleh_ubah=boleh)


@requires("hukum.view")
def parameter(request: HttpRequest, key: str) -> HttpResponse:
    """One parameter: value as of a date, ground, history, other regions, who reads it."""
    law = Law.load()
    if key not in law.keys:
        raise Http404(f"Aturan '{key}' tidak dikenal.")
    pada, daerah = _as_of(request, law, selectors.own_region(law))
    leaf, region = selectors.declaration(law, key), law.daerah.get(daerah)
    konteks: dict[str, Any] = {
        "p": leaf,
        "boleh_ubah": bool(actor_of(request).reach("hukum.edit")),
        "baris": selectors.law_row(law, key, pada, daerah),
        "nilai": selectors.value_rows(law, key, pada, daerah),
        "dasar": (dasar := selectors.ground(law, key, pada, daerah)),
        "berkas": dasar.berkas.split("/") if dasar else [],
        "riwayat": selectors.history(law, key, pada, daerah),
        "banding": selectors.side_by_side(law, key, pada),
        "pembaca": selectors.readers_of(key),
        "diperiksa": _checked(law, key, daerah),
        "pada": pada,
        "daerah": daerah,
        "region": region,
        "tempat": region.nama if region else NASIONAL,
        "pilihan_daerah": _regions(law),
        "jalur": [
            ("Beranda", reverse("web:beranda")),
            ("Hukum dan aturan", _with(reverse("hukum:daftar"), pada, daerah)),
            (leaf.judul, ""),
        ],
    }
    return render(request, "web/hukum/parameter.html", konteks)


def _as_of(request: HttpRequest, law: Law, own: str) -> tuple[date, str]:
    """The day and the region asked for; today and the house's own region otherwise."""
    try:
        pada = date.fromisoformat(request.GET.get("pada", ""))
    except ValueError:
        pada = _today(request)
    daerah = request.GET.get("daerah")
    if daerah is None or (daerah and daerah not in law.daerah):
        daerah = own
    return pada, daerah


def _today(request: HttpRequest) -> date:
    return actor_of(request).day()


def _checked(law: Law, key: str, daerah: str) -> date | None:
    own = law.parameter(key, daerah) if daerah else None
    return (own or selectors.declaration(law, key)).diperiksa


def _with(url: str, pada: date, daerah: str) -> str:
    return f"{url}?{urlencode({'pada': pada.isoformat(), 'daerah': daerah})}"


def _regions(law: Law) -> list[tuple[str, str]]:
    regions = [(kode, r.nama) for kode, r in law.daerah.items() if r.jenis != "templat"]
    return sorted(regions, key=lambda pair: pair[1])


def _columns(pada: date, daerah: str) -> list[Kolom]:
    def url(baris: BarisHukum) -> str:
        return _with(reverse("hukum:parameter", args=[baris.kunci]), pada, daerah)

    return [
        Kolom("judul", "Aturan", urut="judul", tautan=url, templat="web/hukum/sel_judul.html"),
        Kolom("nilai", "Nilai", templat="web/hukum/sel_nilai.html"),
        Kolom("subjek", "Bagian", nilai=lambda r: SUBJEK.get(r.subjek, r.subjek), urut="subjek"),
        Kolom("asal", "Ditetapkan oleh", urut="asal"),
        Kolom("sejak", "Sejak", nilai=lambda r: fmt.tanggal_pendek(r.sejak)),
        Kolom("keyakinan", "Keyakinan", urut="keyakinan",
              templat="web/hukum/sel_keyakinan.html"),
        Kolom("kunci", "Kunci", urut="kunci", tampil=False),
    ]  # fmt: skip


def _filters(request: HttpRequest, law: Law, own: str) -> list[Saringan]:
    def keep(test: Callable[[BarisHukum, str], bool]) -> Any:
        return lambda rows, value: [r for r in rows if test(r, value)]

    everything = keep(lambda row, value: True)
    return [
        Saringan("pada", "Berlaku pada", everything, jenis="tanggal",
                 bawaan=_today(request).isoformat()),
        Saringan("daerah", "Daerah", everything, pilihan=_regions(law), semua=NASIONAL,
                 bawaan=own),
        Saringan("subjek", "Bagian", keep(lambda r, v: r.subjek == v),
                 pilihan=list(SUBJEK.items())),
        Saringan("keyakinan", "Keyakinan", keep(lambda r, v: r.keyakinan == v),
                 pilihan=[*KEYAKINAN, (TAK_BERLAKU, "Tidak ada nilai yang berlaku")]),
        Saringan("tanpa_dasar", "Dasar hukum belum diketahui",
                 keep(lambda r, _: r.berlaku and not r.diketahui), jenis="centang"),
    ]  # fmt: skip
