"""A month of attendance computed from facts: what the monthly run and every page stand on."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from selaras.aturan.jadwal import Rentang
from selaras.aturan.presensi import HasilPresensi, Masukan, ParameterPresensi, hitung_presensi
from selaras.core.frames import one_snapshot
from selaras.hukum import Aturan
from selaras.presensi.selectors.masukan import (
    Lingkup,
    load_masukan,
    load_own_masukan,
    load_scope,
    own_harapan,
)


@dataclass(frozen=True, slots=True)
class BulanPresensi:
    """Days and sums of a month, persons in one order (pegawai_id ascending) everywhere.

    hasil.hari: (orang, days of the month) of aturan.presensi.HARI (numpy structured array).
    hasil.ringkas: one row per person, columns in HasilPresensi's docstring.
    skpd_id: (orang,) i64, the SKPD of the person's last post in the month; -1 = no post.
    zona_menit: (orang,) i32. jumlah_ketukan: taps read (those of others in the span included).
    """

    periode: int
    hasil: HasilPresensi
    skpd_id: NDArray[np.int64]
    zona_menit: NDArray[np.int32]
    jumlah_ketukan: int

    @property
    def ringkas(self) -> pl.DataFrame:
        """Month sums with skpd_id (null = no post): the frame that TPP joins on pegawai_id."""
        skpd = pl.Series("skpd_id", self.skpd_id)
        return self.hasil.ringkas.with_columns(skpd.set(skpd == -1, None))

    def sebagian(self, orang: NDArray[np.bool_]) -> "BulanPresensi":
        """The same of some persons."""
        h = self.hasil
        return BulanPresensi(
            self.periode,
            HasilPresensi(
                h.rentang, h.pegawai_id[orang], h.hari[orang], h.ringkas.filter(pl.Series(orang))
            ),
            self.skpd_id[orang],
            self.zona_menit[orang],
            self.jumlah_ketukan,
        )


def hari_sebulan(
    *,
    instansi_id: int,
    periode: int,
    aturan: Aturan,
    skpd_ids: Collection[int] | None = None,
    pegawai_ids: Collection[int] | None = None,
    kini: datetime | None = None,
    andai: pl.DataFrame | None = None,
) -> BulanPresensi:
    """Compute the month `periode` (tahun*100+bulan, 1-12) from taps, timetables and absences.

    Scope: people of the government in service on any day of the month; `skpd_ids` keeps those
    whose last post of the month is in these SKPD, `pegawai_ids` those persons. `kini` = the
    instant asked at: days not over by then are `belum` (a running month); None = all are over.
    `andai` = corrections that nobody gave, for an estimate (see hari_ini.assumed).

    Writes nothing and knows no locks. From 2,000 people on it reads by ADBC, that is committed
    rows; below that, over Django's connection inside its transaction. Some 10 s for 400,000
    people, nearly all of it reading: prefer one call for many SKPD over one call each.

    Raises NotInForce (a value of presensi.* is missing on the law's date) and KalenderKosong
    (no holidays known for the year). Look at ringkas.tanpa_jadwal > 0 (in service on days
    without a timetable) and ringkas.izin_tanpa_nilai > 0 (an absence kind has no percent in the
    region's law): such persons can't be paid by guesswork.
    """
    p = ParameterPresensi.dari(aturan)
    with one_snapshot():
        lingkup, masukan = _scope_and_facts(
            instansi_id, Rentang.bulan(periode), skpd_ids, pegawai_ids, kini
        )
    if andai is not None:
        masukan = replace(masukan, koreksi=pl.concat([masukan.koreksi, andai]))
    harapan = None
    if lingkup.frame.height == 1:  # her page asks for the same hours again
        satu = lingkup.frame["pegawai_id"][0]
        harapan = own_harapan(satu, masukan, lingkup.rentang, p)
    hasil = hitung_presensi(masukan, lingkup.rentang, p, harapan)
    orang = lingkup.frame.sort("pegawai_id")
    return BulanPresensi(
        periode=periode,
        hasil=hasil,
        skpd_id=orang["skpd_id"].fill_null(-1).to_numpy(),
        zona_menit=orang["zona_menit"].to_numpy(),
        jumlah_ketukan=masukan.ketukan.height,
    )


def _scope_and_facts(
    instansi_id: int,
    rentang: Rentang,
    skpd_ids: Collection[int] | None,
    pegawai_ids: Collection[int] | None,
    kini: datetime | None,
) -> tuple[Lingkup, Masukan]:
    """Whose month and what happened in it; of one person in one statement."""
    if skpd_ids is None and pegawai_ids is not None and len(pegawai_ids) == 1:
        lingkup, milik = load_own_masukan(instansi_id, rentang, next(iter(pegawai_ids)), kini=kini)
        if milik is not None:
            return lingkup, milik
    else:
        lingkup = load_scope(
            instansi_id=instansi_id, rentang=rentang, skpd_ids=skpd_ids, pegawai_ids=pegawai_ids
        )
    return lingkup, load_masukan(lingkup, kini=kini)
