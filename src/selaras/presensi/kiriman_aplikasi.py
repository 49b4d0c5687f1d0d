"""Reads what another application sends: the shape of the whole, then each tap by itself."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from selaras.klien.aplikasi_presensi import TapLuar, read_pin, read_time

SEKALI = 1_000
ID_MAKS = 80


class KirimanSalah(Exception):
    """Nothing of the request can be taken: code for the program, words for its maker."""

    def __init__(self, galat: str, pesan: str, status: int = 400) -> None:
        super().__init__(pesan)
        self.galat, self.status = galat, status


@dataclass(frozen=True, slots=True)
class Butir:
    """One item of a request: its tap, or why it is none."""

    id: str | None
    tap: TapLuar | None
    pesan: str = ""


def read_items(badan: bytes) -> list[Butir]:
    """The items in their order; raises KirimanSalah."""
    try:
        isi = json.loads(badan)
    except (ValueError, RecursionError):
        raise KirimanSalah("json", "Isi kiriman bukan JSON yang utuh.") from None
    ketukan = isi.get("ketukan") if isinstance(isi, dict) else None
    if not isinstance(ketukan, list):
        raise KirimanSalah("bentuk", 'Isi kiriman harus objek dengan daftar "ketukan".')
    if len(ketukan) > SEKALI:
        raise KirimanSalah(
            "terlalu_banyak", f"Paling banyak {SEKALI} ketukan sekali kirim; bagi kirimannya.", 413
        )
    return [_item(b) for b in ketukan]


def _item(isi: Any) -> Butir:
    if not isinstance(isi, dict):
        return Butir(None, None, "Butir ini bukan objek.")
    nomor = isi.get("id")
    if isinstance(nomor, int) and not isinstance(nomor, bool) and abs(nomor) < 10**18:
        nomor = str(nomor)
    if nomor is not None and (not isinstance(nomor, str) or len(nomor) > ID_MAKS):
        return Butir(None, None, f"id harus teks paling panjang {ID_MAKS} huruf.")
    try:
        waktu: datetime = read_time(isi.get("waktu"))
        return Butir(nomor, TapLuar(read_pin(isi.get("nip"), isi.get("pin")), waktu))
    except ValueError as galat:
        return Butir(nomor, None, f"{str(galat)[:1].upper()}{str(galat)[1:]}.")
