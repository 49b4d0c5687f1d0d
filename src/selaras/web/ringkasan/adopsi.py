"""How far people use kinerja, as the leaders' summary shows it: month by month, SKPD by SKPD."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from selaras.core.halaman.diagram import LEBAR, Batang
from selaras.core.halaman.format import angka, persen_bp
from selaras.core.permissions import Actor, rows
from selaras.kinerja.models import AdopsiBulan

# In the order in which a month's work is done.
LANGKAH: Mapping[str, str] = {
    "rencana": "SKP disetujui",
    "aktivitas": "Mengisi aktivitas",
    "realisasi": "Mengajukan realisasi",
    "dinilai": "Sudah dinilai",
}


@dataclass(slots=True)
class Pemakaian:
    """Sums of people: the obliged, and those who did each step."""

    wajib: int = 0
    langkah: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LANGKAH, 0))

    def add(self, satu: AdopsiBulan) -> None:
        self.wajib += satu.wajib
        for nama in LANGKAH:
            self.langkah[nama] += getattr(satu, nama)

    def bp(self, nama: str) -> int | None:
        """Who did a step, in basis points of the obliged."""
        if not self.wajib:
            return None
        return (self.langkah[nama] * 20_000 + self.wajib) // (2 * self.wajib)


@dataclass(frozen=True, slots=True)
class AdopsiSetahun:
    """A year's use: by month 1..12, and by SKPD in the month chosen."""

    bulan: Mapping[int, Pemakaian]
    skpd: Mapping[int, Pemakaian]

    @property
    def dipakai(self) -> Sequence[str]:
        """Steps that anybody took this year: where results come from BKN, nobody plans here."""
        return [n for n in LANGKAH if any(b.langkah[n] for b in self.bulan.values())]

    @property
    def terakhir(self) -> int:
        """The last month in which anybody did anything; 0 = none."""
        return max((b for b, p in self.bulan.items() if any(p.langkah.values())), default=0)


def adoption_years(actor: Actor) -> set[int]:
    """Years with counts within reach."""
    semua = rows(actor, "ringkasan.view", AdopsiBulan.objects.filter(wajib__gt=0))
    return {p // 100 for p in semua.values_list("periode", flat=True).distinct()}


def adoption_year(actor: Actor, tahun: int, bulan: int) -> AdopsiSetahun:
    """The year's counts within reach; one query."""
    semua = AdopsiBulan.objects.filter(periode__range=(tahun * 100 + 1, tahun * 100 + 12))
    per_bulan: dict[int, Pemakaian] = {}
    per_skpd: dict[int, dict[int, Pemakaian]] = {}
    for satu in rows(actor, "ringkasan.view", semua):
        b = satu.periode % 100
        per_bulan.setdefault(b, Pemakaian()).add(satu)
        per_skpd.setdefault(b, {}).setdefault(satu.skpd_id, Pemakaian()).add(satu)
    setahun = AdopsiSetahun(per_bulan, {})
    return AdopsiSetahun(per_bulan, per_skpd.get(bulan or setahun.terakhir, {}))


def bars(adopsi: AdopsiSetahun, bulan: int) -> list[Batang]:
    """A month's steps as bars: "813 (84,78%)"."""
    kini = adopsi.bulan.get(bulan)
    if kini is None or not kini.wajib:
        return []
    return [
        Batang(
            LANGKAH[n], 0, kini.langkah[n] * LEBAR // kini.wajib,
            f"{angka(kini.langkah[n])} ({persen_bp(kini.bp(n))})",
        )
        for n in adopsi.dipakai
    ]  # fmt: skip
