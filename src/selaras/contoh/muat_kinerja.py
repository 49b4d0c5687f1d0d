"""Loads plans, months and days of work after the regency itself stands."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import polars as pl
from django.apps import apps
from django.db import models

from selaras.contoh.bingkai_aktivitas import (
    UJI_COBA,
    aktivitas,
    hari_aktivitas,
    hari_triwulan,
    hari_uji_coba,
)
from selaras.contoh.dunia import Dunia
from selaras.contoh.lengkap import lengkapi
from selaras.contoh.muat import muat_tabel
from selaras.contoh.rencana import Rencana, rencana_kinerja
from selaras.contoh.skp2020 import skp_uji_coba, tautkan
from selaras.core.permissions import system_actor
from selaras.core.waktu import now
from selaras.core.workflow.maintenance import rebuild
from selaras.kinerja.aktivitas.services.katalog import ensure_catalogue
from selaras.kinerja.aktivitas.services.partisi import ensure_partitions
from selaras.kinerja.models import SKP, AktivitasHarian, HariAktivitas, Realisasi, RencanaBulan
from selaras.kinerja.services.adopsi import count_adoption

DIBUAT = datetime(2025, 9, 1, tzinfo=UTC)
# In an order that foreign keys allow.
URUT = (
    "skp", "hasilkerja", "hasilkerja_hasil_atasan", "indikator", "kegiatantugas", "tugastambahan",
    "perilakupp46", "rencanabulan", "rencanabaris", "realisasi", "realisasibaris", "eviden",
    "penilaian",
)  # fmt: skip
MENUNGGU = (SKP, RencanaBulan, Realisasi, HariAktivitas)


def _model(tabel: str) -> type[models.Model]:
    return next(m for m in apps.get_app_config("kinerja").get_models(include_auto_created=True)
                if m._meta.db_table == tabel)  # fmt: skip


def tabel_kinerja(d: Dunia) -> Iterator[tuple[str, pl.DataFrame]]:
    """Every table of work with its rows, complete but for what the database fills itself."""
    r: Rencana = rencana_kinerja(d)
    lama = d.skala.nama == "penuh"
    if lama:
        skp_uji_coba(r, d)
    for nama in URUT:
        tabel = f"kinerja_{nama}"
        if baris := r.tabel.get(tabel):
            bingkai = pl.DataFrame(baris, infer_schema_length=None)
            yield tabel, lengkapi(_model(tabel), _kosong(tabel, bingkai), DIBUAT)
    entri = aktivitas(d, hari_triwulan(d), lama=False)
    if lama:
        entri = tautkan(pl.concat([aktivitas(d, hari_uji_coba(d), lama=True), entri]), r)
    entri = entri.with_columns(id=pl.int_range(1, pl.len() + 1))
    yield "kinerja_hariaktivitas", lengkapi(HariAktivitas, hari_aktivitas(d, entri), DIBUAT)
    yield "kinerja_aktivitasharian", lengkapi(AktivitasHarian, entri, DIBUAT)


def _kosong(tabel: str, bingkai: pl.DataFrame) -> pl.DataFrame:
    """Rows of two sources name different columns: what one leaves out is the model's default."""
    for field in _model(tabel)._meta.concrete_fields:
        kolom = str(field.column)
        if kolom in bingkai.columns and not field.null and bingkai[kolom].null_count():
            bingkai = bingkai.with_columns(pl.col(kolom).fill_null(field.get_default()))
    return bingkai


def muat_kinerja(d: Dunia, progress: Callable[[str], None]) -> int:
    """Load them, then put what waits into people's inboxes; how many rows."""
    bulan = [*d.skala.hari, *(UJI_COBA if d.skala.nama == "penuh" else [])]
    ensure_partitions({date(h.year, h.month, 1) for h in bulan})
    jumlah = muat_tabel(tabel_kinerja(d), progress)
    ensure_catalogue(actor=system_actor("Kabupaten contoh", at=DIBUAT))
    progress("menyusun yang menunggu keputusan")
    for model in MENUNGGU:
        rebuild(model, at=now())
    for periode in sorted({h.year * 100 + h.month for h in bulan}):
        count_adoption(periode, at=now())
    return jumlah
