"""Takes a file in, whole; opens and removes it. Resumable uploads are in `uploads`."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import IO, Any, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, models, transaction
from django.db.models import Exists, ForeignObjectRel, OuterRef, QuerySet
from django.http import HttpRequest

from selaras.core.files import storage
from selaras.core.files.errors import BerkasDitolak
from selaras.core.files.kinds import recognise
from selaras.core.files.models import Berkas, Unggahan
from selaras.core.files.names import clean_name, fit
from selaras.core.files.purposes import MIB, Batas, limits_of
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.decorators import actor_of

TASK_SIAPKAN = "selaras.core.files.siapkan"
YATIM = timedelta(days=30)  # as long as a draft that may still name the file
UNGGAHAN_TERBENGKALAI = timedelta(days=3)
LEPAS_TERBANYAK = 500 * MIB


def simpan_berkas(actor: Actor, upload: "UploadedFile[Any]", *, keperluan: str) -> Berkas:
    """Keep a file that came whole with a form. Raises BerkasDitolak."""
    batas = limits_of(keperluan, actor)
    check_size(str(upload.name or "berkas"), upload.size or 0, batas)
    check_room(actor)
    berkas = cast(IO[bytes], upload)
    return keep_file(actor=actor, berkas=berkas, nama=str(upload.name), keperluan=keperluan)


def check_size(nama: str, ukuran: int, batas: Batas) -> None:
    """Refuse what is too large, or nothing, before a byte of it is looked at."""
    nama = clean_name(nama)
    if ukuran > batas.maks_bita:
        besar = max(ukuran // MIB, batas.maks_bita // MIB + 1)
        raise BerkasDitolak(
            f"Berkas '{nama}' berukuran {besar} MB, paling besar {batas.maks_mib} MB. "
            "Kecilkan atau bagi berkasnya. Isian lain tetap tersimpan."
        )
    if ukuran <= 0:
        raise BerkasDitolak(f"Berkas '{nama}' kosong (0 bita). Pilih ulang berkasnya.")


def check_room(actor: Actor) -> None:
    """Refuse when somebody fills the storage with files that belong to nothing."""
    milik = Berkas.objects.filter(pemilik_user_id=cast(int, actor.user_id))
    lepas = unattached(milik).aggregate(n=models.Sum("ukuran"))["n"] or 0
    if lepas > LEPAS_TERBANYAK:
        raise BerkasDitolak(
            f"Anda sudah mengunggah {lepas // MIB} MB yang belum dilampirkan ke mana pun. Simpan "
            "dahulu formulir yang memakainya, atau tunggu sampai dibersihkan."
        )


def keep_file(*, actor: Actor, berkas: IO[bytes], nama: str, keperluan: str) -> Berkas:
    """Look at the content, give it a fitting name, write it and its row. Raises BerkasDitolak."""
    batas = limits_of(keperluan, actor)
    kenal = recognise(berkas)
    nama, jenis = fit(nama, kenal, batas)
    baru = Berkas(
        keperluan=keperluan,
        nama=nama,
        jenis=jenis.mime,
        ukuran=_length(berkas),
        sha256=storage.checksum(berkas),
        pemilik_user_id=actor.user_id,
        dibuat_pada=actor.at,
    )
    baru.jalur = storage.key_of(baru.pk)
    storage.keep(baru.jalur, berkas)
    try:
        with transaction.atomic():
            baru.save(force_insert=True)
            _prepare_later(baru)
    except BaseException:
        with suppress(OSError):
            storage.drop(baru.jalur)
        raise
    return baru


def take_berkas(
    request: HttpRequest, nama: str, *, keperluan: str, kept: QuerySet[Berkas] | None = None
) -> tuple[list[Berkas], list[str]]:
    """The files a form brought by either way, and what was refused.

    By script they came before (ids in `<nama>_id`), else as ordinary file fields `<nama>`. An id
    counts only for the actor's own uploads, or those of `kept` (attached already).
    """
    actor, pesan = actor_of(request), []
    ids = [i for i in request.POST.getlist(f"{nama}_id") if _is_uuid(i)]
    boleh = models.Q(pemilik_user_id=actor.user_id, keperluan=keperluan)
    if kept is not None:
        boleh |= models.Q(pk__in=kept.values("pk"))
    ditemukan = {str(b.pk): b for b in Berkas.objects.filter(boleh, pk__in=ids)} if ids else {}
    hasil = [ditemukan[i] for i in dict.fromkeys(ids) if i in ditemukan]
    if hilang := len(set(ids)) - len(hasil):
        pesan.append(f"{hilang} berkas sudah tidak ada. Unggah lagi, isian lain tetap tersimpan.")
    for upload in request.FILES.getlist(nama):
        try:
            hasil.append(simpan_berkas(actor, upload, keperluan=keperluan))
        except BerkasDitolak as error:
            pesan.append(str(error))
    return hasil, pesan


def set_scan_result(*, berkas: Berkas, terjangkit: bool, at: datetime) -> Berkas:
    """What the scanner said. An infected file stays as a row, never to be served."""
    berkas.status_pindai = Berkas.Pindai.TERJANGKIT if terjangkit else Berkas.Pindai.BERSIH
    berkas.dipindai_pada = at
    berkas.save(update_fields=["status_pindai", "dipindai_pada"])
    return berkas


def unattached(rows: QuerySet[Berkas]) -> QuerySet[Berkas]:
    """Those that nothing points to: what attaches a file does so by a foreign key."""
    for field, related in _pointers():
        rows = rows.exclude(Exists(related._default_manager.filter(**{field: OuterRef("pk")})))
    return rows


def is_attached(berkas: Berkas) -> bool:
    return not unattached(Berkas.objects.filter(pk=berkas.pk)).exists()


def remove_orphans(*, at: datetime) -> int:
    """Remove files that nothing has pointed to for a while, and uploads nobody went on with."""
    for unggahan in Unggahan.objects.filter(dibuat_pada__lt=at - UNGGAHAN_TERBENGKALAI):
        storage.drop_pieces(unggahan.pk)
        unggahan.delete()
    lama = Berkas.objects.filter(dibuat_pada__lt=at - YATIM)
    jumlah = 0
    for berkas in unattached(lama).iterator():
        with suppress(models.ProtectedError):  # attached in this very moment
            remove(berkas)
            jumlah += 1
    return jumlah


def remove(berkas: Berkas) -> None:
    """Remove the row, then the bytes: a file without a row is found by nobody."""
    pratinjau = [storage.preview_key(berkas.pk, n) for n in range(storage.PRATINJAU_TERBANYAK)]
    jalur = berkas.jalur
    with transaction.atomic():
        Unggahan.objects.filter(berkas=berkas).delete()
        berkas.delete()
        transaction.on_commit(lambda: storage.drop(jalur, *pratinjau))


def _pointers() -> list[tuple[str, type[models.Model]]]:
    hasil: list[tuple[str, type[models.Model]]] = []
    for relasi in Berkas._meta.get_fields(include_hidden=True):
        if isinstance(relasi, ForeignObjectRel) and relasi.related_model is not Unggahan:
            hasil.append((relasi.field.name, relasi.related_model))
    return hasil


def _prepare_later(berkas: Berkas) -> None:
    """Scan and draw previews after the commit, in a worker."""
    if connection.vendor != "postgresql" or not settings.BERKAS_SIAPKAN:
        return
    from procrastinate.contrib.django import app  # noqa: PLC0415 - needs apps to be ready

    app.configure_task(TASK_SIAPKAN).defer(berkas_id=str(berkas.pk))


def _length(berkas: IO[bytes]) -> int:
    panjang = berkas.seek(0, 2)
    berkas.seek(0)
    return panjang


def _is_uuid(teks: str) -> bool:
    import uuid  # noqa: PLC0415

    try:
        uuid.UUID(teks)
    except ValueError:
        return False
    return True
