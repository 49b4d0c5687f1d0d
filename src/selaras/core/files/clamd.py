"""Asks a running clamd over its socket (INSTREAM): the bytes go there, no file, no program.

The command speaks in pieces with their length before them; an empty one ends the stream.
"""

import logging
import socket
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

AWALAN = "clamd://"
PORT = 3310
BERSIH, TERJANGKIT, DIAM = 0, 1, -1
SEKALI = 256 * 1024
JAWABAN_TERPANJANG = 4096
log = logging.getLogger("selaras.berkas")


def is_address(pindai: str) -> bool:
    return pindai.startswith(AWALAN)


def ask(alamat: str, isi: Iterable[bytes], *, timeout: float) -> int:
    """0 clean, 1 infected, -1 = it is down, refused the size or said something else."""
    try:
        with _connected(alamat, timeout) as sambungan:
            jawab = _converse(sambungan, isi)
    except OSError as error:
        log.warning("scanner did not run", extra={"sebab": str(error)})
        return DIAM
    if jawab.endswith("FOUND"):
        return TERJANGKIT
    if jawab.endswith(": OK"):
        return BERSIH
    log.warning("scanner gave no answer", extra={"sebab": jawab[:200]})
    return DIAM


@contextmanager
def _connected(alamat: str, timeout: float) -> Iterator[socket.socket]:
    tempat = urlsplit(alamat)
    if tempat.hostname:
        with socket.create_connection((tempat.hostname, tempat.port or PORT), timeout) as satu:
            yield satu
        return
    with socket.socket(socket.AF_UNIX) as satu:
        satu.settimeout(timeout)
        satu.connect(tempat.path)
        yield satu


def _converse(sambungan: socket.socket, isi: Iterable[bytes]) -> str:
    """Send the bytes; the one line that comes back. It may come early, when they are too many."""
    try:
        sambungan.sendall(b"zINSTREAM\0")
        for potong in isi:
            for awal in range(0, len(potong), SEKALI):
                satu = potong[awal : awal + SEKALI]
                sambungan.sendall(struct.pack(">I", len(satu)) + satu)
        sambungan.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # it has said why, and does not listen any more
    jawab = b""
    while b"\0" not in jawab and len(jawab) < JAWABAN_TERPANJANG:
        potong = sambungan.recv(1024)
        if not potong:
            break
        jawab += potong
    return jawab.split(b"\0")[0].decode(errors="replace").strip()
