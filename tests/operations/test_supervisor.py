"""Children are kept alive, given up when hopeless, and never left behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from selaras.operations.supervisor import RESTARTS, Child, Supervisor

PARENT = """
import sys
from selaras.operations.supervisor import Child, Supervisor
child = "import sys, time; print('hidup', flush=True); sys.stdin.read(); time.sleep(600)"
with Supervisor([Child('anak', [sys.executable, '-c', child])]) as supervisor:
    print(supervisor.children[0].process.pid, flush=True)
    sys.exit(supervisor.wait())
"""


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_told_parent_takes_its_children_along(sent: signal.Signals) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    lines = sorted([parent.stdout.readline().strip(), parent.stdout.readline().strip()])
    child = int(lines[0])
    parent.send_signal(sent)
    parent.communicate(timeout=120)
    assert parent.returncode == 0
    assert not Path(f"/proc/{child}").exists()


def test_a_child_that_always_ends_is_given_up(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    mark = tmp_path / "mulai"
    child = Child("Server web", [sys.executable, "-c", f"open({str(mark)!r}, 'a').write('x')"])
    with Supervisor([child]) as supervisor:
        assert supervisor.wait() == 1
    assert mark.read_text() == "x" * RESTARTS
    assert "Server web berhenti terus (kode 0)" in capfd.readouterr().err


def test_a_child_killed_once_is_started_again() -> None:
    child = Child("Pekerja", [sys.executable, "-c", "import sys; sys.stdin.read(); import time; "
                              "time.sleep(600)"])  # fmt: skip
    with Supervisor([child]) as supervisor:
        first = child.process
        assert first is not None
        first.kill()
        first.wait()
        assert supervisor._kept_alive(child)
        assert child.process is not None and child.process.pid != first.pid
