"""Many machines that push their backlogs at the same moment. Prints what was acknowledged."""

import json
import time
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from selaras.simulasi.mesin_adms import Machine


def push_backlog(url: str, sn: str, rows: int, until: datetime) -> int:
    """One machine's memory, delivered whole; rows acknowledged."""
    machine = Machine(url, sn)
    for n in range(rows):
        machine.tap(str(n % 200 + 1), until - timedelta(seconds=37 * (n + 1)))
    machine.greet()
    machine.push_until_heard()
    return machine.acknowledged


def main() -> None:
    parser = ArgumentParser(prog="selaras.simulasi.mesin_ramai")
    parser.add_argument("--url", required=True)
    parser.add_argument("--mesin", type=int, default=30)
    parser.add_argument("--baris", type=int, default=2000)
    parser.add_argument("--sampai", type=datetime.fromisoformat, required=True)
    args = parser.parse_args()
    begun = time.perf_counter()
    with ThreadPoolExecutor(args.mesin) as pool:
        done = list(
            pool.map(
                lambda n: push_backlog(args.url, f"RAMAI{n:03d}", args.baris, args.sampai),
                range(args.mesin),
            )
        )
    print(json.dumps({"diterima": sum(done), "detik": round(time.perf_counter() - begun, 2)}))


if __name__ == "__main__":
    main()
