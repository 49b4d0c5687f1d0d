"""Doors to documents: a person's instrument at once, a unit's in the background."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import access, actor_of, requires
from selaras.laporan.instrumen.dokumen import print_instruments
from selaras.laporan.instrumen.selectors import printable
from selaras.laporan.setahun import print_slip, print_year
from selaras.laporan.tasks import CETAK_UNIT
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.tpp.selectors.setahun import Tahun, year_of


@requires("tpp.export")
def person_instrument(request: HttpRequest, periode: int, pegawai_id: int) -> HttpResponse:
    """One person's instrument as PDF; 404 where there is none within reach."""
    actor = actor_of(request)
    satu = printable(actor, periode).filter(pegawai_id=pegawai_id).first()
    if satu is None:
        raise Http404("instrumen tidak ada")
    berkas = print_instruments([satu], skpd=satu.skpd, at=actor.at)
    tanggapan = HttpResponse(berkas.isi, content_type="application/pdf")
    tanggapan["Content-Disposition"] = f'inline; filename="{berkas.nama}"'
    return tanggapan


@require_POST
@requires("tpp.export")
def unit_instruments(request: HttpRequest, periode: int, skpd_id: int) -> HttpResponse:
    """Start printing a unit's month; the job's page shows how far it is and has the file."""
    actor = actor_of(request)
    skpd = access(UnitKerja.objects.select_related("instansi"), skpd_id, actor, "tpp.export")
    try:
        pekerjaan = start(
            CETAK_UNIT,
            judul=f"Cetak instrumen {skpd.nama}, {periode}",
            actor=actor,
            masukan={"periode": periode, "skpd_id": skpd.pk},
            kunci=f"{CETAK_UNIT}:{skpd.pk}:{periode}:{actor.user_id}",
        )
    except AlreadyRunning as sedang:
        pekerjaan = sedang.pekerjaan
    return redirect(pekerjaan)


@requires("tpp.export")
def person_year(request: HttpRequest, tahun: int, pegawai_id: int) -> HttpResponse:
    """A person's year by month as PDF."""
    return _year(request, tahun, pegawai_id, "rekap", print_year)


@requires("tpp.export")
def person_slip(request: HttpRequest, tahun: int, pegawai_id: int) -> HttpResponse:
    """The region's own slip of the tax withheld in a year, as PDF."""
    return _year(request, tahun, pegawai_id, "bukti-potong", print_slip)


def _year(
    request: HttpRequest,
    tahun: int,
    pegawai_id: int,
    nama: str,
    cetak: Callable[[Pegawai, Tahun, datetime], bytes],
) -> HttpResponse:
    actor = actor_of(request)
    if not 2010 <= tahun <= 2100:
        raise Http404("tahun tidak ada")
    qs = Pegawai.objects.select_related("instansi")
    pegawai = access(qs, pegawai_id, actor, "tpp.export")
    isi = cetak(pegawai, year_of(pegawai, tahun), actor.at)
    tanggapan = HttpResponse(isi, content_type="application/pdf")
    tanggapan["Content-Disposition"] = f'inline; filename="{nama}-{tahun}-{pegawai.nip}.pdf"'
    return tanggapan
