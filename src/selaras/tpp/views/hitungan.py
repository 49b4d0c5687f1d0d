"""Pages of the runs: start one, see what it made of each SKPD, and whom it could not compute."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.format import periode_id
from selaras.core.halaman.kolom import Kolom
from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import Actor, access, actor_of, can, requires, rows
from selaras.organisasi.models import Instansi
from selaras.tpp.masa import NAMA_KHUSUS
from selaras.tpp.models import HitunganBulan, HitunganUnit, TidakTerhitung
from selaras.tpp.selectors.bulan_unit import computable_instansi, sees_totals
from selaras.tpp.tasks import HITUNG_BULAN, job_key
from selaras.tpp.views.periode import shift

BULAN_PILIHAN = 60  # as far back as a month is still worth computing from the page


class HitungForm(forms.Form):
    """Which month to compute."""

    instansi = forms.ModelChoiceField(Instansi.objects.none(), label="Instansi")
    periode = forms.TypedChoiceField(label="Bulan", coerce=int)


@requires("hitungan.view")
def list_runs(request: HttpRequest) -> HttpResponseBase:
    """Runs of the governments within reach, the latest first, and the form that starts one."""
    actor = actor_of(request)
    daftar = Daftar(
        request,
        rows(actor, "hitungan.view", HitunganBulan.objects.all()).select_related("oleh"),
        nama="hitungan",
        berkas="hitungan-bulan",
        kolom=_run_columns(actor),
        saringan=[
            Saringan("status", "Status", lambda qs, v: qs.filter(status=v),
                     pilihan=HitunganBulan.Status.choices),
        ],
        urut="-mulai",
        kosong=Kosong("Belum ada hitungan", "Pilih bulan di atas, lalu mulai menghitung."),
    )  # fmt: skip
    boleh_mulai = computable_instansi(actor).exists()
    return daftar.respond(
        "tpp/hitungan.html",
        judul="Hitungan bulan",
        jalur=[("Beranda", reverse("web:beranda")), ("Hitungan bulan", "")],
        form=_form(request) if boleh_mulai else None,
    )


@require_POST
@requires("tpp.compute")
def start_run(request: HttpRequest) -> HttpResponse:
    """Queue a month's run; somebody else's run of the same month is shown instead."""
    if not computable_instansi(actor_of(request)).exists():
        raise PermissionDenied("Hitungan bulan dijalankan oleh yang berwenang atas semua SKPD.")
    form = _form(request)
    if not form.is_valid():
        return render(request, "tpp/hitungan_mulai.html", {"form": form}, status=422)
    instansi, periode = form.cleaned_data["instansi"], form.cleaned_data["periode"]
    try:
        pekerjaan = start(
            HITUNG_BULAN,
            judul=f"Menghitung TPP {periode_id(periode)}",
            actor=actor_of(request),
            masukan={"instansi_id": instansi.pk, "periode": periode},
            kunci=job_key(instansi.pk, periode),
        )
    except AlreadyRunning as sedang:
        pekerjaan = sedang.pekerjaan
    return redirect(pekerjaan)


@requires("hitungan.view")
def show_run(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One run: who, under which law, what came out for each SKPD."""
    actor = actor_of(request)
    hitungan = access(
        HitunganBulan.objects.select_related("oleh", "instansi"), pk, actor, "hitungan.view"
    )
    unit_qs = rows(actor, "hitungan.view", hitungan.unit.select_related("skpd"))
    daftar = Daftar(
        request,
        unit_qs,
        nama="SKPD",
        berkas=f"hitungan-{hitungan.pk}",
        kolom=_unit_columns(),
        cari=("skpd__nama",),
        cari_kata="Nama SKPD",
        urut="skpd",
        kosong=Kosong(
            "Tidak ada SKPD yang berubah",
            "Fakta, hukum dan hasilnya sama dengan hitungan sebelumnya, atau hitungan terhenti.",
        ),
    )
    return daftar.respond(
        "tpp/hitungan_satu.html",
        judul=f"Hitungan {hitungan.pk}: {periode_id(hitungan.periode)}",
        jalur=[
            ("Beranda", reverse("web:beranda")),
            ("Hitungan bulan", reverse("tpp:hitungan")),
            (str(hitungan.pk), ""),
        ],
        hitungan=hitungan,
        lihat_jumlah=sees_totals(actor, hitungan.instansi_id),
    )


@requires("tpp.view_unit")
def list_missing(request: HttpRequest, pk: int) -> HttpResponseBase:
    """People whom a run could not compute, or computed with a question, by name and reason.

    Open to those who can mend it: an SKPD's officer sees her own, the run itself she does not.
    """
    actor = actor_of(request)
    hitungan = access(HitunganBulan.objects.all(), pk, actor, "tpp.view_unit")
    orang_qs = rows(actor, "tpp.view_unit", TidakTerhitung.objects.filter(hitungan=hitungan))
    daftar = Daftar(
        request,
        orang_qs.select_related("pegawai", "skpd"),
        nama="catatan",
        berkas=f"tidak-terhitung-{hitungan.pk}",
        kolom=[
            Kolom("pegawai", "Pegawai", jenis="orang", urut="pegawai__nama~",
                  tautan=lambda t: reverse("tpp:bulan", args=[hitungan.periode, t.pegawai_id])),
            Kolom("skpd", "SKPD", nilai=lambda t: t.skpd or "Tanpa SKPD", urut="skpd__nama~"),
            Kolom("kolom", "Data", urut="kolom"),
            Kolom("alasan", "Alasan"),
            Kolom("menghalangi", "Akibat", urut="menghalangi",
                  nilai=lambda t: "Tidak terhitung" if t.menghalangi else "Perlu dilihat"),
        ],
        cari=("pegawai__nama", "pegawai__nip"),
        cari_kata="Nama atau NIP",
        saringan=[
            Saringan("skpd", "SKPD", lambda qs, v: qs.filter(skpd_id=int(v)),
                     pilihan=lambda: _units_of(orang_qs)),
            Saringan("halang", "Hanya yang tidak terhitung",
                     lambda qs, _: qs.filter(menghalangi=True), jenis="centang"),
        ],
        urut="pegawai",
        kosong=Kosong("Semua orang terhitung", "Tidak ada data yang kurang pada hitungan ini."),
    )  # fmt: skip
    return daftar.respond(
        judul=f"Perlu dilengkapi: {periode_id(hitungan.periode)}",
        jalur=[
            ("Beranda", reverse("web:beranda")),
            *_run_trail(actor, hitungan),
            ("Perlu dilengkapi", ""),
        ],
    )


def _run_trail(actor: Actor, hitungan: HitunganBulan) -> list[tuple[str, str]]:
    """The way back to the run, for those who may open it."""
    if not can(actor, "hitungan.view", hitungan):
        return []
    return [
        ("Hitungan bulan", reverse("tpp:hitungan")),
        (str(hitungan.pk), reverse("tpp:hitungan_satu", args=[hitungan.pk])),
    ]


def _units_of(orang_qs: QuerySet[TidakTerhitung]) -> list[tuple[str, str]]:
    """SKPD that have somebody on the list."""
    unit = orang_qs.filter(skpd__isnull=False).order_by("skpd__nama")
    return [(str(pk), nama) for pk, nama in unit.values_list("skpd_id", "skpd__nama").distinct()]


def _form(request: HttpRequest) -> HitungForm:
    """The form, whose first choice is the month before the present one."""
    actor = actor_of(request)
    kini = actor.month()
    instansi_qs = computable_instansi(actor)
    awal: dict[str, Any] = {"periode": shift(kini, -1)}
    form = HitungForm(request.POST if request.method == "POST" else None, initial=awal)
    bulan = form.fields["periode"]
    assert isinstance(bulan, forms.TypedChoiceField)  # noqa: S101 - narrows the type
    khusus = [t * 100 + n for t in (kini // 100, kini // 100 - 1) for n in NAMA_KHUSUS]
    pilihan = [shift(kini, -n) for n in range(BULAN_PILIHAN)]
    bulan.choices = [(p, periode_id(p)) for p in (*pilihan[:2], *khusus, *pilihan[2:])]
    field = form.fields["instansi"]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type
    field.queryset = instansi_qs
    if len(instansi_qs) == 1:
        field.initial, field.widget = instansi_qs[0].pk, forms.HiddenInput()
    return form


def _run_columns(actor: Actor) -> list[Kolom]:
    """Totals over all SKPD only of governments that the actor watches as a whole."""

    def seluruhnya(nama: str) -> Callable[[HitunganBulan], int | None]:
        return lambda h: getattr(h, nama) if sees_totals(actor, h.instansi_id) else None

    return [
        Kolom("id", "Hitungan", nilai=lambda h: f"#{h.pk}", urut="pk",
              tautan=lambda h: reverse("tpp:hitungan_satu", args=[h.pk])),
        Kolom("periode", "Bulan", jenis="periode", urut="periode"),
        Kolom("status", "Status", jenis="status", urut="status"),
        Kolom("jumlah_pegawai", "Terhitung", nilai=seluruhnya("jumlah_pegawai"), jenis="angka"),
        Kolom("jumlah_tidak_terhitung", "Perlu dilengkapi", jenis="angka",
              nilai=seluruhnya("jumlah_tidak_terhitung"),
              tautan=lambda h: reverse("tpp:tidak_terhitung", args=[h.pk])),
        Kolom("bruto", "TPP bruto", nilai=seluruhnya("bruto"), jenis="rupiah",
              urut="bruto" if actor.reach("hitungan.view").everywhere
              or actor.reach("hitungan.view").instansi else ""),
        Kolom("oleh", "Diminta oleh", nilai=lambda h: h.oleh or "Sistem", tampil=False),
        Kolom("mulai", "Mulai", nilai="mulai_pada", jenis="waktu", urut="mulai_pada"),
        Kolom("sidik_hukum", "Sidik hukum", tampil=False),
        Kolom("hash_hasil", "Hash hasil", nilai=lambda h: h.hash_hasil[:16], tampil=False),
    ]  # fmt: skip


def _unit_columns() -> list[Kolom]:
    return [
        Kolom("skpd", "SKPD", nilai="skpd.nama", urut="skpd__nama~", tautan=_unit_link),
        Kolom("jumlah_pegawai", "Pegawai", jenis="angka", urut="jumlah_pegawai", jumlah=True),
        Kolom("jumlah_tidak_terhitung", "Perlu dilengkapi", jenis="angka",
              urut="jumlah_tidak_terhitung", jumlah=True),
        Kolom("bruto", "TPP bruto", jenis="rupiah", urut="bruto", jumlah=True),
        Kolom("pph21", "PPh 21", jenis="rupiah", urut="pph21", jumlah=True),
        Kolom("iwp", "JKN 1%", jenis="rupiah", urut="iwp", jumlah=True),
        Kolom("diterima", "Diterima", jenis="rupiah", urut="diterima", jumlah=True),
    ]  # fmt: skip


def _unit_link(unit: HitunganUnit) -> str:
    return reverse("tpp:verifikasi_unit", args=[unit.hitungan.periode, unit.skpd_id])
