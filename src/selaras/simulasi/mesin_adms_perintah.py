"""The command line of the simulated machine: a day of taps, a heartbeat, or a memory of years."""

import argparse
import json
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial

from selaras.simulasi.mesin_adms import (
    MODEL,
    Faults,
    LostContact,
    Machine,
    local_now,
    years_of_taps,
)


@dataclass
class Tally:
    """What one machine has to say at the end."""

    sn: str
    terkirim: int = 0
    diterima: int = 0
    galat: int = 0
    perintah: int = 0
    detik: float = 0.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options, in Indonesian like every command of the house."""
    parser.add_argument("--url", required=True, help="alamat server, mis. http://localhost:8000")
    parser.add_argument("--sn", default="SIM0001", help="nomor seri; beberapa dengan koma")
    parser.add_argument("--model", choices=sorted(MODEL), default="X100-C")
    parser.add_argument("--zona", type=float, default=8, help="jam mesin: 7 WIB, 8 WITA, 9 WIT")
    parser.add_argument("--ketukan", type=int, default=0, help="ketukan sekarang, oleh PIN 1, 2, …")
    parser.add_argument(
        "--timbunan", type=int, default=0, help="baris sekali kirim, bertahun-tahun"
    )
    parser.add_argument("--pin", type=int, default=200, help="banyaknya PIN dalam timbunan")
    parser.add_argument("--denyut", action="store_true", help="lapor terus sampai dihentikan")
    parser.add_argument("--detik", type=float, default=0, help="lapor selama sekian detik")
    parser.add_argument("--ulang", type=int, default=0, help="kirim lagi sesudah diterima")
    parser.add_argument("--putus", type=int, default=0, help="kiriman yang putus di tengah")
    parser.add_argument("--jawaban-hilang", type=int, default=0, help="jawaban yang tak terdengar")
    parser.add_argument("--acak", action="store_true", help="baris dalam urutan lain")
    parser.add_argument("--rangkap", type=int, default=0, help="baris yang dua kali")
    parser.add_argument("--setengah", type=int, default=0, help="baris yang terpotong")
    parser.add_argument("--sandi", default="utf-8", help="sandi huruf, mis. gb18030 atau latin-1")
    parser.add_argument("--jam-meleset", type=int, default=0, help="menit jam mesin meleset")
    parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")


def run(args: argparse.Namespace) -> int:
    """All the machines at once; the exit code is 1 when one of them was not heard."""
    tallies = [Tally(sn) for sn in args.sn.split(",")]
    # A heartbeat of many offices needs no thread for each.
    if args.denyut and len(tallies) > 1:
        _beat_all(args, tallies)
    else:
        threads = [threading.Thread(target=_live, args=(args, t)) for t in tallies]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    if args.json:
        print(json.dumps([asdict(t) for t in tallies], ensure_ascii=False))
    else:
        for t in tallies:
            print(
                f"{t.sn}: {t.diterima} dari {t.terkirim} ketukan diterima, {t.perintah} perintah, "
                f"{t.galat} kali gagal, {t.detik:.1f} detik"
            )
    return 1 if any(t.diterima < t.terkirim for t in tallies) else 0


def _machine(args: argparse.Namespace, sn: str) -> Machine:
    faults = Faults(
        repeat=args.ulang,
        cuts=args.putus,
        lost_answers=args.jawaban_hilang,
        shuffle=args.acak,
        duplicate_lines=args.rangkap,
        half_lines=args.setengah,
        encoding=args.sandi,
        clock=timedelta(minutes=args.jam_meleset),
    )
    return Machine(args.url, sn, args.model, faults)


def _live(args: argparse.Namespace, tally: Tally) -> None:
    start = time.monotonic()
    machine = _machine(args, tally.sn)
    _stubborn(machine.greet, tally)
    now = machine.set_clock or local_now(args.zona)
    for n in range(args.ketukan):
        machine.tap(str(n + 1), now + timedelta(seconds=n - args.ketukan))
    tally.terkirim = args.ketukan + args.timbunan
    if args.ketukan:
        tally.diterima += machine.push_until_heard()
    if args.timbunan:
        columns = MODEL[machine.model]
        rows = partial(years_of_taps, args.timbunan, args.pin, now)
        length = sum(len(r.line(columns)) + 1 for r in rows())
        if _stubborn(lambda: machine.stream(rows(), length), tally):
            tally.diterima += args.timbunan
    until = start + args.detik
    while args.denyut or time.monotonic() < until:
        _poll(machine, tally)
        time.sleep(min(float(machine.options.get("Delay", "10")), 10.0))
    tally.detik = round(time.monotonic() - start, 2)


def _beat_all(args: argparse.Namespace, tallies: Sequence[Tally]) -> None:
    machines = [_machine(args, t.sn) for t in tallies]
    for machine, tally in zip(machines, tallies, strict=True):
        _try(machine.greet, tally)
    while True:
        begun = time.monotonic()
        for machine, tally in zip(machines, tallies, strict=True):
            _poll(machine, tally)
        delay = min((float(m.options.get("Delay", "30")) for m in machines), default=30.0)
        time.sleep(max(1.0, delay - (time.monotonic() - begun)))


def _poll(machine: Machine, tally: Tally) -> None:
    def once() -> None:
        tally.perintah += len(machine.poll())
        machine.answer()

    _try(once, tally)


def _stubborn(deed: Callable[[], object], tally: Tally, tries: int = 60) -> bool:
    """Again and again, as a machine does after its ErrorDelay; here a second."""
    for _ in range(tries):
        if _try(deed, tally):
            return True
        time.sleep(1)
    return False


def _try(deed: Callable[[], object], tally: Tally) -> bool:
    try:
        deed()
    except (LostContact, OSError) as error:
        tally.galat += 1
        print(f"{tally.sn}: {error}", file=sys.stderr)
        return False
    return True


def main(argv: Sequence[str] | None = None) -> int:
    """`python -m selaras.simulasi.mesin_adms`."""
    parser = argparse.ArgumentParser(
        prog="python -m selaras.simulasi.mesin_adms",
        description="Mesin presensi tiruan yang berbicara ADMS lewat HTTP sungguhan.",
    )
    add_arguments(parser)
    try:
        return run(parser.parse_args(argv))
    except KeyboardInterrupt:
        return 130
