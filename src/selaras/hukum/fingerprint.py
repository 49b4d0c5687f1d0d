"""Fingerprints of law: a short hash of keys and values, blind to titles, files and citations."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from selaras.hukum.model import Isi


def plain(isi: Isi | None) -> object:
    """A value as JSON can hold it."""
    if isinstance(isi, Mapping):
        return {name: isi[name] for name in sorted(isi)}
    if isinstance(isi, tuple):
        return [list(part) if isinstance(part, tuple) else part for part in isi]
    return isi


def fingerprint(rows: Iterable[tuple[str, object]]) -> str:
    """Sixteen hex digits of the rows, whatever their order."""
    text = json.dumps(sorted(rows, key=json.dumps), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
