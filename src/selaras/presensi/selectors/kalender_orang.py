"""A person's own working days and hours over a span, as her timetable, roster and calendar say."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi import KOSONG
from selaras.organisasi.models import ZONA_JAM
from selaras.pegawai.models import Pegawai
from selaras.presensi.selectors.masukan import load_own_kisi

ZONA_DARI_MENIT = {jam * 60: str(zona) for zona, jam in ZONA_JAM.items()}


@dataclass(frozen=True)
class KalenderOrang:
    """A span of one person's days: hours expected (None = free) and why a day is free."""

    rentang: Rentang
    zona: str
    masuk: tuple[int | None, ...]
    pulang: tuple[int | None, ...]
    libur: tuple[int, ...]

    def _letak(self, tanggal: date) -> int | None:
        n = (tanggal - self.rentang.awal).days
        return n if 0 <= n < self.rentang.hari else None

    def jam(self, tanggal: date) -> tuple[int | None, int | None]:
        """Hours expected on a day."""
        n = self._letak(tanggal)
        return (None, None) if n is None else (self.masuk[n], self.pulang[n])

    def sebab(self, tanggal: date) -> int:
        """aturan.jadwal.Libur of a day."""
        n = self._letak(tanggal)
        return 0 if n is None else self.libur[n]

    @cached_property
    def hari_kerja(self) -> tuple[date, ...]:
        """The person's working days, ascending."""
        return tuple(
            t for t, m in zip(self.rentang.tanggal(), self.masuk, strict=True) if m is not None
        )

    def sesudah(self, tanggal: date, sampai: date) -> int:
        """Working days after a day, up to and including another."""
        return sum(1 for h in self.hari_kerja if tanggal < h <= sampai)

    def dalam_bulan(self, periode: int) -> list[date]:
        """Working days of a month."""
        return [h for h in self.hari_kerja if h.year * 100 + h.month == periode]


def load_kalender(pegawai: Pegawai, awal: date, akhir: date) -> KalenderOrang:
    """The person's timetable over days; one query whatever the span.

    Raises KalenderKosong when a year has no holidays yet.
    """
    rentang = Rentang(awal, (akhir - awal).days + 1)
    lingkup, kisi = load_own_kisi(pegawai.instansi_id, rentang, pegawai.pk)
    if not lingkup.frame.height:  # not in service then
        kosong = (None,) * rentang.hari
        return KalenderOrang(rentang, pegawai.zona, kosong, kosong, (0,) * rentang.hari)
    isi = slice(1, rentang.hari + 1)
    return KalenderOrang(
        rentang,
        ZONA_DARI_MENIT[lingkup.frame["zona_menit"][0]],
        tuple(None if m == KOSONG else int(m) for m in kisi.masuk[isi, 0]),
        tuple(None if m == KOSONG else int(m) for m in kisi.pulang[isi, 0]),
        tuple(int(n) for n in kisi.libur[isi, 0]),
    )
