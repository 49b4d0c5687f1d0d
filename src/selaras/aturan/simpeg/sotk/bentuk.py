"""What a plan is made of: the old rows, the draft's items, the new nodes, the findings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Kunci = tuple[str, str]  # (unit's code, post's code)


class Tindakan(StrEnum):
    """What an item of a draft does; the words stand in TINDAKAN."""

    UNIT_BARU = "unit_baru"
    UNIT_UBAH = "unit_ubah"
    UNIT_GABUNG = "unit_gabung"
    UNIT_TUTUP = "unit_tutup"
    JABATAN_BARU = "jabatan_baru"
    JABATAN_UBAH = "jabatan_ubah"
    JABATAN_LEBUR = "jabatan_lebur"
    JABATAN_TUTUP = "jabatan_tutup"
    ORANG = "orang"


TINDAKAN = {
    Tindakan.UNIT_BARU: "Unit baru (juga pecahan)",
    Tindakan.UNIT_UBAH: "Ubah nama, kode, jenis atau induk unit",
    Tindakan.UNIT_GABUNG: "Gabungkan unit ke unit lain",
    Tindakan.UNIT_TUTUP: "Tutup unit",
    Tindakan.JABATAN_BARU: "Jabatan baru",
    Tindakan.JABATAN_UBAH: "Pindahkan atau ubah jabatan",
    Tindakan.JABATAN_LEBUR: "Lebur jabatan ke jabatan lain",
    Tindakan.JABATAN_TUTUP: "Tutup jabatan",
    Tindakan.ORANG: "Tempatkan pegawai",
}
SALAH, PERINGATAN = "salah", "peringatan"


@dataclass(frozen=True, slots=True)
class UnitLama:
    """A unit in force the day before; `induk` is its parent's code or empty."""

    id: int
    kode: str
    nama: str
    jenis: str
    induk: str = ""
    jenis_bayar: str = "umum"
    zona: str = ""


@dataclass(frozen=True, slots=True)
class PostLama:
    """A post in force the day before."""

    id: int
    unit: str
    kode: str
    nama: str
    jenis: str
    eselon: str = ""
    kelas: int | None = None
    kebutuhan: int = 1
    atasan: Kunci | None = None

    @property
    def kunci(self) -> Kunci:
        return (self.unit, self.kode)


@dataclass(frozen=True, slots=True)
class Pemangku:
    """Who holds a post on the first day of the new structure, definitively or acting."""

    riwayat_id: int
    pegawai_id: int
    nip: str
    nama: str
    jabatan: Kunci
    definitif: bool = True


@dataclass(frozen=True, slots=True)
class Butir:
    """One item of a draft, by codes.

    unit_asal / jabatan_asal   what it speaks of (of the old structure)
    unit                       unit_baru, unit_ubah: the (new) code; else: where to
    kode                       a post's (new) code; of jabatan_lebur and orang: the post to go to
    induk                      the unit's new parent, by code
    atasan                     the post's superior: (unit, post)
    None = unchanged.
    """

    nomor: int
    tindakan: str
    unit_asal: str = ""
    jabatan_asal: str = ""
    nip: str = ""
    unit: str = ""
    kode: str = ""
    nama: str = ""
    jenis: str = ""
    induk: str = ""
    eselon: str = ""
    kelas: int | None = None
    kebutuhan: int | None = None
    atasan: Kunci | None = None


@dataclass(frozen=True, slots=True)
class Keadaan:
    """The structure that a draft starts from."""

    unit: Sequence[UnitLama]
    jabatan: Sequence[PostLama]
    orang: Sequence[Pemangku]


@dataclass(slots=True, eq=False)
class UnitBaru:
    """A unit of the new structure.

    lama     the stored row that it continues, None for a new unit
    ditulis  whether it needs a new row from the date on (it, or what is above it, changed)
    """

    kode: str
    nama: str
    jenis: str
    induk: "UnitBaru | None" = None
    jenis_bayar: str = "umum"
    zona: str = ""
    lama: UnitLama | None = None
    asal: list[str] = field(default_factory=list)
    ditulis: bool = False
    tutup: bool = False
    ke: "UnitBaru | None" = None  # merged into
    butir: int = 0

    def akhir(self) -> "UnitBaru":
        """Itself, or what it was merged into at last; a ring ends where it began."""
        kini, lewat = self, {id(self)}
        while kini.ke is not None and id(kini.ke) not in lewat:
            kini = kini.ke
            lewat.add(id(kini))
        return kini

    @property
    def hidup(self) -> bool:
        return not self.tutup and self.ke is None


@dataclass(slots=True, eq=False)
class PostBaru:
    """A post of the new structure; see UnitBaru."""

    unit: UnitBaru
    kode: str
    nama: str
    jenis: str
    eselon: str = ""
    kelas: int | None = None
    kebutuhan: int = 1
    atasan: "PostBaru | None" = None
    lama: PostLama | None = None
    ditulis: bool = False
    tutup: bool = False
    ke: "PostBaru | None" = None
    butir: int = 0
    orang: list[Pemangku] = field(default_factory=list)

    def akhir(self) -> "PostBaru":
        kini, lewat = self, {id(self)}
        while kini.ke is not None and id(kini.ke) not in lewat:
            kini = kini.ke
            lewat.add(id(kini))
        return kini

    @property
    def hidup(self) -> bool:
        return not self.tutup and self.ke is None and self.unit.hidup

    @property
    def sebut(self) -> str:
        return f"{self.nama} ({self.unit.nama})"


@dataclass(frozen=True, slots=True)
class Pindah:
    """A person's move: to a new row of a post, or (ke None) the end of an acting assignment."""

    orang: Pemangku
    dari: str
    ke: PostBaru | None


@dataclass(frozen=True, slots=True)
class Temuan:
    """What is wrong with the draft, by name; `salah` stops approval."""

    berat: str
    judul: str
    siapa: str
    cara: str
    butir: int = 0


@dataclass(slots=True)
class Rencana:
    """The new structure with everything that has to be written."""

    unit: list[UnitBaru]
    jabatan: list[PostBaru]
    pindah: list[Pindah]
    temuan: list[Temuan]

    @property
    def salah(self) -> list[Temuan]:
        return [t for t in self.temuan if t.berat == SALAH]

    @property
    def unit_hidup(self) -> list[UnitBaru]:
        return [u for u in self.unit if u.hidup]

    @property
    def jabatan_hidup(self) -> list[PostBaru]:
        return [j for j in self.jabatan if j.hidup]

    @property
    def unit_berakhir(self) -> list[UnitBaru]:
        """Old rows that end on the date: closed, merged, or written anew."""
        return [u for u in self.unit if u.lama and (not u.hidup or u.ditulis)]

    @property
    def jabatan_berakhir(self) -> list[PostBaru]:
        return [j for j in self.jabatan if j.lama and (not j.hidup or j.ditulis)]
