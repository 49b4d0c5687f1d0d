"""Tells the rooms above that people's results of a month were stored. Whoever stores one says so.

A room registers once at start (`on_assessed`); what it does runs after the commit, never in the
transaction that stores the assessment.
"""

from collections.abc import Callable, Collection, Iterable

from django.db import transaction

from selaras.kinerja.models import PenilaianBulanan

# (period, person ids): called after the commit, in the process that stored the results
Assessed = Callable[[int, list[int]], object]
_assessed: list[Assessed] = []


def on_assessed(fungsi: Assessed) -> None:
    """Call `fungsi(periode, pegawai_ids)` whenever results of a month have been stored."""
    if fungsi not in _assessed:
        _assessed.append(fungsi)


def announce_assessed(periode: int, pegawai_ids: Collection[int]) -> None:
    """The results of these people for this month now stand in PenilaianBulanan."""
    ids = sorted(set(pegawai_ids))
    if ids:
        transaction.on_commit(lambda: [fungsi(periode, ids) for fungsi in _assessed])


def announce_months(rows: Iterable[PenilaianBulanan]) -> None:
    """The same for stored rows of any months."""
    per_bulan: dict[int, set[int]] = {}
    for baris in rows:
        per_bulan.setdefault(baris.periode, set()).add(baris.pegawai_id)
    for periode, ids in per_bulan.items():
        announce_assessed(periode, ids)
