"""One person's month before its run: the same computation over the taps so far. Writes nothing."""

from dataclasses import dataclass
from datetime import datetime

from selaras.aturan.penjelasan import rincian
from selaras.hukum import Aturan, Dasar, NotInForce
from selaras.pegawai.models import Pegawai
from selaras.tpp.selectors.rincian import BarisRincian
from selaras.tpp.services.hitung_bulan import compute_frame


@dataclass(frozen=True, slots=True)
class Perkiraan:
    """The lines of an estimate and the tax taken from the TPP; or why there is none."""

    baris: list[BarisRincian]
    pph_pegawai: int
    galat: str = ""


def estimate(pegawai: Pegawai, periode: int, kini: datetime) -> Perkiraan:
    """What the month comes to as known at `kini`; days not over by then take nothing away.

    Raises HukumError and KalenderKosong as a run does.
    """
    bulan = compute_frame(
        instansi=pegawai.instansi, periode=periode, pegawai_ids=[pegawai.pk], kini=kini
    )
    if not bulan.hasil.height:
        return Perkiraan([], 0, "Tidak ada hak TPP pada bulan ini.")
    orang = bulan.hasil.row(0, named=True)
    if orang["galat"]:
        return Perkiraan([], 0, orang["galat"])
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
        for b in rincian(bulan.hasil, bulan.aturan, "pegawai_id").iter_rows(named=True)
    ]
    return Perkiraan(baris, int(orang["pph_pegawai"]))


def _dasar(aturan: Aturan, kunci: str) -> Dasar | None:
    try:
        return aturan.dasar(kunci)
    except NotInForce:
        return None
