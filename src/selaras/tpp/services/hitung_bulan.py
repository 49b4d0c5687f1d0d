"""Computes a government's month: facts to instruments, part by part, each part in one transaction.

Reads everything once (a second read of the taps would cost more than all rules together), computes
by aturan, writes by COPY. A killed run leaves whole parts and no half ones; running again is safe.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
import polars as pl
from django.db import transaction
from django.utils import timezone
from numpy.typing import NDArray

from selaras.aturan.tpp import hitung
from selaras.core.frames import one_snapshot
from selaras.core.permissions import Actor
from selaras.hukum import Aturan, Law
from selaras.organisasi.models import Instansi
from selaras.periode.selectors import hitungan_by_skpd, locked_skpd_ids
from selaras.periode.services import ensure_periode, point_to_hitungan
from selaras.presensi.selectors import BulanPresensi, hari_sebulan
from selaras.presensi.services import write_sheets
from selaras.tpp.masa import PeriodeTakSah, masa_of
from selaras.tpp.models import HitunganBulan, HitunganUnit, TidakTerhitung
from selaras.tpp.selectors.bulan import month_frame
from selaras.tpp.selectors.bulan_khusus import repeated_month
from selaras.tpp.services.kekurangan import ISI, Kekurangan, list_kekurangan
from selaras.tpp.services.kunci import run_lock
from selaras.tpp.services.sesudah import after_run
from selaras.tpp.services.tulis import (
    BagianUnit,
    Kolom,
    bagian_kosong,
    bagian_unit,
    instrumen_columns,
    write_instrumen,
)

__all__ = ["BulanTerhitung", "PeriodeTakSah", "compute_frame", "compute_month"]
ORANG_SEBAGIAN = 50_000  # people of one transaction: seconds of work, tens of MB of log
Lapor = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class BulanTerhitung:
    """A month in memory: attendance, the computed frame, the law it was computed by."""

    presensi: BulanPresensi
    hasil: pl.DataFrame
    aturan: Aturan


def compute_frame(
    *,
    instansi: Instansi,
    periode: int,
    law: Law | None = None,
    skpd_ids: Collection[int] | None = None,
    pegawai_ids: Collection[int] | None = None,
    kini: datetime | None = None,
    andai: pl.DataFrame | None = None,
    gaji_terakhir: bool = False,
    tambahan: Callable[[pl.DataFrame, Aturan], pl.DataFrame] | None = None,
    cara: Callable[[pl.DataFrame, Aturan], pl.DataFrame] = hitung,
) -> BulanTerhitung:
    """The month of these people by the law of its first day; writes nothing.

    Pages use it for one person's estimate, a run for everybody. `kini`, `andai`: see
    hari_sebulan; `gaji_terakhir`: see month_frame. THR and the 13th salary are computed from the
    month that they repeat (tpp.masa). `tambahan` gives rows to compute beside them, after them;
    `cara` computes as `hitung` does, or remembers what it did.
    """
    masa = masa_of(periode, instansi.daerah, law)
    aturan = (law or Law.load()).pada(masa.awal, instansi.daerah)
    semua = skpd_ids is None and pegawai_ids is None
    with one_snapshot():  # attendance and pay of one instant, over one connection
        presensi = hari_sebulan(
            instansi_id=instansi.pk, periode=masa.dasar, aturan=aturan, skpd_ids=skpd_ids,
            pegawai_ids=pegawai_ids, kini=kini, andai=andai,
        )  # fmt: skip
        frame = month_frame(
            instansi_id=instansi.pk, bulan=presensi, aturan=aturan, semua=semua,
            gaji_terakhir=gaji_terakhir,
        )  # fmt: skip
    if masa.khusus:
        frame = repeated_month(frame, masa, aturan)
    if tambahan is not None:
        frame = pl.concat([frame, tambahan(frame, aturan)])
    return BulanTerhitung(presensi, cara(frame, aturan), aturan)


def compute_month(
    *,
    instansi: Instansi,
    periode: int,
    actor: Actor,
    at: datetime,
    law: Law | None = None,
    lapor: Lapor = lambda selesai, total, pesan: None,
) -> HitunganBulan:
    """Compute and store the month; `lapor(done, total, message)` may raise to stop between parts.

    Units whose month is locked are left alone. Raises SedangDihitung when another run is on, and
    NotInForce or KalenderKosong before anything is written.
    """
    masa_of(periode, instansi.daerah, law)
    with run_lock(instansi.pk, periode):
        _mark_stopped(instansi)
        hitungan = HitunganBulan.objects.create(
            instansi=instansi, periode=periode, oleh_id=actor.user_id, mulai_pada=at,
            daerah=instansi.daerah,
        )  # fmt: skip
        try:
            _run(hitungan, law, lapor, at)
        except BaseException:
            HitunganBulan.objects.filter(pk=hitungan.pk).update(
                status=HitunganBulan.Status.TERHENTI
            )
            raise
    return hitungan


def _mark_stopped(instansi: Instansi) -> None:
    """Runs that still say 'berjalan' while nobody holds the lock were killed."""
    HitunganBulan.objects.filter(instansi=instansi, status=HitunganBulan.Status.BERJALAN).update(
        status=HitunganBulan.Status.TERHENTI
    )


def _run(hitungan: HitunganBulan, law: Law | None, lapor: Lapor, at: datetime) -> None:
    lapor(0, 0, "Membaca presensi dan data pegawai")
    terhitung = compute_frame(
        instansi=hitungan.instansi, periode=hitungan.periode, law=law, kini=at
    )
    hasil = terhitung.hasil
    terkunci = locked_skpd_ids(hitungan.periode, instansi_id=hitungan.instansi_id)
    terbuka = ~pl.col("skpd_id").is_in(list(terkunci)).fill_null(False)
    dibuka = hasil.filter(terbuka)
    kekurangan = list_kekurangan(dibuka, terhitung.aturan)
    siap = dibuka.filter(pl.col("galat").is_null()).sort("skpd_id", "pegawai_id")
    kolom = instrumen_columns(siap)
    bagian = bagian_unit(kolom)
    kosong = _tanpa_terhitung(hitungan, dibuka, {b.skpd_id for b in bagian} | terkunci)
    hitungan.sidik_hukum = terhitung.aturan.sidik()
    hitungan.jumlah_ketukan = terhitung.presensi.jumlah_ketukan
    hitungan.jumlah_unit_terkunci = len(terkunci)
    penulis = _Penulis(hitungan, terhitung.presensi, kolom, kekurangan, terkunci)
    total, selesai = len(siap), 0
    for kelompok in _kelompok([*bagian, *(bagian_kosong(kolom, s) for s in kosong)]):
        lapor(selesai, total, f"Menulis {len(kelompok)} SKPD")
        penulis.write(kelompok)
        selesai += sum(b.letak.stop - b.letak.start for b in kelompok)
    penulis.write_rest({b.skpd_id for b in bagian} | set(kosong))
    lapor(selesai, total, "Memeriksa prasyarat dan keanehan")
    after_run(
        hitungan=hitungan, presensi=terhitung.presensi, dibuka=dibuka, aturan=terhitung.aturan,
        terkunci=terkunci, at=at,
    )  # fmt: skip
    _finish(hitungan, bagian, kekurangan)
    lapor(total, total, "Selesai")


def _tanpa_terhitung(
    hitungan: HitunganBulan, dibuka: pl.DataFrame, selain: Collection[int]
) -> list[int]:
    """SKPD without an instrument in this run: all their people lack something, or they had people
    in an earlier run and have none now. An older run must not go on counting for them."""
    punya_orang = set(dibuka["skpd_id"].drop_nulls().unique().to_list())
    dulu = hitungan_by_skpd(hitungan.periode, instansi_id=hitungan.instansi_id)
    return sorted((punya_orang | set(dulu)) - set(selain))


def _kelompok(bagian: list[BagianUnit]) -> list[list[BagianUnit]]:
    """Whole SKPD together until a transaction is large enough."""
    hasil: list[list[BagianUnit]] = []
    orang = 0
    for b in bagian:
        jumlah = b.letak.stop - b.letak.start
        if not hasil or orang + jumlah > ORANG_SEBAGIAN:
            hasil.append([])
            orang = 0
        hasil[-1].append(b)
        orang += jumlah
    return hasil


@dataclass(slots=True)
class _Penulis:
    """Writes groups of SKPD: sheets, instruments, named gaps and pointers, all or nothing."""

    hitungan: HitunganBulan
    presensi: BulanPresensi
    kolom: Kolom
    kekurangan: Kekurangan
    terkunci: set[int]

    def write(self, kelompok: list[BagianUnit]) -> None:
        """One transaction. An SKPD whose facts, law and results are the same keeps its run."""
        periode, hitungan_id = self.hitungan.periode, self.hitungan.pk
        skpd_ids = [b.skpd_id for b in kelompok]
        with transaction.atomic():
            ensure_periode(periode=periode, skpd_ids=skpd_ids)
            tetap = self._unchanged(kelompok)
            baru = [b for b in kelompok if b.skpd_id not in tetap]
            self._write_sheets(skpd_ids)
            write_instrumen(
                self.kolom, [b.letak for b in baru], hitungan_id=hitungan_id, periode=periode
            )
            self._write_units(baru)
            self._write_gaps({b.skpd_id for b in baru})
            point_to_hitungan(
                periode=periode, skpd_ids=[b.skpd_id for b in baru], hitungan_id=hitungan_id
            )
        self.hitungan.jumlah_unit_tetap += len(tetap)

    def write_rest(self, ditulis: Collection[int]) -> None:
        """People of no written SKPD: their sheets and their names on the list."""
        sisa = set(self.presensi.skpd_id.tolist()) - set(ditulis) - self.terkunci
        with transaction.atomic():
            self._write_sheets(sorted(sisa))
            self._write_gaps({None if s == -1 else s for s in sisa})

    def _unchanged(self, kelompok: list[BagianUnit]) -> set[int]:
        berlaku = hitungan_by_skpd(self.hitungan.periode, instansi_id=self.hitungan.instansi_id)
        dulu = {
            "hitungan_id__in": {berlaku[b.skpd_id] for b in kelompok if b.skpd_id in berlaku},
            "skpd_id__in": [b.skpd_id for b in kelompok],
        }
        lama = {
            (u.hitungan_id, u.skpd_id): (u.sidik_hukum, u.hash_hasil)
            for u in HitunganUnit.objects.filter(**dulu)
        }
        kurang: dict[tuple[int, int | None], set[tuple[Any, ...]]] = defaultdict(set)
        for t in TidakTerhitung.objects.filter(**dulu):
            kurang[t.hitungan_id, t.skpd_id].add(tuple(getattr(t, nama) for nama in ISI))
        return {
            b.skpd_id
            for b in kelompok
            for kunci in [(berlaku.get(b.skpd_id, 0), b.skpd_id)]
            if lama.get(kunci) == (self.hitungan.sidik_hukum, b.hash_hasil)
            and kurang.get(kunci, set()) == self.kekurangan.as_set(b.skpd_id)
        }

    def _write_sheets(self, skpd_ids: list[int]) -> None:
        if self.presensi.periode != self.hitungan.periode:
            return  # THR and the 13th salary read another month's sheets and leave them alone
        milik = np.isin(self.presensi.skpd_id, skpd_ids)
        if milik.any():
            write_sheets(_saring(self.presensi, milik))

    def _write_units(self, bagian: list[BagianUnit]) -> None:
        HitunganUnit.objects.bulk_create(
            [
                HitunganUnit(
                    hitungan=self.hitungan, skpd_id=b.skpd_id,
                    sidik_hukum=self.hitungan.sidik_hukum, sidik_masukan=b.sidik_masukan,
                    hash_hasil=b.hash_hasil, jumlah_pegawai=b.letak.stop - b.letak.start,
                    jumlah_tidak_terhitung=self.kekurangan.count(b.skpd_id),
                    **b.jumlah, **b.ringkas,
                )
                for b in bagian
            ]
        )  # fmt: skip

    def _write_gaps(self, skpd_ids: set[int | None]) -> None:
        TidakTerhitung.objects.bulk_create(
            [
                TidakTerhitung(hitungan=self.hitungan, **baris)
                for skpd_id in skpd_ids
                for baris in self.kekurangan.of(skpd_id)
            ],
            batch_size=5_000,
        )


def _saring(bulan: BulanPresensi, milik: NDArray[np.bool_]) -> BulanPresensi:
    """The same month for some of its people."""
    if milik.all():
        return bulan
    hasil = bulan.hasil
    sebagian = replace(
        hasil, pegawai_id=hasil.pegawai_id[milik], hari=hasil.hari[milik],
        ringkas=hasil.ringkas.filter(pl.Series(milik)),
    )  # fmt: skip
    return replace(
        bulan, hasil=sebagian, skpd_id=bulan.skpd_id[milik], zona_menit=bulan.zona_menit[milik]
    )


def _gabung(sidik: list[str]) -> str:
    return hashlib.sha256("".join(sidik).encode()).hexdigest()


def _finish(hitungan: HitunganBulan, bagian: list[BagianUnit], kekurangan: Kekurangan) -> None:
    """The run's own fingerprints: over its parts, in the order of their SKPD."""
    hitungan.sidik_masukan = _gabung([b.sidik_masukan for b in bagian])[:16]
    hitungan.hash_hasil = _gabung([b.hash_hasil for b in bagian])
    hitungan.jumlah_pegawai = sum(b.letak.stop - b.letak.start for b in bagian)
    hitungan.jumlah_tidak_terhitung = kekurangan.total
    hitungan.bruto = sum(b.jumlah["bruto"] for b in bagian)
    hitungan.diterima = sum(b.jumlah["diterima"] for b in bagian)
    hitungan.status = HitunganBulan.Status.SELESAI
    hitungan.selesai_pada = timezone.now()  # only here is it known when the work was done
    hitungan.save()
