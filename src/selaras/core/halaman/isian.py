"""Fields for figures as people type them.

A number input takes 150.000 for a hundred and fifty, and so does Django's own field: whoever
wrote a deduction with its points had a thousandth of it recorded.
"""

from typing import Any

from django import forms

from selaras.core.bilangan import written_number
from selaras.core.halaman.format import MINUS, angka

TERBESAR = 999_999_999_999_999  # rupiah of any government's year


class BulatField(forms.IntegerField):
    """A whole number: 150.000, 150000 or Rp150.000,00 is a hundred and fifty thousand."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    default_error_messages = {"invalid": "Tulis angka bulat, misalnya 1.500.000."}

    def __init__(
        self, *, min_value: int = -TERBESAR, max_value: int = TERBESAR, **kwargs: Any
    ) -> None:
        super().__init__(min_value=min_value, max_value=max_value, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return angka(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        teks = str(value).strip().replace(MINUS, "-").removeprefix("Rp").removesuffix(",-")
        nilai = written_number(teks)
        if nilai is None or nilai % 1:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(nilai)


class DesimalField(forms.DecimalField):
    """A figure with decimals: 12,5 or 12.5, 4.500.000 or 1.250,75; shown with a comma."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    default_error_messages = {"invalid": "Tulis angkanya dengan koma, misalnya 12,5."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(localize=True, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            if (nilai := written_number(value)) is None:
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
            value = nilai
        return super().to_python(value)
