"""Whom an outage touches and what it would change, before and after it is declared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from selaras.aturan.jadwal import SEHARI, Rentang
from selaras.aturan.presensi import (
    KOSONG,
    Masukan,
    ParameterPresensi,
    StatusHari,
    hitung_presensi,
)
from selaras.aturan.presensi.kisi import Orang, Tanda, susun_kisi
from selaras.core.frames import one_snapshot
from selaras.hukum import Aturan, Law
from selaras.organisasi.models import Instansi
from selaras.presensi.models import GangguanPresensi
from selaras.presensi.selectors.masukan import (
    Lingkup,
    gangguan_of,
    load_masukan,
    load_scope,
)

HARI_TERPANJANG = 31


@dataclass(frozen=True, slots=True)
class Akibat:
    """What an outage does to the days it meets, in person-days."""

    orang: int  # whom it names
    bertugas: int  # working days whose hours and windows it meets
    terlambat: int  # lateness that shrinks or goes
    pulang_cepat: int
    tanpa_masuk: int  # missing taps no longer blamed
    tanpa_pulang: int
    tanpa_ketukan: Sequence[tuple[int, date]]  # no tap at all: the superior is asked
    berubah: Sequence[tuple[int, date]]


def local_days(instansi: Instansi, mulai: datetime, sampai: datetime) -> Rentang:
    """Dates on which shifts may meet the window: a night's belongs to the day it began on."""
    zona = ZoneInfo(instansi.zona)
    awal = mulai.astimezone(zona).date() - timedelta(days=1)
    akhir = (sampai - timedelta(seconds=1)).astimezone(zona).date()
    return Rentang(awal, (akhir - awal).days + 1)


def people_of(gangguan: GangguanPresensi) -> list[int]:
    """Whom it names: stored or only looked at beforehand."""
    rentang = local_days(gangguan.instansi, gangguan.mulai, gangguan.sampai)
    semua = Lingkup(gangguan.instansi_id, rentang, pl.DataFrame(), True)
    frame = gangguan_of(semua, [_baris(gangguan)])
    return sorted(set(frame["pegawai_id"].to_list()))


def effect_of(
    gangguan: GangguanPresensi,
    *,
    kini: datetime,
    law: Law | None = None,
    pegawai_ids: Sequence[int] | None = None,
) -> Akibat:
    """Days with and without this outage beside each other, all else as it is declared.

    Raises NotInForce and KalenderKosong like every computation of days.
    """
    instansi = gangguan.instansi
    orang = people_of(gangguan) if pegawai_ids is None else list(pegawai_ids)
    rentang = local_days(instansi, gangguan.mulai, gangguan.sampai)
    if not orang:
        return Akibat(0, 0, 0, 0, 0, 0, (), ())
    aturan = (law or Law.load()).pada(rentang.akhir.replace(day=1), instansi.daerah)
    return _banding(gangguan, orang, rentang, aturan, kini)


def _banding(
    gangguan: GangguanPresensi, orang: list[int], rentang: Rentang, aturan: Aturan, kini: datetime
) -> Akibat:
    p = ParameterPresensi.dari(aturan)
    with one_snapshot():
        lingkup = load_scope(instansi_id=gangguan.instansi_id, rentang=rentang, pegawai_ids=orang)
        masukan = load_masukan(lingkup, kini=kini)
        milik = gangguan_of(lingkup, [_baris(gangguan)])
    ada = pl.concat([masukan.gangguan, milik])
    lain = masukan.gangguan
    if gangguan.pk is not None:  # it is among them already
        lain = lain.join(milik, on=["pegawai_id", "mulai", "sampai"], how="anti")
    tanpa = hitung_presensi(replace(masukan, gangguan=lain), rentang, p)
    dengan = hitung_presensi(replace(masukan, gangguan=ada), rentang, p)
    a, b = tanpa.hari, dengan.hari
    hadir = (b["kode"] >= StatusHari.HADIR) & (b["kode"] <= StatusHari.TL_PSW)
    ringan = {sisi: hadir & (a[f"menit_{sisi}"] > b[f"menit_{sisi}"]) for sisi in ("tl", "psw")}
    tl = np.isin(a["kode"], (StatusHari.TL, StatusHari.TL_PSW))
    psw = np.isin(a["kode"], (StatusHari.PSW, StatusHari.TL_PSW))
    berubah = a != b
    return Akibat(
        orang=len(orang),
        bertugas=int(_met(masukan, milik, rentang, p).sum()),
        terlambat=int(ringan["tl"].sum()),
        pulang_cepat=int(ringan["psw"].sum()),
        tanpa_masuk=int((berubah & tl & (a["masuk"] == KOSONG)).sum()),
        tanpa_pulang=int((berubah & psw & (a["pulang"] == KOSONG)).sum()),
        tanpa_ketukan=_pairs(_asked(masukan, milik, rentang, p, b), dengan.pegawai_id, rentang),
        berubah=_pairs(berubah, dengan.pegawai_id, rentang),
    )


def _met(
    masukan: Masukan, milik: pl.DataFrame, rentang: Rentang, p: ParameterPresensi
) -> NDArray[np.bool_]:
    """Working days whose hours, from the first minute a tap counts to the last, it meets."""
    orang = Orang.dari(masukan.orang)
    kisi = susun_kisi(orang, rentang, masukan.penugasan, masukan.roster, masukan.hari_jadwal)
    letak = {int(i): n for n, i in enumerate(orang.pegawai_id)}
    milik = milik.filter(pl.col("pegawai_id").is_in(list(letak)))
    kolom = np.array([letak[i] for i in milik["pegawai_id"]], np.int64)
    tepi = [
        milik[n].dt.epoch("s").to_numpy() // 60 + orang.zona[kolom] for n in ("mulai", "sampai")
    ]
    kena = np.zeros((rentang.hari, len(letak)), np.bool_)
    for hari, tanggal in enumerate(rentang.tanggal()):
        dari, ke = (t - (tanggal - date(1970, 1, 1)).days * SEHARI for t in tepi)
        masuk, pulang = (w[hari + 1, kolom].astype(np.int32) for w in (kisi.masuk, kisi.pulang))
        bertemu = (masuk != KOSONG) & (dari < pulang + p.jendela.pulang_sesudah)
        kena[hari, kolom[bertemu & (ke > masuk - p.jendela.masuk_sebelum)]] = True
    return kena


def _asked(
    masukan: Masukan,
    milik: pl.DataFrame,
    rentang: Rentang,
    p: ParameterPresensi,
    hari: NDArray[np.void],
) -> Tanda:
    """Days without any tap whose windows this outage meets: would a witness change them?"""
    kosong: Tanda = hari["kode"] == StatusHari.TK
    if not kosong.any() or not milik.height:
        return np.zeros_like(kosong)
    tanggal = pl.DataFrame({"tanggal": rentang.tanggal()}, schema={"tanggal": pl.Date})
    saksi = milik.select("pegawai_id").unique().join(tanggal, how="cross")
    andai = hitung_presensi(replace(masukan, gangguan=milik, dibenarkan=saksi), rentang, p)
    kena: Tanda = kosong & (andai.hari["kode"] != StatusHari.TK)
    return kena


def _pairs(tanda: Tanda, pegawai_id: NDArray[np.int64], rentang: Rentang) -> list[tuple[int, date]]:
    orang, nomor = np.nonzero(tanda)
    return [
        (int(pegawai_id[o]), rentang.awal + timedelta(days=int(n)))
        for o, n in zip(orang, nomor, strict=True)
    ]


def _baris(g: GangguanPresensi) -> tuple[object, ...]:
    return (
        g.lingkup,
        g.unit_id,
        g.mesin_id,
        g.tempat_id,
        g.mulai.astimezone(UTC),
        g.sampai.astimezone(UTC),
    )
