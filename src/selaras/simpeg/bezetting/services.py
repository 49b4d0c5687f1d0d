"""Writes workload analyses of posts in a year and the need that follows, many posts at once."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from selaras.aturan.simpeg.abk import Kebutuhan, need
from selaras.core.audit.services import record_changes, state_of
from selaras.core.masa.simpan import any_of
from selaras.core.permissions import Actor
from selaras.core.permissions.policy import rows
from selaras.hukum import Aturan
from selaras.organisasi.models import Jabatan
from selaras.simpeg.models import BebanKerja, KebutuhanJabatan

UBAH = "abk.edit"
TULIS = 5000


@dataclass(frozen=True, slots=True)
class Beban:
    """A post's whole year: its duties, and what was granted beside the need they give."""

    jabatan: Jabatan
    tahun: int
    baris: Sequence[Mapping[str, Any]]
    formasi: int | None = None
    dasar: str = ""

    @property
    def kunci(self) -> tuple[int, int]:
        return self.jabatan.pk, self.tahun

    @property
    def satu(self) -> tuple[Jabatan, int]:
        return self.jabatan, self.tahun

    def need(self, aturan: Aturan) -> Kebutuhan:
        return need([(b["volume"], b["menit"]) for b in self.baris], aturan)


class BebanBerubah(ValueError):
    """Another wrote this post's year meanwhile; `kini` = its lines as they are now, in words."""

    def __init__(self, kini: Sequence[str]) -> None:
        super().__init__("Beban kerja jabatan ini baru saja diubah orang lain.")
        self.kini = kini


def year_in_words(jabatan: Jabatan, tahun: int) -> list[str]:
    """A post's year as an officer reads it: its duties, and what was granted."""
    baris = BebanKerja.objects.filter(jabatan=jabatan, tahun=tahun)
    kata = [f"{b.uraian}: {b.volume} {b.hasil or 'hasil'} x {b.menit} menit" for b in baris]
    satu = KebutuhanJabatan.objects.filter(jabatan=jabatan, tahun=tahun).first()
    if satu and (satu.formasi is not None or satu.dasar):
        kata.append(f"formasi {satu.formasi if satu.formasi is not None else 'kosong'} "
                    f"{satu.dasar}".strip())  # fmt: skip
    return kata


def version_of_year(jabatan: Jabatan, tahun: int) -> str:
    """Fingerprint of a post's year: the form carries it to notice another's change."""
    return hashlib.sha256("\n".join(year_in_words(jabatan, tahun)).encode()).hexdigest()[:16]


@transaction.atomic
def save_workload(
    *, actor: Actor, aturan: Aturan, beban: Beban, versi: str | None = None
) -> Kebutuhan:  # fmt: skip
    """One post's year; BebanBerubah when it is no longer the one read (`versi`)."""
    Jabatan.objects.select_for_update(of=("self",)).get(pk=beban.jabatan.pk)
    if versi is not None and versi != version_of_year(*beban.satu):
        raise BebanBerubah(year_in_words(*beban.satu))
    save_workloads(actor=actor, aturan=aturan, beban=[beban])
    return beban.need(aturan)


@transaction.atomic
def save_workloads(*, actor: Actor, aturan: Aturan, beban: Sequence[Beban]) -> None:
    """Replace the lines of each post's year, in the same few statements however many there are."""
    jabatan = Jabatan.objects.filter(pk__in=any_of({b.jabatan.pk for b in beban}))
    if rows(actor, UBAH, jabatan).count() != len({b.jabatan.pk for b in beban}):
        raise PermissionDenied
    _of(BebanKerja.objects.all(), beban).delete()
    BebanKerja.objects.bulk_create(
        [BebanKerja(jabatan=b.jabatan, tahun=b.tahun, urutan=n, **isi)
         for b in beban for n, isi in enumerate(b.baris, start=1)],
        batch_size=TULIS,
    )  # fmt: skip
    _save_needs(actor, aturan, beban)


def _save_needs(actor: Actor, aturan: Aturan, beban: Sequence[Beban]) -> None:
    ada = {
        (k.jabatan_id, k.tahun): k for k in _of(KebutuhanJabatan.objects.select_for_update(), beban)
    }
    jejak: dict[int, list[tuple[KebutuhanJabatan, None, dict[str, Any]]]] = defaultdict(list)
    baru = []
    for b in beban:
        satu = ada.get(b.kunci)
        sebelum = state_of(satu) if satu else {}
        if satu is None:
            baru.append(satu := KebutuhanJabatan(tahun=b.tahun))
        satu.jabatan = b.jabatan
        satu.abk = b.need(aturan).orang if b.baris else None
        satu.formasi, satu.dasar = b.formasi, b.dasar
        jejak[b.jabatan.unit.instansi_id].append((satu, None, sebelum))
    KebutuhanJabatan.objects.bulk_create(baru, batch_size=TULIS)
    KebutuhanJabatan.objects.bulk_update(ada.values(), ["abk", "formasi", "dasar"], batch_size=1000)
    for instansi_id, isi in jejak.items():
        record_changes(actor=actor, aksi=UBAH, entries=isi, instansi_id=instansi_id)


def _of(qs: QuerySet[Any], beban: Sequence[Beban]) -> QuerySet[Any]:
    """The rows of these posts' years."""
    menurut_tahun: dict[int, set[int]] = defaultdict(set)
    for b in beban:
        menurut_tahun[b.tahun].add(b.jabatan.pk)
    pilih = Q(pk__in=[])
    for tahun, ids in menurut_tahun.items():
        pilih |= Q(tahun=tahun, jabatan_id__in=any_of(ids))
    return qs.filter(pilih)
