"""A month's minutes: what of the approved minutes counts, what a day's kind credits, the balance.

One expression for one person's page and for a month of everybody.
"""

from dataclasses import dataclass

import polars as pl

from selaras.aturan.aktivitas.parameter import ParameterAktivitas
from selaras.aturan.presensi.kode import KOSONG, NOMOR_JENIS, StatusHari
from selaras.hukum import Aturan

PENUH_BP = 10_000
KODE_JENIS = {nomor: kode for kode, nomor in NOMOR_JENIS.items()}


def menit_diakui(p: ParameterAktivitas) -> pl.Expr:
    """Approved minutes of a day as far as presence lets them count.

    Columns: menit; kode (StatusHari, null = no sheet yet), masuk, pulang (minutes, KOSONG or null
    = no tap). A day with only one tap has no known length: it is not cut.
    """
    menit = pl.col("menit").cast(pl.Int64)
    if p.kehadiran == "tanpa":
        return menit
    if p.kehadiran == "batas_hadir":
        ada = (pl.col("masuk") != KOSONG) & (pl.col("pulang") != KOSONG)
        hadir = (pl.col("pulang").cast(pl.Int64) - pl.col("masuk") - p.istirahat).clip(0)
        bekerja = pl.col("kode").is_in(
            [StatusHari.HADIR, StatusHari.TL, StatusHari.PSW, StatusHari.TL_PSW]
        )
        potong = (ada & bekerja).fill_null(False)
        menit = pl.when(potong).then(pl.min_horizontal(menit, hadir)).otherwise(menit)
    tk = (pl.col("kode") == StatusHari.TK).fill_null(False)
    return pl.when(tk).then(0).otherwise(menit)


def with_menit_diakui(hari: pl.DataFrame, p: ParameterAktivitas) -> pl.DataFrame:
    """Adds `diakui` to rows of person and day."""
    return hari.with_columns(diakui=menit_diakui(p))


def with_kredit(hari: pl.DataFrame, p: ParameterAktivitas) -> pl.DataFrame:
    """Adds `kredit` to rows of person and day.

    Columns: kode; jenis (number of the absence kind); libur (aturan.jadwal.Libur on a day that
    would have been a working day: 1 national, 2 cuti bersama).
    """
    per_jenis = {n: p.kredit.get(kode, 0) for n, kode in KODE_JENIS.items()}
    izin = pl.col("jenis").cast(pl.Int64).replace_strict(per_jenis, default=0)
    libur = pl.col("libur").cast(pl.Int64).replace_strict(
        {1: p.kredit.get("LN", 0), 2: p.kredit.get("CBER", 0)}, default=0
    )  # fmt: skip
    return hari.with_columns(
        kredit=pl.when(pl.col("kode") == StatusHari.IZIN)
        .then(izin)
        .when(pl.col("kode") == StatusHari.LIBUR)
        .then(libur)
        .otherwise(0)
        .cast(pl.Int64)
    )


def target_bulan(aturan: Aturan, hari_kerja: int) -> int | None:
    """The month's minutes by the region's rule; None = the region sets none."""
    if aturan.ada("kinerja.menit_per_hari"):
        return hari_kerja * aturan.nilai("kinerja.menit_per_hari")
    if aturan.ada("kinerja.menit_target"):
        return aturan.nilai("kinerja.menit_target")
    return None


@dataclass(frozen=True, slots=True)
class Saldo:
    """Where a person stands in a month, in minutes."""

    disetujui: int
    menunggu: int
    kredit: int
    target: int | None

    @property
    def diakui(self) -> int:
        """What counts today: approved and credited."""
        return self.disetujui + self.kredit

    @property
    def terisi(self) -> int:
        """What would count if all that waits were approved."""
        return self.diakui + self.menunggu

    @property
    def sisa(self) -> int:
        """What is still to be entered to reach the target."""
        return max(0, (self.target or 0) - self.terisi)

    @property
    def capaian_bp(self) -> int | None:
        """Counted minutes over the target, at most 100 %."""
        if not self.target:
            return None
        return min(PENUH_BP, self.diakui * PENUH_BP // self.target)

    @property
    def terisi_bp(self) -> int | None:
        if not self.target:
            return None
        return min(PENUH_BP, self.terisi * PENUH_BP // self.target)

    def per_hari(self, hari_tersisa: int) -> int | None:
        """Minutes a day that reach the target in the working days left, rounded up."""
        if not self.target or hari_tersisa <= 0:
            return None
        return -(-self.sisa // hari_tersisa)


def saldo_bulan(*, disetujui: int, menunggu: int, kredit: int, target: int | None) -> Saldo:
    """The balance that pages show."""
    return Saldo(disetujui, menunggu, kredit, target)
