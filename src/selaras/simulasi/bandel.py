"""Phones that never give up: every tap is noted before it is sent and again when it was confirmed.

Killed and started again with the same notes, they go on with what nobody confirmed, as a phone
with its stored queue does. Killing loses no note: each is written at once.
"""

import asyncio
import json
import os
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from selaras.simulasi.jalur import Line
from selaras.simulasi.ponsel import DONE, Phone, now_ms


@dataclass
class Notes:
    """The phones' stored queues, in one file: "k person ms" tapped, "d person ms" confirmed."""

    path: Path
    waiting: dict[tuple[int, int], None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.path.exists():
            for line in self.path.read_text().splitlines():
                what, person, ms = line.split()
                tap = (int(person), int(ms))
                if what == "k":
                    self.waiting[tap] = None
                else:
                    self.waiting.pop(tap, None)
        self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def tapped(self, tap: tuple[int, int]) -> None:
        os.write(self._file, f"k {tap[0]} {tap[1]}\n".encode())

    def confirmed(self, tap: tuple[int, int]) -> None:
        os.write(self._file, f"d {tap[0]} {tap[1]}\n".encode())


def work_of(phones: list[Phone], notes: Notes, end: float) -> Iterator[tuple[Phone, int]]:
    """What was left over, then new taps phone after phone until the time is over."""
    by_person = {p.person: p for p in phones}
    for person, ms in list(notes.waiting):
        yield by_person[person], ms
    while True:
        for phone in phones:
            if time.monotonic() > end:
                return
            ms = now_ms()
            notes.tapped((phone.person, ms))
            yield phone, ms


async def hammer(where: tuple[str, int], work: Iterator[tuple[Phone, int]], notes: Notes) -> None:
    """One line: send each tap until the server says it has it."""
    line = Line(*where)
    for phone, ms in work:
        while not await _heard(line, phone, ms):
            await asyncio.sleep(0.2)
        notes.confirmed((phone.person, ms))


async def _heard(line: Line, phone: Phone, ms: int) -> bool:
    try:
        request = phone.request([phone.tap(ms)])
        status, body = await asyncio.wait_for(line.ask(request), 10)
    except (OSError, asyncio.IncompleteReadError, TimeoutError):
        return False
    return status == 200 and json.loads(body)["hasil"][0]["status"] in DONE


def main() -> None:
    parser = ArgumentParser(prog="selaras.simulasi.bandel")
    parser.add_argument("--tujuan", required=True)
    parser.add_argument("--akun", type=Path, required=True)
    parser.add_argument("--catat", type=Path, required=True)
    parser.add_argument("--detik", type=float, required=True)
    parser.add_argument("--jalur", type=int, default=8)
    args = parser.parse_args()
    host, _, port = args.tujuan.rpartition(":")
    phones = [Phone.of(json.loads(row)) for row in args.akun.read_text().splitlines()]
    notes = Notes(args.catat)
    work = work_of(phones, notes, time.monotonic() + args.detik)

    async def all_lines() -> None:
        await asyncio.gather(*(hammer((host, int(port)), work, notes) for _ in range(args.jalur)))

    asyncio.run(all_lines())
    print(json.dumps({"selesai": True}))


if __name__ == "__main__":
    main()
