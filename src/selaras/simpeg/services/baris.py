"""Writes rows of a person's file with their proof; each change leaves one entry in the trail."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, models, transaction

from selaras.core.audit.services import record, record_change, state_of
from selaras.core.files.models import Berkas
from selaras.core.permissions import Actor, check
from selaras.pegawai.models import Pegawai
from selaras.simpeg.galat import BarisBerubah, BarisDitolak
from selaras.simpeg.jenis import JenisRiwayat
from selaras.simpeg.models import DataPribadi, DokumenPegawai
from selaras.simpeg.services.riwayat import drop_history, put_history

__all__ = ["BarisBerubah", "BarisDitolak", "Bukti", "attach", "delete_row", "drop_row",
           "save_personal", "save_row", "store_row", "version_of"]  # fmt: skip

UBAH = "pegawai.edit"
_TOLAK = {
    "golongan_tanpa_jeda": "Riwayat golongan menjadi berjeda. Sesuaikan TMT-nya.",
    "golongan_tanpa_tumpang": "Bertumpang dengan golongan lain pada tanggal itu.",
    "jabatan_definitif_tunggal": "Bertumpang dengan jabatan definitif lain pada tanggal itu.",
    "plt_tanpa_tumpang": "Bertumpang dengan Plt/Plh lain pada tanggal itu.",
    "status_tanpa_tumpang": "Bertumpang dengan status lain pada tanggal itu.",
    "kedudukan_tanpa_tumpang": "Bertumpang dengan CLTN atau perubahan kedudukan lain.",
    "kontrak_tanpa_tumpang": "Bertumpang dengan kontrak lain pada tanggal itu.",
    "pegawai_pegawai_nip_key": "NIP itu milik pegawai lain.",
    "cpns_pns_sekali_seumur": "Pengangkatan ini sudah tercatat; ubah baris yang ada.",
    "pendidikan_pertama_satu": "Pendidikan saat diangkat sudah ditandai pada ijazah lain.",
}
_NOMOR = ("no_sk", "no_ijazah", "no_sertifikat", "nomor", "no_tanda_terima")
_TANGGAL = ("tanggal_sk", "tanggal_ijazah", "tanggal_sertifikat", "tanggal", "tanggal_lapor")
_RANGKAP = "Baris dengan isi pokok yang sama sudah ada."


@dataclass(frozen=True, slots=True)
class Bukti:
    """A scan to attach: its kind and the stored file."""

    jenis: str
    berkas: Berkas
    nomor: str = ""
    tanggal: date | None = None


def version_of(baris: models.Model) -> str:
    """Fingerprint of a row's content: a form carries it to notice another's change."""
    isi = json.dumps(state_of(baris), cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(isi.encode()).hexdigest()[:16]


def save_row(
    *,
    actor: Actor,
    jenis: JenisRiwayat,
    pegawai: Pegawai,
    isi: Mapping[str, Any],
    baris: models.Model | None = None,
    versi: str = "",
    kunci: UUID | None = None,
    bukti: Sequence[Bukti] = (),
) -> Any:
    """Create a row, or change `baris`; the same `kunci` again changes nothing.

    Raises BarisBerubah when the row is no longer the one read (`versi`), BarisDitolak when the
    database refuses it.
    """
    check(actor, UBAH, pegawai)
    check(actor, jenis.lihat, pegawai)
    return store_row(
        actor=actor, jenis=jenis, pegawai=pegawai, isi=isi, baris=baris, versi=versi, kunci=kunci,
        bukti=bukti,
    )  # fmt: skip


def store_row(
    *,
    actor: Actor,
    jenis: JenisRiwayat,
    pegawai: Pegawai,
    isi: Mapping[str, Any],
    baris: models.Model | None = None,
    versi: str = "",
    kunci: UUID | None = None,
    bukti: Sequence[Bukti] = (),
    keterangan: str = "",
) -> Any:
    """The same for a caller who has asked the policy: a proposal that the agency accepted."""
    berkunci = kunci is not None and not (jenis.masa or jenis.tunggal)
    if baris is None and berkunci:
        sudah = jenis.model._default_manager.filter(kunci=kunci, pegawai=pegawai).first()
        if sudah is not None:
            return sudah
    try:
        with transaction.atomic():
            satu = _fresh(jenis, pegawai, baris, kunci if berkunci else None)
            if baris is not None and versi and version_of(satu) != versi:
                raise BarisBerubah(satu)
            sebelum = state_of(satu) if satu.pk and not satu._state.adding else None
            if jenis.masa:
                put_history(jenis, pegawai, isi, satu)
            else:
                for nama, nilai in isi.items():
                    setattr(satu, nama, nilai)
                satu.save()
            _trail(actor, satu, sebelum, pegawai.pk, keterangan)
            for b in bukti:
                attach_to(actor=actor, pegawai=pegawai, bukti=b, at=actor.at, jenis=jenis,
                          baris=satu)  # fmt: skip
            _check_now()
    except IntegrityError as galat:
        nama = getattr(getattr(galat.__cause__, "diag", None), "constraint_name", "") or ""
        raise BarisDitolak(_TOLAK.get(nama, _RANGKAP)) from galat
    return satu


def _fresh(
    jenis: JenisRiwayat, pegawai: Pegawai, baris: models.Model | None, kunci: UUID | None
) -> Any:
    """The row as it stands, locked; or a new one."""
    if baris is not None and not baris._state.adding:
        return jenis.model._default_manager.select_for_update(of=("self",)).get(pk=baris.pk)
    satu: Any = jenis.model(pegawai=pegawai)
    if kunci is not None:
        satu.kunci = kunci
    return satu


def _check_now() -> None:
    """A gap is refused here, where it can still be said, and not when the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints golongan_tanpa_jeda immediate")
        cursor.execute("set constraints golongan_tanpa_jeda deferred")


def delete_row(*, actor: Actor, jenis: JenisRiwayat, baris: Any, alasan: str) -> None:
    """Take a row out; the trail keeps what it said and why. Its scans stay in the file."""
    check(actor, UBAH, baris)
    check(actor, jenis.lihat, baris)
    if not alasan.strip():
        raise BarisDitolak("Isi alasan penghapusannya.")
    drop_row(actor=actor, jenis=jenis, baris=baris, alasan=alasan)


def drop_row(*, actor: Actor, jenis: JenisRiwayat, baris: Any, alasan: str) -> None:
    """The same for a caller who has asked the policy."""
    try:
        with transaction.atomic():
            record(
                actor=actor, aksi=UBAH, objek=baris, sebelum=state_of(baris),
                keterangan=alasan.strip(), person_id=baris.pegawai_id,
            )  # fmt: skip
            DokumenPegawai.objects.filter(jenis_riwayat=jenis.kode, baris_id=baris.pk).update(
                baris_id=None
            )
            if jenis.masa:
                drop_history(jenis, baris)
            else:
                baris.delete()
            _check_now()
    except IntegrityError as galat:
        raise BarisDitolak("Baris ini masih dipakai catatan lain.") from galat


def attach(
    *,
    actor: Actor,
    pegawai: Pegawai,
    bukti: Bukti,
    at: datetime,
    jenis: JenisRiwayat | None = None,
    baris: Any = None,
) -> DokumenPegawai:
    """Add a scan to the file; the same file for the same row again is the same document."""
    check(actor, UBAH, pegawai)
    return attach_to(actor=actor, pegawai=pegawai, bukti=bukti, at=at, jenis=jenis, baris=baris)


@transaction.atomic
def attach_to(
    *,
    actor: Actor,
    pegawai: Pegawai,
    bukti: Bukti,
    at: datetime,
    jenis: JenisRiwayat | None = None,
    baris: Any = None,
) -> DokumenPegawai:
    """The same for a caller who has asked the policy; a row's letter gives number and date."""
    dokumen, baru = DokumenPegawai.objects.get_or_create(
        pegawai=pegawai,
        jenis=bukti.jenis,
        berkas=bukti.berkas,
        jenis_riwayat=jenis.kode if jenis else "",
        baris_id=baris.pk if baris else None,
        defaults={
            "nomor": bukti.nomor or _first(baris, _NOMOR) or "",
            "tanggal": bukti.tanggal or _first(baris, _TANGGAL),
            "diunggah_pada": at,
        },
    )
    if baru:
        record(
            actor=actor, aksi=UBAH, objek=dokumen, person_id=pegawai.pk,
            sesudah={"jenis": bukti.jenis, "sha256": bukti.berkas.sha256},
        )  # fmt: skip
    return dokumen


@transaction.atomic
def save_personal(
    *, actor: Actor, pegawai: Pegawai, isi: Mapping[str, Any], versi: str | None = None
) -> DataPribadi:
    """Write personal data; BarisBerubah when another wrote them since they were read (`versi`, ""
    where there were none).
    """
    check(actor, UBAH, pegawai)
    check(actor, "pegawai.view_nik", pegawai)
    satu, baru = DataPribadi.objects.select_for_update().get_or_create(pegawai=pegawai)
    if not baru and versi is not None and version_of(satu) != versi:
        raise BarisBerubah(satu)
    sebelum = state_of(satu)
    for nama, nilai in isi.items():
        setattr(satu, nama, nilai)
    satu.save()
    record_change(actor=actor, aksi=UBAH, objek=satu, sebelum=sebelum, person_id=pegawai.pk)
    return satu


def _first(baris: Any, nama: Sequence[str]) -> Any:
    """What the row's letter is called and dated, whichever columns say it."""
    return next((v for n in nama if (v := getattr(baris, n, None))), None)


def _trail(
    actor: Actor, baris: models.Model, sebelum: dict[str, Any] | None, person_id: int,
    keterangan: str,
) -> None:  # fmt: skip
    if sebelum is None:
        record(
            actor=actor, aksi=UBAH, objek=baris, sesudah=state_of(baris), person_id=person_id,
            keterangan=keterangan,
        )  # fmt: skip
    else:
        record_change(
            actor=actor, aksi=UBAH, objek=baris, sebelum=sebelum, person_id=person_id,
            keterangan=keterangan,
        )  # fmt: skip
