"""What makes a work plan whole, by the region's law. Knows rows, not people.

SKP: PermenPANRB 6/2022 ps. 8-13; PP 46/2011 with Perka BKN 1/2013 for older years.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from selaras.aturan.isian import Temuan, kembar
from selaras.hukum import Aturan

UTAMA = "utama"
JPT = "jpt"
KUALITATIF = "kualitatif"
BULAN_SETAHUN = 12
KUALITAS_TERTINGGI = 100


@dataclass(frozen=True, slots=True)
class AturanRencana:
    """What one region's law on one day asks of plans."""

    generasi: str  # pp46 | pp30 | panrb6
    ekspektasi_wajib: bool
    bulanan: str  # wajib | boleh | tidak
    tautan_maks: Mapping[str, int]  # kind of post -> results of the superior one result may serve

    @property
    def bulanan_dipakai(self) -> bool:
        return self.bulanan != "tidak"

    @property
    def bulanan_wajib(self) -> bool:
        return self.bulanan == "wajib"


def aturan_rencana(aturan: Aturan) -> AturanRencana:
    """Reads the law on plans."""
    return AturanRencana(
        aturan.pilihan("kinerja.generasi"),
        aturan.pilihan("kinerja.ekspektasi_wajib") == "wajib",
        aturan.pilihan("kinerja.rencana_bulanan"),
        aturan.tabel("kinerja.tautan_maks"),
    )


@dataclass(frozen=True, slots=True)
class Ukuran:
    """How a result is known."""

    kunci: str
    uraian: str
    aspek: str = ""
    target: str = ""

    @property
    def kosong(self) -> bool:
        return not (self.uraian or self.target)


@dataclass(frozen=True, slots=True)
class Hasil:
    """A promised result; `atasan` = how many of the superior's results it serves."""

    kunci: str
    uraian: str
    jenis: str = UTAMA
    perspektif: str = ""
    atasan: int = 0
    ukuran: tuple[Ukuran, ...] = ()


@dataclass(frozen=True, slots=True)
class Kegiatan:
    """An activity with targets (PP 46/2011); what is not typed yet is None."""

    kunci: str
    uraian: str
    kuantitas: Decimal | None = None
    kualitas: int | None = None
    waktu: Decimal | None = None


@dataclass(frozen=True, slots=True)
class BarisBulan:
    """One piece of work of a month; `tertaut` = it serves a row of the year's plan."""

    kunci: str
    uraian: str
    kuantitas: Decimal | None = None
    satuan: str = ""
    tertaut: bool = False


def periksa_skp(
    hasil: Sequence[Hasil],
    *,
    jenis: str,
    pendekatan: str,
    tautan_maks: int,
    ada_hasil_atasan: bool,
) -> list[Temuan]:
    """Gaps that keep a plan by PermenPANRB 6/2022 from being submitted."""
    temuan = kembar(hasil)
    if not any(h.jenis == UTAMA for h in hasil):
        temuan.append(Temuan("", "hasil", "Isi paling sedikit satu hasil kerja utama."))
    for h in hasil:
        if not h.uraian:
            temuan.append(Temuan(h.kunci, "uraian", "Tuliskan hasil kerjanya, atau hapus baris."))
        temuan += _ukuran(h, kualitatif=pendekatan == KUALITATIF)
        if h.jenis != UTAMA:
            continue
        if jenis == JPT and not h.perspektif:
            temuan.append(Temuan(h.kunci, "perspektif", "Pilih perspektifnya."))
        if jenis != JPT:
            temuan += _tautan(h, tautan_maks, ada_hasil_atasan=ada_hasil_atasan)
    return temuan


def _tautan(h: Hasil, maks: int, *, ada_hasil_atasan: bool) -> list[Temuan]:
    """A main result serves one result of the superior; a functional post's may serve two."""
    if h.atasan > maks:
        pesan = f"Pilih paling banyak {maks} hasil kerja atasan untuk satu hasil kerja."
        return [Temuan(h.kunci, "hasil_atasan", pesan)]
    if ada_hasil_atasan and not h.atasan:
        return [Temuan(h.kunci, "hasil_atasan", "Pilih hasil kerja atasan yang didukung.")]
    return []


def _ukuran(h: Hasil, *, kualitatif: bool) -> list[Temuan]:
    isi = [u for u in h.ukuran if not u.kosong]
    if not isi:
        return [Temuan(h.kunci, "indikator", "Isi paling sedikit satu ukuran keberhasilan.")]
    temuan = []
    for u in isi:
        if not u.uraian:
            temuan.append(Temuan(u.kunci, "uraian", "Tuliskan indikatornya."))
        if not kualitatif and not u.aspek:
            temuan.append(Temuan(u.kunci, "aspek", "Pilih aspeknya."))
        if not kualitatif and not u.target:
            temuan.append(Temuan(u.kunci, "target", "Isi targetnya, mis. 12 dokumen."))
    return temuan


def periksa_kegiatan(kegiatan: Sequence[Kegiatan], *, bulan: int) -> list[Temuan]:
    """Gaps of a plan by PP 46/2011; `bulan` = how many months the plan runs."""
    temuan = kembar(kegiatan)
    if not kegiatan:
        temuan.append(Temuan("", "kegiatan", "Isi paling sedikit satu kegiatan tugas jabatan."))
    for k in kegiatan:
        if not k.uraian:
            temuan.append(Temuan(k.kunci, "uraian", "Tuliskan kegiatannya, atau hapus baris."))
        if k.kuantitas is None or k.kuantitas <= 0:
            temuan.append(Temuan(k.kunci, "kuantitas", "Target kuantitas lebih dari nol."))
        if k.kualitas is None or not 0 < k.kualitas <= KUALITAS_TERTINGGI:
            temuan.append(Temuan(k.kunci, "kualitas", "Target kualitas antara 1 dan 100."))
        if k.waktu is None or not 0 < k.waktu <= bulan:
            pesan = f"Target waktu antara 1 dan {bulan} bulan, sepanjang masa SKP ini."
            temuan.append(Temuan(k.kunci, "waktu", pesan))
    return temuan


def periksa_bulan(baris: Sequence[BarisBulan], *, wajib_tertaut: bool) -> list[Temuan]:
    """Gaps of a month's plan; where a year's plan is approved, every row serves a part of it."""
    temuan = kembar(baris)
    if not baris:
        temuan.append(Temuan("", "baris", "Isi paling sedikit satu rencana kerja."))
    for b in baris:
        if not b.uraian:
            temuan.append(Temuan(b.kunci, "uraian", "Tuliskan pekerjaannya, atau hapus baris."))
        if b.kuantitas is not None and b.kuantitas <= 0:
            temuan.append(Temuan(b.kunci, "kuantitas", "Target lebih dari nol, atau kosongkan."))
        if b.kuantitas is not None and not b.satuan:
            temuan.append(Temuan(b.kunci, "satuan", "Isi satuannya, mis. dokumen."))
        if wajib_tertaut and not b.tertaut:
            pesan = "Pilih hasil kerja SKP yang didukung pekerjaan ini."
            temuan.append(Temuan(b.kunci, "hasil_kerja", pesan))
    return temuan


def sama_dengan_templat(
    baris: Iterable[tuple[str, Decimal | None, str]],
    templat: Iterable[tuple[str, Decimal | None, str]],
) -> bool:
    """Whether every row of a plan stands word for word, with its target, in a checked source."""
    isi = {_bersih(b) for b in baris}
    return bool(isi) and isi <= {_bersih(t) for t in templat}


def _bersih(b: tuple[str, Decimal | None, str]) -> tuple[str, Decimal | None, str]:
    uraian, kuantitas, satuan = b
    return " ".join(uraian.casefold().split()), kuantitas, satuan.strip().casefold()
