"""The kinds of jobs, by name. Filled by the rooms' tasks.py, which procrastinate imports."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


class JobRefused(Exception):
    """The job cannot do its work for a reason that people can mend; the message is theirs."""


class UnknownJob(LookupError):
    """A kind that no room has registered: a programmer's mistake."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind is called and which function does it.

    `sekali_unduh`: fetching the result file removes it.
    """

    jenis: str
    judul: str
    run: Callable[..., Any]
    sekali_unduh: bool = False


_kinds: dict[str, Kind] = {}


def job(jenis: str, *, judul: str, sekali_unduh: bool = False) -> Callable[[Function], Function]:
    """Register a function(context, **masukan) as a kind of job."""

    def register(function: Function) -> Function:
        known = _kinds.get(jenis)
        if known is not None and known.run.__module__ != function.__module__:
            raise ValueError(f"job {jenis!r} is registered twice: {known.run.__module__}")
        _kinds[jenis] = Kind(jenis, judul, function, sekali_unduh)
        return function

    return register


def fetched_once(jenis: str) -> bool:
    """Whether the result file of that kind leaves with its first reader; old kinds: no."""
    known = _kinds.get(jenis)
    return known is not None and known.sekali_unduh


def kind(jenis: str) -> Kind:
    """The kind of that name."""
    try:
        return _kinds[jenis]
    except KeyError as error:
        raise UnknownJob(f"no job of kind {jenis!r}; known: {sorted(_kinds)}") from error
