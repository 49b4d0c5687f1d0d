"""The rekap of a large unit as a job with progress; the same file as the page's."""

import zipfile
from io import BytesIO

from django.db.models import QuerySet

from selaras.core.accounts.models import User
from selaras.core.audit.services import record_read
from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import JobRefused, job
from selaras.core.permissions import Actor, rows
from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import now
from selaras.hukum import HukumError
from selaras.laporan.presensi.rekap import grid, load_rekap, pdf, sums, xlsx
from selaras.organisasi.models import UnitKerja
from selaras.presensi.models import LembarPresensi

REKAP = "laporan.rekap_presensi"
SEKALI = 200  # people on one PDF: a book of thousands is typeset in parts


def sheets_of(actor: Actor, unit: UnitKerja, periode: int) -> QuerySet[LembarPresensi]:
    """The month's sheets of a unit with all below it, as far as the actor may export them."""
    lembar = LembarPresensi.objects.filter(periode=periode, skpd__path__startswith=unit.path)
    if unit.skpd_id != unit.pk:  # below the agency: by today's posts
        lembar = LembarPresensi.objects.filter(
            periode=periode, pegawai__riwayat_jabatan__jabatan__unit__path__startswith=unit.path,
            pegawai__riwayat_jabatan__berlaku__contains=actor.day(),
        ).distinct()  # fmt: skip
    return (
        rows(actor, "presensi.export", lembar)
        .select_related("pegawai", "skpd")
        .order_by("pegawai__nama", "pegawai_id")
    )


@job(REKAP, judul="Rekap presensi unit")
def make_rekap(context: JobContext, *, periode: int, unit_id: int, bentuk: str) -> None:
    """The workbook, or PDF by parts in one ZIP, of everyone whom the asker may export."""
    user = User.objects.filter(pk=context.oleh_id or 0).first()
    if user is None:
        raise JobRefused("Akun yang meminta pekerjaan ini sudah tidak ada.")
    at = now()
    actor = load_actor(user, at=at)
    unit = UnitKerja.objects.select_related("instansi", "skpd").get(pk=unit_id)
    lembar = list(sheets_of(actor, unit, periode))
    if not lembar:
        raise JobRefused("Belum ada lembar presensi bulan itu di unit ini.")
    context.start(total=len(lembar), pesan="Menyusun rekap")
    nama = f"rekap-presensi-{periode}-{unit.pk}"
    try:
        if bentuk == "xlsx":
            r = load_rekap(unit, periode, lembar, oleh=actor.nama, at=at)
            context.save_file(f"{nama}.xlsx", BytesIO(xlsx(r)))
            context.advance(len(lembar), pesan="Selesai")
        else:
            context.save_file(f"{nama}.zip", _parts(context, unit, periode, lembar, actor))
    except HukumError as galat:
        raise JobRefused(str(galat)) from galat
    record_read(
        actor=actor, aksi="presensi.export", objek=unit, person_ids=[],
        keterangan=f"Rekap presensi {periode}, {len(lembar)} orang",
    )  # fmt: skip
    context.set_result(orang=len(lembar))


def _parts(
    context: JobContext, unit: UnitKerja, periode: int, lembar: list[LembarPresensi], actor: Actor
) -> BytesIO:
    arsip = BytesIO()
    with zipfile.ZipFile(arsip, "w", zipfile.ZIP_DEFLATED) as isi:
        for ke, awal in enumerate(range(0, len(lembar), SEKALI), start=1):
            context.check()
            r = load_rekap(
                unit, periode, lembar[awal : awal + SEKALI], oleh=actor.nama, at=actor.at
            )
            isi.writestr(f"{ke:02d}-rekap.pdf", pdf(r, sums(r)))
            isi.writestr(f"{ke:02d}-harian.pdf", pdf(r, grid(r)))
            context.advance(len(r.lembar))
    arsip.seek(0)
    return arsip
