"""Phones that tap: each with its own session, installation and key, as the page in a browser.

A phone keeps a tap until the server says it has it; what it was told is its own list, to be
compared with the database. `python -m selaras.simulasi.ponsel --help`.
"""

import base64
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

DONE = frozenset({"diterima", "sudah", "menunggu"})  # the server has it
E6 = 1_000_000
_WAY = ec.ECDSA(hashes.SHA256())


def make_key(number: int) -> ec.EllipticCurvePrivateKey:
    """The key of a secret number."""
    return ec.derive_private_key(number, ec.SECP256R1())


@dataclass
class Phone:
    """One person's phone. `sent`: instants it tapped at; `heard`: those the server confirmed."""

    person: int
    cookie: str
    csrf: str
    installation: UUID
    key: ec.EllipticCurvePrivateKey
    home: tuple[int, int]  # microdegrees
    sent: list[int] = field(default_factory=list)
    heard: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Phone":
        """From a line of the accounts' file."""
        return cls(
            person=row["pegawai"], cookie=row["cookie"], csrf=row["csrf"],
            installation=UUID(row["pemasangan"]), key=make_key(row["kunci"]),
            home=(row["lintang_e6"], row["bujur_e6"]),
        )  # fmt: skip

    def tap(self, at_ms: int, *, offline: bool = False, ahead: int = 0) -> dict[str, Any]:
        """A signed tap at an instant, a few metres from where the last one was. `ahead`:
        milliseconds that the phone's own clock is before the server's."""
        spread = random.Random(self.person * 1_000_003 + at_ms)  # noqa: S311 - not a secret
        lat, lon = (h + spread.randint(-300, 300) for h in self.home)
        accuracy = spread.randint(5, 30)
        key, last = str(uuid4()), at_ms - 5_000
        text = f"{key}|{at_ms}|masuk|kantor|{lat}|{lon}|{accuracy}|{at_ms + ahead}|{last}|5000"
        r, s = decode_dss_signature(self.key.sign(text.encode(), _WAY))
        signature = base64.urlsafe_b64encode(r.to_bytes(32) + s.to_bytes(32)).rstrip(b"=")
        return {
            "kunci": key, "waktu": at_ms, "jenis": "masuk", "mode": "kantor", "lintang": lat / E6,
            "bujur": lon / E6, "akurasi": accuracy, "jam_perangkat": at_ms + ahead,
            "server_terakhir": last, "monoton": 5000, "luring": offline, "selfie": None,
            "tanda_tangan": signature.decode(),
        }  # fmt: skip

    def request(self, taps: list[dict[str, Any]]) -> bytes:
        """The bytes of one delivery."""
        self.sent += [t["waktu"] for t in taps]
        body = json.dumps({"pemasangan": str(self.installation), "ketukan": taps}).encode()
        return self._head("POST", "/presensi/ketuk/kirim/", len(body)) + body

    def page(self, path: str) -> bytes:
        """The bytes of asking for a page."""
        return self._head("GET", path, 0)

    def hear(self, status: int, body: bytes) -> int:
        """Read an answer to a delivery; how many taps the server now has."""
        if status != 200:
            return 0
        had = [h["waktu"] for h in json.loads(body)["hasil"] if h["status"] in DONE]
        self.heard += had
        return len(had)

    def _head(self, method: str, path: str, length: int) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost", f"Cookie: {self.cookie}"]
        if method == "POST":
            lines += [
                "Content-Type: application/json", "Accept: application/json",
                f"X-CSRFToken: {self.csrf}", f"Content-Length: {length}",
            ]  # fmt: skip
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def one_by_one(phones: list[Phone], *, ahead: bool) -> Iterator[tuple[Phone, bytes]]:
    """Deliveries of one tap each, phone after phone, for ever; signed now or while sent.

    `ahead`: signed before they are needed, so that a measurement is of the server.
    """
    if ahead:
        ready = [(p, p.request([p.tap(now_ms())])) for p in phones]
        yield from ready
    while True:
        for phone in phones:
            yield phone, phone.request([phone.tap(now_ms())])


def queues(phones: list[Phone], *, size: int) -> Iterator[tuple[Phone, bytes]]:
    """Deliveries of a whole day's queue each: `size` taps, the oldest some hours ago."""
    for phone in phones:
        start = now_ms() - 3 * 3_600_000 - size * 60_000
        taps = [phone.tap(start + n * 60_000 + n, offline=True) for n in range(size)]
        yield phone, phone.request(taps)
