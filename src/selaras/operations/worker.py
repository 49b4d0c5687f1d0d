"""The worker process for background jobs."""

import sys

from procrastinate.contrib.django import app

from selaras.core.jobs.services import sweep


def run_worker(*, concurrency: int, until_empty: bool = False) -> int:
    """Work on the queue until told to stop, or until it is empty."""
    sweep()  # a worker killed a moment ago need not wait for the minute's sweep
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as working:
        try:
            working.run_worker(concurrency=concurrency, wait=not until_empty)
        except KeyboardInterrupt:
            print("Pekerja latar berhenti.", file=sys.stderr)
    return 0
