"""Another attendance application: gives its taps over HTTP in two shapes, with mishaps on order.

GET  /api/ketukan?sejak=&batas=   the plain shape: {"data": [...], "berikut": "...", "lagi": bool}
POST /api/get_attlog              Fingerspot's cloud: two days a call, local times
"""

import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "kunci-tiruan"  # noqa: S105 - opens nothing


@dataclass(frozen=True, slots=True)
class Scan:
    """A tap in the application's memory; the time carries its zone."""

    who: str
    time: datetime
    is_nip: bool = False


@dataclass(slots=True)
class Faults:
    """What goes wrong, each so many times before things go well again."""

    errors_500: int = 0
    wrong_json: int = 0
    repeat_page: int = 0  # the same page again, with a cursor that does not move
    cut: int = 0  # the body ends in the middle
    slow_seconds: float = 0  # before the next `slow` answers
    slow: int = 0
    token_expired: bool = False
    redirect_to: str = ""
    every_page_twice: bool = False  # each page begins with the whole page before it

    def take(self, name: str) -> bool:
        left = getattr(self, name)
        if left > 0:
            setattr(self, name, left - 1)
        return bool(left > 0)


@dataclass
class Application:
    """Its memory and its server; `with Application(...) as app: app.url`."""

    scans: list[Scan] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    token: str = TOKEN
    cloud_id: str = "C2609"
    page: int = 500
    bad_rows: Sequence[Any] = ()
    calls: list[str] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> "Application":
        self._server = ThreadingHTTPServer(
            ("127.0.0.1", self.port), type("Handler", (_Handler,), {"app": self})
        )
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def plain_page(self, since: str, limit: int) -> dict[str, Any]:
        """Rows in the order they came; the cursor counts them ("n:12"), a time begins there."""
        start = int(since[2:]) if since.startswith("n:") else 0
        size = min(limit, self.page)
        first = max(0, start - size) if self.faults.every_page_twice else start
        rows: list[Any] = [_plain(n, s) for n, s in enumerate(self.scans)][first : start + size]
        if start == 0:
            rows += self.bad_rows
        end = min(start + size, len(self.scans))
        return {"data": rows, "berikut": f"n:{end}", "lagi": end < len(self.scans)}

    def cloud_rows(self, start: date, end: date) -> list[dict[str, Any]]:
        """Fingerspot's rows of these days, by the machine's own clock."""
        return [
            {"pin": s.who, "scan_date": f"{s.time:%Y-%m-%d %H:%M:%S}", "verify": 1,
             "status_scan": 0}
            for s in self.scans
            if start <= s.time.date() <= end
        ]  # fmt: skip


def _plain(number: int, scan: Scan) -> dict[str, Any]:
    who = {"nip": scan.who} if scan.is_nip else {"pin": scan.who}
    return {"id": str(number), **who, "waktu": scan.time.isoformat()}


class _Handler(BaseHTTPRequestHandler):
    """Answers for the application that it is made for."""

    app: Application

    def do_GET(self) -> None:
        ask = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        since, limit = ask.get("sejak", [""])[0], int(ask.get("batas", ["100"])[0])
        self.app.calls.append(f"GET {since}")
        if self._mishap():
            return
        if self.app.faults.take("repeat_page"):
            stuck = self.app.plain_page(since, limit)
            return self._say(200, json.dumps({**stuck, "berikut": since, "lagi": True}))
        self._say(200, json.dumps(self.app.plain_page(since, limit)))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        start = date.fromisoformat(body["start_date"])
        end = date.fromisoformat(body["end_date"])
        self.app.calls.append(f"POST {start} {end}")
        if self._mishap():
            return
        if body.get("cloud_id") != self.app.cloud_id or end - start > timedelta(days=1):
            return self._say(200, json.dumps({"success": False, "message": "invalid range"}))
        rows = self.app.cloud_rows(start, end)
        self._say(200, json.dumps({"success": True, "trans_id": "1", "data": rows}))

    def _mishap(self) -> bool:
        faults = self.app.faults
        if faults.take("slow"):
            time.sleep(faults.slow_seconds)
        if faults.redirect_to:
            self.send_response(302)
            self.send_header("Location", faults.redirect_to)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return True
        right = self.headers.get("Authorization") == f"Bearer {self.app.token}"
        if faults.token_expired or not right:
            self._say(401, '{"message": "token expired"}')
        elif faults.take("errors_500"):
            self._say(500, "Internal Server Error")
        elif faults.take("wrong_json"):
            self._say(200, '{"data": [')
        elif faults.take("cut"):
            self._say(200, '{"data": []}', announced=5000)
        else:
            return False
        return True

    def _say(self, status: int, text: str, announced: int = 0) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(announced or len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return  # who asked has gone

    def log_message(self, *_: object) -> None:
        """Say nothing on the terminal."""


def some_taps(people: int, start: datetime | None = None) -> list[Scan]:
    """Made-up taps, PIN 1 and on: from `start`, else of this morning or, before it, of just now."""
    if start is None:
        now = datetime.now().astimezone()
        morning = now.replace(hour=7, minute=20, second=0, microsecond=0)
        start = min(morning, now - timedelta(seconds=7 * people + 60))
    return [Scan(str(n), start + timedelta(seconds=7 * n)) for n in range(1, people + 1)]
