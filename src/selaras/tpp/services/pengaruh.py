"""What another law would change, tried on some of the last computed month. Writes nothing."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from selaras.aturan.jadwal import Rentang
from selaras.hukum import HukumError, Law
from selaras.organisasi.models import Instansi
from selaras.presensi.selectors import KalenderKosong
from selaras.tpp.models import HitunganBulan, InstrumenPenilaian
from selaras.tpp.services.hitung_bulan import compute_frame

ORANG = 300


@dataclass(frozen=True, slots=True)
class Pengaruh:
    """The month tried on, how many people, how many change, the sums; or why it can't be told."""

    periode: int = 0
    orang: int = 0
    berubah: int = 0
    kini: int = 0
    nanti: int = 0
    galat: str = ""

    @property
    def selisih(self) -> int:
        """What all of them get more (or less) together."""
        return self.nanti - self.kini


def last_month(instansi: Instansi) -> int | None:
    """The last month that a finished run computed here."""
    selesai = HitunganBulan.objects.filter(
        instansi=instansi, status=HitunganBulan.Status.SELESAI, jumlah_pegawai__gt=0
    )
    return selesai.order_by("-periode").values_list("periode", flat=True).first()


def first_day_of(periode: int) -> date:
    return Rentang.bulan(periode).awal


def effect(instansi: Instansi, periode: int, *, kini: Law, nanti: Law) -> Pengaruh:
    """The gross TPP of up to ORANG people of the month under both laws."""
    ids = list(
        InstrumenPenilaian.objects.filter(periode=periode, pegawai__instansi=instansi)
        .order_by("pegawai_id")
        .values_list("pegawai_id", flat=True)
        .distinct()[:ORANG]
    )
    try:
        dua = [
            compute_frame(instansi=instansi, periode=periode, pegawai_ids=ids, law=law).hasil
            for law in (kini, nanti)
        ]
    except (HukumError, KalenderKosong) as error:
        return Pengaruh(periode, len(ids), galat=str(error))
    banding = (
        dua[0]
        .select("pegawai_id", lama=pl.col("bruto").fill_null(0))
        .join(dua[1].select("pegawai_id", baru=pl.col("bruto").fill_null(0)), on="pegawai_id")
    )
    return Pengaruh(
        periode, banding.height, int((banding["lama"] != banding["baru"]).sum()),
        int(banding["lama"].sum()), int(banding["baru"].sum()),
    )  # fmt: skip
