"""A small driver of a WebKit browser by the W3C protocol: the engine of every iPhone.

Debian's webkit2gtk-driver with a screen of its own (Xvfb). Knows nothing of the site.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

UNSUR = "element-6066-11e4-a52e-4f735466cecf"


def missing() -> str:
    """What this machine lacks for it; "" = nothing."""
    kurang = [n for n in ("WebKitWebDriver", "Xvfb") if not shutil.which(n)]
    if not kurang and not _minibrowser():
        kurang = ["MiniBrowser"]
    return f"mesin ini tidak punya {' dan '.join(kurang)}" if kurang else ""


class WebKit:
    """One window. Elements are named by CSS selectors."""

    def __init__(self, alamat: str) -> None:
        self.alamat = alamat
        pilihan = {"binary": str(_minibrowser()), "args": ["--automation", "--geometry=390x844"]}
        isi = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": pilihan}}}
        self.sesi = f"{alamat}/session/{_call('POST', f'{alamat}/session', isi)['sessionId']}"

    def goto(self, url: str) -> None:
        _call("POST", f"{self.sesi}/url", {"url": url})

    def add_cookie(self, nama: str, nilai: str) -> None:
        _call("POST", f"{self.sesi}/cookie", {"cookie": {"name": nama, "value": nilai}})

    def click(self, css: str) -> None:
        unsur = _call("POST", f"{self.sesi}/element", {"using": "css selector", "value": css})[
            UNSUR
        ]
        _call("POST", f"{self.sesi}/element/{unsur}/click", {})

    def run(self, skrip: str) -> Any:
        """What a script returns; `return` it."""
        return _call("POST", f"{self.sesi}/execute/sync", {"script": skrip, "args": []})

    def text(self, css: str) -> str:
        kata = f"return [...document.querySelectorAll({css!r})].map(u => u.innerText).join('|')"
        return str(self.run(kata))

    def wait(self, syarat: Callable[[], bool], detik: float = 30) -> None:
        """Until it holds; AssertionError with the page's words otherwise."""
        akhir = time.monotonic() + detik
        while not syarat():
            assert time.monotonic() < akhir, self.text("main")
            time.sleep(0.2)  # the protocol has no waiting of its own

    def close(self) -> None:
        with contextlib.suppress(urllib.error.URLError, OSError):
            _call("DELETE", self.sesi)


@contextlib.contextmanager
def webkit() -> Iterator[WebKit]:
    """A window on a screen of its own; both are gone afterwards."""
    baca, tulis = os.pipe()
    layar = subprocess.Popen(
        ["Xvfb", "-displayfd", str(tulis), "-screen", "0", "800x1000x24", "-nolisten", "tcp"],
        pass_fds=(tulis,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(tulis)
    with os.fdopen(baca) as pipa:
        nomor = pipa.readline().strip()
    port = _free_port()
    lingkungan = {
        **os.environ, "DISPLAY": f":{nomor}", "GDK_BACKEND": "x11", "LIBGL_ALWAYS_SOFTWARE": "1",
        "WEBKIT_DISABLE_COMPOSITING_MODE": "1", "NO_AT_BRIDGE": "1",
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # tests run as root in containers
    }  # fmt: skip
    sopir = subprocess.Popen(
        ["WebKitWebDriver", f"--port={port}", "--host=127.0.0.1"], env=lingkungan,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        alamat = f"http://127.0.0.1:{port}"
        _until_ready(alamat)
        jendela = WebKit(alamat)
        try:
            yield jendela
        finally:
            jendela.close()
    finally:
        for proses in (sopir, layar):
            proses.terminate()
            try:
                proses.wait(timeout=60)
            except subprocess.TimeoutExpired:  # it waits for a page that still loads
                proses.kill()
                proses.wait()


def _minibrowser() -> Path | None:
    return next(iter(sorted(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"))), None)


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def _until_ready(alamat: str) -> None:
    akhir = time.monotonic() + 120
    while True:
        with contextlib.suppress(urllib.error.URLError, OSError):
            _call("GET", f"{alamat}/status")
            return
        assert time.monotonic() < akhir, "WebKitWebDriver tidak menjawab"
        time.sleep(0.1)


def _call(cara: str, url: str, isi: Any = None) -> Any:
    permintaan = urllib.request.Request(
        url,
        method=cara,
        data=None if isi is None else json.dumps(isi).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(permintaan, timeout=300) as jawab:
            return json.load(jawab)["value"]
    except urllib.error.HTTPError as galat:
        raise AssertionError(galat.read().decode()[:400]) from galat
