"""What makes a month's report of work whole, and until when it is due. Knows rows, not people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

from selaras.aturan.isian import Temuan
from selaras.aturan.jadwal import Rentang
from selaras.hukum import Aturan

TIAP_BARIS, SATU, BOLEH = "tiap_baris", "satu", "boleh"
DITANDAI, LEWAT_PETUGAS, DITUTUP = "ditandai", "lewat_petugas", "ditutup"
TAUTAN_TERPANJANG = 500
NAMA_TERPANJANG = 253


@dataclass(frozen=True, slots=True)
class AturanRealisasi:
    """What one region's law on one day asks of reports."""

    eviden: str  # tiap_baris | satu | boleh
    batas_hari: int
    terlambat: str  # ditandai | lewat_petugas | ditutup
    eviden_mib: int
    eviden_jenis: tuple[str, ...]

    def batas(self, periode: int) -> date:
        """The last day on which the report of a month is in time."""
        return Rentang.bulan(periode).akhir + timedelta(days=self.batas_hari)

    def is_lewat(self, periode: int, hari: date) -> bool:
        return hari > self.batas(periode)


def aturan_realisasi(aturan: Aturan) -> AturanRealisasi:
    """Reads the law on reports."""
    return AturanRealisasi(
        aturan.pilihan("kinerja.eviden_wajib"),
        aturan.nilai("kinerja.batas_realisasi"),
        aturan.pilihan("kinerja.realisasi_terlambat"),
        aturan.nilai("kinerja.eviden_mib"),
        aturan.daftar("kinerja.eviden_jenis"),
    )


@dataclass(frozen=True, slots=True)
class BarisRealisasi:
    """One row as it is about to be handed in; `target` None = no figure was planned."""

    kunci: str
    uraian: str
    kuantitas: Decimal | None
    target: Decimal | None
    kendala: str
    eviden: int

    @property
    def dikerjakan(self) -> bool:
        """Whether something is said to have been done."""
        return bool(self.uraian.strip()) and self.kuantitas != 0


def periksa_realisasi(baris: Sequence[BarisRealisasi], eviden: str) -> list[Temuan]:
    """What keeps a report from being handed in.

    A row is either done (text, the figure where one was planned, evidence by the rule) or not
    done, and then says why.
    """
    if not baris:
        return [Temuan("", "baris", "Rencana bulan ini belum punya baris.")]
    temuan: list[Temuan] = []
    for b in baris:
        if not b.dikerjakan:
            if not b.kendala.strip():
                pesan = "Tulis realisasinya, atau tulis kendalanya bila tidak dikerjakan."
                temuan.append(Temuan(b.kunci, "uraian", pesan))
            continue
        if b.target is not None and b.kuantitas is None:
            temuan.append(Temuan(b.kunci, "kuantitas", "Isi capaiannya; tulis 0 bila tidak ada."))
        if eviden == TIAP_BARIS and not b.eviden:
            pesan = "Lampirkan sedikitnya satu berkas atau tautan sebagai eviden."
            temuan.append(Temuan(b.kunci, "eviden", pesan))
    dikerjakan = [b for b in baris if b.dikerjakan]
    if eviden == SATU and dikerjakan and not any(b.eviden for b in baris):
        temuan.append(Temuan("", "eviden", "Lampirkan sedikitnya satu eviden untuk bulan ini."))
    return temuan


def periksa_tautan(teks: str) -> str:
    """Why a link is not one ("" = it is); whether it leads anywhere is not asked."""
    tautan = teks.strip()
    sebut, contoh = (
        f"'{tautan[:60]}'",
        "Salin dari bilah alamat, misalnya https://drive.google.com/…",
    )
    if len(tautan) > TAUTAN_TERPANJANG:
        return f"Tautan terlalu panjang, paling panjang {TAUTAN_TERPANJANG} huruf."
    if any(c.isspace() or ord(c) < 32 or c in '<>"`{}|\\^' for c in tautan):
        return f"{sebut} bukan satu tautan: ada spasi atau tanda asing. {contoh}"
    try:
        bagian = urlsplit(tautan)
        _ = bagian.port
    except ValueError:
        return f"{sebut} bukan tautan yang sah. {contoh}"
    if bagian.scheme.lower() not in ("http", "https"):
        return f"{sebut} tidak diawali https:// atau http://. {contoh}"
    if bagian.username is not None or bagian.password is not None:
        return f"Tautan {sebut} memuat nama atau kata sandi. Pakai tautan tanpa itu."
    return "" if _is_site(bagian.hostname or "") else f"{sebut} tidak memuat alamat situs. {contoh}"


def _is_site(nama: str) -> bool:
    bagian = nama.split(".")
    utuh = len(bagian) > 1 and all(bagian) and bagian[-1][-1].isalnum()
    return utuh and len(nama) <= NAMA_TERPANJANG
