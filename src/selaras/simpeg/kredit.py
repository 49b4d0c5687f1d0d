"""Credit points as people write them ("12,5"); stored in thousandths: no float is needed."""

import re
from typing import Any

from django import forms

TERTINGGI = 2_147_483_647
_TULISAN = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,3}))?")
_TITIK = re.compile(r"(\d+)\.(\d{1,2})")  # 12.5, as machines write it; 1.250 is a thousand and more


def points_text(e3: int | None) -> str:
    """Thousandths as points: 12500 is 12,5."""
    if e3 is None:
        return ""
    return f"{e3 // 1000},{e3 % 1000:03d}".rstrip("0").rstrip(",")


def points_of(tulisan: str) -> int | None:
    """Thousandths of what was written; None where it is no number of points."""
    kata = "".join(tulisan.split())
    cocok = _TITIK.fullmatch(kata) or _TULISAN.fullmatch(kata)
    if cocok is None:
        return None
    return int(cocok[1].replace(".", "")) * 1000 + int((cocok[2] or "").ljust(3, "0"))


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
