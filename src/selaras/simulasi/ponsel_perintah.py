"""The command line of a simulated phone: signs in, makes its key, taps, and says what it heard."""

import argparse
import base64
import json
import random
import secrets
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from typing import Any
from uuid import uuid4

from selaras.simulasi.ponsel import E6, Phone, make_key, now_ms


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", required=True, help="alamat server, mis. http://localhost:8000")
    parser.add_argument("--masuk", required=True, help="nama pengguna atau NIP")
    parser.add_argument("--sandi", required=True)
    parser.add_argument("--titik", default="", help="lintang,bujur; kosong = tempat pertamanya")
    parser.add_argument(
        "--luring", type=int, default=0, metavar="N", help="kirim antrean N ketukan, semenit satu"
    )


def run(args: argparse.Namespace) -> int:
    """Tap once, or send a queue; 0 when the server has everything."""
    site = _Site(args.url.rstrip("/"))
    site.sign_in(args.masuk, args.sandi)
    supplies = site.ask("/presensi/ketuk/bekal/")
    number = secrets.randbelow(2**200) + 1
    place = next(iter(supplies["tempat"]), {"pusat": [0.0, 0.0]})["pusat"]
    lat, lon = (float(x) for x in args.titik.split(",")) if args.titik else place
    phone = Phone(
        person=random.randint(1, 10**6),  # noqa: S311 - scatters the points only
        cookie="", csrf=supplies["csrf"], installation=uuid4(), key=make_key(number),
        home=(round(lat * E6), round(lon * E6)),
    )  # fmt: skip
    point = phone.key.public_key().public_numbers()
    jwk = {"kty": "EC", "crv": "P-256", "x": _b64(point.x), "y": _b64(point.y)}
    site.tell("/presensi/ketuk/pemasangan/", phone.csrf, {
        "id": str(phone.installation), "kunci_publik": jwk, "nama": "Ponsel tiruan"})  # fmt: skip
    clock = int(supplies["waktu_server"])  # a demo lives on a day of its own
    when = [clock - 60_000 * n for n in range(args.luring)] or [clock]
    taps = [phone.tap(w, offline=args.luring > 0, ahead=now_ms() - clock) for w in when]
    answer = site.tell("/presensi/ketuk/kirim/", phone.csrf, {
        "pemasangan": str(phone.installation), "ketukan": taps})  # fmt: skip
    for result in answer["hasil"]:
        print(result["status"], result["pesan"], ", ".join(result["tanda"]))
    return 0 if phone.hear(200, json.dumps(answer).encode()) == len(taps) else 1


class _Site:
    """The server as one browser session sees it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def sign_in(self, user: str, password: str) -> None:
        address = f"{self.url}/akun/masuk/"
        self.opener.open(address, timeout=30).read()
        form = {"login": user, "password": password, "csrfmiddlewaretoken": self._csrf()}
        body = urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(address, body, {"Referer": address})  # noqa: S310
        with self.opener.open(request, timeout=30) as answer:
            if "/akun/masuk" in answer.url:
                raise SystemExit("selaras: nama pengguna atau kata sandi tidak diterima")

    def ask(self, path: str) -> dict[str, Any]:
        request = urllib.request.Request(self.url + path, headers={"Accept": "application/json"})  # noqa: S310
        with self.opener.open(request, timeout=30) as answer:
            return dict(json.load(answer))

    def tell(self, path: str, csrf: str, body: dict[str, Any]) -> dict[str, Any]:
        request = urllib.request.Request(  # noqa: S310 - the caller's own server
            self.url + path, json.dumps(body).encode(),
            {"Content-Type": "application/json", "Accept": "application/json",
             "X-CSRFToken": csrf, "Referer": self.url},
        )  # fmt: skip
        with self.opener.open(request, timeout=60) as answer:
            return dict(json.load(answer))

    def _csrf(self) -> str:
        return next((c.value or "" for c in self.jar if "csrf" in c.name), "")


def _b64(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes(32)).rstrip(b"=").decode()
