"""What a run does once its instruments are written: whose payment is held, what looks unusual.

Only for units whose month is open; both tables are brought to what this run found, so a hold that
is met or a finding that is gone goes, and what people said about the rest stays.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction

from selaras.aturan.prasyarat import tahanan
from selaras.aturan.temuan import KOLOM, temuan
from selaras.core.masa.simpan import any_of
from selaras.hukum import Aturan
from selaras.presensi.selectors import BulanPresensi
from selaras.tpp.models import HitunganBulan, TahananPembayaran, TemuanVerifikasi
from selaras.tpp.selectors import pemeriksaan

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
        hitungan.instansi_id, rentang.akhir, at.date(), large=besar
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
    ketukan = pemeriksaan.shared_seconds(
        rentang, aturan.nilai("verifikasi.ketukan_bersama"), large=besar
    )
    return temuan(lengkap, lalu, ketukan, aturan)


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
    hitungan: HitunganBulan, ditemukan: pl.DataFrame, terkunci: Collection[int]
) -> None:
    """What is gone goes; what is the same keeps its remark; another figure opens it again."""
    lama = {
        (t.jenis, t.unit_id, t.pegawai_id): t
        for t in TemuanVerifikasi.objects.select_for_update(of=("self",))
        .filter(periode=hitungan.periode, skpd__instansi_id=hitungan.instansi_id)
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
