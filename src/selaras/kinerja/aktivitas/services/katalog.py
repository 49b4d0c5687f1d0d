"""Writes a government's catalogue of tasks; what came with the product stays as it is."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from selaras.core.audit.services import record_change, state_of
from selaras.core.permissions import Actor
from selaras.kinerja.models import KegiatanKatalog, UraianTugas


@transaction.atomic
def save_task(
    *,
    actor: Actor,
    instansi_id: int,
    nama_jabatan: str,
    uraian: str,
    isi: Mapping[str, Any],
    jenis_jabatan: str = "",
    kegiatan: KegiatanKatalog | None = None,
) -> KegiatanKatalog:
    """Create or change a task under a duty; the duty is made when it is new.

    isi: nama, satuan, menit_standar, kata_cari, aktif.
    """
    if not actor.sistem and instansi_id != actor.instansi_id:
        raise PermissionDenied("Katalog milik pemerintah daerah lain.")
    tugas, _ = UraianTugas.objects.get_or_create(
        instansi_id=instansi_id, nama_jabatan=nama_jabatan.strip(), jabatan=None,
        uraian=uraian.strip() or "Tugas lain", defaults={"jenis_jabatan": jenis_jabatan},
    )  # fmt: skip
    if kegiatan is None:
        ada = KegiatanKatalog.objects.filter(uraian_tugas=tugas, nama=isi["nama"]).first()
        kegiatan = ada or KegiatanKatalog()
    elif kegiatan.instansi_id is None:
        raise PermissionDenied("Kegiatan bawaan tidak diubah; tambahkan milik daerah sendiri.")
    sebelum = state_of(kegiatan) if kegiatan.pk else {}
    kegiatan.uraian_tugas, kegiatan.instansi_id = tugas, instansi_id
    for nama, nilai in isi.items():
        setattr(kegiatan, nama, nilai)
    kegiatan.save()
    record_change(
        actor=actor, aksi="katalog_kegiatan.edit", objek=kegiatan, sebelum=sebelum,
        instansi_id=instansi_id,
    )  # fmt: skip
    return kegiatan
