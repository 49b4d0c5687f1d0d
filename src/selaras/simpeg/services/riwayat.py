"""Rows of a dated history (rank, post, status): the row before ends where the next begins.

Which rows may not touch is the database's constraint; here its words are for who typed.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from selaras.core.masa import berlaku_sejak
from selaras.core.masa.ruas import period_text
from selaras.core.workflow.maintenance import reassign_soon
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.simpeg.galat import BarisDitolak
from selaras.simpeg.jenis import JenisRiwayat

TERBUKA = date.max


def put_history(jenis: JenisRiwayat, pegawai: Pegawai, isi: Mapping[str, Any], satu: Any) -> Any:
    """Write a row with its TMT; its neighbours give way at their edges, never in the middle."""
    Pegawai.objects.select_for_update(of=("self",)).get(pk=pegawai.pk)
    kolom = {n: v for n, v in isi.items() if n not in {"tmt", "sampai"}}
    for nama, nilai in kolom.items():
        setattr(satu, nama, nilai)
    tmt: date = isi.get("tmt") or satu.berlaku.lower
    akhir = _end(isi, satu)
    lain = list(_sejalur(jenis, pegawai, satu))
    sebelum = next((r for r in reversed(lain) if r.berlaku.lower < tmt), None)
    sesudah = next((r for r in lain if r.berlaku.lower >= tmt), None)
    if sesudah is not None and sesudah.berlaku.lower == tmt:
        raise BarisDitolak(f"Sudah ada baris dengan TMT {_kata(tmt)}. Ubah baris itu.")
    if sesudah is not None and (akhir is None or akhir > sesudah.berlaku.lower):
        if isi.get("sampai"):
            raise BarisDitolak(
                "Bertumpang dengan baris lain "
                f"({period_text(sesudah.berlaku.lower, sesudah.berlaku.upper)})."
            )
        akhir = sesudah.berlaku.lower
    lama = satu.berlaku if satu.pk else None
    _give_way(lain, sebelum, lama, tmt)
    satu.berlaku = berlaku_sejak(tmt, akhir)
    satu.save()
    _follow(sebelum, lama, tmt)
    reassign_soon()
    return satu


def drop_history(jenis: JenisRiwayat, satu: Any) -> None:
    """Take a row out; of a history that never stops, the one before goes on in its place."""
    lain = list(_sejalur(jenis, satu.pegawai, satu))
    sebelum = next((r for r in reversed(lain) if r.berlaku.upper == satu.berlaku.lower), None)
    masa = satu.berlaku
    satu.delete()
    if sebelum is not None and jenis.tetap:
        sebelum.berlaku = berlaku_sejak(sebelum.berlaku.lower, masa.upper)
        sebelum.save()
    reassign_soon()


def _end(isi: Mapping[str, Any], satu: Any) -> date | None:
    if "sampai" in isi:
        sampai: date | None = isi["sampai"]
        return sampai + timedelta(days=1) if sampai else None
    upper: date | None = satu.berlaku.upper if satu.pk else None
    return upper


def _give_way(lain: list[Any], sebelum: Any, lama: Any, tmt: date) -> None:
    """The row before ends the day before; when the row itself moved later, that follows after."""
    if sebelum is None:
        return
    akhir = sebelum.berlaku.upper
    if akhir is None or akhir > tmt:
        sebelum.berlaku = berlaku_sejak(sebelum.berlaku.lower, tmt)
        sebelum.save()


def _follow(sebelum: Any, lama: Any, tmt: date) -> None:
    """A row that began right after the one before still does when its TMT moved later."""
    if sebelum is None or lama is None or lama.lower >= tmt:
        return
    if sebelum.berlaku.upper == lama.lower:
        sebelum.berlaku = berlaku_sejak(sebelum.berlaku.lower, tmt)
        sebelum.save()


def _sejalur(jenis: JenisRiwayat, pegawai: Pegawai, satu: Any) -> QuerySet[Any]:
    """The other rows that may not overlap with this one, oldest first."""
    semua = jenis.model._default_manager.filter(pegawai=pegawai).exclude(pk=satu.pk)
    if jenis.model is RiwayatJabatan:
        definitif = Q(penugasan=RiwayatJabatan.Penugasan.DEFINITIF)
        semua = semua.filter(
            definitif if satu.penugasan == RiwayatJabatan.Penugasan.DEFINITIF else ~definitif
        )
    return semua.order_by("berlaku")


def _kata(hari: date) -> str:
    return f"{hari:%d-%m-%Y}"
