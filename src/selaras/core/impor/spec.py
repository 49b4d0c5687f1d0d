"""What an app declares to have a kind of file imported: columns, natural key, lookups, services.

The engine (`periksa`, `services`) does the rest and knows no table of any app.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Any, ClassVar

from selaras.core.impor.urai import Urai
from selaras.core.permissions.actor import Actor


class Status(IntEnum):
    """What taking a row would do."""

    SALAH = 0
    BARU = 1
    BERUBAH = 2
    SAMA = 3


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column an import knows: how it is called, read, shown and explained."""

    nama: str
    judul: str
    urai: Urai
    wajib: bool = False
    sinonim: tuple[str, ...] = ()
    bantuan: str = ""
    contoh: str = ""
    pilihan: tuple[str, ...] = ()
    tampil: Callable[[Any], str] = field(default=lambda nilai: show(nilai))  # noqa: PLW0108 - defined below


@dataclass(frozen=True, slots=True)
class Temuan:
    """A finding at one cell (kolom "" = the whole row)."""

    kolom: str
    pesan: str
    peringatan: bool = False


@dataclass(slots=True)
class Baris:
    """One row of the file on its way: texts as they came, values, references, findings."""

    nomor: int
    teks: Mapping[str, str]
    nilai: dict[str, Any] = field(default_factory=dict)
    rujukan: dict[str, Any] = field(default_factory=dict)
    temuan: list[Temuan] = field(default_factory=list)
    kunci: tuple[Any, ...] = ()
    status: Status = Status.SAMA
    perubahan: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def wrong(self, kolom: str, pesan: str) -> None:
        self.temuan.append(Temuan(kolom, pesan))
        self.status = Status.SALAH

    def warn(self, kolom: str, pesan: str) -> None:
        self.temuan.append(Temuan(kolom, pesan, peringatan=True))

    @property
    def salah(self) -> bool:
        return self.status is Status.SALAH

    def get(self, kolom: str, kosong: Any = None) -> Any:
        return self.nilai.get(kolom, kosong)

    def found(self, lama: Mapping[str, Any] | None, baru: Mapping[str, Any]) -> None:
        """Note what the row would write: None before = something new, else what differs."""
        if lama is None:
            self.status = Status.BARU
            self.perubahan |= {k: (None, v) for k, v in baru.items() if v not in (None, "")}
        else:
            self.part(lama, baru)

    def part(self, lama: Mapping[str, Any], baru: Mapping[str, Any]) -> None:
        """Note one part of a row whose subject is known: only what differs counts."""
        beda = {k: (lama.get(k), v) for k, v in baru.items() if _known(lama.get(k)) != _known(v)}
        if beda:
            self.perubahan |= beda
            if self.status is Status.SAMA:
                self.status = Status.BERUBAH


def _known(nilai: Any) -> Any:
    """An empty text says as little as none; a 0 is a figure that somebody wrote."""
    return None if nilai == "" else nilai


@dataclass(frozen=True, slots=True)
class Konteks:
    """Who imports for which government, and the day rows without a date start to hold."""

    actor: Actor
    instansi_id: int
    sejak: date
    nama_berkas: str = ""


class Spec(ABC):
    """One kind of import. Every method gets all rows at once: no query per row."""

    kode: ClassVar[str]
    judul: ClassVar[str]
    uraian: ClassVar[str] = ""
    aksi: ClassVar[str]  # may import
    aksi_lihat: ClassVar[str]  # may see an import's content
    kolom: ClassVar[tuple[Kolom, ...]]
    kunci: ClassVar[tuple[str, ...]]
    catatan: ClassVar[tuple[str, ...]] = ()
    urutan: ClassVar[int] = 100  # the order in which a new office fills its data
    boleh_kunci_ulang: ClassVar[bool] = False
    sisa_kolom: ClassVar[bool] = False  # unknown columns come along as "~title"

    def key(self, baris: Baris, ctx: Konteks) -> tuple[Any, ...]:
        """The natural key of a row, to notice the same thing twice in one file."""
        del ctx
        return tuple(baris.nilai.get(nama) for nama in self.kunci)

    @abstractmethod
    def resolve(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        """Look up what the rows name and put ids in `rujukan`; unknown names are findings."""

    @abstractmethod
    def compare(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        """Set each row's status and changes against what is stored; overlaps are findings."""

    @abstractmethod
    def apply(self, baris: Sequence[Baris], ctx: Konteks) -> None:
        """Write the new and changed rows through the app's services, in one transaction."""

    def column(self, nama: str) -> Kolom | None:
        return next((k for k in self.kolom if k.nama == nama), None)


class UnknownImport(LookupError):
    """A kind of import that no app has declared."""


_specs: dict[str, Spec] = {}
_instansi: list[Callable[[], Sequence[tuple[int, str, str]]]] = []


def register(spec: Spec) -> None:
    """Called by an app's AppConfig.ready."""
    _specs[spec.kode] = spec


def spec_for(kode: str) -> Spec:
    try:
        return _specs[kode]
    except KeyError:
        raise UnknownImport(kode) from None


def register_instansi(daftar: Callable[[], Sequence[tuple[int, str, str]]]) -> None:
    """organisasi tells which governments there are: (id, code, name)."""
    _instansi[:] = [daftar]


def instansi_list() -> Sequence[tuple[int, str, str]]:
    return _instansi[0]() if _instansi else ()


def all_specs() -> list[Spec]:
    return sorted(_specs.values(), key=lambda s: (s.urutan, s.kode))


def show(nilai: Any) -> str:
    """A value as an officer reads it in the preview."""
    if nilai is None or nilai == "":
        return ""
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, date):
        return f"{nilai:%d-%m-%Y}"
    return str(nilai)


def show_rupiah(nilai: Any) -> str:
    return f"Rp{nilai:,}".replace(",", ".") if isinstance(nilai, int) else show(nilai)


def show_persen(nilai: Any) -> str:
    if not isinstance(nilai, int):
        return show(nilai)
    bulat, sisa = divmod(nilai, 100)
    return f"{bulat},{sisa:02d}%" if sisa else f"{bulat}%"


def good(baris: Iterable[Baris]) -> list[Baris]:
    """The rows without an error so far."""
    return [b for b in baris if not b.salah]
