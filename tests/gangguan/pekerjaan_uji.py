"""A job for the tests of killed workers, and the worker process that does it."""

import sys
import threading

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from selaras.core.jobs.context import JobContext
from selaras.core.jobs.registry import job
from selaras.operations.worker import run_worker


@job("uji.macet", judul="Macet pada percobaan pertama")
def hang_at_first(context: JobContext) -> None:
    """Hangs until killed, unless it did so before."""
    context.start(total=2)
    context.advance()
    if not context.catatan.get("pernah_macet"):
        context.note(pernah_macet=True)
        threading.Event().wait()
    context.advance()


@job("uji.selalu_macet", judul="Macet selalu")
def hang_always(context: JobContext) -> None:
    """Hangs at every attempt."""
    context.note(percobaan=context.catatan.get("percobaan", 0) + 1)
    threading.Event().wait()


@job("uji.sampai_batal", judul="Berjalan sampai dibatalkan")
def run_until_cancelled(context: JobContext) -> None:
    """Works until somebody cancels."""
    context.start(total=1_000_000)
    context.note(mulai=True)
    while True:
        context.check()
        context.advance()


if __name__ == "__main__":
    sys.exit(run_worker(concurrency=2))
