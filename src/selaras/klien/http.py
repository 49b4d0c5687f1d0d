"""Asks another server for JSON: only over HTTPS, never inside our own network, never elsewhere.

The address was typed by a person, so it may point anywhere. The name is resolved once, every
address it has is judged, and the connection goes to one of those; redirects are not followed.
"""

import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import SplitResult, urlsplit

SAMBUNG_DETIK = 10
SEMUA_DETIK = 60
ISI_MAKS = 8 * 1024 * 1024
POTONG = 64 * 1024


class GagalTarik(Exception):
    """No answer that can be used; `tetap` = asking again soon won't help."""

    def __init__(self, kata: str, *, tetap: bool = False) -> None:
        super().__init__(kata)
        self.tetap = tetap


class AlamatDitolak(GagalTarik):
    """An address that this site does not call."""

    def __init__(self, kata: str) -> None:
        super().__init__(kata, tetap=True)


@dataclass(frozen=True, slots=True)
class Izin:
    """What the site's settings allow beyond HTTPS to the open internet."""

    lokal: bool = False  # http to this very machine: trials and the demo
    pribadi: bool = False  # an application in the government's own network


def check_address(alamat: str, izin: Izin) -> SplitResult:
    """The parts of an address that may be called by its looks; raises AlamatDitolak."""
    try:
        bagian = urlsplit(alamat)
        port = bagian.port
    except ValueError:
        raise AlamatDitolak("Alamat itu tidak terbaca. Contoh: https://presensi.contoh.go.id/api") \
            from None  # fmt: skip
    if not bagian.hostname or port == 0 or any(c <= " " or c == "\x7f" for c in alamat):
        raise AlamatDitolak("Alamat itu tidak terbaca. Contoh: https://presensi.contoh.go.id/api")
    if not alamat.isascii():
        raise AlamatDitolak(
            "Alamat itu memuat huruf di luar abjad biasa. Salin alamatnya dari bilah alamat "
            "peramban, yang menuliskannya dengan %xx atau xn--."
        )
    if bagian.username is not None or bagian.password is not None:
        raise AlamatDitolak("Jangan menulis nama atau sandi di alamat; ada isian kuncinya.")
    if bagian.scheme == "http" and izin.lokal and bagian.hostname in ("localhost", "127.0.0.1"):
        return bagian
    if bagian.scheme != "https":
        raise AlamatDitolak("Alamat harus diawali https://, supaya kuncinya tidak terbaca orang.")
    return bagian


def fetch_json(
    alamat: str,
    *,
    izin: Izin,
    kepala: Mapping[str, str],
    tanya: str = "",
    isi: Any = None,
    tunggu: float = SAMBUNG_DETIK,
) -> Any:
    """GET (or POST where `isi` is given) and read the JSON; raises GagalTarik."""
    bagian = check_address(alamat, izin)
    jalur = bagian.path or "/"
    if tanya or bagian.query:
        jalur += "?" + "&".join(filter(None, (bagian.query, tanya)))
    badan = None if isi is None else json.dumps(isi).encode()
    lain = {"Accept": "application/json", "Connection": "close"}
    if badan is not None:
        lain["Content-Type"] = "application/json"
    sambungan = _Sambungan(bagian, _resolve(bagian, izin), tunggu)
    try:
        sambungan.request("GET" if badan is None else "POST", jalur, badan, {**lain, **kepala})
        jawab = sambungan.getresponse()
        teks = _read(jawab)
        status = jawab.status
    except TimeoutError:
        raise GagalTarik("Servernya terlalu lama menjawab.") from None
    except ssl.SSLError:
        raise GagalTarik("Sertifikat servernya tidak dapat dipercaya.") from None
    except ValueError:  # a header that cannot be written: the key holds odd letters
        raise GagalTarik("Kuncinya memuat huruf yang tidak dapat dikirim: isikan lagi.",
                         tetap=True) from None  # fmt: skip
    except (HTTPException, OSError):
        raise GagalTarik("Servernya tidak dapat dihubungi, atau sambungannya putus.") from None
    finally:
        sambungan.close()
    _check_status(status)
    try:
        return json.loads(teks)
    except (ValueError, RecursionError):
        raise GagalTarik("Jawaban servernya bukan JSON yang utuh.") from None


def _check_status(status: int) -> None:
    if status == 200:
        return
    if status in (401, 403):
        raise GagalTarik(f"Kuncinya ditolak ({status}): minta yang baru, lalu isikan.", tetap=True)
    if 300 <= status < 400:
        raise GagalTarik(f"Servernya mengalihkan ke alamat lain ({status}); tidak diikuti.",
                         tetap=True)  # fmt: skip
    if status == 429:
        raise GagalTarik("Servernya minta jangan terlalu sering (429).")
    if status >= 500:
        raise GagalTarik(f"Servernya sedang galat ({status}).")
    raise GagalTarik(f"Servernya menolak permintaan ({status}): periksa alamatnya.", tetap=True)


def _read(jawab: Any) -> bytes:
    """The body, not longer and not slower than can be borne."""
    batas = time.monotonic() + SEMUA_DETIK
    isi = bytearray()
    while bagian := jawab.read1(POTONG):
        isi += bagian
        if len(isi) > ISI_MAKS:
            raise GagalTarik("Jawaban servernya terlalu besar.", tetap=True)
        if time.monotonic() > batas:
            raise TimeoutError
    return bytes(isi)


def _resolve(bagian: SplitResult, izin: Izin) -> str:
    """An address of the name, after all of its addresses were found to be fit."""
    try:
        semua = socket.getaddrinfo(bagian.hostname, _port(bagian), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise GagalTarik(f"Nama {bagian.hostname} tidak ditemukan di jaringan.") from None
    alamat = [str(s[4][0]) for s in semua]
    if not alamat or not all(is_fit(a, izin) for a in alamat):
        raise AlamatDitolak(
            f"{bagian.hostname} menunjuk ke jaringan dalam. Hanya alamat umum yang dihubungi, "
            "kecuali pengelola server mengizinkannya."
        )
    return alamat[0]


def is_fit(alamat: str, izin: Izin) -> bool:
    """Whether an IP address may be called: public ones, others only where allowed."""
    ip = ipaddress.ip_address(alamat.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            ip = ip.ipv4_mapped
        elif ip.sixtofour or ip.teredo or ip in _NAT64:
            return False  # an IPv4 address in disguise
    if ip.is_loopback:
        return izin.lokal
    if ip.is_link_local or ip.is_multicast or ip.is_unspecified or ip.is_reserved:
        return False
    return ip.is_global or izin.pribadi


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _port(bagian: SplitResult) -> int:
    return bagian.port or (443 if bagian.scheme == "https" else 80)


class _Sambungan(HTTPConnection):
    """A connection to the address that was judged, whatever the name says a moment later."""

    def __init__(self, bagian: SplitResult, ip: str, tunggu: float) -> None:
        super().__init__(str(bagian.hostname), _port(bagian), timeout=tunggu)
        self._ip, self._aman = ip, bagian.scheme == "https"

    def connect(self) -> None:
        soket = socket.create_connection((self._ip, self.port), self.timeout)
        if self._aman:
            konteks = ssl.create_default_context()
            soket = konteks.wrap_socket(soket, server_hostname=self.host)
        self.sock = soket
