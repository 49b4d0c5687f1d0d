"""Writes monthly results of work; the rooms that compute read them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict, Unpack

from django.core.exceptions import PermissionDenied
from django.db import transaction

from selaras.core.audit.services import record_changes, state_of
from selaras.core.halaman.format import periode_id
from selaras.core.permissions.actor import Actor
from selaras.kinerja.kabar import announce_months
from selaras.kinerja.models import PenilaianBulanan
from selaras.pegawai.models import Pegawai
from selaras.pegawai.selectors.sebulan import people_of_month, with_post
from selaras.periode.models import PeriodeUnit
from selaras.periode.services import PeriodeTerkunci

HASIL = ("predikat", "persen_bp", "menit", "nilai_skp_bp", "keterangan", "sumber")
TANGAN = "tangan"


def save_hasil(*, actor: Actor, rows: Sequence[PenilaianBulanan]) -> None:
    """Create or replace results of many people; the import leaves the entry in the trail."""
    del actor
    PenilaianBulanan.objects.bulk_create(
        rows,
        batch_size=5000,
        update_conflicts=True,
        unique_fields=["periode", "pegawai"],
        update_fields=[*HASIL, "menit_aktivitas"],
    )
    announce_months(rows)


class Hasil(TypedDict, total=False):
    """What is written of a result; a column not named stays as it is, None or "" empties it."""

    predikat: str
    persen_bp: int | None
    menit: int | None
    nilai_skp_bp: int | None
    keterangan: str


def record_hasil(
    *, actor: Actor, pegawai_id: int, periode: int, **hasil: Unpack[Hasil]
) -> PenilaianBulanan | None:
    """Write one person's result by hand; None = it was so already."""
    baris = record_hasil_many(actor=actor, periode=periode, hasil={pegawai_id: hasil})
    return baris[0] if baris else None


@transaction.atomic
def record_hasil_many(
    *, actor: Actor, periode: int, hasil: Mapping[int, Hasil], susulan: bool = False
) -> list[PenilaianBulanan]:
    """Write results of people by hand, all or none; the rows that changed.

    The earlier result stands in the trail. Raises PermissionDenied outside the actor's reach and
    for her own result, PeriodeTerkunci where the month of a person's SKPD is locked, unless the
    actor was told that the difference is paid in a later month (`susulan`, decision 0009).
    """
    if periode > actor.month():
        raise PermissionDenied(f"{periode_id(periode)} belum mulai, jadi belum ada hasilnya.")
    orang = _people(actor, periode, hasil)
    terkunci = (
        PeriodeUnit.objects.select_for_update(of=("self",))
        .select_related("skpd")
        .filter(
            periode=periode,
            skpd_id__in={p.skpd_id for p in orang.values()},  # type: ignore[attr-defined]
        )
        .order_by("skpd_id")
    )
    terlambat = [bulan for bulan in terkunci if bulan.terkunci]
    if terlambat and not susulan:
        raise PeriodeTerkunci(terlambat[0])
    lama = {
        h.pegawai_id: h
        for h in PenilaianBulanan.objects.select_for_update(of=("self",)).filter(
            pegawai_id__in=orang, periode=periode
        )
    }
    baris, sebelum = [], []
    for pk, pegawai in orang.items():
        satu = lama.get(pk) or PenilaianBulanan(pegawai=pegawai, periode=periode)
        keadaan = state_of(satu) if pk in lama else {}
        if _apply(satu, hasil[pk]):
            satu.pegawai = pegawai
            baris.append(satu)
            sebelum.append(keadaan)
    save_hasil(actor=actor, rows=baris)
    record_changes(
        actor=actor,
        aksi="kinerja.record",
        entries=[(b, b.pegawai_id, s) for b, s in zip(baris, sebelum, strict=True)],
        instansi_id=baris[0].pegawai.instansi_id if baris else None,
        keterangan="Sesudah bulannya terkunci: selisihnya menjadi susulan" if terlambat else "",
    )
    return baris


def _people(actor: Actor, periode: int, ids: Iterable[int]) -> dict[int, Pegawai]:
    """The people asked for with their SKPD; refuses when one is out of reach or the actor."""
    diminta = set(ids)
    if actor.person_id in diminta:
        raise PermissionDenied("Hasil kinerja sendiri dicatat oleh atasan atau petugas lain.")
    boleh = people_of_month(actor, "kinerja.record", periode).filter(pk__in=diminta)
    orang = {p.pk: p for p in with_post(boleh, periode).order_by("pk")}
    if orang.keys() != diminta:
        raise PermissionDenied("Anda belum berwenang: mencatat hasil kinerja orang ini.")
    return orang


def _apply(baris: PenilaianBulanan, hasil: Hasil) -> bool:
    """Put the named columns in; whether anything differs from what was there."""
    beda = [kolom for kolom, nilai in hasil.items() if getattr(baris, kolom) != nilai]
    for kolom in beda:
        setattr(baris, kolom, hasil[kolom])  # type: ignore[literal-required]
    if "menit" in beda:
        baris.menit_aktivitas = False
    if beda:
        baris.sumber = TANGAN
    return bool(beda)
