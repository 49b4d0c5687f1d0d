"""Writes the year's TPP budget of SKPD."""

from collections.abc import Sequence

from selaras.core.permissions import Actor, check
from selaras.tpp.models import AnggaranTPP


def save_anggaran(*, actor: Actor, rows: Sequence[AnggaranTPP]) -> None:
    """Create or replace SKPD's budgets of a year."""
    check(actor, "anggaran.import")
    AnggaranTPP.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["tahun", "skpd"],
        update_fields=["pagu", "dasar"],
    )
