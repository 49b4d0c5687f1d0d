"""When PP 30/2019 held and between which values, from the law, so that no form knows a year."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from selaras.hukum import Law
from selaras.kinerja.selectors.penilai import last_day

KUNCI = "pp30.bobot"
SEMESTER = {0: "Setahun", 1: "Semester I", 2: "Semester II"}
_BULAN_AKHIR = {0: 12, 1: 6, 2: 12}


@dataclass(frozen=True, slots=True)
class MasaPP30:
    """The span in which results may be recorded."""

    mulai: date
    sampai: date

    @property
    def tahun_semester(self) -> tuple[int, int]:
        """The last term of it, which a form begins with."""
        return self.sampai.year, 1 if self.sampai.month <= _BULAN_AKHIR[1] else 2

    def __str__(self) -> str:
        if self.mulai.year == self.sampai.year:
            return f"tahun {self.mulai.year}"
        return f"tahun {self.mulai.year} sampai {self.sampai.year}"


def span_pp30() -> MasaPP30:
    """First and last day of the regulation; one without an end holds to the present law's."""
    bobot = Law.load().parameter(KUNCI)
    if bobot is None or not bobot.segmen:
        raise LookupError(KUNCI)
    return MasaPP30(bobot.segmen[0].mulai, bobot.segmen[-1].sampai or date.max)


def term_end(tahun: int, semester: int) -> date:
    """The last day of a half-year or of the year (0): whose law values it."""
    return last_day(tahun * 100 + _BULAN_AKHIR[semester])


def highest(hari: date, daerah: str | None) -> Decimal:
    """What a part may come to at most."""
    return Decimal(Law.load().pada(hari, daerah).nilai("pp30.nilai_maks")) / 100


def weights(hari: date, *, rekan: bool) -> str:
    """'70/30': how the plan and the behaviour count."""
    tabel = Law.load().pada(hari).tabel("pp30.bobot_rekan" if rekan else KUNCI)
    return "/".join(str(tabel[k] // 100) for k in ("skp", "perilaku"))
