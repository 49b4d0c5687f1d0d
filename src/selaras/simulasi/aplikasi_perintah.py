"""The command lines of simulated applications: one that is asked, one that sends by itself."""

import argparse
import json
import threading
import urllib.error
import urllib.request
from datetime import datetime
from typing import Any

from selaras.simulasi.aplikasi_presensi import TOKEN, Application, Scan, some_taps


def add_asked(parser: argparse.ArgumentParser) -> None:
    """Options of the application that waits to be asked."""
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument(
        "--orang", type=int, default=20, help="banyaknya ketukan, PIN 1 dan seterusnya"
    )
    _add_start(parser)
    parser.add_argument("--galat", type=int, default=0, help="jawaban gagal sebelum pulih")


def serve(args: argparse.Namespace) -> int:
    """Serve some made-up taps until interrupted."""
    with Application(some_taps(args.orang, args.mulai), port=args.port) as app:
        app.faults.errors_500 = args.galat
        print(f"bentuk Selaras: {app.url}/api/ketukan")
        print(f"bentuk Fingerspot: {app.url}/api/get_attlog, cloud ID {app.cloud_id}")
        print(f"kunci: {TOKEN}. Hanya demo Selaras mau menghubungi alamat lokal.")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return 0
    return 0


def add_sender(parser: argparse.ArgumentParser) -> None:
    """Options of the application that sends."""
    parser.add_argument("--url", required=True, help="alamat server, mis. http://localhost:8000")
    parser.add_argument("--kunci", required=True, help="kunci dari halaman Kunci aplikasi")
    parser.add_argument(
        "--orang", type=int, default=20, help="banyaknya ketukan, PIN 1 dan seterusnya"
    )
    parser.add_argument(
        "--nip", nargs="*", default=[], help="NIP, sebagai ganti PIN 1 dan seterusnya"
    )
    _add_start(parser)
    parser.add_argument(
        "--fingerspot", action="store_true", help="sebagai webhook awan Fingerspot, satu per satu"
    )


def _add_start(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--mulai", type=_instant, metavar="WAKTU",
        help="waktu ketukan pertama, mis. 2025-12-18T07:20+08:00 untuk demo; bawaan: pagi ini",
    )  # fmt: skip


def _instant(text: str) -> datetime:
    """An instant in words; without a zone it is the clock of this machine."""
    return datetime.fromisoformat(text).astimezone()


def send(args: argparse.Namespace) -> int:
    """Send made-up taps and print what the server said."""
    scans = some_taps(len(args.nip) or args.orang, args.mulai)
    bodies: list[dict[str, Any]]
    if args.fingerspot:
        bodies = [
            {"type": "attlog", "cloud_id": "C2609", "data": {
                "pin": s.who, "scan": f"{s.time:%Y-%m-%d %H:%M}", "verify": "finger",
                "status_scan": "scan in"}}
            for s in scans
        ]  # fmt: skip
        address = f"{args.url}/api/v1/fingerspot/{args.kunci}/"
    else:
        bodies = [{"ketukan": [_item(n, s, args.nip) for n, s in enumerate(scans)]}]
        address = f"{args.url}/api/v1/ketukan/"
    failed = 0
    for body in bodies:
        status, answer = _post(address, body, args.kunci)
        failed += status != 200
        print(status, json.dumps(answer.get("jumlah", answer), ensure_ascii=False))
    return 1 if failed else 0


def _item(number: int, scan: Scan, nip: list[str]) -> dict[str, str]:
    who = {"nip": nip[number]} if nip else {"pin": scan.who}
    return {"id": str(number), **who, "waktu": scan.time.isoformat()}


def _post(address: str, body: dict[str, Any], key: str) -> tuple[int, dict[str, Any]]:
    request = urllib.request.Request(  # noqa: S310 - the address is the caller's own server
        address, json.dumps(body).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {key}"},
    )  # fmt: skip
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.load(refusal)
