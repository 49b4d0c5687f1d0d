"""The job that makes a book."""

from datetime import date

from django.urls import reverse

from selaras.core.accounts.models import User
from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import JobRefused, job
from selaras.core.permissions.selectors import load_actor
from selaras.core.waktu import now
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.simpeg.buku.services.susun import Pesanan, gather, keep, volumes

BUKU = "simpeg.buku"


@job(BUKU, judul="Buku Profil Kepegawaian")
def make_book(
    context: JobContext, *, instansi_id: int, pada: str, kertas: str, dengan_nama: bool,
    unit_id: int | None = None, penanda: dict[str, str] | None = None,
    pengantar: list[str] | None = None,
) -> None:  # fmt: skip
    """Count, typeset, keep; what was asked for is what the asker may see at that time."""
    user = User.objects.filter(pk=context.oleh_id or 0).first()
    if user is None:
        raise JobRefused("Akun yang meminta buku ini sudah tidak ada.")
    at = now()
    pesanan = Pesanan(
        Instansi.objects.get(pk=instansi_id),
        UnitKerja.objects.get(pk=unit_id) if unit_id else None,
        date.fromisoformat(pada), kertas, dengan_nama, penanda, tuple(pengantar or ()),
    )  # fmt: skip
    context.start(total=3, pesan="Menghitung")
    bahan = gather(pesanan, at)
    if not bahan.frame.height:
        raise JobRefused("Tidak ada pegawai pada tanggal itu.")
    context.advance(pesan="Menyusun halaman")
    jilid = []
    for j in volumes(bahan, at=at, kabar=context.say):
        context.check()
        jilid.append(j)
    context.advance(pesan="Menyimpan")
    buku = keep(load_actor(user, at=at), pesanan, jilid, at=at)
    context.advance(pesan="Selesai")
    context.set_result(url=reverse("buku:satu", args=[buku.pk]), halaman=buku.halaman,
                       pegawai=buku.orang)  # fmt: skip
