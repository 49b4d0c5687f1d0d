"""What a run does once its instruments are written: whose payment is held, what looks unusual.

Only for units whose month is open; both tables are brought to what this run found, so a hold that
is met or a finding that is gone goes, and what people said about the rest stays.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from selaras.aturan.jadwal import Rentang
from selaras.aturan.prasyarat import tahanan
from selaras.aturan.temuan import KETUKAN_BERSAMA, KOLOM, temuan, temuan_ketukan
from selaras.core.masa.simpan import any_of
from selaras.hukum import Aturan, Law
from selaras.periode.selectors import locked_skpd_ids
from selaras.presensi.selectors import BulanPresensi
from selaras.tpp.masa import masa_of
from selaras.tpp.models import HitunganBulan, TahananPembayaran, TemuanVerifikasi
from selaras.tpp.selectors import pemeriksaan
from selaras.tpp.selectors.berlaku import current_instruments

TASK_KETUKAN = "selaras.tpp.temuan_ketukan"
BESAR = 2_000  # people from which the columnar door pays for its connection
SEKALI = 5_000
TERPENUHI = "Prasyarat sudah dipenuhi"
_ISI = ("keparahan", "alasan", "nilai_rp")


def after_run(
    *,
    hitungan: HitunganBulan,
    presensi: BulanPresensi,
    dibuka: pl.DataFrame,
    aturan: Aturan,
    terkunci: Collection[int],
    at: datetime,
) -> None:
    """Holds and findings of the run; `dibuka` = the computed rows of units that are open."""
    besar = dibuka.height >= BESAR
    rentang = presensi.hasil.rentang
    kewajiban = pemeriksaan.unmet_obligations(
        hitungan.instansi_id, rentang.akhir, localdate(at), large=besar
    )
    ditahan = tahanan(dibuka, kewajiban, aturan)
    # THR and the 13th salary repeat a month that was looked at already.
    biasa = presensi.periode == hitungan.periode
    ditemukan = (
        _findings(hitungan, presensi, dibuka, aturan, besar)
        if biasa
        else pl.DataFrame(schema=KOLOM)
    )
    with transaction.atomic():
        _write_holds(hitungan, ditahan, terkunci, at)
        _write_findings(hitungan, ditemukan, terkunci)
    if not biasa:
        return
    if besar:
        _look_later(hitungan)
    else:
        find_shared_taps(hitungan)


def _look_later(hitungan: HitunganBulan) -> None:
    """Queue the search once, however often the month is computed before it comes to it."""
    kunci = {"instansi_id": hitungan.instansi_id, "periode": hitungan.periode}
    lock = f"{TASK_KETUKAN}:{hitungan.instansi_id}:{hitungan.periode}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(TASK_KETUKAN, queueing_lock=lock).defer(**kunci)


def find_shared_taps(hitungan: HitunganBulan, law: Law | None = None) -> None:
    """Findings of people who tap in the same second, from the taps of each site in turn.

    Reads every tap of the month a second time, so a large run leaves it to a task of its own.
    """
    masa = masa_of(hitungan.periode, hitungan.daerah, law)
    aturan = (law or Law.load()).pada(masa.awal, hitungan.daerah)
    terkunci = locked_skpd_ids(hitungan.periode, instansi_id=hitungan.instansi_id)
    ketukan = pemeriksaan.shared_seconds(
        hitungan.instansi_id, Rentang.bulan(masa.dasar),
        aturan.nilai("verifikasi.ketukan_bersama"), large=hitungan.jumlah_pegawai >= BESAR,
    )  # fmt: skip
    milik = (
        current_instruments(hitungan.periode)
        .filter(
            pegawai_id__in=ketukan["pegawai_id"].unique().to_list(),
            skpd__instansi_id=hitungan.instansi_id,
        )
        .exclude(skpd_id__in=any_of(list(terkunci)))
    )
    kolom = ("pegawai_id", "skpd_id", "unit_id", "diterima")
    hasil = pl.DataFrame(
        list(milik.values_list(*kolom)), schema=dict.fromkeys(kolom, pl.Int64), orient="row"
    )
    ditemukan = temuan_ketukan(hasil, ketukan, aturan)
    with transaction.atomic():
        _write_findings(hitungan, ditemukan, terkunci, ketukan=True)


def _findings(
    hitungan: HitunganBulan,
    presensi: BulanPresensi,
    dibuka: pl.DataFrame,
    aturan: Aturan,
    besar: bool,
) -> pl.DataFrame:
    instansi_id, rentang = hitungan.instansi_id, presensi.hasil.rentang
    hadir = presensi.hasil.ringkas.select("pegawai_id", "hadir", pl.col("^hari_[a-z]+$")).drop(
        "hari_kerja"
    )
    posts = pemeriksaan.posts_of_month(instansi_id, rentang, large=besar)
    lengkap = (
        dibuka.join(hadir, on="pegawai_id", how="left", maintain_order="left")
        .join(posts, on="pegawai_id", how="left", maintain_order="left")
        .with_columns(pl.col("jabatan_bulan").fill_null(1))
    )
    lalu = pemeriksaan.previous_pay(instansi_id, _before(hitungan.periode), large=besar)
    return temuan(lengkap, lalu, aturan)


def _before(periode: int) -> int:
    tahun, bulan = divmod(periode, 100)
    return (tahun - 1) * 100 + 12 if bulan == 1 else periode - 1


def _write_holds(
    hitungan: HitunganBulan, ditahan: pl.DataFrame, terkunci: Collection[int], at: datetime
) -> None:
    """New holds in, met ones released with that word; what an officer released stays released."""
    lama = {
        (t.pegawai_id, t.prasyarat): t
        for t in TahananPembayaran.objects.select_for_update(of=("self",))
        .filter(periode=hitungan.periode, skpd__instansi_id=hitungan.instansi_id)
        .exclude(skpd_id__in=any_of(list(terkunci)))
    }
    kini = {(b["pegawai_id"], b["prasyarat"]): b for b in ditahan.iter_rows(named=True)}
    TahananPembayaran.objects.bulk_create(
        [
            TahananPembayaran(periode=hitungan.periode, sejak=at, **baris)
            for kunci, baris in kini.items()
            if kunci not in lama
        ],
        batch_size=SEKALI,
    )
    terpenuhi = [t for k, t in lama.items() if k not in kini and t.dilepas_pada is None]
    for t in terpenuhi:
        t.dilepas_pada, t.catatan_lepas = at, TERPENUHI
    berubah = []
    for kunci, t in lama.items():
        baris = kini.get(kunci)
        if baris is None:
            continue
        # Met once and due again: the system's own release ends, an officer's word stays.
        kembali = t.dilepas_pada is not None and t.catatan_lepas == TERPENUHI
        if kembali:
            t.dilepas_pada, t.catatan_lepas = None, ""
        if kembali or (t.alasan, t.skpd_id) != (baris["alasan"], baris["skpd_id"]):
            t.alasan, t.skpd_id = baris["alasan"], baris["skpd_id"]
            berubah.append(t)
    TahananPembayaran.objects.bulk_update(
        [*terpenuhi, *berubah],
        ["dilepas_pada", "catatan_lepas", "alasan", "skpd"],
        batch_size=1_000,
    )


def _write_findings(
    hitungan: HitunganBulan,
    ditemukan: pl.DataFrame,
    terkunci: Collection[int],
    *,
    ketukan: bool = False,
) -> None:
    """What is gone goes; what is the same keeps its remark; another figure opens it again.

    Findings of taps (`ketukan`) and all others are brought up to date apart.
    """
    jenis_q = Q(jenis=KETUKAN_BERSAMA)
    lama = {
        (t.jenis, t.unit_id, t.pegawai_id): t
        for t in TemuanVerifikasi.objects.select_for_update(of=("self",))
        .filter(periode=hitungan.periode, skpd__instansi_id=hitungan.instansi_id)
        .filter(jenis_q if ketukan else ~jenis_q)
        .exclude(skpd_id__in=any_of(list(terkunci)))
    }
    kini: Mapping[tuple[Any, ...], dict[str, Any]] = {
        (b["jenis"], b["unit_id"], b["pegawai_id"]): b for b in ditemukan.iter_rows(named=True)
    }
    hilang = [t.pk for k, t in lama.items() if k not in kini]
    berubah = [
        t for k, t in lama.items() if k in kini and any(getattr(t, n) != kini[k][n] for n in _ISI)
    ]
    TemuanVerifikasi.objects.filter(pk__in=any_of([*hilang, *(t.pk for t in berubah)])).delete()
    dihapus = {(t.jenis, t.unit_id, t.pegawai_id) for t in berubah}
    TemuanVerifikasi.objects.bulk_create(
        [
            TemuanVerifikasi(hitungan=hitungan, periode=hitungan.periode, **baris)
            for kunci, baris in kini.items()
            if kunci not in lama or kunci in dihapus
        ],
        batch_size=SEKALI,
    )
