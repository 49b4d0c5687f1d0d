"""What was recorded beside the taps: roll calls missed, approved corrections."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import jam_menit
from selaras.core.halaman.kolom import Kolom
from selaras.core.permissions import actor_of, requires, rows
from selaras.presensi.models import KoreksiPresensi, TidakApel

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
        saringan=_dates(),
        kosong=Kosong("Belum ada yang tercatat tidak apel", "Diambil dari berkas di Impor."),
    ).respond(judul="Tidak apel", jalur=_trail("Tidak apel"))


@require_safe
@requires("presensi.view")
def list_corrections(request: HttpRequest) -> HttpResponseBase:
    """Approved corrections of times of people within reach, the latest first."""
    qs = KoreksiPresensi.objects.filter(dibatalkan_pada=None).select_related("pegawai")
    return Daftar(
        request,
        rows(actor_of(request), "presensi.view", qs),
        [
            Kolom("pegawai", "Nama", jenis="orang", urut="pegawai__nama~"),
            Kolom("tanggal", "Tanggal", jenis="tanggal", urut="tanggal"),
            Kolom("masuk", "Masuk", lambda k: _clock(k.masuk)),
            Kolom("pulang", "Pulang", lambda k: _clock(k.pulang)),
            Kolom("alasan", "Alasan"),
            Kolom("disetujui_pada", "Disetujui", jenis="waktu", urut="disetujui_pada"),
        ],
        nama="koreksi",
        berkas="koreksi-presensi",
        cari=CARI,
        cari_kata="Nama atau NIP",
        urut="-tanggal",
        saringan=_dates(),
        kosong=Kosong("Belum ada koreksi presensi", "Jam dihitung dari ketukan apa adanya."),
    ).respond(judul="Koreksi presensi", jalur=_trail("Koreksi presensi"))


def _clock(menit: int | None) -> str:
    return "" if menit is None else jam_menit(menit)


def _dates() -> list[Saringan]:
    return [
        Saringan("dari", "Dari tanggal", lambda qs, v: _bound(qs, "gte", v), jenis="tanggal"),
        Saringan("sampai", "Sampai tanggal", lambda qs, v: _bound(qs, "lte", v), jenis="tanggal"),
    ]


def _bound(
    qs: "QuerySet[TidakApel] | QuerySet[KoreksiPresensi]", arah: str, nilai: str
) -> "QuerySet[TidakApel] | QuerySet[KoreksiPresensi]":
    try:
        hari = parse_date(nilai)
    except ValueError:
        return qs
    return qs.filter(**{f"tanggal__{arah}": hari}) if hari else qs


def _trail(judul: str) -> list[tuple[str, str]]:
    return [
        ("Beranda", reverse("web:beranda")),
        ("Presensi unit", reverse("presensi:unit")),
        (judul, ""),
    ]
