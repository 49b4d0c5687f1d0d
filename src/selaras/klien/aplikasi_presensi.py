"""Reads taps out of other attendance applications, page by page. Stores nothing.

Two shapes: our own plain one (`selaras`), and the cloud of Fingerspot, which gives two days a call.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from selaras.klien.http import GagalTarik, Izin, fetch_json

SATU_HALAMAN = 500
HARI_SEKALI = 2  # Fingerspot refuses longer spans
ULANG_HARI = 3  # machines send to their cloud late: the last days are asked for again
PIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,23}")
FINGERSPOT = "https://developer.fingerspot.io/api/get_attlog"


@dataclass(frozen=True, slots=True)
class TapLuar:
    """A tap as another application tells it."""

    pin: str
    waktu: datetime  # UTC, whole seconds


@dataclass(frozen=True, slots=True)
class Halaman:
    """What one call gave, and where the next begins."""

    ketukan: tuple[TapLuar, ...]
    rusak: tuple[tuple[str, str], ...]  # (as it came, why it is no tap)
    kursor: str
    lagi: bool


@dataclass(frozen=True, slots=True)
class Aplikasi:
    """Whom to ask, with what key."""

    alamat: str
    kunci: str
    izin: Izin
    zona: str
    perangkat: str = ""  # Fingerspot's cloud_id
    tunggu: float = 10


def fetch_selaras(app: Aplikasi, kursor: str, hari_ini: date) -> Halaman:
    """GET ?sejak=&batas= -> {"data": [{nip|pin, waktu}], "berikut": "...", "lagi": bool}."""
    del hari_ini
    jawab = fetch_json(
        app.alamat,
        izin=app.izin,
        kepala={"Authorization": f"Bearer {app.kunci}"},
        tanya=urlencode({"sejak": kursor, "batas": SATU_HALAMAN}),
        tunggu=app.tunggu,
    )
    data = _rows(jawab)
    berikut, lagi = jawab.get("berikut"), jawab.get("lagi")
    if not isinstance(berikut, str) or not isinstance(lagi, bool) or len(berikut) > 200:
        raise GagalTarik("Jawaban servernya tidak menyebut 'berikut' dan 'lagi'.")
    if lagi and berikut == kursor:
        raise GagalTarik("Servernya mengulang halaman yang sama.")
    return _page(data, _selaras_row, berikut, lagi=lagi)


def fetch_fingerspot(app: Aplikasi, kursor: str, hari_ini: date) -> Halaman:
    """POST {trans_id, cloud_id, start_date, end_date} -> {"success": true, "data": [...]}."""
    try:
        awal = min(date.fromisoformat(kursor), hari_ini)
    except ValueError:
        raise GagalTarik("Tanggal lanjutannya rusak: simpan lagi sumber ini.", tetap=True) from None
    akhir = min(awal + timedelta(days=HARI_SEKALI - 1), hari_ini)
    jawab = fetch_json(
        app.alamat,
        izin=app.izin,
        kepala={"Authorization": f"Bearer {app.kunci}"},
        isi={
            "trans_id": "1",
            "cloud_id": app.perangkat,
            "start_date": awal.isoformat(),
            "end_date": akhir.isoformat(),
        },
        tunggu=app.tunggu,
    )
    if not isinstance(jawab, dict) or jawab.get("success") is not True:
        raise GagalTarik("Fingerspot menjawab gagal: periksa kunci dan cloud ID mesinnya.")
    zona = ZoneInfo(app.zona)
    lagi = akhir < hari_ini
    berikut = akhir + timedelta(days=1) if lagi else hari_ini - timedelta(days=ULANG_HARI)
    return _page(_rows(jawab), lambda b: _fingerspot_row(b, zona), berikut.isoformat(), lagi=lagi)


AMBIL: dict[str, Callable[[Aplikasi, str, date], Halaman]] = {
    "selaras": fetch_selaras,
    "fingerspot": fetch_fingerspot,
}


def read_time(teks: object) -> datetime:
    """A time with its zone as UTC seconds; raises ValueError with words for the sender."""
    if not isinstance(teks, str) or len(teks) > 40:
        raise ValueError("waktu harus teks ISO, mis. 2025-12-18T07:25:00+08:00")
    try:
        waktu = datetime.fromisoformat(teks)
    except ValueError:
        raise ValueError("waktu tidak terbaca, mis. 2025-12-18T07:25:00+08:00") from None
    if waktu.tzinfo is None:
        raise ValueError("waktu tanpa zona; tambahkan mis. +07:00")
    try:
        return waktu.astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        raise ValueError("waktu di luar kalender") from None


def read_pin(nip: object, pin: object) -> str:
    """The NIP, else the PIN; raises ValueError with words for the sender."""
    if nip not in (None, ""):
        if not isinstance(nip, str) or not re.fullmatch(r"[0-9]{18}", nip):
            raise ValueError("nip harus teks 18 angka")
        return nip
    if isinstance(pin, int) and not isinstance(pin, bool):
        pin = str(pin) if 0 <= pin < 10**18 else None
    if not isinstance(pin, str) or not PIN.fullmatch(pin):
        raise ValueError("nip atau pin harus ada; pin paling panjang 24 huruf atau angka")
    return pin


def read_event(isi: Any, zona: ZoneInfo) -> Halaman | None:
    """What Fingerspot's cloud sends by itself: {"type": "attlog", "cloud_id", "data": {pin, scan}}.

    None = news of another kind (users, templates), of which nothing is kept.
    """
    if not isinstance(isi, dict) or isi.get("type") != "attlog":
        return None
    data = isi.get("data")
    baris = data if isinstance(data, list) else [data]
    halaman = _page(baris[:SATU_HALAMAN], lambda b: _fingerspot_row(b, zona), "", lagi=False)
    # of a row that is no tap only these words are kept: nothing else of it is ours to hold
    rusak = tuple((f"fingerspot {n}", sebab) for n, (_, sebab) in enumerate(halaman.rusak, start=1))
    return replace(halaman, rusak=rusak)


def _selaras_row(baris: dict[str, Any]) -> TapLuar:
    return TapLuar(read_pin(baris.get("nip"), baris.get("pin")), read_time(baris.get("waktu")))


def _fingerspot_row(baris: dict[str, Any], zona: ZoneInfo) -> TapLuar:
    """scan_date of the API, scan of the webhook: the machine's local time without a zone."""
    teks = baris.get("scan_date") or baris.get("scan")
    if not isinstance(teks, str):
        raise ValueError("scan_date tidak ada")
    waktu = datetime.fromisoformat(teks)
    if waktu.tzinfo is not None or not 2000 <= waktu.year <= 2200:
        raise ValueError("scan_date bukan waktu setempat")
    return TapLuar(
        read_pin(None, baris.get("pin")),
        waktu.replace(tzinfo=zona, microsecond=0).astimezone(UTC),
    )


def _rows(jawab: Any) -> list[Any]:
    data = jawab.get("data") if isinstance(jawab, dict) else None
    if not isinstance(data, list):
        raise GagalTarik("Jawaban servernya tidak berisi daftar 'data'.")
    return data


def _page(
    data: list[Any], baca: Callable[[dict[str, Any]], TapLuar], berikut: str, *, lagi: bool
) -> Halaman:
    taps: list[TapLuar] = []
    rusak: list[tuple[str, str]] = []
    for baris in data:
        try:
            if not isinstance(baris, dict):
                raise ValueError("bukan objek")
            taps.append(baca(baris))
        except ValueError as galat:
            rusak.append((str(baris).replace("\x00", "")[:200], str(galat)))
    return Halaman(tuple(taps), tuple(rusak), berikut, lagi)
