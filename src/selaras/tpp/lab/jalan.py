"""Runs a comparison over several stored months, in their order; nothing is written anywhere."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from selaras.aturan.presensi import ParameterPresensi
from selaras.aturan.tpp import hitung
from selaras.hukum import Aturan, Law
from selaras.tpp.lab.banding import gather, side_by_side
from selaras.tpp.lab.hitung import Berjalan, hitung_lagi
from selaras.tpp.lab.usulan import HukumUsulan
from selaras.tpp.selectors.lab import BulanTersimpan, read_stored_month

Lapor = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class HasilBanding:
    """The rows of all months (banding.BARIS), and what had to be left out."""

    baris: pl.DataFrame
    tanpa_lembar: int
    catatan: tuple[str, ...]


def own_law(daerah: str, periode: int, law: Law | None = None) -> Aturan:
    """The law that a month was computed by: its region's, on the month's first day."""
    return (law or Law.load()).pada(date(periode // 100, periode % 100, 1), daerah)


def compare(
    *,
    instansi_id: int,
    daerah: str,
    periode: Sequence[int],
    usulan: HukumUsulan,
    law: Law | None = None,
    pegawai_ids: Collection[int] | None = None,
    lapor: Lapor = lambda orang, pesan: None,
) -> HasilBanding:
    """Every month under its own law again and under the other; `lapor(people done, message)`.

    Raises NotInForce where the other law lacks a value that the months need.
    """
    berjalan = Berjalan()
    bagian: list[pl.DataFrame] = []
    tanpa_lembar = 0
    catatan: dict[str, None] = {}
    for p in sorted(periode):
        lapor(0, f"Membaca {p}")
        bulan = read_stored_month(instansi_id, p, pegawai_ids)
        asal, aturan = own_law(daerah, p, law), usulan.aturan(p)
        bagian.append(_bulan(bulan, asal, aturan, berjalan))
        tanpa_lembar += bulan.tanpa_lembar
        catatan |= dict.fromkeys(limits(asal, aturan))
        lapor(bulan.instrumen.height, f"{p} selesai dibandingkan")
    return HasilBanding(gather(bagian), tanpa_lembar, tuple(catatan))


def _bulan(bulan: BulanTersimpan, asal: Aturan, aturan: Aturan, berjalan: Berjalan) -> pl.DataFrame:
    ulang = hitung_lagi(bulan, asal, asal)
    baru = hitung_lagi(bulan, asal, aturan, berjalan)
    dulu = bulan.instrumen.select(
        "pegawai_id", dulu_bruto="bruto", dulu_pph=pl.col("pph21") - pl.col("pph21_lebih")
    )
    beda = dulu.with_columns(
        beda_bruto=(baru["bruto"] - dulu["dulu_bruto"]).fill_null(0),
        beda_pph=(baru["pph21"] - baru["pph21_lebih"] - dulu["dulu_pph"]).fill_null(0),
    )
    berjalan.add(bulan.periode, beda)
    return side_by_side(bulan.instrumen, asal, ulang, baru, aturan)


def limits(asal: Aturan, aturan: Aturan) -> list[str]:
    """What day rows can't show again, where the laws differ in it."""
    hasil = []
    lama, baru = (ParameterPresensi.dari(a) for a in (asal, aturan))
    if lama.jendela != baru.jendela:
        hasil.append(
            "Jendela ketukan berbeda. Jam masuk dan pulang tiap hari tetap yang tersimpan; "
            "ketukannya tidak dipasangkan ulang."
        )
    if baru.toleransi < lama.toleransi:
        hasil.append(
            f"Toleransi usulan lebih pendek. Terlambat sampai {lama.toleransi} menit tidak "
            "tersimpan sebagai menit, jadi tetap dianggap tepat waktu."
        )
    if baru.kompensasi and baru.kompensasi != lama.kompensasi:
        hasil.append("Kompensasi keterlambatan memakai jadwal kerja yang tercatat sekarang.")
    return hasil


def check_law(usulan: HukumUsulan, periode: Sequence[int]) -> None:
    """Ask the other law for everything a month reads, over nobody; raises HukumError."""
    for p in periode:
        aturan = usulan.aturan(p)
        ParameterPresensi.dari(aturan)
        hitung(pl.DataFrame({"pegawai_id": []}, schema={"pegawai_id": pl.Int64}), aturan)
