"""Turns what a machine's file says into stored taps. Decides nothing about attendance."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
from django.db import transaction

from selaras.core.audit.services import record
from selaras.core.permissions import Actor
from selaras.perangkat.attlog import IsiAttlog, TapBerkas, read_attlog
from selaras.presensi.models import Ketukan, Mesin
from selaras.presensi.services import refold_touched
from selaras.presensi.services.masuk.ketukan import SKEMA_KETUKAN, HasilTerima, record_taps


class MesinBelumDisetujui(Exception):
    """Taps of a machine count only after a person has approved it."""


@transaction.atomic
def import_attlog(*, path: Path, mesin: Mesin, actor: Actor, at: datetime) -> HasilTerima:
    """Store a file's taps; broken lines go to quarantine. The same file again changes nothing.

    Raises BukanAttlog for another kind of file, MesinBelumDisetujui before approval.
    """
    if mesin.status != Mesin.Status.DISETUJUI:
        raise MesinBelumDisetujui(
            f"Mesin {mesin.sn} belum disetujui: setujui dulu di halaman Mesin presensi."
        )
    isi = read_attlog(path, urutan=mesin.urutan_kolom)
    hasil = record_taps(
        situs=mesin.situs,
        mesin=mesin,
        taps=frame_of(isi, mesin.zona),
        sumber=Ketukan.Sumber.BERKAS,
        at=at,
        rusak=[(r.isi, f"baris {r.baris}: {r.alasan}") for r in isi.rusak],
    )
    refold_touched(instansi=mesin.situs.instansi, tersentuh=hasil.tersentuh, at=at)
    record(
        actor=actor,
        aksi="presensi.import",
        objek=mesin,
        instansi_id=mesin.situs.instansi_id,
        keterangan=f"{path.name}: {hasil.baru} ketukan baru dari {isi.baris} baris",
    )
    return hasil


def frame_of(isi: IsiAttlog, zona: str) -> pl.DataFrame:
    """The taps as `record_taps` takes them: local times of the machine's zone become UTC."""
    nama = isi.susunan.nama_lain
    tahu = bool(nama) and all(nama)
    return (
        pl.DataFrame(
            [(t.pin, t.waktu, *_rest(t, nama if tahu else ())) for t in isi.tap],
            schema={
                "pin": pl.String,
                "waktu": pl.Datetime("us"),
                "status": pl.Int16,
                "verifikasi": pl.Int16,
                "kode_kerja": pl.String,
            },
            orient="row",
        )
        .with_columns(
            pl.col("waktu").dt.replace_time_zone(str(ZoneInfo(zona))).dt.convert_time_zone("UTC")
        )
        .select(*SKEMA_KETUKAN)
    )


def _rest(tap: TapBerkas, nama: tuple[str, ...]) -> tuple[int | None, int | None, str]:
    """(status, verify, work code); where the columns' order is unknown all go as they came."""
    if not nama:
        return None, None, ",".join(tap.sisa)
    isi = dict(zip(nama, tap.sisa, strict=False))
    return (
        _small(isi.get("status", "")),
        _small(isi.get("verifikasi", "")),
        isi.get("kode_kerja", ""),
    )


def _small(teks: str) -> int | None:
    return int(teks) if teks.isdecimal() and len(teks) <= 4 else None
