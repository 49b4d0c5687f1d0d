"""Asks for a fold of past days that taps touched, by a job: a tap never waits for it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

TASK = "selaras.presensi.lipat_sentuh"


def refold_later(instansi_id: int, tersentuh: Iterable[tuple[int, date]]) -> None:
    """Queue the days of (pegawai_id, date), in the caller's transaction.

    One such job of a government at a time: folds of the same sheets wait for each other anyway.
    """
    from procrastinate.contrib.django import app  # noqa: PLC0415 - needs apps to be ready

    baris: list[Any] = [
        [pegawai_id, tanggal.isoformat()] for pegawai_id, tanggal in sorted(tersentuh)
    ]
    if baris:
        app.configure_task(TASK, lock=f"{TASK}:{instansi_id}").defer(
            instansi_id=instansi_id, tersentuh=baris
        )
