"""Doors to the rekap presensi: a unit's at once or, when large, by a job; one's own month."""

from io import BytesIO
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from selaras.core.audit.services import record_read
from selaras.core.halaman.format import periode_id
from selaras.core.jobs.services import AlreadyRunning, start
from selaras.core.permissions import Actor, access, actor_of, requires, rows
from selaras.hukum import HukumError
from selaras.laporan.presensi.rekap import load_rekap, own_days, pdf, sums, xlsx
from selaras.laporan.presensi.tugas import REKAP, sheets_of
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import LembarPresensi

LANGSUNG = 150  # people whose rekap is made while one waits
JENIS = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         "pdf": "application/pdf"}  # fmt: skip


@requires("presensi.export", writes_on_get="rekap unit besar dikerjakan sebagai pekerjaan")
def unit_rekap(request: HttpRequest, periode: int, unit_id: int, bentuk: str) -> HttpResponse:
    """A unit's month as PDF or workbook; a large one as a job whose page has the file."""
    if bentuk not in JENIS or not 1 <= periode % 100 <= 12:
        raise Http404("bentuk atau bulan tidak ada")
    actor = actor_of(request)
    unit = access(UnitKerja.objects.select_related("instansi", "skpd"), unit_id, actor,
                  "presensi.export")  # fmt: skip
    lembar = sheets_of(actor, unit, periode)
    if lembar.count() > LANGSUNG:
        return _later(actor, unit, periode, bentuk)
    isi = _made(lembar, unit, periode, actor, bentuk)
    return _download(isi, f"rekap-presensi-{periode}-{unit.kode}", bentuk)


@requires("presensi.view")
def own_month(request: HttpRequest, periode: int, pegawai_id: int) -> HttpResponse:
    """A person's month as PDF, for herself and who may see it."""
    actor = actor_of(request)
    pegawai = access(Pegawai, pegawai_id, actor, "presensi.view")
    lembar = rows(actor, "presensi.view", LembarPresensi.objects.filter(periode=periode))
    satu = lembar.filter(pegawai=pegawai).select_related("pegawai", "skpd__instansi").first()
    if satu is None or satu.skpd is None:
        raise Http404("lembar bulan itu belum ada")
    judul = f"Presensi {pegawai.nama_lengkap}"
    r = load_rekap(satu.skpd, periode, [satu], oleh=actor.nama, at=actor.at, judul=judul)
    return _download(pdf(r, own_days(r), kertas="a4"), f"presensi-{periode}-{pegawai.nip}", "pdf")


def _made(
    lembar: QuerySet[LembarPresensi], unit: UnitKerja, periode: int, actor: Actor, bentuk: str
) -> bytes:
    isi = list(lembar)
    if not isi:
        raise Http404("belum ada lembar bulan itu")
    try:
        r = load_rekap(unit, periode, isi, oleh=actor.nama, at=actor.at)
        hasil = xlsx(r) if bentuk == "xlsx" else pdf(r, sums(r))
    except HukumError as galat:
        raise Http404(str(galat)) from galat
    record_read(
        actor=actor, aksi="presensi.export", objek=unit, person_ids=[],
        keterangan=f"Rekap presensi {periode_id(periode)}, {len(isi)} orang",
    )  # fmt: skip
    return hasil


def _later(actor: Actor, unit: UnitKerja, periode: int, bentuk: str) -> HttpResponse:
    masukan: dict[str, Any] = {"periode": periode, "unit_id": unit.pk, "bentuk": bentuk}
    try:
        pekerjaan = start(
            REKAP, judul=f"Rekap presensi {unit.nama}, {periode_id(periode)}", actor=actor,
            masukan=masukan, kunci=f"{REKAP}:{unit.pk}:{periode}:{bentuk}:{actor.user_id}",
        )  # fmt: skip
    except AlreadyRunning as sedang:
        pekerjaan = sedang.pekerjaan
    return redirect(pekerjaan)


def _download(isi: bytes, nama: str, bentuk: str) -> HttpResponse:
    jawab = HttpResponse(BytesIO(isi), content_type=JENIS[bentuk])
    bersih = "".join(c if c.isalnum() or c in ".-" else "-" for c in nama.lower())
    cara = "inline" if bentuk == "pdf" else "attachment"
    jawab["Content-Disposition"] = f'{cara}; filename="{bersih}.{bentuk}"'
    return jawab
