"""Printing that takes longer than a page may: a unit's instruments as one PDF."""

from io import BytesIO

from django.utils import timezone

from selaras.core.accounts.models import User
from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import JobRefused, job
from selaras.core.permissions.selectors import load_actor
from selaras.laporan.instrumen.dokumen import print_instruments
from selaras.laporan.instrumen.selectors import of_unit
from selaras.organisasi.models import UnitKerja

CETAK_UNIT = "laporan.cetak_unit"


@job(CETAK_UNIT, judul="Cetak instrumen satu unit")
def print_unit(context: JobContext, *, periode: int, skpd_id: int) -> None:
    """The PDF of everyone whom the person who asked may print, one page each."""
    user = User.objects.filter(pk=context.oleh_id or 0).first()
    if user is None:
        raise JobRefused("Akun yang meminta cetakan ini sudah tidak ada.")
    at = timezone.now()
    skpd = UnitKerja.objects.select_related("instansi").get(pk=skpd_id)
    instrumen = of_unit(load_actor(user, at=at), periode, skpd)
    if not instrumen:
        raise JobRefused(f"Belum ada instrumen {skpd.nama} untuk bulan ini. Hitung dulu bulannya.")
    context.start(total=len(instrumen), pesan="Menyusun halaman")
    berkas = print_instruments(instrumen, skpd=skpd, at=at)
    context.advance(len(instrumen), pesan="Selesai")
    context.save_file(berkas.nama, BytesIO(berkas.isi))
