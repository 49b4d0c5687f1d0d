"""Writes taps that people make themselves, with their evidence, by one statement.

Used for phones; kiosks and officers' lists come the same way. Judges nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection

from selaras.core.prepared import fetch_prepared
from selaras.presensi.models import BuktiKetukan, Ketukan, Situs
from selaras.presensi.services.masuk.partisi import ensure_partitions

NAMA_SITUS = "Ponsel pegawai"
SUMBER = {
    BuktiKetukan.Mode.KIOS: Ketukan.Sumber.KIOS,
    BuktiKetukan.Mode.PETUGAS: Ketukan.Sumber.PETUGAS,
}
KASUS_SUMBER = " ".join(f"when {int(mode)} then {int(sumber)}" for mode, sumber in SUMBER.items())


@dataclass(frozen=True, slots=True)
class BarisBukti:
    """A row of BuktiKetukan to be; the order of the fields is that of the statement."""

    pegawai_id: int
    waktu: datetime
    kunci: UUID
    akun_id: int | None
    pemasangan_id: UUID | None
    mode: int
    jenis: int | None
    lintang_e6: int | None
    bujur_e6: int | None
    akurasi_m: int | None
    jarak_m: int | None
    tempat_id: int | None
    luring: bool
    jam_perangkat: datetime | None
    server_terakhir: datetime | None
    monoton_ms: int | None
    tanda: int
    keadaan: int
    selfie_id: UUID | None


_JENIS = {
    "pegawai_id": "bigint", "waktu": "timestamptz", "kunci": "uuid", "akun_id": "bigint",
    "pemasangan_id": "uuid", "mode": "smallint", "jenis": "smallint", "lintang_e6": "int",
    "bujur_e6": "int", "akurasi_m": "int", "jarak_m": "int", "tempat_id": "bigint",
    "luring": "boolean", "jam_perangkat": "timestamptz", "server_terakhir": "timestamptz",
    "monoton_ms": "bigint", "tanda": "int", "keadaan": "smallint", "selfie_id": "uuid",
}  # fmt: skip


def witnessed_tap(
    *,
    pegawai_id: int,
    waktu: datetime,
    kunci: UUID,
    mode: BuktiKetukan.Mode,
    keadaan: BuktiKetukan.Keadaan,
    akun_id: int | None = None,
    jenis: int | None = None,
    tempat_id: int | None = None,
) -> BarisBukti:
    """A tap that a kiosk or an officer saw: no position, no clock of a phone, no doubt."""
    return BarisBukti(
        pegawai_id=pegawai_id, waktu=waktu, kunci=kunci, akun_id=akun_id, pemasangan_id=None,
        mode=int(mode), jenis=jenis, lintang_e6=None, bujur_e6=None, akurasi_m=None, jarak_m=None,
        tempat_id=tempat_id, luring=False, jam_perangkat=None, server_terakhir=None,
        monoton_ms=None, tanda=0, keadaan=int(keadaan), selfie_id=None,
    )  # fmt: skip


_NAMA = tuple(f.name for f in fields(BarisBukti))
_TEKS = tuple(n for n in _NAMA if _JENIS[n] in {"timestamptz", "uuid"})
_KOLOM = ", ".join(_NAMA)
_TURUNAN = ", ".join(f"{f.name} {_JENIS[f.name]}" for f in fields(BarisBukti))
SIMPAN = f"""
with t as (select * from json_to_recordset(%(isi)s::json) as t ({_TURUNAN})),
bukti as (
    insert into presensi_buktiketukan ({_KOLOM}, diterima_pada)
    select {_KOLOM}, %(at)s::timestamptz from t
    on conflict do nothing
    returning pegawai_id, waktu, mode, keadaan
),
ketukan as (
    insert into presensi_ketukan
        (situs_id, pin, waktu, pegawai_id, sumber, kode_kerja, diterima_pada)
    select %(situs)s::bigint, 'P' || pegawai_id, waktu, pegawai_id,
        case mode {KASUS_SUMBER} else {int(Ketukan.Sumber.PONSEL)} end, '', %(at)s::timestamptz
    from bukti where keadaan = {int(BuktiKetukan.Keadaan.DITERIMA)}
    on conflict do nothing
)
select pegawai_id, waktu, true, keadaan from bukti
union all
select b.pegawai_id, b.waktu, false, b.keadaan
from t join presensi_buktiketukan b on b.pegawai_id = t.pegawai_id and b.waktu = t.waktu
"""  # noqa: S608 - names and numbers of our own
_situs: dict[int, int] = {}

Tersimpan = dict[tuple[int, datetime], tuple[bool, int]]


def store_taps(baris: Sequence[BarisBukti], *, situs_id: int, at: datetime) -> Tersimpan:
    """Write taps and their evidence; those in state 1 count from now on.

    By person and instant: whether it is new, and its state as stored. One statement, so that it
    is all there or not at all; only a month without a table costs more.
    """
    if not baris:
        return {}
    isi = {"isi": json.dumps([_as_json(b) for b in baris]), "at": at, "situs": situs_id}
    bulan = {b.waktu.date() for b in baris}
    if connection.in_atomic_block:  # an error would end the caller's transaction
        ensure_partitions(bulan)
        return _execute(isi)
    try:
        return _execute(isi)
    except IntegrityError:
        ensure_partitions(bulan)
        return _execute(isi)


def _execute(isi: Mapping[str, Any]) -> Tersimpan:
    return {(b[0], b[1]): (b[2], b[3]) for b in fetch_prepared(SIMPAN, isi)}


def _as_json(baris: BarisBukti) -> dict[str, Any]:
    """Names and values as JSON holds them; written for a queue of hundreds."""
    isi: dict[str, Any] = {nama: getattr(baris, nama) for nama in _NAMA}
    for nama in _TEKS:
        if isi[nama] is not None:
            isi[nama] = str(isi[nama])
    return isi


def stored_taps(pegawai_id: int, waktu: Sequence[datetime]) -> Tersimpan:
    """Those of a person's instants that are stored already, and their state."""
    if not waktu:
        return {}
    ada = BuktiKetukan.objects.filter(pegawai_id=pegawai_id, waktu__in=list(waktu))
    return {(pegawai_id, w): (False, k) for w, k in ada.values_list("waktu", "keadaan")}


def situs_ponsel(instansi_id: int) -> int:
    """The id of the site that phones of a government are; made with the first tap."""
    if instansi_id not in _situs:
        _situs[instansi_id] = Situs.objects.get_or_create(
            instansi_id=instansi_id, jenis=Situs.Jenis.PONSEL, defaults={"nama": NAMA_SITUS}
        )[0].pk
    return _situs[instansi_id]
