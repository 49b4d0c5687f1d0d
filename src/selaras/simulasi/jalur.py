"""Many HTTP lines at once from one process: sends deliveries, measures, survives a dead server."""

import asyncio
import json
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from selaras.simulasi.ponsel import Phone, now_ms, one_by_one, queues


@dataclass
class Measure:
    """What a run saw: seconds of each answer, statuses that were not 200, taps confirmed."""

    seconds: list[float] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)
    taps: int = 0
    wall: float = 0.0

    def fail(self, what: str) -> None:
        self.refused[what] = self.refused.get(what, 0) + 1

    def summary(self) -> dict[str, Any]:
        times = sorted(self.seconds)
        return {
            "per_s": round(len(times) / self.wall, 1) if self.wall else 0,
            "ketukan_per_s": round(self.taps / self.wall, 1) if self.wall else 0,
            "p50_ms": _at(times, 0.50), "p99_ms": _at(times, 0.99),
            "galat": sum(self.refused.values()), "rincian": self.refused,
            "detik": round(self.wall, 2), "permintaan": len(times), "ketukan": self.taps,
        }  # fmt: skip


def _at(times: list[float], part: float) -> float:
    return round(1000 * times[min(len(times) - 1, int(len(times) * part))], 2) if times else 0.0


class Line:
    """One kept-open connection; opened again after it broke."""

    def __init__(self, host: str, port: int) -> None:
        self._where = (host, port)
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Status and body; OSError or EOF when the server went away."""
        if self._ends is None:
            self._ends = await asyncio.open_connection(*self._where)
        reader, writer = self._ends
        try:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            status = int(head[9:12])
            length = _length(head)
            body = await reader.readexactly(length) if length else b""
        except BaseException:
            self.close()
            raise
        if b"\r\nconnection: close" in head.lower():
            self.close()
        return status, body

    def close(self) -> None:
        if self._ends is not None:
            self._ends[1].close()
            self._ends = None


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


async def drive(
    where: tuple[str, int],
    work: Iterator[tuple[Phone, bytes]],
    *,
    lines: int,
    seconds: float | None = None,
    stubborn: bool = False,
    page: bool = False,
) -> Measure:
    """Send until the work or the time is over. `stubborn`: what was not confirmed is sent again."""
    measure, end = Measure(), None if seconds is None else time.perf_counter() + seconds
    begun = time.perf_counter()

    async def one_line() -> None:
        line = Line(*where)
        try:
            for phone, request in work:
                await _deliver(line, phone, request, measure, stubborn=stubborn, page=page)
                if end is not None and time.perf_counter() > end:
                    return
        finally:
            line.close()

    await asyncio.gather(*(one_line() for _ in range(lines)))
    measure.wall = time.perf_counter() - begun
    return measure


async def _deliver(
    line: Line, phone: Phone, request: bytes, measure: Measure, *, stubborn: bool, page: bool
) -> None:
    while True:
        begun = time.perf_counter()
        try:
            status, body = await asyncio.wait_for(line.ask(request), 30)
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            measure.fail(type(error).__name__)
            if not stubborn:
                return
            await asyncio.sleep(0.2)
            continue
        if status == 200:
            measure.seconds.append(time.perf_counter() - begun)
            measure.taps += 0 if page else phone.hear(status, body)
            return
        measure.fail(str(status))
        if not stubborn:
            return
        await asyncio.sleep(0.2)


def main() -> None:
    """One part of a measurement; prints a JSON object, writes what phones were told."""
    parser = ArgumentParser(prog="selaras.simulasi.jalur")
    parser.add_argument("--tujuan", required=True, help="alamat:port")
    parser.add_argument("--akun", type=Path, required=True, help="berkas akun, satu JSON sebaris")
    parser.add_argument("--cara", choices=("satu", "antre", "halaman", "ramai"), required=True)
    parser.add_argument("--jalur", type=int, default=16)
    parser.add_argument("--detik", type=float)
    parser.add_argument("--dari", type=int, default=0)
    parser.add_argument("--banyak", type=int, default=1_000_000)
    parser.add_argument("--isi", type=int, default=50, help="ketukan tiap antrean")
    parser.add_argument("--halaman", default="/")
    parser.add_argument("--bandel", action="store_true", help="kirim ulang sampai diterima")
    parser.add_argument("--catat", type=Path, help="tulis apa yang dikirim dan yang diterima")
    args = parser.parse_args()
    host, _, port = args.tujuan.rpartition(":")
    rows = args.akun.read_text().splitlines()[args.dari : args.dari + args.banyak]
    phones = [Phone.of(json.loads(row)) for row in rows]
    measure = asyncio.run(
        drive(
            (host, int(port)), _work(args, phones), lines=args.jalur, seconds=args.detik,
            stubborn=args.bandel, page=args.cara == "halaman",
        )
    )  # fmt: skip
    if args.catat:
        args.catat.write_text(
            "".join(json.dumps([p.person, p.sent, p.heard]) + "\n" for p in phones if p.sent)
        )
    print(json.dumps(measure.summary()))


def _work(args: Any, phones: list[Phone]) -> Iterator[tuple[Phone, bytes]]:
    if args.cara == "satu":
        return one_by_one(phones, ahead=True)
    if args.cara == "antre":
        return iter(list(queues(phones, size=args.isi)))
    if args.cara == "halaman":
        ready = [(p, p.page(args.halaman)) for p in phones]
        return (pair for _ in range(1_000_000) for pair in ready)
    return ((p, p.request([p.tap(now_ms())])) for p in phones)


if __name__ == "__main__":
    main()
