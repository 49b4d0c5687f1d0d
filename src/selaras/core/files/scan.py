"""Hands a file to the site's scanner (settings.BERKAS_PINDAI), which says clean or infected.

A command is run with the file's path as its last argument, or in place of {berkas}: exit code 0
is clean, 1 infected, anything else says nothing (clamscan and clamdscan do so). An address
(clamd://host:3310, or clamd:///run/clamav/clamd.ctl) is asked itself, see clamd.py.
"""

import logging
import shlex
import subprocess
from collections.abc import Iterable
from tempfile import NamedTemporaryFile

from django.conf import settings

from selaras.core.files import clamd, storage
from selaras.core.files.models import Berkas

WAKTU = 120
log = logging.getLogger("selaras.berkas")


def is_configured() -> bool:
    return bool(settings.BERKAS_PINDAI)


def is_infected(berkas: Berkas) -> bool | None:
    """What the scanner says of the content; None when it could not say."""
    if not is_configured():
        return None
    kode = _code(storage.read_all([berkas.jalur]))
    if kode not in (0, 1):
        log.warning("scanner gave no answer", extra={"berkas": str(berkas.pk), "kode": kode})
        return None
    return kode == 1


def ask(isi: bytes) -> int:
    """The scanner's code for some bytes: 0 clean, 1 infected, -1 = it did not answer."""
    return _code([isi])


def _code(isi: Iterable[bytes]) -> int:
    if clamd.is_address(settings.BERKAS_PINDAI):
        return clamd.ask(settings.BERKAS_PINDAI, isi, timeout=WAKTU)
    with NamedTemporaryFile(prefix="pindai-") as salinan:
        for potong in isi:
            salinan.write(potong)
        salinan.flush()
        return _run(salinan.name)


def _run(path: str) -> int:
    perintah = [b.replace("{berkas}", path) for b in shlex.split(settings.BERKAS_PINDAI)]
    if path not in perintah:
        perintah.append(path)
    try:
        selesai = subprocess.run(  # noqa: S603 - the operator's own command
            perintah, capture_output=True, timeout=WAKTU, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        log.warning("scanner did not run", extra={"sebab": str(error)})
        return -1
    return selesai.returncode
