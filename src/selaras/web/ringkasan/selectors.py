"""A year's months of the SKPD within reach, summed; no query grows with people."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import F, Sum

from selaras.core.permissions import Actor, rows
from selaras.periode.models import PeriodeUnit
from selaras.tpp.models import AnggaranTPP, HitunganUnit

BULAN = range(1, 13)
AMAN = 3  # a sum over fewer people would tell somebody's own pay


@dataclass(slots=True)
class Jumlah:
    """Sums of people's months: of one SKPD, or of all; averages come from the sums."""

    orang: int = 0
    orang_dinilai: int = 0
    orang_diukur: int = 0
    disiplin: int = 0
    produktivitas: int = 0
    bruto: int = 0
    kurang: int = 0
    predikat: Counter[str] = field(default_factory=Counter)

    def add(self, unit: HitunganUnit) -> None:
        self.orang += unit.jumlah_pegawai
        self.bruto += unit.bruto
        self.kurang += unit.jumlah_tidak_terhitung
        self.predikat.update(unit.predikat)
        if unit.disiplin_bp is not None:
            self.orang_diukur += unit.jumlah_pegawai
            self.orang_dinilai += unit.jumlah_berkinerja
            self.disiplin += unit.disiplin_bp
            self.produktivitas += unit.produktivitas_bp or 0

    @property
    def disiplin_bp(self) -> int | None:
        return self.disiplin // self.orang_diukur if self.orang_diukur else None

    @property
    def produktivitas_bp(self) -> int | None:
        return self.produktivitas // self.orang_dinilai if self.orang_dinilai else None


@dataclass(frozen=True, slots=True)
class BarisSKPD:
    """One SKPD: its chosen month, its year so far and its budget (None = not recorded)."""

    id: int
    nama: str
    status: str
    bulan: Jumlah
    setahun: Jumlah
    pagu: int | None

    @property
    def terpakai_bp(self) -> int | None:
        return self.setahun.bruto * 10_000 // self.pagu if self.pagu else None


@dataclass(frozen=True, slots=True)
class Setahun:
    """A year of the units within reach: months 1..12 (14, 15 = THR, gaji ke-13), SKPD by name."""

    tahun: int
    bulan: dict[int, Jumlah]
    skpd: Sequence[BarisSKPD]
    pagu: int | None

    @property
    def terakhir(self) -> int:
        """The last month that any unit computed; 0 = none."""
        return max((b for b in BULAN if self.bulan[b].orang), default=0)

    @property
    def bruto(self) -> int:
        return sum(b.bruto for b in self.bulan.values())


def computed_years(actor: Actor) -> list[int]:
    """Years with a computed month within reach, the latest first."""
    periode = rows(actor, "ringkasan.view", PeriodeUnit.objects.filter(hitungan_id__isnull=False))
    return sorted({p // 100 for p in periode.values_list("periode", flat=True).distinct()})[::-1]


def year_summary(actor: Actor, tahun: int, bulan: int = 0) -> Setahun:
    """The year's figures of the runs that count; `bulan` = the month of the SKPD's rows."""
    penunjuk = rows(
        actor, "ringkasan.view",
        PeriodeUnit.objects.filter(periode__range=(tahun * 100 + 1, tahun * 100 + 15)),
    )  # fmt: skip
    status = {(p, s): (h, st) for p, s, h, st in penunjuk.values_list(
        "periode", "skpd_id", "hitungan_id", "status")}  # fmt: skip
    berlaku = {(h, s): p for (p, s), (h, _) in status.items() if h}
    units = (
        HitunganUnit.objects.filter(hitungan_id__in={h for h, _ in berlaku})
        .annotate(nama=F("skpd__nama"))
        .order_by("nama")
    )
    per_bulan = {b: Jumlah() for b in BULAN}
    per_skpd: dict[int, tuple[str, dict[int, Jumlah]]] = {}
    for unit in units:
        periode = berlaku.get((unit.hitungan_id, unit.skpd_id))
        if periode is None:
            continue
        # THR (14) and the 13th month (15) are spent, but are nobody's month of work.
        b = periode % 100
        per_bulan.setdefault(b, Jumlah()).add(unit)
        milik = per_skpd.setdefault(unit.skpd_id, (unit.nama, {}))[1]
        milik.setdefault(b, Jumlah()).add(unit)
    pagu = dict(
        rows(actor, "ringkasan.view", AnggaranTPP.objects.filter(tahun=tahun))
        .values_list("skpd_id")
        .annotate(Sum("pagu"))
    )
    dipilih = bulan or max((b for b in BULAN if per_bulan[b].orang), default=0)
    return Setahun(
        tahun,
        per_bulan,
        [
            BarisSKPD(
                skpd_id,
                nama,
                status.get((tahun * 100 + dipilih, skpd_id), (0, ""))[1],
                milik.get(dipilih, Jumlah()),
                _sum(milik.values()),
                pagu.get(skpd_id),
            )
            for skpd_id, (nama, milik) in per_skpd.items()
        ],
        sum(pagu.values()) if pagu else None,
    )


def _sum(bagian: Iterable[Jumlah]) -> Jumlah:
    hasil = Jumlah()
    for b in bagian:
        hasil.orang += b.orang
        hasil.bruto += b.bruto
    return hasil
