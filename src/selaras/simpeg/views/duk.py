"""The official order of rank, whole or by SKPD, on the page and as a document."""

from functools import partial
from urllib.parse import parse_qs

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from selaras.core.bilangan import whole_number
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.kolom import Kolom
from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import Actor, actor_of, requires, rows
from selaras.pegawai.selectors.daftar import unit_choices
from selaras.simpeg.ekspor import FORMAT_DUK
from selaras.simpeg.jenis import UMUM
from selaras.simpeg.models import UrutKepangkatan
from selaras.simpeg.selectors.hasil import latest_run
from selaras.simpeg.services.daftar_duk import service

DUK = "simpeg.duk"
UNDUH = "pegawai.export"
KOLOM = (
    Kolom("nama", "Nama", "pegawai", jenis="orang",
          tautan=lambda d: reverse("simpeg:berkas", args=[d.pegawai_id])),
    Kolom("nomor", "No", jenis="angka", urut="nomor", keterangan="Urut seluruh instansi"),
    Kolom("nomor_skpd", "No di SKPD", jenis="angka"),
    Kolom("pangkat", "Golongan"),
    Kolom("tmt_pangkat", "TMT golongan", jenis="tanggal"),
    Kolom("jabatan", "Jabatan"),
    Kolom("tmt_jabatan", "TMT jabatan", jenis="tanggal"),
    Kolom("masa", "Masa kerja", lambda d: service(d.mkg_bulan)),
    Kolom("diklat", "Latihan jabatan", tampil=False),
    Kolom("pendidikan", "Pendidikan"),
    Kolom("lahir", "Tanggal lahir", jenis="tanggal", tampil=False),
    Kolom("alasan", "Pembeda", keterangan="Yang menempatkannya di bawah orang di atasnya"),
)  # fmt: skip


def _rows(actor: Actor) -> QuerySet[UrutKepangkatan]:
    qs: QuerySet[UrutKepangkatan] = rows(actor, UMUM, UrutKepangkatan.objects.all())
    return qs.select_related("pegawai")


@require_safe
@requires(UMUM)
def list_duk(request: HttpRequest) -> HttpResponseBase:
    """The order of the last run."""
    actor = actor_of(request)
    daftar = Daftar(
        request, _rows(actor), KOLOM, nama="PNS", cari=("pegawai__nama", "pegawai__nip"),
        cari_kata="Nama atau NIP", urut="nomor", bisa_unduh=False,
        saringan=[Saringan("skpd", "SKPD", lambda q, v: q.filter(skpd_id=v),
                           partial(unit_choices, actor, UMUM), semua="Seluruh instansi")],
        kosong=Kosong("DUK belum disusun", "DUK disusun setiap malam, atau lewat Periksa sekarang "
                      "di halaman Mutu data."),
    )  # fmt: skip
    return daftar.respond(
        "simpeg/duk.html", judul="Daftar urut kepangkatan",
        jalur=[("Beranda", "/"), ("Daftar urut kepangkatan", "")],
        periksa=latest_run(actor), skpd=request.GET.get("skpd", ""), format=FORMAT_DUK.items(),
        boleh_unduh=bool(actor.reach(UNDUH)),
    )  # fmt: skip


@require_POST
@requires(UNDUH)
def print_duk(request: HttpRequest) -> HttpResponse:
    """Make the document in the background."""
    actor, format = actor_of(request), request.POST.get("format", "")
    if format not in FORMAT_DUK:
        raise Http404("bentuk berkas ini tidak ada")
    kueri = request.POST.get("kueri", "")  # the list as it is filtered now, where scripts run
    skpd = parse_qs(kueri).get("skpd", [""])[0] if kueri else request.POST.get("skpd", "")
    masukan = {
        "skpd_id": whole_number(skpd),
        "format": format,
    }
    try:
        pekerjaan = start(
            DUK, judul=f"Daftar urut kepangkatan ({FORMAT_DUK[format]})", actor=actor,
            masukan=masukan, kunci=f"{DUK}:{actor.user_id}",
        )  # fmt: skip
    except AlreadyRunning as sedang:
        pekerjaan = sedang.pekerjaan
        messages.info(request, "Dokumen sebelumnya masih disusun; tunggu sampai selesai.")
    return redirect(pekerjaan)
