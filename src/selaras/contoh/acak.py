"""Dice without a state: the same keys give the same throw, in whatever order they are asked.

A throw is splitmix64 over (subject, keys...), so adding a person or a subject never moves
another person's luck. Not for secrets.
"""

from hashlib import blake2b
from typing import TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T")
U64 = npt.NDArray[np.uint64]

BENIH = 2025  # another seed is another regency
_GAMMA = np.uint64(0x9E3779B97F4A7C15)
_M1 = np.uint64(0xBF58476D1CE4E5B9)
_M2 = np.uint64(0x94D049BB133111EB)


def _mix(x: U64) -> U64:
    """The finaliser of splitmix64."""
    with np.errstate(over="ignore"):
        x = (x ^ (x >> np.uint64(30))) * _M1
        x = (x ^ (x >> np.uint64(27))) * _M2
        return np.asarray(x ^ (x >> np.uint64(31)), dtype=np.uint64)


def _subjek(perihal: str) -> np.uint64:
    raw = blake2b(f"{BENIH}:{perihal}".encode(), digest_size=8).digest()
    return np.uint64(int.from_bytes(raw, "little"))


def lempar(perihal: str, *kunci: int | npt.NDArray[np.integer]) -> U64:
    """64 random bits for each combination of keys (arrays broadcast)."""
    x = np.asarray(_subjek(perihal), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for k in kunci:
            x = _mix((x + _GAMMA) ^ np.asarray(k).astype(np.uint64) * _M1)
        return _mix(np.asarray(x + _GAMMA, dtype=np.uint64))


def bilangan(
    perihal: str, batas: int, *kunci: int | npt.NDArray[np.integer]
) -> npt.NDArray[np.int64]:
    """Whole numbers 0 .. batas-1."""
    return (lempar(perihal, *kunci) % np.uint64(batas)).astype(np.int64)


def angka(perihal: str, batas: int, *kunci: int) -> int:
    """One whole number 0 .. batas-1."""
    return int(bilangan(perihal, batas, *kunci))


def pilih(perihal: str, dari: list[T], *kunci: int) -> T:
    """One of a list."""
    return dari[angka(perihal, len(dari), *kunci)]
