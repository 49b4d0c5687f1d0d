"""Reads what a phone sends: its shape, limits and ranges. Believes nothing, decides nothing.

A tap that can't be read is told apart and never harms the others of the request.
"""

import base64
import binascii
import logging
from dataclasses import dataclass
from math import floor
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StrictBool, StrictInt, ValidationError
from pydantic_core import from_json

from selaras.aturan.lokasi import Titik
from selaras.presensi.models import BuktiKetukan
from selaras.presensi.services.gawai.ponsel import HasilKetuk, KetukMasuk

KETUKAN_MAKS = 200
BITA_MAKS = 512 * 1024
AKURASI_MAKS_M = 10_000_000  # worse says nothing either
E6 = 1_000_000
TAHUN_3000 = 32_503_680_000_000
MODE = {
    "kantor": BuktiKetukan.Mode.KANTOR,
    "rumah": BuktiKetukan.Mode.RUMAH,
    "dinas": BuktiKetukan.Mode.DINAS,
}
JENIS = {"masuk": BuktiKetukan.Jenis.MASUK, "pulang": BuktiKetukan.Jenis.PULANG}
log = logging.getLogger("selaras.presensi.ponsel")

Milidetik = Annotated[StrictInt, Field(ge=0, le=TAHUN_3000)]


def _derajat(batas: int) -> Any:
    return Field(default=None, ge=-batas, le=batas, allow_inf_nan=False, strict=True)


class KirimanRusak(Exception):
    """The request as a whole can't be read; `galat` is for the program, the text for people."""

    def __init__(self, galat: str, pesan: str, status: int = 400) -> None:
        super().__init__(pesan)
        self.galat, self.status = galat, status


class IsiKetukan(BaseModel):
    """One tap of the request, by the names that the phone uses."""

    kunci: UUID
    waktu: Milidetik
    jenis: Literal["masuk", "pulang", ""] = ""
    mode: Literal["kantor", "rumah", "dinas"]
    lintang: Annotated[float | None, _derajat(90)]
    bujur: Annotated[float | None, _derajat(180)]
    akurasi: Annotated[float | None, Field(default=None, ge=0, allow_inf_nan=False, strict=True)]
    jam_perangkat: Milidetik | None = None
    server_terakhir: Milidetik | None = None
    monoton: Annotated[StrictInt, Field(ge=-TAHUN_3000, le=TAHUN_3000)] | None = None
    luring: StrictBool = False
    selfie: UUID | None = None
    tanda_tangan: Annotated[str, Field(max_length=200)] = ""


class IsiPemasangan(BaseModel):
    """The registration of an installation: its id and public key as a JSON Web Key."""

    id: UUID
    kunci_publik: dict[str, Any]
    nama: Annotated[str, Field(max_length=200)] = ""


@dataclass(frozen=True, slots=True)
class Terbaca:
    """A request as read: taps in the order sent, where an unreadable one is its own result."""

    pemasangan: UUID
    jam_kirim: int | None
    pegawai_id: int | None  # whose taps the phone believes them to be
    ketukan: list[KetukMasuk | HasilKetuk]

    @property
    def sah(self) -> list[KetukMasuk]:
        return [k for k in self.ketukan if isinstance(k, KetukMasuk)]


def read_kiriman(badan: bytes, *, geser_ms: int = 0) -> Terbaca:
    """A request of taps. `geser_ms`: what the site's clock is apart from the world's (a demo)."""
    isi = _object(badan)
    semua = isi.get("ketukan")
    if not isinstance(semua, list):
        raise KirimanRusak("isi", "Kiriman tidak berisi daftar ketukan.")
    if len(semua) > KETUKAN_MAKS:
        raise KirimanRusak("terlalu_banyak", f"Paling banyak {KETUKAN_MAKS} ketukan sekali kirim.")
    jam, pegawai = isi.get("jam_kirim"), isi.get("pegawai")
    return Terbaca(
        pemasangan=_uuid(isi.get("pemasangan")),
        jam_kirim=jam + geser_ms if isinstance(jam, int) and 0 <= jam <= TAHUN_3000 else None,
        pegawai_id=pegawai if isinstance(pegawai, int) else None,
        ketukan=[_tap(satu, geser_ms) for satu in semua],
    )


def read_pemasangan(badan: bytes) -> tuple[UUID, bytes, str]:
    """A registration: id, public key as 64 bytes (x, y), name."""
    try:
        isi = IsiPemasangan.model_validate(_object(badan))
    except ValidationError as galat:
        raise KirimanRusak("isi", "Pendaftaran pemasangan tidak lengkap.") from galat
    jwk = isi.kunci_publik
    if jwk.get("kty") != "EC" or jwk.get("crv") != "P-256":
        raise KirimanRusak("kunci", "Kunci pemasangan bukan kunci P-256.")
    kunci = b"".join(_base64url(str(jwk.get(n, ""))).rjust(32, b"\0") for n in ("x", "y"))
    return isi.id, kunci, isi.nama.strip()


def signed_text(isi: IsiKetukan) -> str:
    """What the phone signs of a tap: fixed order, whole numbers, nothing where it had nothing."""
    titik = _titik(isi)
    bagian = (
        isi.kunci,
        isi.waktu,
        isi.jenis,
        isi.mode,
        titik.lintang_e6 if titik else None,
        titik.bujur_e6 if titik else None,
        _akurasi(isi),
        isi.jam_perangkat,
        isi.server_terakhir,
        isi.monoton,
    )
    return "|".join("" if b is None else str(b) for b in bagian)


def _tap(satu: Any, geser_ms: int) -> KetukMasuk | HasilKetuk:
    try:
        isi = IsiKetukan.model_validate(satu)
    except ValidationError as galat:
        return _unreadable(satu, galat)
    jam = isi.jam_perangkat
    return KetukMasuk(
        kunci=isi.kunci,
        waktu=isi.waktu,
        mode=MODE[isi.mode],
        jenis=JENIS.get(isi.jenis),
        titik=_titik(isi),
        akurasi_m=_akurasi(isi),
        jam_perangkat=None if jam is None else max(0, jam + geser_ms),
        server_terakhir=isi.server_terakhir,
        monoton=isi.monoton,
        selfie=isi.selfie,
        teks=signed_text(isi).encode(),
        tanda_tangan=_base64url(isi.tanda_tangan),
    )


def _unreadable(satu: Any, galat: ValidationError) -> HasilKetuk:
    bidang = sorted({str(g["loc"][0]) if g["loc"] else "isi" for g in galat.errors()})
    kunci = satu.get("kunci") if isinstance(satu, dict) else None
    log.warning("unreadable tap from a phone", extra={"bidang": ",".join(bidang)})
    return HasilKetuk(
        kunci=str(kunci)[:64] if kunci is not None else "",
        status="salah",
        waktu=None,
        pesan=f"Ketukan tidak dapat dibaca: {', '.join(bidang)}. Ajukan koreksi bila perlu.",
    )


def _titik(isi: IsiKetukan) -> Titik | None:
    """Microdegrees; half of a position is none."""
    if isi.lintang is None or isi.bujur is None:
        return None
    return Titik(floor(isi.lintang * E6 + 0.5), floor(isi.bujur * E6 + 0.5))


def _akurasi(isi: IsiKetukan) -> int | None:
    return None if isi.akurasi is None else floor(min(isi.akurasi, AKURASI_MAKS_M) + 0.5)


def _object(badan: bytes) -> dict[str, Any]:
    if len(badan) > BITA_MAKS:
        raise KirimanRusak("terlalu_besar", "Kiriman terlalu besar.", 413)
    try:
        isi = from_json(badan, allow_inf_nan=False)
    except ValueError as galat:
        raise KirimanRusak("isi", "Kiriman tidak dapat dibaca.") from galat
    if not isinstance(isi, dict):
        raise KirimanRusak("isi", "Kiriman tidak dapat dibaca.")
    return isi


def _uuid(teks: Any) -> UUID:
    try:
        return UUID(str(teks))
    except ValueError as galat:
        raise KirimanRusak("isi", "Kiriman tidak menyebut pemasangannya.") from galat


def _base64url(teks: str) -> bytes:
    """Decoded, or nothing: what can't be read fits no key."""
    try:
        return base64.urlsafe_b64decode(teks + "=" * (-len(teks) % 4))
    except (binascii.Error, ValueError):
        return b""
