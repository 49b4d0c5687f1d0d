"""Typesets large documents each in a process of its own.

The engine remembers what it laid out for as long as its process lives, which is quick for a form
printed again and costs hundreds of MiB for one volume of many. A process that ends gives all back,
and two of them share the work of two processors.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from selaras.core.dokumen.pdf import DocumentError, render_pdf

# At once; each takes up to some 600 MiB for a hundred pages.
SEREMPAK = 2
T = TypeVar("T")
H = TypeVar("H")


def render_apart(
    template: Path, data: Mapping[str, Any], *, at: datetime, universal: bool = False
) -> bytes:
    """As render_pdf, in a process that ends with the document."""
    pesan = {"template": str(template), "at": at.isoformat(), "universal": universal, "data": data}
    hasil = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", __name__], input=json.dumps(pesan).encode(), capture_output=True,
        check=False,
    )  # fmt: skip
    if hasil.returncode:
        kata = hasil.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise DocumentError(kata[0] if kata else f"{template.name}: prosesnya berhenti")
    return hasil.stdout


def in_turn(pekerjaan: Iterable[T], kerjakan: Callable[[T], H]) -> Iterator[H]:
    """Results in the order of the work; SEREMPAK under way beside the one that is handed over."""
    sisa = iter(pekerjaan)
    with ThreadPoolExecutor(SEREMPAK) as kolam:
        jalan: list[Future[H]] = [kolam.submit(kerjakan, satu) for satu in islice(sisa, SEREMPAK)]
        while jalan:
            hasil = jalan.pop(0).result()
            jalan.extend(kolam.submit(kerjakan, satu) for satu in islice(sisa, 1))
            yield hasil


def main() -> None:
    """The child: an order on standard input, a PDF on standard output."""
    pesan = json.load(sys.stdin)
    try:
        isi = render_pdf(
            Path(pesan["template"]), pesan["data"], at=datetime.fromisoformat(pesan["at"]),
            universal=pesan["universal"],
        )  # fmt: skip
    except DocumentError as error:
        sys.exit(str(error))
    sys.stdout.buffer.write(isi)


if __name__ == "__main__":
    main()
