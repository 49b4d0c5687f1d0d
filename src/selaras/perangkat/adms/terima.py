"""Stores what a machine sent. Each portion is committed before the machine hears OK.

The same lines again, in another order, after a broken line or a killed server, change nothing
twice: taps are one by site, PIN and time, log lines by all they say, held taps by machine.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
from django.db import transaction

from selaras.perangkat.adms.badan import BarisBadan, decode
from selaras.perangkat.adms.baris import (
    LogMesin,
    NamaPin,
    Rusak,
    TapMesin,
    read_answers,
    read_oper,
    read_options,
    read_tap,
)
from selaras.perangkat.adms.gerbang import Tamu
from selaras.presensi.models import CatatanMesin, Ketukan, Mesin, PenggunaMesin
from selaras.presensi.selectors.mesin import silent_after
from selaras.presensi.services import hold_taps, queue_refold
from selaras.presensi.services.alat.kabar_mesin import (
    note_facts,
    note_taps,
    save_log,
    save_stamp,
    save_users,
)
from selaras.presensi.services.alat.perintah import answer_orders
from selaras.presensi.services.masuk.ketukan import HasilTerima, quarantine_lines, record_taps
from selaras.presensi.services.masuk.tertahan import SKEMA_SETEMPAT, to_utc

SEKALI = 10_000  # lines stored together
LANGSUNG = 3  # so few lines are a tap of this moment, not a backlog
RUSAK_MAKS = 2_000  # broken lines kept of one delivery; the rest is counted in the log
SELISIH_WAJAR = timedelta(seconds=120)
log = logging.getLogger("selaras.perangkat")


@dataclass(slots=True)
class Terima:
    """What one delivery came to."""

    baris: int = 0
    baru: int = 0
    baru_hari: int = 0
    rusak: int = 0
    terakhir: int | None = None  # the latest tap, by the machine's clock
    langsung: list[TapMesin] = field(default_factory=list)


def take_taps(tamu: Tamu, baris: Iterator[BarisBadan], *, stempel: str) -> Terima:
    """Table ATTLOG. A tap counts when the machine is approved, else it is held."""
    hasil = Terima()
    for potong in _portions(baris):
        with transaction.atomic():
            _store_taps(tamu, potong, hasil)
    with transaction.atomic():
        if tamu.dipakai and hasil.baru:
            _count(tamu, hasil)
        _keep_stamp(tamu.mesin, "ATTLOG", stempel, tamu.at)
        _watch_clock(tamu, hasil)
    if hasil.rusak > RUSAK_MAKS:
        log.warning("broken lines", extra={"sn": tamu.mesin.sn, "baris": hasil.rusak})
    return hasil


def take_log(tamu: Tamu, baris: Iterator[BarisBadan], *, stempel: str) -> int:
    """Table OPERLOG: the machine's log and names; templates among them are not kept."""
    jumlah = rusak = 0
    for potong in _portions(baris):
        catatan: list[CatatanMesin] = []
        pengguna: list[PenggunaMesin] = []
        buruk: list[tuple[str, str]] = []
        for satu in potong:
            isi = read_oper(decode(satu.isi), utuh=satu.utuh)
            if isinstance(isi, LogMesin):
                catatan.append(_log_row(tamu, isi))
            elif isinstance(isi, NamaPin):
                pengguna.append(
                    PenggunaMesin(mesin=tamu.mesin, pin=isi.pin, nama=isi.nama, admin=isi.admin)
                )
            elif isinstance(isi, Rusak):
                buruk.append((isi.mentah, isi.alasan))
        with transaction.atomic():
            save_log(catatan)
            save_users(pengguna)
            _quarantine(tamu, buruk[: max(0, RUSAK_MAKS - rusak)])
        jumlah, rusak = jumlah + len(potong), rusak + len(buruk)
    _keep_stamp(tamu.mesin, "OPERLOG", stempel, tamu.at)
    return jumlah


def take_options(tamu: Tamu, isi: str) -> None:
    """Table options, and the lines after an answer to INFO."""
    note_facts(tamu.mesin.pk, _facts(read_options(isi.replace("\n", ",").split(","))))


def take_info(tamu: Tamu, info: str) -> None:
    """The short form in a poll: firmware, users, fingers, taps, address, ..."""
    nama = ("FWVersion", "UserCount", "FPCount", "TransactionCount", "IPAddress")
    note_facts(tamu.mesin.pk, _facts(dict(zip(nama, info.split(","), strict=False))))


def take_answers(tamu: Tamu, baris: Iterator[BarisBadan]) -> int:
    """What became of orders."""
    jawaban, lain = read_answers(decode(b.isi) for b in islice(baris, SEKALI))
    jumlah = answer_orders(
        mesin_id=tamu.mesin.pk, jawaban={j.nomor: (j.jadi, j.kata) for j in jawaban}, at=tamu.at
    )
    if lain:
        take_options(tamu, "\n".join(lain))
    return jumlah


def _portions(baris: Iterator[BarisBadan]) -> Iterator[list[BarisBadan]]:
    while potong := list(islice(baris, SEKALI)):
        yield potong


def _store_taps(tamu: Tamu, potong: list[BarisBadan], hasil: Terima) -> None:
    taps: list[TapMesin] = []
    buruk: list[tuple[str, str]] = []
    for satu in potong:
        isi = read_tap(decode(satu.isi), utuh=satu.utuh)
        if isinstance(isi, TapMesin):
            taps.append(isi)
        else:
            buruk.append((isi.mentah, isi.alasan))
    hasil.baris += len(potong)
    simpan = buruk[: max(0, RUSAK_MAKS - hasil.rusak)]
    hasil.rusak += len(buruk)
    if taps:
        hasil.terakhir = max(hasil.terakhir or 0, *(t.detik for t in taps))
    frame = _frame(taps)
    if not tamu.dipakai:
        hasil.baru += hold_taps(mesin=tamu.mesin, taps=frame, at=tamu.at)
        _quarantine(tamu, simpan)
        return
    masuk = record_taps(
        situs=tamu.mesin.situs,
        mesin=tamu.mesin,
        taps=to_utc(frame, tamu.mesin.zona),
        sumber=Ketukan.Sumber.DORONG,
        at=tamu.at,
        rusak=simpan,
    )
    queue_refold(instansi_id=tamu.mesin.situs.instansi_id, tersentuh=masuk.tersentuh)
    hasil.baru += masuk.baru
    hasil.baru_hari += _of_today(tamu, taps, masuk)
    if len(potong) <= LANGSUNG and masuk.baru + masuk.karantina:
        hasil.langsung = taps


def _frame(taps: list[TapMesin]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "pin": [t.pin for t in taps],
            "detik": [t.detik for t in taps],
            "status": [t.status for t in taps],
            "verifikasi": [t.verifikasi for t in taps],
            "kode_kerja": [t.kode_kerja for t in taps],
        },
        schema=SKEMA_SETEMPAT,
    )


def _of_today(tamu: Tamu, taps: list[TapMesin], masuk: HasilTerima) -> int:
    """New taps of the machine's own day; of a mixed portion never more than are new."""
    hari_ini = _local(tamu).date().toordinal() - date(1970, 1, 1).toordinal()
    hari_itu = len({(t.pin, t.detik) for t in taps if t.detik // 86_400 == hari_ini})
    return min(hari_itu, masuk.baru)


def _count(tamu: Tamu, hasil: Terima) -> None:
    zona = ZoneInfo(tamu.mesin.zona)
    detik = hasil.terakhir or 0
    terakhir = datetime.fromtimestamp(detik, UTC).replace(tzinfo=zona)
    note_taps(
        mesin_id=tamu.mesin.pk,
        hari=_local(tamu).date(),
        baru_hari=hasil.baru_hari,
        baru=hasil.baru,
        terakhir=terakhir if terakhir <= tamu.at + SELISIH_WAJAR else None,
    )


def _watch_clock(tamu: Tamu, hasil: Terima) -> None:
    """A tap of this moment tells how far the machine's clock is off.

    Ahead of ours it is wrong for sure. Behind it is wrong only if the machine has spoken to us
    since the time it claims: then it would have told the tap at once.
    """
    if not hasil.langsung:
        return
    detik = max(t.detik for t in hasil.langsung)
    waktu = datetime.fromtimestamp(detik, UTC).replace(tzinfo=ZoneInfo(tamu.mesin.zona))
    selisih = waktu - tamu.at
    pernah = tamu.sebelum.terakhir
    tersambung = pernah is not None and tamu.at - pernah < silent_after(tamu.mesin.jeda_detik)
    telat = tersambung and pernah is not None and waktu < pernah - SELISIH_WAJAR
    if abs(selisih) <= SELISIH_WAJAR or selisih > SELISIH_WAJAR or telat:
        detik_selisih = max(-(2**31), min(2**31 - 1, int(selisih.total_seconds())))
        note_facts(tamu.mesin.pk, {"selisih_detik": detik_selisih, "selisih_pada": tamu.at})


def _log_row(tamu: Tamu, isi: LogMesin) -> CatatanMesin:
    zona = ZoneInfo(tamu.mesin.zona)
    return CatatanMesin(
        mesin=tamu.mesin,
        kode=isi.kode,
        pin_admin=isi.pin_admin,
        waktu=datetime.fromtimestamp(isi.detik, UTC).replace(tzinfo=zona),
        objek=isi.objek,
        diterima_pada=tamu.at,
    )


def _quarantine(tamu: Tamu, buruk: list[tuple[str, str]]) -> None:
    if buruk:
        quarantine_lines(situs=tamu.mesin.situs, mesin=tamu.mesin, baris=buruk, at=tamu.at)


def _keep_stamp(mesin: Mesin, tabel: str, stempel: str, at: datetime) -> None:
    if stempel.isascii() and stempel.isdecimal() and len(stempel) <= 20:
        save_stamp(mesin_id=mesin.pk, tabel=tabel, stempel=stempel, at=at)


def _local(tamu: Tamu) -> datetime:
    return tamu.at.astimezone(ZoneInfo(tamu.mesin.zona))


def _facts(data: Any) -> dict[str, Any]:
    """The machine's words as columns of KabarMesin; what it doesn't say stays as it was."""
    hasil: dict[str, Any] = {}
    for kunci, kolom, panjang in _TEKS:
        if nilai := data.get(kunci, ""):
            hasil[kolom] = nilai.replace("\x00", "")[:panjang]
    for kunci, kolom in _ANGKA:
        nilai = data.get(kunci, "")
        if nilai.isascii() and nilai.isdecimal() and len(nilai) <= 9:
            hasil[kolom] = int(nilai)
    return hasil


_TEKS = (
    ("DeviceName", "model", 40),
    ("FWVersion", "firmware", 60),
    ("PushVersion", "versi_push", 40),
    ("IPAddress", "ip_lokal", 45),
)
_ANGKA = (
    ("UserCount", "jumlah_pengguna"),
    ("FPCount", "jumlah_jari"),
    ("TransactionCount", "jumlah_catatan"),
)
