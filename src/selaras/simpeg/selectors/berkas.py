"""A person's file at a glance: which kinds, how many rows, what is scanned and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from selaras.core.permissions import Actor
from selaras.core.permissions.policy import asked_once
from selaras.pegawai.models import Pegawai
from selaras.simpeg.jenis import DAFTAR, JenisRiwayat
from selaras.simpeg.models import DokumenPegawai
from selaras.simpeg.selectors.karier import Peristiwa, career

__all__ = ["Kelengkapan", "Peristiwa", "career", "completeness", "contents", "documents_of",
           "kinds_for", "with_twice_used"]  # fmt: skip
WAJIB = tuple(j for j in DokumenPegawai.Jenis if j != DokumenPegawai.Jenis.LAIN)
NOMOR_TERPENDEK = 4  # shorter numbers ("1", "SK") say nothing about a letter


@dataclass(frozen=True, slots=True)
class Kelengkapan:
    """Which of the documents that make a file complete are there: (kind, its name)."""

    ada: tuple[tuple[str, str], ...]
    kurang: tuple[tuple[str, str], ...]

    @property
    def kata(self) -> str:
        return f"{len(self.ada)} dari {len(self.ada) + len(self.kurang)} dokumen"


def kinds_for(actor: Actor, pegawai: Pegawai, hari: date) -> list[JenisRiwayat]:
    """The kinds that the actor may see of this person; equal reaches are asked once."""
    boleh = asked_once(actor, pegawai, at=hari)
    return [j for j in DAFTAR if boleh(j.lihat)]


@dataclass(frozen=True, slots=True)
class Isi:
    """How many rows of each kind, and which documents are there."""

    jumlah: dict[str, int]
    lengkap: Kelengkapan


def contents(pegawai_id: int, jenis: Iterable[JenisRiwayat]) -> Isi:
    """Rows of each kind by its code, and completeness: one query."""
    jenis = list(jenis)
    kolom: dict[str, Any] = {f"n_{j.kode.replace('-', '_')}": _jumlah(j) for j in jenis}
    dokumen = DokumenPegawai.objects.filter(pegawai_id=OuterRef("pk")).order_by()
    kolom["dokumen"] = ArraySubquery(dokumen.values_list("jenis", flat=True).distinct())
    satu: Any = Pegawai.objects.filter(pk=pegawai_id).values(**kolom).order_by().get()
    return Isi(
        {j.kode: satu[f"n_{j.kode.replace('-', '_')}"] for j in jenis},
        _complete(set(satu["dokumen"])),
    )


def _jumlah(jenis: JenisRiwayat) -> Any:
    semua = jenis.model._default_manager.filter(pegawai_id=OuterRef("pk"))
    milik = semua.order_by().values("pegawai_id")
    return Coalesce(Subquery(milik.annotate(n=Count("pk")).values("n")[:1]), 0)


def completeness(pegawai_id: int) -> Kelengkapan:
    """The documents of nilai awal's list (12), there and missing."""
    milik = DokumenPegawai.objects.filter(pegawai_id=pegawai_id).order_by()
    return _complete(set(milik.values_list("jenis", flat=True).distinct()))


def _complete(ada: set[str]) -> Kelengkapan:
    return Kelengkapan(
        tuple((j.value, j.label) for j in WAJIB if j.value in ada),
        tuple((j.value, j.label) for j in WAJIB if j.value not in ada),
    )


def documents_of(pegawai_id: int, jenis: JenisRiwayat) -> dict[int, list[DokumenPegawai]]:
    """Scans of this kind's rows, by row; one query."""
    hasil: dict[int, list[DokumenPegawai]] = {}
    dokumen: QuerySet[DokumenPegawai] = DokumenPegawai.objects.filter(
        pegawai_id=pegawai_id, jenis_riwayat=jenis.kode, baris_id__isnull=False
    ).select_related("berkas")
    for d in dokumen:
        hasil.setdefault(d.baris_id or 0, []).append(d)
    return hasil


def with_twice_used(milik: QuerySet[Any], jenis: JenisRiwayat) -> Any:
    """A person's rows, `ganda` where the letter's number stands in another row of this kind too.

    Of anybody: one letter may name many people, so it is a sign to look, never a refusal.
    """
    nama = next((n for n in ("no_sk", "no_ijazah", "no_sertifikat", "nomor")
                 if n in {f.name for f in jenis.model._meta.concrete_fields}), None)  # fmt: skip
    if nama is None:
        return milik.annotate(ganda=Value(False))
    lain = jenis.model._default_manager.filter(**{nama: OuterRef(nama)}).exclude(**{nama: ""})
    panjang = Q(**{f"{nama}__regex": f".{{{NOMOR_TERPENDEK}}}"})
    return milik.annotate(ganda=Case(
        When(panjang, then=Exists(lain.exclude(pk=OuterRef("pk")))), default=Value(False),
    ))  # fmt: skip
