"""Which box a person's month falls in: nine groups by percentage, or a grid of three by three.

Edges are law (kotak.*). Box 1 is the lowest, 9 the highest; 0 = the grid knows no place for her.
The talent grid (performance by potential) is another thing and not here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from selaras.aturan.angka import SERATUS_BP, SERATUS_PERSEN, nilai_jenjang
from selaras.hukum import Aturan, Jenjang

SKOR, DISIPLIN, PERILAKU = "skor", "disiplin", "perilaku"
RAGAM = {
    SKOR: "Sembilan kelompok menurut perolehan",
    DISIPLIN: "Produktivitas dan disiplin",
    PERILAKU: "Hasil kerja dan perilaku",
}
SISI = 3
TANPA = 0
_BP = SERATUS_PERSEN // SERATUS_BP
_RATING_BAWAH = 3  # the national codes run from 1 (above) to 3 (below)
TINGKAT = ("rendah", "sedang", "tinggi")
RATING = ("di bawah ekspektasi", "sesuai ekspektasi", "di atas ekspektasi")


def with_kotak(frame: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """Adds kotak (by score), kotak_disiplin and kotak_perilaku (grids).

    Reads realisasi, produktivitas, disiplin (over SERATUS_PERSEN), dinilai (whether productivity
    counts for her), hasil, perilaku (1 above .. 3 below, null = not assessed).
    """
    tepi_p = aturan.jenjang("kotak.tepi_produktivitas")
    tepi_d = aturan.jenjang("kotak.tepi_disiplin")
    p = nilai_jenjang(pl.col("produktivitas") // _BP, tepi_p, 1)
    d = nilai_jenjang(pl.col("disiplin") // _BP, tepi_d, 1)
    rating = [_RATING_BAWAH + 1 - pl.col(k) for k in ("hasil", "perilaku")]
    dinilai = pl.col("hasil").is_not_null() & pl.col("perilaku").is_not_null()
    return frame.with_columns(
        kotak=nilai_jenjang(pl.col("realisasi") // _BP, aturan.jenjang("kotak.tepi_skor"), 1),
        kotak_disiplin=pl.when("dinilai").then(_nomor(p, d)).otherwise(TANPA),
        kotak_perilaku=pl.when(dinilai).then(_nomor(*rating)).otherwise(TANPA).cast(pl.Int64),
    )


def _nomor(mendatar: pl.Expr, tegak: pl.Expr) -> pl.Expr:
    """1 (low, low) to 9 (high, high); the first axis runs to the right."""
    return (tegak - 1) * SISI + mendatar


@dataclass(frozen=True, slots=True)
class Kotak:
    """A box in words: `rentang` is its edge, `nada` 0 (low) to 2 (high) its colour and word."""

    nomor: int
    rentang: str
    nada: int

    @property
    def kata(self) -> str:
        """What the place means, so that colour is never alone."""
        return ("perlu pembinaan", "perlu perhatian", "baik")[self.nada]


def boxes(ragam: str, aturan: Aturan) -> list[Kotak]:
    """The nine boxes of one kind by the region's edges, 1 to 9."""
    if ragam == SKOR:
        tepi = aturan.jenjang("kotak.tepi_skor")
        return [Kotak(j.nilai, _rentang(tepi, n), _nada(j.nilai)) for n, j in enumerate(tepi)]
    kata = (
        [("hasil", RATING), ("perilaku", RATING)]
        if ragam == PERILAKU
        else [("produktivitas", TINGKAT), ("disiplin", TINGKAT)]
    )
    hasil = []
    for n in range(SISI * SISI):
        tegak, mendatar = divmod(n, SISI)
        letak = [(kata[0][0], kata[0][1][mendatar]), (kata[1][0], kata[1][1][tegak])]
        hasil.append(Kotak(n + 1, ", ".join(f"{a} {b}" for a, b in letak), _nada_kisi(n)))
    return hasil


def _nada(nomor: int) -> int:
    return (nomor - 1) // SISI


def _nada_kisi(n: int) -> int:
    """By the lower of both axes: one that is low asks for help, both high are good."""
    tegak, mendatar = divmod(n, SISI)
    if mendatar + tegak < SISI - 1:
        return 0
    return 2 if min(mendatar, tegak) >= 1 and mendatar + tegak > SISI - 1 else 1


def _rentang(tepi: Sequence[Jenjang], n: int) -> str:
    """'35% sampai di bawah 50%', the last one from its edge on."""
    mulai = _persen(tepi[n].mulai)
    if n == 0 and len(tepi) > 1:
        return f"di bawah {_persen(tepi[1].mulai)}"
    if n + 1 == len(tepi):
        return mulai if tepi[n].mulai >= SERATUS_BP else f"{mulai} ke atas"
    return f"{mulai} sampai di bawah {_persen(tepi[n + 1].mulai)}"


def _persen(bp: int) -> str:
    bulat, sisa = divmod(bp, 100)
    return f"{bulat},{sisa:02d}%" if sisa else f"{bulat}%"


def nama_tepi(nilai_bp: int, tepi: Sequence[Jenjang]) -> str:
    """Low, middle or high by an axis' edges."""
    langkah = [j for j in tepi if j.mulai <= nilai_bp]
    return TINGKAT[(langkah[-1].nilai if langkah else 1) - 1]


def ditindaklanjuti(kotak: Sequence[int], aturan: Aturan) -> bool:
    """Whether months' boxes (the latest first) ask for follow-up: so many low ones running.

    A month without a box breaks the run.
    """
    bulan = aturan.nilai("kotak.tindak_lanjut_bulan")
    batas = aturan.nilai("kotak.tindak_lanjut_kotak")
    terakhir = kotak[:bulan]
    return len(terakhir) == bulan and all(TANPA < k <= batas for k in terakhir)
