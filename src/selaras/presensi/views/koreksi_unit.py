"""Lists of corrections within reach: what was mended, and what is asked for."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import angka, jam_menit
from selaras.core.halaman.kolom import Kolom
from selaras.core.halaman.status import status_of
from selaras.core.permissions import actor_of, can, requires, rows
from selaras.presensi.models import KoreksiPresensi, SebabKoreksi, UsulKoreksi
from selaras.presensi.selectors.koreksi import listed_words, visible
from selaras.presensi.views.catatan import CARI, date_filters, unit_trail
from selaras.presensi.workflow.koreksi import KOREKSI

MENUNGGU = tuple(KOREKSI.waits)


@require_safe
@requires("presensi.view")
def list_corrections(request: HttpRequest) -> HttpResponseBase:
    """Approved corrections of times of people within reach, the latest first."""
    actor = actor_of(request)
    qs = KoreksiPresensi.objects.filter(dibatalkan_pada=None).select_related("pegawai")
    return Daftar(
        request,
        rows(actor, "presensi.view", qs),
        [
            Kolom("pegawai", "Nama", jenis="orang", urut="pegawai__nama~"),
            Kolom("tanggal", "Tanggal", jenis="tanggal", urut="tanggal",
                  tautan=lambda k: _link(k.usul_id)),
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
        saringan=date_filters(),
        kosong=Kosong("Belum ada koreksi presensi", "Jam dihitung dari ketukan apa adanya."),
    ).respond(
        "presensi/koreksi/unit.html", judul="Koreksi presensi", tab="berlaku",
        boleh_catat=can(actor, "presensi.correct"), jalur=unit_trail("Koreksi presensi"),
    )  # fmt: skip


@require_safe
@requires("presensi.view")
def list_requests(request: HttpRequest) -> HttpResponseBase:
    """Requests of people within reach in every state, those that wait longest first."""
    actor = actor_of(request)
    qs = visible(actor, UsulKoreksi.objects.all()).select_related("pegawai")
    menunggu = qs.filter(status__in=MENUNGGU).count()
    return Daftar(
        request,
        qs,
        [
            Kolom("pegawai", "Nama", jenis="orang", urut="pegawai__nama~",
                  tautan=lambda u: _link(u.pk)),
            Kolom("tanggal", "Tanggal", jenis="tanggal", urut="tanggal"),
            Kolom("status", "Keadaan", jenis="status", urut="status"),
            Kolom("masuk", "Masuk", lambda u: _clock(u.masuk)),
            Kolom("pulang", "Pulang", lambda u: _clock(u.pulang)),
            Kolom("sebab", "Sebab", lambda u: u.get_sebab_display(), urut="sebab"),
            Kolom("uraian", "Uraian", lambda u: listed_words(u, actor)),
            Kolom("diajukan_pada", "Diajukan", jenis="waktu", urut="diajukan_pada"),
        ],
        nama="usul koreksi",
        berkas="usul-koreksi-presensi",
        cari=CARI,
        cari_kata="Nama atau NIP",
        urut="-tanggal",
        saringan=[
            Saringan("keadaan", "Keadaan", lambda rows, v: rows.filter(status=v),
                     pilihan=[(s, status_of(s).kata) for s in KOREKSI.states]),
            Saringan("sebab", "Sebab", lambda rows, v: rows.filter(sebab=v),
                     pilihan=SebabKoreksi.choices),
            *date_filters(),
        ],
        kosong=Kosong("Belum ada usul koreksi",
                      "Pegawai mengajukannya dari hari di halaman Bulan saya."),
    ).respond(
        "presensi/koreksi/unit.html", judul="Usul koreksi presensi", tab="usul",
        ringkas=f"{angka(menunggu)} usul belum selesai." if menunggu else "",
        boleh_catat=can(actor, "presensi.correct"), jalur=unit_trail("Usul koreksi"),
    )  # fmt: skip


def _link(pk: int | None) -> str:
    return reverse("presensi:koreksi_satu", args=[pk]) if pk else ""


def _clock(menit: int | None) -> str:
    return "" if menit is None else jam_menit(menit)
