"""Child processes of one installation: started, watched, restarted, stopped together.

Children live in their own sessions, so Ctrl-C reaches only us and we stop them in order.
"""

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from selaras.core.pg import held_lock_fds

RESTARTS, WITHIN_SECONDS = 5, 60.0
GRACE_SECONDS = 20.0


@dataclass(slots=True)
class Child:
    """One program, and when it was last restarted."""

    title: str
    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    starts: deque[float] = field(default_factory=lambda: deque(maxlen=RESTARTS))

    def start(self) -> None:
        """Start it; it counts as a user of the embedded server, should we be killed."""
        self.starts.append(time.monotonic())
        self.process = subprocess.Popen(  # noqa: S603
            list(self.command),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=held_lock_fds(),
            env=dict(os.environ),
        )

    @property
    def fails_repeatedly(self) -> bool:
        """Whether it was restarted too often within too short a time."""
        full = len(self.starts) == RESTARTS
        return full and time.monotonic() - self.starts[0] < WITHIN_SECONDS


class Supervisor:
    """Runs children until told to stop or one cannot be kept alive."""

    def __init__(self, children: Sequence[Child]) -> None:
        self.children = list(children)
        self.told_to_stop = False

    def __enter__(self) -> "Supervisor":
        for name in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(name, self._note)
        for child in self.children:
            child.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()

    def wait(self) -> int:
        """Watch until told to stop (0) or a child keeps failing (1)."""
        while not self.told_to_stop:
            if not self.keep_alive():
                return 1
            time.sleep(0.2)
        return 0

    def add(self, child: Child) -> None:
        """Start one more."""
        child.start()
        self.children.append(child)

    def keep_alive(self) -> bool:
        """Start again what has died; False when a child cannot be kept alive."""
        return all([self._kept_alive(child) for child in self.children])

    def stop(self) -> None:
        """Ask all to end, in reverse order of start; kill those that don't within the grace."""
        for name in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(name, signal.SIG_IGN)
        running = [c.process for c in reversed(self.children) if c.process is not None]
        for process in running:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in running:
            try:
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def _kept_alive(self, child: Child) -> bool:
        if child.process is None or child.process.poll() is None:
            return True
        code = child.process.returncode
        if child.fails_repeatedly:
            print(
                f"{child.title} berhenti terus (kode {code}); semuanya dihentikan. "
                "Jalankan './selaras periksa' untuk mencari sebabnya.",
                file=sys.stderr,
            )
            return False
        print(f"{child.title} berhenti (kode {code}) dan dimulai lagi.", file=sys.stderr)
        child.start()
        return True

    def _note(self, signum: int, frame: object) -> None:
        """Only remember: an exception out of a signal could lose a child that is just starting."""
        self.told_to_stop = True
