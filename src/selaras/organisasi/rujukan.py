"""Set-wise lookups that imports share: units and posts by the codes that files use.

One query per kind of thing, however many rows; what is outside the actor's reach is not found.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from selaras.core.impor.spec import Baris, Konteks
from selaras.core.masa.ruas import period_text
from selaras.core.permissions.actor import Reach
from selaras.organisasi.models import Jabatan, UnitKerja


@dataclass(frozen=True, slots=True)
class UnitTersimpan:
    """A stored unit as imports compare it."""

    id: int
    kode: str
    nama: str
    jenis: str
    jenis_bayar: str
    zona: str
    induk_id: int | None
    pengganti_id: int | None
    path: str
    mulai: date
    sampai: date | None

    def contains(self, hari: date) -> bool:
        return self.mulai <= hari and (self.sampai is None or hari < self.sampai)


@dataclass(frozen=True, slots=True)
class JabatanTersimpan:
    """A stored post with its unit's code and path."""

    id: int
    unit_id: int
    unit_kode: str
    path: str
    kode: str
    nama: str
    jenis: str
    eselon: str
    kelas: int | None
    kebutuhan: int
    atasan_id: int | None
    mulai: date
    sampai: date | None

    def contains(self, hari: date) -> bool:
        return self.mulai <= hari and (self.sampai is None or hari < self.sampai)


def within(reach: Reach, instansi_id: int, path: str) -> bool:
    """Whether a unit's path lies in a reach: the same rule as the policy's, in memory."""
    if reach.everywhere or instansi_id in reach.instansi:
        return True
    return any(path.startswith(prefix) for prefix in reach.paths)


def whole_instansi(reach: Reach, instansi_id: int) -> bool:
    return reach.everywhere or instansi_id in reach.instansi


def load_units(instansi_id: int) -> list[UnitTersimpan]:
    qs = UnitKerja.objects.filter(instansi_id=instansi_id).order_by("berlaku")
    return [
        UnitTersimpan(*_dated(row))
        for row in qs.values_list(
            "id", "kode", "nama", "jenis", "jenis_bayar", "zona", "induk_id", "pengganti_id",
            "path", "berlaku",
        )
    ]  # fmt: skip


def load_jabatan(instansi_id: int) -> list[JabatanTersimpan]:
    qs = Jabatan.objects.filter(unit__instansi_id=instansi_id).order_by("berlaku")
    return [
        JabatanTersimpan(*_dated(row))
        for row in qs.values_list(
            "id", "unit_id", "unit__kode", "unit__path", "kode", "nama", "jenis", "eselon",
            "kelas", "kebutuhan", "atasan_id", "berlaku",
        )
    ]  # fmt: skip


def _dated(row: Any) -> tuple[Any, ...]:
    """A row whose last column is its range, as the range's two ends."""
    *nilai, berlaku = row
    return (*nilai, berlaku.lower, berlaku.upper)


def by_code(rows: Iterable[Any], hari: date) -> dict[Any, Any]:
    """Key -> the row in force on the day, else the latest; keys are codes."""
    hasil: dict[Any, Any] = {}
    for row in rows:
        kunci = (row.unit_kode, row.kode) if isinstance(row, JabatanTersimpan) else row.kode
        ada = hasil.get(kunci)
        if ada is None or row.contains(hari) or not ada.contains(hari):
            hasil[kunci] = row
    return hasil


class PencariJabatan:
    """Finds posts by unit code and post code, or by name within the unit."""

    def __init__(self, instansi_id: int, hari: date) -> None:
        rows = load_jabatan(instansi_id)
        self.kode = by_code(rows, hari)
        self.unit_ada = {u.kode for u in load_units(instansi_id)}
        self.nama: dict[tuple[str, str], list[JabatanTersimpan]] = defaultdict(list)
        self.tanpa_unit: dict[str, list[JabatanTersimpan]] = defaultdict(list)
        for row in self.kode.values():
            self.nama[row.unit_kode, _rapat(row.nama)].append(row)
            self.tanpa_unit[row.kode].append(row)

    def find(self, unit: str | None, jabatan: str) -> tuple[JabatanTersimpan | None, str]:
        """The post, or why it can't be told."""
        if not unit:
            calon, sebut = self.tanpa_unit.get(jabatan, []), "berkode"
        elif unit not in self.unit_ada:
            return None, f"Unit {unit!r} tidak ditemukan."
        elif (ada := self.kode.get((unit, jabatan))) is not None:
            return ada, ""
        else:
            calon, sebut = self.nama.get((unit, _rapat(jabatan)), []), "bernama"
        if len(calon) == 1:
            return calon[0], ""
        di = f"di unit {unit}" if unit else "di instansi ini"
        if calon:
            return None, f"Ada {len(calon)} jabatan {sebut} {jabatan!r} {di}; isi kodenya."
        return None, f"Jabatan {jabatan!r} tidak ada {di}."


def resolve_jabatan(
    baris: Sequence[Baris],
    ctx: Konteks,
    reach: Reach,
    *,
    unit: str = "kode_unit",
    jabatan: str = "kode_jabatan",
) -> None:
    """Put `jabatan_id` (and the stored post) in each row's references."""
    pencari = PencariJabatan(ctx.instansi_id, ctx.sejak)
    for b in baris:
        if not (kode := b.get(jabatan)):
            continue
        ada, alasan = pencari.find(b.get(unit), kode)
        if ada is None:
            b.wrong(unit if alasan.startswith("Unit") else jabatan, alasan)
        elif not within(reach, ctx.instansi_id, ada.path):
            b.wrong(jabatan, f"Jabatan {kode!r} di luar unit yang Anda kelola.")
        else:
            _check_period(b, ctx, ada, jabatan)
            b.rujukan |= {"jabatan_id": ada.id, "jabatan": ada}


def _check_period(b: Baris, ctx: Konteks, ada: JabatanTersimpan, kolom: str) -> None:
    hari = b.get("mulai") or ctx.sejak
    if not ada.contains(hari):
        b.wrong(
            kolom,
            f"Jabatan {ada.nama!r} tidak berlaku pada {hari:%d-%m-%Y} "
            f"(berlaku {period_text(ada.mulai, ada.sampai)}).",
        )


def _rapat(teks: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", teks.lower()).strip()
