"""Credit points as people write them ("12,5"); stored in thousandths: no float is needed."""

from typing import Any

from django import forms

from selaras.core.bilangan import written_number

TERTINGGI = 2_147_483_647


def points_text(e3: int | None) -> str:
    """Thousandths as points: 12500 is 12,5."""
    if e3 is None:
        return ""
    return f"{e3 // 1000},{e3 % 1000:03d}".rstrip("0").rstrip(",")


def points_of(tulisan: str) -> int | None:
    """Thousandths of what was written; None where it is no number of points."""
    angka = written_number(tulisan)
    if angka is None or angka < 0 or angka * 1000 % 1:
        return None
    return int(angka * 1000)


class KreditField(forms.Field):
    """Points in the page, thousandths in the row."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        if (e3 := points_of(str(value))) is None:
            raise forms.ValidationError("Tulis angkanya dengan koma, misalnya 12,5.")
        if e3 > TERTINGGI:
            raise forms.ValidationError("Angka kreditnya terlalu besar.")
        return e3

    def prepare_value(self, value: Any) -> Any:
        return points_text(value) if isinstance(value, int) else value
