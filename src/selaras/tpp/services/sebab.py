"""Why a locked month would come out differently today, in words: which facts are not as they were.

Takes two instruments of one person as their stored numbers (tpp.tulis); reads nothing.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from selaras.aturan.angka import SERATUS_BP, SERATUS_PERSEN
from selaras.aturan.masukan import KRITERIA
from selaras.core.halaman.format import angka, persen_bp, rupiah
from selaras.tpp.kode import kata

Isi = Mapping[str, Any]
TERPANJANG = 200  # SusulanTPP.sebab
_BP = SERATUS_PERSEN // SERATUS_BP


def _kata(kolom: str) -> Callable[[int], str]:
    return lambda n: (kata(kolom, n) or "tidak ada").replace("_", " ")


def _persen(nilai: int) -> str:
    return "tidak ada" if nilai < 0 else persen_bp(nilai // _BP)


def _rp(nilai: int) -> str:
    return "belum diketahui" if nilai < 0 else rupiah(nilai)


# column, what it is called, how its number reads; "" = only that it changed is worth saying
_FAKTA: tuple[tuple[str, str, Callable[[int], str] | None], ...] = (
    ("predikat", "predikat", _kata("predikat")),
    ("capaian", "capaian", _persen),
    ("menit", "menit kerja", angka),
    ("kredit_menit", "menit yang dikreditkan", angka),
    ("potongan", "potongan presensi", _persen),
    ("hari_kerja", "hari kerja", angka),
    ("hari_hadir", "hari hadir", angka),
    ("apel_absen", "tidak apel", angka),
    ("status", "status", _kata("status")),
    ("golongan", "golongan", _kata("golongan")),
    ("kelas", "kelas jabatan", angka),
    ("jabatan_id", "jabatan", None),
    ("plt", "Plt", _kata("plt")),
    ("plt_hari", "hari Plt", angka),
    ("hukuman", "hukuman disiplin", persen_bp),
    ("pengurang_berlaku", "pengurangan", _kata("pengurang_berlaku")),
    ("ptkp", "PTKP", _kata("ptkp")),
    ("gaji_bruto", "gaji bruto", _rp),
    ("gaji_iwp", "IWP gaji", _rp),
    ("gaji_bpjs", "BPJS gaji", _rp),
    ("gaji_pph", "PPh gaji", _rp),
    ("iuran_pensiun", "iuran pensiun", _rp),
    ("setahun_bruto", "bruto bulan-bulan sebelumnya", None),
    ("setahun_pph", "PPh bulan-bulan sebelumnya", None),
    ("zakat_rp", "zakat", _rp),
    ("potongan_lain_rp", "potongan lain", _rp),
)
_BESARAN = tuple(f"besaran_{k}" for k in KRITERIA)
_PLT = tuple(f"plt_{k}" for k in KRITERIA)
KOLOM = (*(nama for nama, _, _ in _FAKTA), *_BESARAN, *_PLT)


def changed_facts(lama: Isi, baru: Isi, *, hari: Collection[int] = ()) -> list[str]:
    """The facts that differ, most telling first; `hari` = days of the month that changed."""
    beda = [
        f"{judul} {baca(lama[nama])} menjadi {baca(baru[nama])}" if baca else f"{judul} berubah"
        for nama, judul, baca in _FAKTA
        if lama[nama] != baru[nama]
    ]
    if hari:
        beda.insert(0, "presensi tanggal " + ", ".join(str(n) for n in sorted(hari)))
    for kolom, judul in ((_BESARAN, "besaran TPP"), (_PLT, "TPP jabatan Plt")):
        if any(lama[k] != baru[k] for k in kolom):
            jumlah = [sum(max(isi[k], 0) for k in kolom) for isi in (lama, baru)]
            beda.append(f"{judul} {rupiah(jumlah[0])} menjadi {rupiah(jumlah[1])}")
    return beda


def in_one_line(kata: Collection[str], *, hukum_berubah: bool) -> str:
    """The sentence of a line, no longer than its column."""
    if not kata:
        return "Aturan yang berlaku surut" if hukum_berubah else "Dihitung ulang"
    kalimat = "; ".join(kata)
    kalimat = kalimat[0].upper() + kalimat[1:]
    return kalimat if len(kalimat) <= TERPANJANG else kalimat[: TERPANJANG - 1] + "…"
