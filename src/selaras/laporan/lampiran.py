"""What people attached, for the audit pack: evidence of the month's report, proofs of corrections.

Proof about somebody's health stays where it is; that it exists is told by the letters' list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import IO
from zipfile import ZIP_STORED, ZipFile

from selaras.core.files import storage
from selaras.core.files.models import Berkas
from selaras.kinerja.models import Eviden
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import BuktiKoreksi
from selaras.presensi.models.koreksi import SebabKoreksi
from selaras.tpp.masa import Masa


@dataclass(frozen=True, slots=True)
class Lampiran:
    """A stored file and its name in the pack."""

    nama: str
    berkas: Berkas


def attachments(p: Pegawai, masa: Masa) -> Iterator[Lampiran]:
    """Files of one person's month; the same file twice is packed once."""
    eviden = Eviden.objects.filter(
        baris__realisasi__pegawai=p, baris__realisasi__periode=masa.dasar, berkas__isnull=False
    ).select_related("berkas")
    koreksi = BuktiKoreksi.objects.filter(
        usul__pegawai=p, usul__tanggal__range=(masa.awal, masa.akhir)
    ).exclude(usul__sebab=SebabKoreksi.KESEHATAN)
    asal: dict[str, list[Berkas | None]] = {
        "eviden": [e.berkas for e in eviden],
        "koreksi": [b.berkas for b in koreksi.select_related("berkas")],
    }
    for folder, semua in asal.items():
        milik = {b.pk: b for b in semua if b and not b.is_terjangkit}
        for n, berkas in enumerate(milik.values(), start=1):
            yield Lampiran(f"{folder}/{n:02d}-{berkas.nama}", berkas)


def pack(keluaran: IO[bytes], nama: str, berkas: Berkas) -> tuple[str, int] | None:
    """Copy one file into the archive, piece by piece; its checksum and size, None if it is lost."""
    try:
        asal = storage.open_bytes(berkas.jalur)
    except OSError:
        return None
    sidik, ukuran = sha256(), 0
    with asal, ZipFile(keluaran, "a", ZIP_STORED) as arsip, arsip.open(nama, "w") as tujuan:
        while isi := asal.read(storage.SEKALI):
            sidik.update(isi)
            ukuran += len(isi)
            tujuan.write(isi)
    return sidik.hexdigest(), ukuran
