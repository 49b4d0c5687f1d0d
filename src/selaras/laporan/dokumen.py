"""Writes documents: each kept in its place, the one before it thrown away."""

import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction

from selaras.core.permissions import Actor
from selaras.laporan.bayar.data import BulanSkpd
from selaras.laporan.bayar.susun import Berkas, papers
from selaras.laporan.models import DokumenPembayaran


def make_documents(
    data: BulanSkpd, *, actor: Actor, at: datetime
) -> list[tuple[DokumenPembayaran, bytes]]:
    """Make and keep every document of one SKPD's month."""
    semua = list(papers(data, at))
    with transaction.atomic():
        return [(_keep(data, b, actor, at), b.isi) for b in semua]


def _keep(data: BulanSkpd, b: Berkas, actor: Actor, at: datetime) -> DokumenPembayaran:
    lama = DokumenPembayaran.objects.filter(
        periode=data.bulan.periode, skpd_id=data.bulan.skpd_id, jenis=b.jenis, format=b.format
    ).first()
    jalur = str(lama.berkas.name) if lama else ""
    satu = lama or DokumenPembayaran(
        periode=data.bulan.periode, skpd_id=data.bulan.skpd_id, jenis=b.jenis, format=b.format
    )
    satu.hash_daftar, satu.konsep = data.hash_daftar, data.konsep
    satu.dibuat_pada, satu.dibuat_oleh_id = at, actor.user_id
    satu.berkas.save(file_name(satu, data.skpd.kode), ContentFile(b.isi), save=False)
    satu.save()
    if jalur:
        transaction.on_commit(lambda: satu.berkas.storage.delete(jalur))
    return satu


def file_name(satu: DokumenPembayaran, kode_skpd: str) -> str:
    """tpp-202511-2.01-nominatif.pdf"""
    kode = "".join(c if c.isalnum() or c in ".-" else "-" for c in kode_skpd.lower())
    return f"tpp-{satu.periode}-{kode}-{satu.jenis}.{satu.format}"


def add_to_zip(keluaran: IO[bytes], isi: Iterable[tuple[str, bytes]]) -> None:
    """Append files to an archive that already stands in `keluaran`, or begin it."""
    with zipfile.ZipFile(keluaran, "a", zipfile.ZIP_DEFLATED, compresslevel=5) as arsip:
        for nama, berkas in isi:
            arsip.writestr(nama, berkas)
