"""One finding of the doctor."""

from dataclasses import dataclass

BAIK, CATATAN, SALAH = "baik", "catatan", "salah"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found, how to mend it; `penting` stops what depends on it."""

    tingkat: str
    hal: str
    temuan: str
    cara: str = ""
    penting: bool = False


def fine(hal: str, temuan: str) -> Finding:
    """Nothing to do."""
    return Finding(BAIK, hal, temuan)


def note(hal: str, temuan: str, cara: str) -> Finding:
    """Works, but somebody should know."""
    return Finding(CATATAN, hal, temuan, cara)


def wrong(hal: str, temuan: str, cara: str, *, penting: bool = False) -> Finding:
    """Must be mended."""
    return Finding(SALAH, hal, temuan, cara, penting)
