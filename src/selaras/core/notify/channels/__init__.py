"""The ways out: each module sends one notice to one person, or says why it could not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pesan:
    """What a channel carries: words and an absolute address."""

    judul: str
    isi: str
    url: str
    jenis: str
    kunci: str


@dataclass(frozen=True, slots=True)
class Tujuan:
    """Where a person can be reached."""

    person_id: int
    nama: str
    surel: str
    telepon: str


class GagalKirim(Exception):
    """The channel refused or did not answer; it may be tried again."""


class TidakAdaTujuan(Exception):
    """There is nowhere to send to (no address, no browser): not tried again."""
