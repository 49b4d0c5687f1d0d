"""One person's month before its run: the same computation over the taps so far. Writes nothing.

A result of work that nobody has given yet is a state of its own, not a score of nought: the
estimate then has two ends. A month runs before its salary is known: the estimate takes the last
one and says so, where a run names the gap.
"""

from dataclasses import dataclass, replace
from datetime import datetime

import polars as pl

from selaras.aturan.penjelasan import iter_rincian
from selaras.hukum import Aturan, Dasar, NotInForce
from selaras.pegawai.models import Pegawai
from selaras.tpp.selectors.rincian import BarisRincian
from selaras.tpp.services.hitung_bulan import BulanTerhitung, compute_frame
from selaras.tpp.services.ingat_hitungan import compute_again

BELUM_DINILAI = "belum dinilai"
_DIANDAIKAN = "baik"


@dataclass(frozen=True, slots=True)
class Perkiraan:
    """The lines of an estimate, or why there are none.

    `bila_baik`: what would be received were the result that is still missing Baik; the lines are
    those without any result. None = nothing is missing. `gaji_dari`: the month whose salary
    stands in for this one's; None = its own, or the tax asks for none. `diterima`: what would be
    received, where the estimate has come to a figure.
    """

    baris: list[BarisRincian]
    galat: str = ""
    diterima: int | None = None
    bila_baik: int | None = None
    gaji_dari: int | None = None


def estimate(
    pegawai: Pegawai,
    periode: int,
    kini: datetime,
    andai: pl.DataFrame | None = None,
    *,
    rinci: bool = True,
) -> Perkiraan:
    """What the month comes to as known at `kini`; days not over by then take nothing away.

    `andai`: corrections to assume (see hari_sebulan). Without `rinci` there are no lines: writing
    their words costs more than computing the month.

    Raises HukumError and KalenderKosong as a run does.
    """
    bulan = compute_frame(
        instansi=pegawai.instansi, periode=periode, pegawai_ids=[pegawai.pk], kini=kini,
        andai=andai, gaji_terakhir=True, tambahan=_bila_baik,
        cara=compute_again,
    )  # fmt: skip
    if not bulan.hasil.height:
        return Perkiraan([], "Tidak ada hak TPP pada bulan ini.")
    milik, baik = bulan.hasil[:1], bulan.hasil[1:]
    orang = milik.row(0, named=True)
    if orang["galat"]:
        return Perkiraan([], orang["galat"])
    baris = [
        BarisRincian(
            kode=b["komponen"],
            judul=b["judul"],
            kelompok=b["kelompok"],
            satuan=b["satuan"],
            nilai=b["nilai"],
            rumus=b["rumus"],
            kunci_hukum=b["kunci_hukum"],
            dasar=_dasar(bulan.aturan, b["kunci_hukum"]),
        )
        for b in (iter_rincian(milik, bulan.aturan, "pegawai_id") if rinci else ())
    ]
    gaji_dari, diterima = _gaji_dari(orang["gaji_periode"], bulan), orang["diterima"]
    if milik.filter(belum_dinilai(bulan.aturan)).is_empty():
        return Perkiraan(baris, diterima=diterima, gaji_dari=gaji_dari)
    baris = [_tanpa_nilai(b) if b.kode == "produktivitas" else b for b in baris]
    bila_baik = int(baik["diterima"][0])
    return Perkiraan(baris, diterima=diterima, bila_baik=bila_baik, gaji_dari=gaji_dari)


def _gaji_dari(periode: int | None, bulan: BulanTerhitung) -> int | None:
    return None if periode == bulan.presensi.periode else periode


def belum_dinilai(aturan: Aturan) -> pl.Expr:
    """Computed rows whose result decides something and is missing."""
    if aturan.pilihan("kinerja.cara") != "predikat":
        return pl.lit(False)
    dinilai = ~pl.col("hanya_presensi") & pl.col("ganti_bp").is_null() & ~pl.col("alpa_penuh")
    return dinilai & pl.col("predikat").is_null() & (pl.col("bobot_p") > 0)


def _bila_baik(frame: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """The same person with the result that is missing: the other end of what may come."""
    if aturan.pilihan("kinerja.cara") != "predikat":
        return frame.clear()
    belum = frame.filter(pl.col("predikat").is_null())
    return belum.with_columns(predikat=pl.lit(_DIANDAIKAN))


def _tanpa_nilai(baris: BarisRincian) -> BarisRincian:
    return replace(baris, nilai=None, rumus=BELUM_DINILAI)


def _dasar(aturan: Aturan, kunci: str) -> Dasar | None:
    try:
        return aturan.dasar(kunci)
    except NotInForce:
        return None
