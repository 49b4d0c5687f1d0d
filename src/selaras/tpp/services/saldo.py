"""Writes opening tax balances."""

from collections.abc import Sequence

from selaras.core.permissions import Actor
from selaras.tpp.models import SaldoPajak


def save_saldo(*, actor: Actor, rows: Sequence[SaldoPajak]) -> None:
    """Create or replace people's balances of a year."""
    del actor
    SaldoPajak.objects.bulk_create(
        rows,
        batch_size=5_000,
        update_conflicts=True,
        unique_fields=["pegawai", "tahun"],
        update_fields=["sampai_bulan", "jumlah_bulan", "bruto", "iuran_pensiun", "pph21"],
    )
