"""Uploads in pieces: begin, put a piece, ask how far, finish. A repeated piece changes nothing.

Each piece is an object of the storage, so a line that is cut costs at most the piece under way,
and any web server can take the next one.
"""

import io
import uuid
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from django.db import transaction
from django.http import Http404

from selaras.core.files import storage
from selaras.core.files.errors import BelumUrut, BerkasDitolak
from selaras.core.files.models import Berkas, Unggahan
from selaras.core.files.names import clean_name
from selaras.core.files.purposes import limits_of
from selaras.core.files.services import check_room, check_size, keep_file
from selaras.core.permissions.actor import Actor

POTONGAN = 512 * 1024
TERBANYAK_BERSAMAAN = 40


def begin(*, actor: Actor, keperluan: str, nama: str, ukuran: int) -> Unggahan:
    """Open an upload; too large a file is refused here, before anything is sent."""
    check_size(nama, ukuran, limits_of(keperluan, actor))
    check_room(actor)
    milik = Unggahan.objects.filter(pemilik_user_id=actor.user_id, berkas=None)
    if milik.count() >= TERBANYAK_BERSAMAAN:
        tertua = milik.order_by("dibuat_pada").first()
        if tertua is not None:
            cancel(tertua)
    return Unggahan.objects.create(
        pemilik_user_id=cast(int, actor.user_id),
        keperluan=keperluan,
        nama=clean_name(nama),
        ukuran=ukuran,
        dibuat_pada=actor.at,
    )


def upload_of(actor: Actor, pk: uuid.UUID) -> Unggahan:
    """The actor's own upload; another's does not exist."""
    try:
        return Unggahan.objects.select_related("berkas").get(pk=pk, pemilik_user_id=actor.user_id)
    except Unggahan.DoesNotExist:
        raise Http404("unggahan tidak ditemukan") from None


@transaction.atomic
def put_piece(*, unggahan: Unggahan, mulai: int, isi: bytes) -> Unggahan:
    """Add the piece that begins at `mulai`. Raises BelumUrut with where to go on."""
    unggahan = Unggahan.objects.select_for_update(of=("self",)).get(pk=unggahan.pk)
    sampai = mulai + len(isi)
    if unggahan.berkas_id or (mulai < unggahan.diterima and sampai <= unggahan.diterima):
        return unggahan  # the answer to this piece was lost; the piece was not
    if mulai != unggahan.diterima or sampai > unggahan.ukuran or not isi:
        raise BelumUrut(unggahan.diterima)
    storage.keep(storage.piece_key(unggahan.pk, mulai), io.BytesIO(isi))
    unggahan.diterima = sampai
    unggahan.save(update_fields=["diterima"])
    return unggahan


def finish(*, actor: Actor, unggahan: Unggahan, sha256: str = "") -> Berkas:
    """Join the pieces, compare with the sender's checksum, keep the file. Twice is once."""
    with transaction.atomic():
        unggahan = Unggahan.objects.select_for_update(of=("self",)).get(pk=unggahan.pk)
        if unggahan.berkas is not None:
            return unggahan.berkas
        if unggahan.diterima != unggahan.ukuran:
            raise BelumUrut(unggahan.diterima)
        with SpooledTemporaryFile(max_size=storage.SEKALI * 4) as sementara:
            utuh = cast(IO[bytes], sementara)
            for isi in storage.read_all(storage.pieces(unggahan.pk)):
                utuh.write(isi)
            if utuh.tell() != unggahan.ukuran or (
                sha256 and storage.checksum(utuh) != sha256.lower()
            ):
                _start_over(unggahan)
            else:
                unggahan.berkas = keep_file(
                    actor=actor, berkas=utuh, nama=unggahan.nama, keperluan=unggahan.keperluan
                )
                unggahan.save(update_fields=["berkas"])
                transaction.on_commit(lambda: storage.drop_pieces(unggahan.pk))
    if unggahan.berkas is None:
        raise BerkasDitolak(
            f"Berkas '{unggahan.nama}' berubah di perjalanan. Ketuk Ulangi untuk mengirimnya lagi."
        )
    return unggahan.berkas


def cancel(unggahan: Unggahan) -> None:
    """Forget an upload and its pieces."""
    storage.drop_pieces(unggahan.pk)
    unggahan.delete()


def _start_over(unggahan: Unggahan) -> None:
    storage.drop_pieces(unggahan.pk)
    unggahan.diterima = 0
    unggahan.save(update_fields=["diterima"])
