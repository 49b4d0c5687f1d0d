"""Writes people and their histories; a history is closed and continued, never overwritten.

Bulk calls (imports) leave their one entry in the trail with the import; single edits leave one
each. Outside the actor's reach everything here refuses.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from selaras.core.audit.services import record
from selaras.core.masa.ruas import Akibat, Hasil, Isi, Riwayat, Ruas, period_text
from selaras.core.masa.simpan import load_riwayat, save_riwayat
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import can
from selaras.core.workflow.maintenance import reassign_soon
from selaras.organisasi.models import Jabatan
from selaras.pegawai.models import (
    AtasanKhusus,
    GajiBulanan,
    Pegawai,
    RiwayatGolongan,
    RiwayatJabatan,
    RiwayatStatus,
)
from selaras.pegawai.selectors.atasan import chain_above, stands_above

DEFINITIF = RiwayatJabatan.Penugasan.DEFINITIF
JABATAN_ISI = ("jabatan_id", "penugasan", "cara_plt", "no_sk", "tanggal_sk")


class Ditolak(ValueError):
    """A change that can't stand beside what is known; the message is for the officer."""


@dataclass(frozen=True, slots=True)
class IsiPegawai:
    """A person to write: id None = new."""

    id: int | None
    nip: str
    isi: Mapping[str, Any]
    status: Riwayat | None = None
    golongan: Riwayat | None = None


@transaction.atomic
def save_pegawai(*, actor: Actor, instansi_id: int, rows: Sequence[IsiPegawai]) -> None:
    """Create and change people with their status and golongan; a handful of statements."""
    del actor  # the import's own entry names who and what
    akun = _waiting_accounts([r.nip for r in rows if r.id is None])
    baru = [
        Pegawai(instansi_id=instansi_id, nip=r.nip, user_id=akun.get(r.nip), **r.isi)
        for r in rows
        if r.id is None
    ]
    Pegawai.objects.bulk_create(baru, batch_size=5000)
    ids = {p.nip: p.pk for p in baru} | {r.nip: r.id for r in rows if r.id is not None}
    kelompok: dict[tuple[str, ...], list[Pegawai]] = {}
    for r in rows:
        if r.id is not None and r.isi:
            kelompok.setdefault(tuple(sorted(r.isi)), []).append(Pegawai(pk=r.id, **r.isi))
    for nama, orang in kelompok.items():
        Pegawai.objects.bulk_update(orang, nama, batch_size=1000)
    save_riwayat(RiwayatStatus, "pegawai_id", {ids[r.nip]: r.status for r in rows if r.status})
    save_riwayat(
        RiwayatGolongan, "pegawai_id", {ids[r.nip]: r.golongan for r in rows if r.golongan}
    )


def _waiting_accounts(nip: Sequence[str]) -> dict[str, int]:
    """Accounts made before their person was known, such as the first admin's: NIP -> user."""
    if not nip:
        return {}
    return dict(
        get_user_model()
        .objects.filter(username__in=nip, pegawai__isnull=True)
        .values_list("username", "pk")
    )


def save_histories(
    *, actor: Actor, model: type[models.Model], riwayat: Mapping[int, Riwayat]
) -> int:
    """Write the dated histories of many people, of one kind; the number of rows written."""
    del actor
    with transaction.atomic():
        reassign_soon()
        return save_riwayat(model, "pegawai_id", riwayat)


def save_gaji(*, actor: Actor, rows: Sequence[GajiBulanan], kolom: Sequence[str]) -> None:
    """Create or replace the given columns of people's monthly salary."""
    del actor
    GajiBulanan.objects.bulk_create(
        rows,
        batch_size=5000,
        update_conflicts=True,
        unique_fields=["periode", "pegawai"],
        update_fields=list(kolom),
    )


def set_atasan_khusus(
    *,
    actor: Actor,
    pegawai: Pegawai,
    atasan: Pegawai,
    alasan: str,
    mulai: date,
    sampai: date | None = None,
) -> Riwayat:
    """Name another superior than the post gives, for a time; refuses a ring and an overlap."""
    _check_edit(actor, pegawai)
    if atasan.pk == pegawai.pk:
        raise Ditolak("Pegawai tidak dapat menjadi atasannya sendiri.")
    if stands_above(pegawai.pk, atasan.pk, chain_above([atasan.pk], mulai)):
        raise Ditolak(
            f"Atasan melingkar: {pegawai.nama} adalah atasan {atasan.nama} pada tanggal itu."
        )
    isi = {"atasan_id": atasan.pk, "alasan": alasan}
    return state_history(
        actor, pegawai, AtasanKhusus.objects.all(), ("atasan_id", "alasan"),
        change=lambda r: r.set_period(mulai, sampai, isi),
        keterangan=f"Atasan khusus: {atasan.nama}",
    )  # fmt: skip


def assign_jabatan(
    *,
    actor: Actor,
    pegawai: Pegawai,
    jabatan: Jabatan,
    mulai: date,
    no_sk: str = "",
    tanggal_sk: date | None = None,
) -> Riwayat:
    """Give a definitive post from a day on; the post held before ends the day before."""
    _check_edit(actor, pegawai)
    _check_post(jabatan, mulai)
    isi = {"jabatan_id": jabatan.pk, "no_sk": no_sk, "tanggal_sk": tanggal_sk}
    return state_history(
        actor, pegawai, RiwayatJabatan.objects.filter(penugasan=DEFINITIF),
        ("jabatan_id", "no_sk", "tanggal_sk"),
        change=lambda r: r.set_since(mulai, isi),
        keterangan=f"Jabatan: {jabatan.nama}",
        tetap={"penugasan": DEFINITIF},
    )  # fmt: skip


def assign_acting(
    *,
    actor: Actor,
    pegawai: Pegawai,
    jabatan: Jabatan,
    penugasan: str,
    mulai: date,
    sampai: date | None,
    cara_plt: str = "",
    no_sk: str = "",
    tanggal_sk: date | None = None,
) -> Riwayat:
    """Plt or Plh of a post for a time; one at a time, never of the post one holds."""
    _check_edit(actor, pegawai)
    _check_post(jabatan, mulai)
    if penugasan not in {RiwayatJabatan.Penugasan.PLT, RiwayatJabatan.Penugasan.PLH}:
        raise Ditolak("Pilih Plt atau Plh.")
    if (
        RiwayatJabatan.objects.pada(mulai)
        .filter(pegawai=pegawai, jabatan=jabatan, penugasan=DEFINITIF)
        .exists()
    ):
        raise Ditolak(f"{pegawai.nama} sudah memangku {jabatan.nama} secara definitif.")
    isi = {
        "jabatan_id": jabatan.pk,
        "penugasan": penugasan,
        "cara_plt": cara_plt,
        "no_sk": no_sk,
        "tanggal_sk": tanggal_sk,
    }
    return state_history(
        actor, pegawai, RiwayatJabatan.objects.exclude(penugasan=DEFINITIF), JABATAN_ISI,
        change=lambda r: r.set_period(mulai, sampai, isi),
        keterangan=f"{RiwayatJabatan.Penugasan(penugasan).label}: {jabatan.nama}",
    )  # fmt: skip


def end_jabatan(*, actor: Actor, riwayat: RiwayatJabatan, terakhir: date) -> RiwayatJabatan:
    """The post (or Plt/Plh) ends after `terakhir`; a date before its start is refused."""
    _check_edit(actor, riwayat.pegawai)
    mulai = riwayat.berlaku.lower
    if terakhir < mulai:
        raise Ditolak(f"Jabatan itu baru mulai {mulai:%d-%m-%Y}.")
    tetap = models.Q(penugasan=DEFINITIF)
    sejenis = RiwayatJabatan.objects.filter(tetap if riwayat.penugasan == DEFINITIF else ~tetap)
    state_history(
        actor, riwayat.pegawai, sejenis, (),
        change=lambda r: r.end_at(mulai, terakhir),
        keterangan=f"Berakhir: {riwayat.jabatan.nama}",
    )  # fmt: skip
    riwayat.refresh_from_db()
    return riwayat


def end_atasan_khusus(*, actor: Actor, khusus: AtasanKhusus, terakhir: date) -> AtasanKhusus:
    """The override ends after `terakhir`; afterwards the post gives the superior again."""
    _check_edit(actor, khusus.pegawai)
    if terakhir < khusus.berlaku.lower:
        raise Ditolak("Tanggal berakhir mendahului tanggal mulai.")
    state_history(
        actor, khusus.pegawai, AtasanKhusus.objects.all(), (),
        change=lambda r: r.end_at(khusus.berlaku.lower, terakhir),
        keterangan="Atasan khusus berakhir",
    )  # fmt: skip
    khusus.refresh_from_db()
    return khusus


def _check_edit(actor: Actor, pegawai: Pegawai) -> None:
    if not can(actor, "pegawai.edit", pegawai):
        raise PermissionDenied(f"{pegawai.nama} di luar unit yang Anda kelola.")


def _check_post(jabatan: Jabatan, hari: date) -> None:
    berlaku = jabatan.berlaku
    if hari < berlaku.lower or (berlaku.upper and hari >= berlaku.upper):
        raise Ditolak(
            f"{jabatan.nama} tidak berlaku pada {hari:%d-%m-%Y} "
            f"(berlaku {period_text(berlaku.lower, berlaku.upper)})."
        )


def state_history(
    actor: Actor,
    pegawai: Pegawai,
    qs: models.QuerySet[Any],
    isi: Sequence[str],
    *,
    change: Callable[[Riwayat], Hasil],
    keterangan: str,
    tetap: Isi | None = None,
    aksi: str = "pegawai.edit",
) -> Riwayat:
    """Lock the person, apply one statement to one of her histories, write and record it."""
    with transaction.atomic():
        Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai.pk)
        riwayat = load_riwayat(qs.filter(pegawai=pegawai), "pegawai_id", isi).get(
            pegawai.pk, Riwayat([])
        )
        sebelum = [_plain(r) for r in riwayat.ruas]
        hasil = change(riwayat)
        if hasil.akibat is Akibat.TUMPANG and hasil.ruas:
            raise Ditolak(
                "Bertumpang dengan yang sudah ada "
                f"({period_text(hasil.ruas.mulai, hasil.ruas.sampai)})."
            )
        if hasil.akibat is Akibat.SAMA:
            return riwayat
        save_riwayat(qs.model, "pegawai_id", {pegawai.pk: riwayat}, tetap)
        record(
            actor=actor, aksi=aksi, objek=pegawai, person_id=pegawai.pk,
            sebelum={"riwayat": sebelum}, sesudah={"riwayat": [_plain(r) for r in riwayat.ruas]},
            keterangan=keterangan, instansi_id=pegawai.instansi_id,
        )  # fmt: skip
        reassign_soon()
    return riwayat


def _plain(ruas: Ruas) -> dict[str, str]:
    return {
        "berlaku": period_text(ruas.mulai, ruas.sampai),
        **{nama: str(nilai) for nama, nilai in ruas.isi.items() if nilai not in (None, "")},
    }
