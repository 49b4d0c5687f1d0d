"""What was recorded beside the taps: roll calls missed."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import actor_of, requires, rows
from selaras.presensi.models import TidakApel

CARI = ("pegawai__nama", "pegawai__nip")


@require_safe
@requires("presensi.view")
def list_missed_roll_calls(request: HttpRequest) -> HttpResponseBase:
    """Roll calls missed by people within reach, the latest first."""
    qs = TidakApel.objects.filter(dibatalkan_pada=None).select_related("pegawai")
    return Daftar(
        request,
        rows(actor_of(request), "presensi.view", qs),
        [
            Kolom("pegawai", "Nama", jenis="orang", urut="pegawai__nama~"),
            Kolom("tanggal", "Tanggal apel", jenis="tanggal", urut="tanggal"),
            Kolom("keterangan", "Keterangan"),
            Kolom("dicatat_pada", "Dicatat", jenis="waktu", urut="dicatat_pada"),
        ],
        nama="tidak apel",
        berkas="tidak-apel",
        cari=CARI,
        cari_kata="Nama atau NIP",
        urut="-tanggal",
        saringan=date_filters(),
        kosong=Kosong("Belum ada yang tercatat tidak apel", "Diambil dari berkas di Impor."),
    ).respond(judul="Tidak apel", jalur=unit_trail("Tidak apel"))


def date_filters() -> list[Saringan]:
    """From a day, to a day."""
    return [
        Saringan("dari", "Dari tanggal", lambda qs, v: _bound(qs, "gte", v), jenis="tanggal"),
        Saringan("sampai", "Sampai tanggal", lambda qs, v: _bound(qs, "lte", v), jenis="tanggal"),
    ]


def _bound(qs: QuerySet[Any], arah: str, nilai: str) -> QuerySet[Any]:
    try:
        hari = parse_date(nilai)
    except ValueError:
        return qs
    return qs.filter(**{f"tanggal__{arah}": hari}) if hari else qs


def unit_trail(judul: str) -> list[tuple[str, str]]:
    """Where the lists of a unit stand."""
    return [
        ("Beranda", reverse("web:beranda")),
        ("Presensi unit", reverse("presensi:unit")),
        (judul, ""),
    ]
