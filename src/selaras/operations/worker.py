"""The worker process for background jobs."""

import sys

from procrastinate.contrib.django import app


def run_worker(*, concurrency: int, until_empty: bool = False) -> int:
    """Work on the queue until told to stop, or until it is empty."""
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as working:
        try:
            working.run_worker(
                concurrency=concurrency,
                wait=not until_empty,
                install_signal_handlers=True,
                delete_jobs="never",
            )
        except KeyboardInterrupt:
            print("Pekerja latar berhenti.", file=sys.stderr)
    return 0
