"""How whole the files are: findings by rule and by unit, people to mend, scores over time."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from selaras.aturan.simpeg.mutu import MENURUT_KODE, AturanMutu
from selaras.core.bilangan import whole_number
from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import persen_bp, tanggal_pendek
from selaras.core.halaman.garis import line
from selaras.core.halaman.kolom import Kolom
from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import actor_of, requires, rows
from selaras.pegawai.selectors.daftar import unit_choices
from selaras.simpeg.jenis import MENURUT_KODE as RIWAYAT
from selaras.simpeg.models import TemuanMutu
from selaras.simpeg.periksa_tasks import PERIKSA
from selaras.simpeg.selectors.hasil import LIHAT, findings_by_rule, latest_run, scores, trend

JALANKAN = "mutu.run"
PENUH = 10_000


def mend_url(aturan: AturanMutu, pegawai_id: int) -> str:
    """The page where a finding is mended."""
    if aturan.mendata in RIWAYAT:
        return reverse("simpeg:baris", args=[pegawai_id, aturan.mendata])
    halaman = {"jabatan": "pegawai:jabatan", "atasan": "pegawai:atasan",
               "pribadi": "simpeg:pribadi"}  # fmt: skip
    return reverse(halaman.get(aturan.mendata, "pegawai:satu"), args=[pegawai_id])


SKOR = (
    Kolom("skpd", "SKPD", "skpd.nama", urut="skpd__nama~",
          tautan=lambda s: f"{reverse('simpeg:mutu')}?unit={s.skpd_id}"),
    Kolom("skor", "Skor", "skor_bp", jenis="persen", urut="skor_bp"),
    Kolom("orang", "Pegawai", jenis="angka", urut="orang", jumlah=True),
    Kolom("bersih", "Tanpa temuan", jenis="angka", urut="bersih", jumlah=True),
    Kolom("berat", "Berat", jenis="angka", urut="berat", jumlah=True),
    Kolom("sedang", "Sedang", jenis="angka", urut="sedang", jumlah=True),
    Kolom("ringan", "Ringan", jenis="angka", urut="ringan", jumlah=True),
)  # fmt: skip


@require_safe
@requires(LIHAT)
def show_quality(request: HttpRequest) -> HttpResponseBase:
    """Scores by SKPD of the last run, what is found most, and how it went over time."""
    actor = actor_of(request)
    periksa = latest_run(actor)
    boleh = bool(actor.reach(JALANKAN))
    konteks: dict[str, Any] = {"judul": "Mutu data", "jalur": [("Beranda", "/"), ("Mutu data", "")],
               "periksa": periksa, "boleh_jalankan": boleh}  # fmt: skip
    if periksa is None:
        return render(request, "simpeg/mutu_kosong.html", konteks)
    skpd_id = whole_number(request.GET.get("unit"))
    semua = scores(actor, periksa)
    daftar = Daftar(
        request, semua, SKOR, nama="SKPD", urut="skor", berkas="mutu-data",
        cari=("skpd__nama",), cari_kata="Nama SKPD", kosong=Kosong("Belum ada skor"),
        saringan=[Saringan("unit", "SKPD", lambda q, v: q.filter(skpd_id=v),
                           partial(unit_choices, actor, LIHAT))],
    )  # fmt: skip
    titik = trend(actor, periksa.instansi_id)
    isi = [(tanggal_pendek(hari), skor, persen_bp(skor)) for hari, skor, _ in titik]
    konteks |= {
        "temuan": findings_by_rule(actor, skpd_id), "unit": request.GET.get("unit", ""),
        "skor": titik[-1][1] if titik else None, "orang": titik[-1][2] if titik else 0,
        "garis": [line("Skor", "bruto", isi, bawah=0, atas=PENUH)] if len(isi) > 1 else [],
        "skala": ("100%", "0%", isi[0][0], isi[-1][0]) if len(isi) > 1 else None,
        "boleh_orang": bool(actor.reach("pegawai.view")),
    }  # fmt: skip
    return daftar.respond("simpeg/mutu.html", **konteks)


@require_safe
@requires("pegawai.view")
def list_findings(request: HttpRequest, kode: str) -> HttpResponseBase:
    """The people whom one rule names, each with the page that mends it."""
    aturan = MENURUT_KODE.get(kode)
    if aturan is None:
        raise Http404("aturan ini tidak ada")
    actor = actor_of(request)
    qs = rows(actor, "pegawai.view", TemuanMutu.objects.filter(kode=kode))
    kolom = (
        Kolom("nama", "Nama", "pegawai", jenis="orang", urut="pegawai__nama~",
              tautan=lambda t: reverse("simpeg:berkas", args=[t.pegawai_id])),
        Kolom("skpd", "SKPD", "skpd.nama", urut="skpd__nama~"),
        Kolom("rinci", "Yang ditemukan"),
        Kolom("sejak", "Sejak", jenis="tanggal", urut="sejak"),
        Kolom("benahi", "Benahi", lambda t: "Buka isiannya",
              tautan=lambda t: mend_url(aturan, t.pegawai_id)),
    )  # fmt: skip
    daftar = Daftar(
        request, qs.select_related("pegawai", "skpd"), kolom, nama="pegawai", berkas=kode,
        cari=("pegawai__nama", "pegawai__nip"), cari_kata="Nama atau NIP", urut="nama",
        saringan=[Saringan("unit", "SKPD", lambda q, v: q.filter(skpd_id=v),
                           partial(unit_choices, actor, "pegawai.view"))],
        sedikit=True,
        kosong=Kosong("Tidak ada temuan", "Tidak ada pegawai yang melanggar aturan ini."),
    )  # fmt: skip
    return daftar.respond(
        judul=aturan.judul, ringkas=f"Yang membenahi: {aturan.pemilik}.",
        jalur=[("Beranda", "/"), ("Mutu data", reverse("simpeg:mutu")), (aturan.judul, "")],
    )  # fmt: skip


@require_POST
@requires(JALANKAN)
def run_check(request: HttpRequest) -> HttpResponse:
    """Check all files now, in the background."""
    actor = actor_of(request)
    if actor.instansi_id is None:
        raise Http404("akun ini tidak bekerja pada satu instansi")
    try:
        pekerjaan = start(
            PERIKSA, actor=actor, kunci=f"{PERIKSA}:{actor.instansi_id}",
            masukan={"instansi_id": actor.instansi_id, "pada": actor.day().isoformat()},
        )  # fmt: skip
    except AlreadyRunning as sedang:
        pekerjaan = sedang.pekerjaan
        messages.info(request, "Pemeriksaan masih berjalan.")
    return redirect(pekerjaan)
