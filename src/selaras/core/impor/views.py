"""Pages of imports: start, match columns, look at the findings, take or leave."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.kolom import Kolom
from selaras.core.halaman.lembar import JENIS_ISI
from selaras.core.impor import services
from selaras.core.impor.baca import BerkasSalah
from selaras.core.impor.forms import KolomForm, UnggahForm
from selaras.core.impor.models import Impor
from selaras.core.impor.policies import kinds_for
from selaras.core.impor.selectors import (
    SARINGAN_BARIS,
    cells,
    earlier_taken,
    impor_visible_to,
    row_findings,
    rows_of,
)
from selaras.core.impor.services import ImporDitolak
from selaras.core.impor.spec import Spec, UnknownImport, all_specs, spec_for
from selaras.core.impor.tasks import enqueue
from selaras.core.impor.templat import write_bad_rows, write_template
from selaras.core.jobs.services import AlreadyRunning
from selaras.core.permissions.decorators import actor_of, requires
from selaras.core.permissions.policy import access

# Longer than this and a worker does it while the officer watches the bar.
LANGSUNG_BITA = 300_000
PER_HALAMAN = 50
LANGKAH = ("Unggah berkas", "Pasangkan kolom", "Lihat temuan", "Ambil")


def _judul_jenis(impor: Impor) -> str:
    judul = {s.kode: s.judul for s in all_specs()}
    return judul.get(impor.jenis, impor.jenis)


KOLOM = (
    Kolom("nama_berkas", "Berkas", urut="nama_berkas~",
          tautan=lambda i: reverse("impor:rinci", args=[i.pk])),
    Kolom("jenis", "Jenis", nilai=_judul_jenis, urut="jenis"),
    Kolom("status", "Keadaan", nilai=lambda i: i.get_status_display(), urut="status"),
    Kolom("baru", "Baru", nilai=lambda i: i.jumlah.get("baru"), jenis="angka"),
    Kolom("berubah", "Berubah", nilai=lambda i: i.jumlah.get("berubah"), jenis="angka"),
    Kolom("salah", "Salah", nilai=lambda i: i.jumlah.get("salah"), jenis="angka"),
    Kolom("dibuat_oleh", "Oleh", nilai=lambda i: i.dibuat_oleh or "Sistem"),
    Kolom("dibuat_pada", "Diunggah", jenis="waktu", urut="dibuat_pada"),
)  # fmt: skip


@require_safe
@requires("impor.view")
def list_impor(request: HttpRequest) -> HttpResponseBase:
    """Past and waiting imports, newest first, with the templates to fill in."""
    daftar = Daftar(
        request,
        impor_visible_to(actor_of(request)),
        KOLOM,
        nama="impor",
        berkas="impor",
        cari=("nama_berkas",),
        cari_kata="Cari nama berkas",
        saringan=(
            Saringan("jenis", "Jenis", lambda rows, v: rows.filter(jenis=v),
                     lambda: [(s.kode, s.judul) for s in all_specs()]),
            Saringan("status", "Keadaan", lambda rows, v: rows.filter(status=v),
                     Impor.Status.choices),
        ),
        urut="-dibuat_pada",
        kosong=Kosong("Belum ada impor", "Ambil templat, isi, lalu unggah di sini.",
                      reverse("impor:mulai"), "Mulai impor"),
    )  # fmt: skip
    return daftar.respond(
        "impor/daftar.html", judul="Impor", kinds=kinds_for(actor_of(request)),
        jalur=[("Beranda", "/"), ("Impor", "")],
    )  # fmt: skip


@requires("impor.run")
def begin(request: HttpRequest) -> HttpResponse:
    """Choose what, and hand in the file; next comes the matching of columns."""
    actor, kinds = actor_of(request), kinds_for(actor_of(request))
    if request.method != "POST":
        form = UnggahForm(actor=actor, kinds=kinds, initial={"jenis": request.GET.get("jenis")})
        return _begin_page(request, form, kinds)
    form = UnggahForm(request.POST, request.FILES, actor=actor, kinds=kinds)
    if not form.is_valid():
        return _begin_page(request, form, kinds, status=422)
    data = form.cleaned_data
    try:
        impor = services.upload(
            actor=actor,
            jenis=data["jenis"],
            isi=data["berkas"].read(),
            nama=data["berkas"].name,
            sejak=data["sejak"],
            instansi_id=data.get("instansi") or None,
            sumber=data["sumber"],
            lembar=data["lembar"],
        )
    except (BerkasSalah, ImporDitolak) as error:
        form.add_error("berkas", str(error))
        return _begin_page(request, form, kinds, status=422)
    return redirect("impor:kolom", pk=impor.pk)


@requires("impor.run")
def mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """Which column is which, with three rows to recognise them by; then the dry run."""
    impor = _mine(request, pk)
    spec = spec_for(impor.jenis)
    form = KolomForm(request.POST or None, impor=impor, spec=spec)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            services.set_mapping(actor=actor_of(request), impor=impor, pemetaan=form.mapping())
            services.check_complete(impor)
            return _check(request, impor)
        except ImporDitolak as error:
            form.add_error(None, str(error))
            status = 422
    konteks = {"impor": impor, "spec": spec, "form": form, "langkah": LANGKAH, "kini": 1,
               "jalur": _trail(impor)}  # fmt: skip
    return render(request, "impor/kolom.html", konteks, status=status)


@require_safe
@requires("impor.view")
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The findings: counts, what is commonest, rows by kind, and three buttons that say numbers."""
    impor = _visible(request, pk)
    spec = spec_for(impor.jenis)
    saring = request.GET.get("lihat", "")
    bawaan = "salah" if impor.jumlah.get("salah") else ""
    saring = saring if saring in SARINGAN_BARIS or saring == "semua" else bawaan
    halaman = Paginator(rows_of(impor, saring), PER_HALAMAN).get_page(request.GET.get("hal"))
    tampil = [(b, cells(spec, impor, b), row_findings(b)) for b in halaman.object_list]
    konteks = {
        "impor": impor,
        "spec": spec,
        "h": halaman,
        "tampil": tampil,
        "tab": _tabs(impor, saring),
        "boleh": bool(actor_of(request).reach("impor.run") and actor_of(request).reach(spec.aksi)),
        "terbuka": impor.status == Impor.Status.DIPERIKSA,
        "diambil": impor.jumlah.get("baru", 0) + impor.jumlah.get("berubah", 0),
        "pernah": earlier_taken(impor),
        "langkah": LANGKAH,
        "kini": 4 if impor.status == Impor.Status.DIAMBIL else 2,
        "berjalan": impor.status in {Impor.Status.MEMERIKSA, Impor.Status.MENGAMBIL},
        "jalur": _trail(impor),
    }
    htmx = getattr(request, "htmx", None)
    template = "impor/baris.html" if htmx and htmx.target == "baris" else "impor/rinci.html"
    return render(request, template, konteks)


@require_POST
@requires("impor.run")
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the good rows; a second press takes nothing twice."""
    impor = _mine(request, pk)
    step = partial(services.apply, actor=actor_of(request), impor=impor)
    if _long(impor) and impor.status == Impor.Status.DIPERIKSA:
        return _in_background(request, impor, "impor.ambil", Impor.Status.MENGAMBIL)
    if (hasil := _try(request, step)) is not None:
        jumlah = hasil.jumlah["baru"] + hasil.jumlah["berubah"]
        messages.success(
            request, f"{jumlah} baris sudah diambil." if jumlah else "Tidak ada yang berubah."
        )
    return redirect("impor:rinci", pk=pk)


@require_POST
@requires("impor.run")
def check_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Dry-run once more, after other data were completed."""
    return _check(request, _mine(request, pk))


@require_POST
@requires("impor.run")
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the file; nothing was taken."""
    impor = _mine(request, pk)
    if _try(request, partial(services.cancel, actor=actor_of(request), impor=impor)) is not None:
        messages.success(request, "Impor dibatalkan; tidak ada data yang berubah.")
    return redirect("impor:daftar")


@require_safe
@requires("impor.view")
def bad_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """The wrong rows as a workbook with their reasons."""
    impor = _visible(request, pk)
    if not impor.jumlah.get("salah"):
        raise Http404("impor ini tidak punya baris salah")
    isi = write_bad_rows(spec_for(impor.jenis), impor)
    return _download(isi, f"perbaiki-{impor.jenis}-{impor.pk}.xlsx")


@require_safe
@requires("impor.run")
def template(request: HttpRequest, jenis: str) -> HttpResponse:
    """An empty workbook of one kind."""
    try:
        spec: Spec = spec_for(jenis)
    except UnknownImport as error:
        raise Http404("jenis impor tidak ada") from error
    if not actor_of(request).reach(spec.aksi):
        raise Http404("jenis impor tidak ada")
    return _download(write_template(spec), f"templat-{jenis}.xlsx")


def _check(request: HttpRequest, impor: Impor) -> HttpResponse:
    if _long(impor):
        return _in_background(request, impor, "impor.periksa", Impor.Status.MEMERIKSA)
    _try(request, partial(services.run_check, actor=actor_of(request), impor=impor))
    return redirect("impor:rinci", pk=impor.pk)


def _in_background(request: HttpRequest, impor: Impor, jenis: str, sementara: str) -> HttpResponse:
    try:
        enqueue(actor=actor_of(request), impor=impor, jenis=jenis, sementara=sementara)
    except AlreadyRunning as error:
        messages.info(request, str(error))
    return redirect("impor:rinci", pk=impor.pk)


def _try(request: HttpRequest, step: Any) -> Any:
    try:
        return step()
    except ImporDitolak as error:
        messages.error(request, str(error))
        return None


def _long(impor: Impor) -> bool:
    return impor.ukuran > LANGSUNG_BITA


def _visible(request: HttpRequest, pk: int) -> Impor:
    return access(Impor, pk, actor_of(request), "impor.view")


def _mine(request: HttpRequest, pk: int) -> Impor:
    """An import that the actor may also run: pay stays with those who import pay."""
    impor = access(Impor, pk, actor_of(request), "impor.run")
    if not actor_of(request).reach(spec_for(impor.jenis).aksi):
        raise Http404("impor tidak ditemukan")
    return impor


def _tabs(impor: Impor, saring: str) -> list[tuple[str, str, bool, int]]:
    jumlah = impor.jumlah
    tab = [
        (judul, f"?lihat={nama}", saring == nama, jumlah.get(nama, 0))
        for nama, judul in SARINGAN_BARIS.items()
        if jumlah.get(nama) or saring == nama
    ]
    return [*tab, ("Semua", "?lihat=semua", saring in ("semua", ""), jumlah.get("semua", 0))]


def _trail(impor: Impor) -> list[tuple[str, str]]:
    return [("Beranda", "/"), ("Impor", reverse("impor:daftar")), (impor.nama_berkas, "")]


def _begin_page(
    request: HttpRequest, form: UnggahForm, kinds: list[Spec], status: int = 200
) -> HttpResponse:
    konteks = {
        "form": form,
        "kinds": kinds,
        "langkah": LANGKAH,
        "kini": 0,
        "jalur": [("Beranda", "/"), ("Impor", reverse("impor:daftar")), ("Mulai", "")],
    }
    return render(request, "impor/mulai.html", konteks, status=status)


def _download(isi: bytes, nama: str) -> HttpResponse:
    response = HttpResponse(isi, content_type=JENIS_ISI)
    response["Content-Disposition"] = f'attachment; filename="{nama}"'
    return response
