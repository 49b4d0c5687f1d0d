"""Keeps what a dry run found: the rows by COPY, the counts on the import."""

import json

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from selaras.core.impor.models import BarisImpor, Impor
from selaras.core.impor.periksa import HasilPeriksa, shown_changes
from selaras.core.impor.spec import Baris, Spec

_COPY = (
    "copy impor_barisimpor (impor_id, nomor, status, peringatan, isi, perubahan, temuan) from stdin"
)


def store_file(isi: bytes, sidik: str) -> str:
    """Keep the bytes under their checksum; the same file is kept once."""
    jalur = f"impor/{sidik[:2]}/{sidik}"
    if not default_storage.exists(jalur):
        default_storage.save(jalur, ContentFile(isi))
    return jalur


def load_file(impor: Impor) -> bytes:
    with default_storage.open(impor.jalur, "rb") as berkas:
        isi: bytes = berkas.read()
    return isi


def store_result(impor: Impor, spec: Spec, hasil: HasilPeriksa) -> None:
    """Replace the import's rows and counts by this result (inside the caller's transaction)."""
    BarisImpor.objects.filter(impor=impor).delete()
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for b in hasil.baris:
            copy.write_row(_row(impor.pk, spec, b))
    impor.jumlah = hasil.jumlah
    impor.temuan_tersering = hasil.frequent(spec)
    impor.sidik_hasil = hasil.sidik


def _row(impor_id: int, spec: Spec, b: Baris) -> tuple[object, ...]:
    temuan = [[t.kolom, t.pesan, t.peringatan] for t in b.temuan]
    return (
        impor_id,
        b.nomor,
        int(b.status),
        any(t.peringatan for t in b.temuan),
        _json(dict(b.teks)),
        _json(shown_changes(spec, b)),
        _json(temuan),
    )


def _json(nilai: object) -> str:
    return json.dumps(nilai, ensure_ascii=False)
