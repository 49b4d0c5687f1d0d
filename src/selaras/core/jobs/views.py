"""Pages of the jobs: the list, one job with its live progress, cancel, resume, result file."""

from io import BytesIO
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selaras.core.halaman.daftar import Daftar, Kosong, Saringan
from selaras.core.halaman.kolom import Kolom
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.registry import fetched_once
from selaras.core.jobs.selectors import kemajuan, pekerjaan_visible_to
from selaras.core.jobs.services import cancel, resume
from selaras.core.permissions.decorators import actor_of, requires

KOLOM = (
    Kolom("judul", "Pekerjaan", urut="judul~", tautan=Pekerjaan.get_absolute_url),
    Kolom("status", "Status", jenis="status", urut="status"),
    Kolom("selesai", "Dikerjakan", jenis="angka", urut="selesai"),
    Kolom("total", "Dari", jenis="angka", urut="total"),
    Kolom("jumlah_galat", "Galat", jenis="angka", urut="jumlah_galat"),
    Kolom("oleh", "Diminta oleh", nilai=lambda row: row.oleh or "Sistem"),
    Kolom("dibuat_pada", "Diminta pada", "diminta", jenis="waktu", urut="dibuat_pada"),
    Kolom("selesai_pada", "Selesai pada", "berakhir", jenis="waktu", urut="selesai_pada"),
)


@require_safe
@requires("pekerjaan.view")
def list_jobs(request: HttpRequest) -> HttpResponseBase:
    """Running and past jobs, newest first."""
    daftar = Daftar(
        request,
        pekerjaan_visible_to(actor_of(request)),
        KOLOM,
        nama="pekerjaan",
        berkas="pekerjaan",
        cari=("judul",),
        cari_kata="Cari judul pekerjaan",
        saringan=(
            Saringan(
                "status",
                "Status",
                lambda rows, value: rows.filter(status=value),
                Pekerjaan.Status.choices,
            ),
        ),
        urut="-dibuat_pada",
        kosong=Kosong(
            "Belum ada pekerjaan",
            "Impor, hitungan bulan, dan cetak massal yang Anda mulai akan tampak di sini.",
        ),
    )
    return daftar.respond(
        judul="Pekerjaan", jalur=[("Beranda", reverse("web:beranda")), ("Pekerjaan", "")]
    )


@require_safe
@requires("pekerjaan.view")
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One job: how far, what went wrong, what came out."""
    return render(request, "pekerjaan/detail.html", _context(request, pk))


@require_safe
@requires("pekerjaan.view")
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part that changes; asks for itself again until the job has ended."""
    return render(request, "pekerjaan/kemajuan.html", _context(request, pk))


@require_POST
@requires("pekerjaan.view")
def cancel_job(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a job: one's own, or any by those who may."""
    pekerjaan = _changeable(request, pk)
    cancel(pekerjaan_id=pekerjaan.pk, actor=actor_of(request), at=timezone.now())
    return redirect(pekerjaan)


@require_POST
@requires("pekerjaan.view")
def resume_job(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue a failed or cancelled job again."""
    pekerjaan = _changeable(request, pk)
    resume(pekerjaan_id=pekerjaan.pk, actor=actor_of(request))
    return redirect(pekerjaan)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("pekerjaan.view")
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The result file: only for the person who asked, since it may hold pay."""
    pekerjaan = _get(request, pk)
    if not pekerjaan.hasil_berkas or pekerjaan.oleh_id != actor_of(request).user_id:
        raise Http404
    name = str(pekerjaan.hasil_berkas).rpartition("/")[2]
    if fetched_once(pekerjaan.jenis):
        # by a button alone: a browser that fetches links ahead must not spend it
        return _only_once(pekerjaan, name) if request.method == "POST" else redirect(pekerjaan)
    return FileResponse(pekerjaan.hasil_berkas.open("rb"), as_attachment=True, filename=name)


def _only_once(pekerjaan: Pekerjaan, name: str) -> FileResponse:
    """What holds secrets of others leaves the server with its first reader."""
    with pekerjaan.hasil_berkas.open("rb") as file:
        content = BytesIO(file.read())
    pekerjaan.hasil_berkas.delete(save=False)
    Pekerjaan.objects.filter(pk=pekerjaan.pk).update(hasil_berkas="", catatan={})
    answer = FileResponse(content, as_attachment=True, filename=name)
    answer["Cache-Control"] = "no-store"
    return answer


def _get(request: HttpRequest, pk: int) -> Pekerjaan:
    return get_object_or_404(pekerjaan_visible_to(actor_of(request)), pk=pk)


def _changeable(request: HttpRequest, pk: int) -> Pekerjaan:
    pekerjaan = _get(request, pk)
    if not _may_change(request, pekerjaan):
        raise Http404
    return pekerjaan


def _may_change(request: HttpRequest, pekerjaan: Pekerjaan) -> bool:
    actor = actor_of(request)
    own = pekerjaan.oleh_id is not None and pekerjaan.oleh_id == actor.user_id
    return own or pekerjaan_visible_to(actor, "pekerjaan.cancel").filter(pk=pekerjaan.pk).exists()


def _context(request: HttpRequest, pk: int) -> dict[str, Any]:
    pekerjaan = get_object_or_404(
        pekerjaan_visible_to(actor_of(request)).defer(None).defer("catatan"), pk=pk
    )
    maju = kemajuan(pekerjaan, at=timezone.now())
    return {
        "p": pekerjaan,
        "jalur": [
            ("Beranda", reverse("web:beranda")),
            ("Pekerjaan", reverse("pekerjaan:daftar")),
            (pekerjaan.judul, ""),
        ],
        "maju": maju,
        "boleh_ubah": _may_change(request, pekerjaan),
        "milik_sendiri": pekerjaan.oleh_id == actor_of(request).user_id,
        "sekali_unduh": fetched_once(pekerjaan.jenis),
        "sisa": _time_left(maju.sisa.total_seconds()) if maju.sisa is not None else "",
    }


def _time_left(seconds: float) -> str:
    minutes = int(seconds // 60)
    if minutes < 1:
        return "sisa kurang dari semenit"
    hours, minutes = divmod(minutes, 60)
    return f"sisa kira-kira {f'{hours} jam ' if hours else ''}{minutes} menit"
