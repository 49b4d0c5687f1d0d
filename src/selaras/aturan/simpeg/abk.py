"""How many people a post needs, from its workload (PermenPANRB 1/2020).

need = sum of (products a year x minutes a product) / effective working time, rounded as law says.
Kept as whole minutes: no fraction is lost before the one rounding.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from selaras.hukum import Aturan

WKE, PEMBULATAN = "simpeg.wke_menit", "simpeg.abk_pembulatan"
SERATUS = 100


@dataclass(frozen=True, slots=True)
class Kebutuhan:
    """The sum of minutes, the quotient in hundredths, and the posts it gives."""

    menit: int
    per_seratus: int
    orang: int
    wke: int

    @property
    def hasil_bagi(self) -> str:
        """'1,48': as the form writes it."""
        return f"{self.per_seratus // SERATUS},{self.per_seratus % SERATUS:02d}"


def need(beban: Iterable[tuple[int, int]], aturan: Aturan) -> Kebutuhan:
    """From (volume a year, minutes a product) of each duty."""
    menit = sum(volume * waktu for volume, waktu in beban)
    wke = aturan.nilai(WKE)
    match aturan.pilihan(PEMBULATAN):
        case "ke_atas":
            orang = -(-menit // wke)
        case "ke_bawah":
            orang = menit // wke
        case _:
            orang = (2 * menit + wke) // (2 * wke)
    return Kebutuhan(menit, (2 * menit * SERATUS + wke) // (2 * wke), orang, wke)
