"""A month's report in a test's words: who writes, what is written, what was handed in."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from tests.izin.dunia import Dunia

from selaras.core.permissions import Actor
from selaras.core.permissions.selectors import load_actor
from selaras.kinerja.models import (
    Realisasi,
    RencanaBulan,
)
from selaras.kinerja.selectors import realisasi as selectors
from selaras.kinerja.services.realisasi import (
    Isian,
    save_realisasi,
    submit_realisasi,
)

WIB = ZoneInfo("Asia/Jakarta")
HARI = datetime(2025, 11, 3, 9, tzinfo=WIB)
TAUTAN = "https://drive.google.com/laporan"
OKTOBER, SEPTEMBER = 202510, 202509


def whom(dunia: Dunia, nama: str, at: datetime = HARI) -> Actor:
    return load_actor(dunia.user[nama], at=at)


def client_of(dunia: Dunia, nama: str) -> Client:
    client = Client()
    client.force_login(dunia.user[nama])
    return client


def keys(rencana: RencanaBulan) -> list[str]:
    return [str(b.pk) for b in rencana.baris.order_by("urutan")]


def whole(rencana: RencanaBulan) -> dict[str, Isian]:
    return {k: Isian("Selesai", Decimal(2), "", [], [TAUTAN]) for k in keys(rencana)}


def filled(dunia: Dunia, rencana: RencanaBulan, nama: str = "staf") -> Realisasi:
    save_realisasi(actor=whom(dunia, nama), rencana_id=rencana.pk, isian=whole(rencana))
    return Realisasi.objects.get(rencana=rencana)


def handed_in(dunia: Dunia, rencana: RencanaBulan) -> Realisasi:
    realisasi = filled(dunia, rencana)
    submit_realisasi(actor=whom(dunia, "staf"), rencana_id=rencana.pk)
    realisasi.refresh_from_db()
    return realisasi


def law_with(monkeypatch: pytest.MonkeyPatch, **ganti: Any) -> None:
    """The region's rule with some of it different."""
    asli = selectors.aturan_realisasi

    def changed(aturan: Any) -> Any:
        from dataclasses import replace

        return replace(asli(aturan), **ganti)

    monkeypatch.setattr(selectors, "aturan_realisasi", changed)


def sent(rencana: RencanaBulan, tindakan: str, **ganti: Any) -> dict[str, Any]:
    isi: dict[str, Any] = {"tindakan": tindakan, "versi": "0"}
    for k in keys(rencana):
        isi |= {f"b{k}-uraian": "Selesai", f"b{k}-kuantitas": "1,5", f"b{k}-kendala": "",
                f"b{k}-tautan": TAUTAN}  # fmt: skip
    return isi | ganti
