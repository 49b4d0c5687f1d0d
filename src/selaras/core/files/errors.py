"""Refusals of core.files; each message is for whoever sent the file."""


class BerkasDitolak(Exception):
    """The file is not taken; the message says what it is, why not, and what to do."""


class BelumUrut(Exception):
    """A piece of an upload that does not begin where the last one ended."""

    def __init__(self, diterima: int) -> None:
        self.diterima = diterima
        super().__init__(f"piece does not begin at {diterima}")
