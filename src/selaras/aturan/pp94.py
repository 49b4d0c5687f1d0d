"""The absence clock of PP 94/2021 (ps. 9-11): unexcused working days of a calendar year.

Counts and proposes; whoever decides is a person. For PNS and CPNS only: PPPK follow their own rule.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selaras.aturan.presensi import StatusHari
from selaras.hukum import Aturan, Jenjang

STATUS = ("PNS", "CPNS")
SETAHUN, BERUNTUN = "setahun", "beruntun"


@dataclass(frozen=True, slots=True)
class JamPP94:
    """What a year's days come to: days counted, the longest run, the step reached and why.

    `ambang` is the step's first day, `usulan` its code in disiplin.pp94_nama; 0 = none reached.
    """

    hari: int
    runtun: int
    ambang: int
    usulan: int
    sebab: str


def longest_run(kode: Iterable[int]) -> int:
    """Unexcused days in a row; days without work neither lengthen nor break a run.

    Days not over yet break it: nobody knows of them.
    """
    kini = terpanjang = 0
    for k in kode:
        if k == StatusHari.LIBUR:
            continue
        kini = kini + 1 if k == StatusHari.TK else 0
        terpanjang = max(terpanjang, kini)
    return terpanjang


def counted_days(alpa: int, menit: int, aturan: Aturan) -> int:
    """Unexcused days, with lateness added up to days where the region counts it."""
    if aturan.pilihan("disiplin.pp94_hitung_keterlambatan") != "ya":
        return alpa
    return alpa + menit // aturan.nilai("disiplin.pp94_menit_per_hari")


def clock(alpa: int, menit: int, runtun: int, aturan: Aturan) -> JamPP94:
    """The step that a year's days have reached; a long run reaches the last one by itself."""
    hari = counted_days(alpa, menit, aturan)
    jenjang = aturan.jenjang("disiplin.pp94")
    langkah = _step(hari, jenjang)
    beruntun = aturan.nilai("disiplin.pp94_beruntun")
    if runtun >= beruntun and (langkah is None or langkah != jenjang[-1]):
        return JamPP94(hari, runtun, jenjang[-1].mulai, jenjang[-1].nilai, BERUNTUN)
    if langkah is None:
        return JamPP94(hari, runtun, 0, 0, "")
    return JamPP94(hari, runtun, langkah.mulai, langkah.nilai, SETAHUN)


def _step(hari: int, jenjang: Sequence[Jenjang]) -> Jenjang | None:
    tercapai = [j for j in jenjang if j.mulai <= hari]
    return tercapai[-1] if tercapai else None


def next_step(hari: int, aturan: Aturan) -> Jenjang | None:
    """The next step of the clock, None after the last."""
    return next((j for j in aturan.jenjang("disiplin.pp94") if j.mulai > hari), None)
