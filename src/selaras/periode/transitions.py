"""The chain of a unit's month as a table: which step may follow which. Pure."""

from selaras.periode.models import StatusPeriode as S

# Computing again is allowed until the lock: it brings the month back to `dihitung`.
LANGKAH: dict[str, tuple[str, ...]] = {
    S.TERBUKA: (S.DIHITUNG,),
    S.DIHITUNG: (S.DIHITUNG, S.DIVERIFIKASI),
    S.DIVERIFIKASI: (S.DIHITUNG, S.DISETUJUI),
    S.DISETUJUI: (S.DIHITUNG, S.TERKUNCI),
    S.TERKUNCI: (S.DIAJUKAN,),
    S.DIAJUKAN: (S.DIBAYAR,),
    S.DIBAYAR: (),
}


def may_follow(dari: str, ke: str) -> bool:
    """True when the month may go from `dari` to `ke`."""
    return ke in LANGKAH[dari]
