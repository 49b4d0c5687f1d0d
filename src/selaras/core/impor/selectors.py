"""Reads imports and their rows as pages show them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from selaras.core.impor.models import BarisImpor, Impor
from selaras.core.impor.spec import Spec, Status
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.policy import rows

SARINGAN_BARIS = {
    "salah": "Salah",
    "peringatan": "Dengan peringatan",
    "baru": "Baru",
    "berubah": "Berubah",
    "sama": "Tidak berubah",
}


@dataclass(frozen=True, slots=True)
class SelBaris:
    """One cell of a row: as it came, what it changes, what is wrong with it."""

    judul: str
    isi: str
    lama: str
    baru: str
    berubah: bool
    galat: str
    peringatan: str


def impor_visible_to(actor: Actor) -> QuerySet[Impor]:
    """Imports whose content the actor may see, newest first."""
    return rows(actor, "impor.view", Impor.objects.select_related("dibuat_oleh"))


def rows_of(impor: Impor, saring: str) -> QuerySet[BarisImpor]:
    """An import's rows, wrong ones first; `saring` is a key of SARINGAN_BARIS or empty."""
    qs = BarisImpor.objects.filter(impor=impor)
    if saring == "peringatan":
        return qs.filter(peringatan=True).order_by("nomor")
    if saring in SARINGAN_BARIS:
        return qs.filter(status=Status[saring.upper()]).order_by("nomor")
    return qs.order_by("status", "nomor")


def cells(spec: Spec, impor: Impor, baris: BarisImpor) -> list[SelBaris]:
    """The row's cells in the order of the file's used columns."""
    dipakai = {p["kolom"] for p in impor.padanan if p["kolom"]}
    temuan: dict[str, dict[bool, list[str]]] = {}
    for kolom, pesan, peringatan in baris.temuan:
        temuan.setdefault(kolom, {}).setdefault(peringatan, []).append(pesan)
    tampil = [k for k in spec.kolom if k.nama in dipakai or k.nama in baris.perubahan]
    return [_cell(k.nama, k.judul, baris, temuan.get(k.nama, {})) for k in tampil]


def _cell(nama: str, judul: str, baris: BarisImpor, temuan: dict[bool, list[str]]) -> SelBaris:
    lama, baru = baris.perubahan.get(nama, ("", ""))
    return SelBaris(
        judul=judul,
        isi=baris.isi.get(nama, ""),
        lama=lama,
        baru=baru,
        berubah=nama in baris.perubahan and baris.status == Status.BERUBAH,
        galat=" ".join(temuan.get(False, [])),
        peringatan=" ".join(temuan.get(True, [])),
    )


def row_findings(baris: BarisImpor) -> list[str]:
    """Findings about the row as a whole."""
    return [pesan for kolom, pesan, _ in baris.temuan if not kolom]


def earlier_taken(impor: Impor) -> Any:
    """When the very same file was taken before, if it was."""
    return (
        Impor.objects.filter(
            jenis=impor.jenis,
            instansi_id=impor.instansi_id,
            sidik_berkas=impor.sidik_berkas,
            status=Impor.Status.DIAMBIL,
        )
        .exclude(pk=impor.pk)
        .values_list("diambil_pada", flat=True)
        .first()
    )
