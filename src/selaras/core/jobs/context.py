"""What a running job may say: how far it is, what went wrong, what came out.

Progress is written through a connection of its own, so that people see it while the job is still
inside a transaction, and so that it survives the job's rollback.
"""

import json
import time
from collections.abc import Callable
from typing import Any, BinaryIO, cast

from django.core.files import File
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from selaras.core.jobs.models import Pekerjaan

WRITE_EVERY_SECONDS = 0.3
ASK_EVERY_SECONDS = 0.5
ERRORS_KEPT = 500
LOCK_CLASS = 0x53454C  # first half of the advisory lock; the second is the job's id


class JobCancelled(Exception):
    """Somebody cancelled the job and it noticed."""


class JobContext:
    """Handed to the job's function."""

    def __init__(
        self, pekerjaan: Pekerjaan, *, watch: Callable[["JobContext"], None] | None = None
    ) -> None:
        self.pekerjaan_id: int = pekerjaan.pk
        self.oleh_id: int | None = pekerjaan.oleh_id
        self.catatan: dict[str, Any] = dict(pekerjaan.catatan)
        self.total, self.selesai, self.pesan = 0, 0, ""
        self.galat: list[dict[str, str]] = []
        self.jumlah_galat = 0
        self.hasil: dict[str, Any] = {}
        self.hasil_url = ""
        self.hasil_berkas = ""
        self._watch = watch
        self._written = self._asked = 0.0
        self._cancelled = False
        self._connection: BaseDatabaseWrapper | None = None

    # What a job says

    def start(self, *, total: int, pesan: str = "") -> None:
        """Say how much there is."""
        self.total, self.selesai, self.pesan = total, 0, pesan
        self._write()

    def advance(self, by: int = 1, *, pesan: str = "") -> None:
        """Say that some more is done."""
        self.selesai += by
        self.pesan = pesan or self.pesan
        self._write_soon()

    def say(self, pesan: str) -> None:
        """Say what is being done now."""
        self.pesan = pesan
        self._write_soon()

    def add_error(self, butir: str, pesan: str) -> None:
        """One item could not be done; the job goes on."""
        self.jumlah_galat += 1
        if len(self.galat) < ERRORS_KEPT:
            self.galat.append({"butir": butir, "pesan": pesan})
        self._write_soon()

    def note(self, **catatan: Any) -> None:
        """Remember where a resumed run may go on; kept at once."""
        self.catatan.update(catatan)
        self._write()

    def set_result(self, *, url: str = "", **hasil: Any) -> None:
        """Figures and the page where the result is seen."""
        self.hasil.update(hasil)
        self.hasil_url = url or self.hasil_url

    def save_file(self, name: str, content: BinaryIO) -> None:
        """Keep a file for the person who asked."""
        field = cast(Any, Pekerjaan._meta.get_field("hasil_berkas"))
        path = field.generate_filename(Pekerjaan(), name)
        self.hasil_berkas = field.storage.save(path, File(content))

    # Cancelling

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop; asks the database twice a second at most."""
        if not self._cancelled and time.monotonic() - self._asked > ASK_EVERY_SECONDS:
            self._asked = time.monotonic()
            rows = self._execute(
                "SELECT minta_batal FROM jobs_pekerjaan WHERE id = %s", [self.pekerjaan_id]
            )
            self._cancelled = bool(rows and rows[0][0])
        return self._cancelled

    def check(self) -> None:
        """Leave the job here when it was cancelled."""
        if self.cancelled:
            raise JobCancelled

    # The lock that says "a living process works on this"; the kernel drops it with the process

    def take_lock(self) -> bool:
        """Whether nobody else works on this job."""
        rows = self._execute(
            "SELECT pg_try_advisory_lock(%s, %s)", [LOCK_CLASS, self.pekerjaan_id % 2**31]
        )
        return bool(rows and rows[0][0])

    def close(self) -> None:
        """Drop the lock and the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def fields(self) -> dict[str, Any]:
        """Everything said so far, as columns of the row."""
        return {
            "total": self.total,
            "selesai": self.selesai,
            "pesan": self.pesan,
            "galat": self.galat,
            "jumlah_galat": self.jumlah_galat,
            "catatan": self.catatan,
            "hasil": self.hasil,
            "hasil_url": self.hasil_url,
            "hasil_berkas": self.hasil_berkas,
        }

    def _write_soon(self) -> None:
        if time.monotonic() - self._written >= WRITE_EVERY_SECONDS:
            self._write()

    def _write(self) -> None:
        self._written = time.monotonic()
        self._execute(
            "UPDATE jobs_pekerjaan SET total=%s, selesai=%s, pesan=%s, galat=%s, jumlah_galat=%s,"
            " catatan=%s WHERE id=%s",
            [
                *(self.total, self.selesai, self.pesan, json.dumps(self.galat)),
                *(self.jumlah_galat, json.dumps(self.catatan), self.pekerjaan_id),
            ],
        )
        if self._watch is not None:
            self._watch(self)

    def _execute(self, query: str, values: list[Any]) -> list[tuple[Any, ...]]:
        if self._connection is None:
            self._connection = connections["default"].copy()
        try:
            with self._connection.cursor() as cursor:
                cursor.execute(query, values)
                return cursor.fetchall() if cursor.description else []
        except DatabaseError:
            self.close()  # the lock is gone with the connection: better to stop than to run twice
            raise
