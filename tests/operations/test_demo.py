"""`selaras demo` and `selaras serve` as real processes on data of their own."""

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from selaras.core.pg import EmbeddedServer

REPO = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"Selaras siap:\s+(http://\S+)")
REFUSED = ("", "/akun/masuk/")  # where one is sent after the sign-in form
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A data root of its own, so that the demo has its own server."""
    folder = Path(tempfile.mkdtemp(prefix="uji-demo-"))
    folder.chmod(0o755)
    yield folder
    EmbeddedServer(folder).stop()
    shutil.rmtree(folder)


@pytest.fixture
def start(data: Path) -> Iterator[Start]:
    """Starts the command; what still runs afterwards is ended in good order."""
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: str, **environment: str) -> "subprocess.Popen[str]":
        kept = {
            k: v
            for k, v in os.environ.items()
            if k != "DATABASE_URL" and not k.startswith(("SELARAS_", "DJANGO_"))
        }
        kept |= {"PYTHONPATH": str(REPO / "src"), "SELARAS_DATA": str(data), **environment}
        process = subprocess.Popen(
            [sys.executable, "-m", "selaras", *arguments],
            env=kept,
            cwd="/",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.terminate()
        process.communicate(timeout=1200)


def _until_ready(process: "subprocess.Popen[str]") -> tuple[str, str]:
    """The address that it prints, and all that it printed up to the end of the welcome."""
    lines: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line)
        if "Berhenti: Ctrl-C" in line:
            text = "".join(lines)
            found = ADDRESS.search(text)
            assert found, text
            return found[1], text
    raise AssertionError("".join(lines))


def _children(process: "subprocess.Popen[str]") -> list[int]:
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(pid) for pid in path.read_text().split()]


@pytest.mark.lambat
def test_from_nothing_to_the_first_page_and_back_to_nothing(start: Start, data: Path) -> None:
    demo = start("demo", "--port", "18431")
    address, text = _until_ready(demo)
    with urllib.request.urlopen(address) as page:
        assert page.status == 200 and page.url.endswith("/akun/masuk/?next=/")
        assert "Selaras" in page.read().decode()
    for role in ("Pegawai", "Atasan langsung", "Admin BKPSDM", "Bendahara"):
        assert re.search(rf"^    {role}.* sandi \S+$", text, re.M), text

    children = _children(demo)
    demo.send_signal(signal.SIGINT)
    demo.communicate(timeout=1200)
    assert demo.returncode == 0
    assert [pid for pid in children if Path(f"/proc/{pid}/cmdline").exists()] == []
    assert not list(data.glob("pg*/postmaster.pid")), "the last user stops the server"

    again = start("demo", "--port", "18431")
    assert "Menyiapkan" not in _until_ready(again)[1], "nothing is prepared a second time"


@pytest.mark.lambat
def test_two_demos_take_two_ports_and_share_one_server(start: Start) -> None:
    first, _ = _until_ready(start("demo", "--port", "18441"))
    second, text = _until_ready(start("demo", "--port", "18441"))
    assert first.endswith(":18441/") and second.endswith(":18442/")
    assert "port 18441 sedang dipakai program lain" in text


def test_serving_refuses_a_database_behind_the_program(
    start: Start, empty_database: Callable[[], str]
) -> None:
    refused = start("serve", DATABASE_URL=empty_database())
    out, _ = refused.communicate(timeout=1200)
    assert refused.returncode == 2
    assert re.search(r"selaras: \d+ perubahan susunan basis data belum dijalankan", out)


@pytest.mark.lambat
def test_sample_logins_are_refused_when_serving_for_real(start: Start) -> None:
    _, text = _until_ready(demo := start("demo", "--port", "18451"))
    password = re.search(r"Admin BKPSDM +admin +sandi (\S+)", text)
    assert password and _sign_in(18451, "admin", password[1]) not in REFUSED
    demo.send_signal(signal.SIGTERM)
    demo.communicate(timeout=1200)
    serve = start("serve", "--port", "18452", "--tanpa-pekerja", "--proses", "1")
    assert serve.stdout is not None
    assert any("Siap: http://localhost:18452/" in line for line in serve.stdout)
    assert _sign_in(18452, "admin", password[1]) in REFUSED


def _sign_in(port: int, name: str, password: str) -> str:
    """The Location after posting the sign-in form; empty when refused."""
    connection = http.client.HTTPConnection("localhost", port, timeout=120)
    connection.request("GET", "/akun/masuk/")
    answer = connection.getresponse()
    page = answer.read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    cookie = str(answer.getheader("Set-Cookie")).split(";")[0]
    assert token
    body = urllib.parse.urlencode(
        {"csrfmiddlewaretoken": token[1], "login": name, "password": password}
    )
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(
        "POST", "/akun/masuk/", body, headers | {"Origin": f"http://localhost:{port}"}
    )
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return str(answer.getheader("Location") or "")
