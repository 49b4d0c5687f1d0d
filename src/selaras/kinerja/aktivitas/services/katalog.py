"""Writes a government's catalogue of tasks; what came with the product stays as it is."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml
from django.core.exceptions import PermissionDenied
from django.db import transaction

from selaras.core.audit.services import record, record_change, state_of
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


@transaction.atomic
def ensure_catalogue(*, actor: Actor) -> int:
    """The product's own starting catalogue, marked as an example; how many tasks were new.

    Repeating adds what a newer version brings and leaves the rest.
    """
    teks = files("selaras.kinerja.aktivitas").joinpath("data/katalog.yaml").read_text("utf-8")
    ada = {
        (u.nama_jabatan, u.uraian): u
        for u in UraianTugas.objects.filter(instansi=None, contoh=True)
    }
    isi: list[tuple[UraianTugas, list[Any]]] = []
    baru: list[UraianTugas] = []
    for kelompok in yaml.safe_load(teks):
        for n, (uraian, kegiatan) in enumerate(kelompok["tugas"].items(), start=1):
            kunci = (kelompok["jabatan"], uraian)
            tugas = ada.get(kunci)
            if tugas is None:
                tugas = UraianTugas(nama_jabatan=kunci[0], uraian=uraian, urutan=n, contoh=True)
                baru.append(tugas)
            isi.append((tugas, kegiatan))
    UraianTugas.objects.bulk_create(baru)
    dikenal = set(
        KegiatanKatalog.objects.filter(instansi=None).values_list("uraian_tugas_id", "nama")
    )
    kegiatan_baru = [
        KegiatanKatalog(
            uraian_tugas=tugas, nama=nama, satuan=satuan, menit_standar=menit, kata_cari=kata
        )
        for tugas, kegiatan in isi
        for nama, satuan, menit, kata in kegiatan
        if (tugas.pk, nama) not in dikenal
    ]
    KegiatanKatalog.objects.bulk_create(kegiatan_baru)
    if kegiatan_baru:
        record(
            actor=actor, aksi="katalog_kegiatan.edit",
            keterangan=f"{len(kegiatan_baru)} kegiatan contoh bawaan dimuat",
        )  # fmt: skip
    return len(kegiatan_baru)
