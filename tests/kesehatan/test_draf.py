"""A form that keeps drafts forgets them once it is sent; else its old words come back.

Read from the sources: the key of each form (up to its first number) is named where a draft is
thrown away.
"""

import re
from pathlib import Path

import pytest

SUMBER = Path(__file__).resolve().parents[2] / "src" / "selaras"
KUNCI = re.compile(r'data-draf="([a-z0-9-]+)')
CONTOH = {"key", "kit"}  # the words of the component itself, and its page of examples


def _keys() -> list[str]:
    berkas = SUMBER.rglob("templates/**/*.html")
    return sorted({k for b in berkas for k in KUNCI.findall(b.read_text())} - CONTOH)


@pytest.mark.parametrize("kunci", _keys())
def test_what_was_sent_does_not_come_back_as_a_draft(kunci: str) -> None:
    if kunci.endswith("-putus-"):  # the superior's words: the page names what it decides on
        kunci = kunci.rstrip("-")
    awal = re.compile(rf'hapus_draf\([^)]*f?"{re.escape(kunci)}')
    lewat = re.compile(rf'"{re.escape(kunci)}",\n')
    baca = [b.read_text() for b in SUMBER.rglob("*.py")]
    assert any(awal.search(t) or lewat.search(t) for t in baca)
