"""One person's result of a month as fields: only those that her region's way asks for."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from selaras.core.halaman.format import persen_bp
from selaras.core.impor.urai import NilaiSalah, bulat, persen
from selaras.kinerja.models import Predikat

JUDUL: Mapping[str, str] = {
    "predikat": "Predikat", "persen_bp": "Capaian (%)", "menit": "Menit disetujui",
    "nilai_skp_bp": "Nilai SKP",
}  # fmt: skip
TERPANJANG = 12
PREDIKAT = (("", "Belum dinilai"), *Predikat.choices)


class BilanganField(forms.CharField):
    """A figure as people write it (97,5), stored as a whole number; empty = none."""

    def __init__(self, urai: Callable[[str], int], tampil: Callable[[Any], str], **kw: Any) -> None:
        self.urai, self.tampil = urai, tampil
        super().__init__(max_length=TERPANJANG, required=False, **kw)

    def prepare_value(self, value: Any) -> Any:
        return self.tampil(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        teks = super().clean(value)
        try:
            return self.urai(teks) if teks else None
        except NilaiSalah as error:
            raise forms.ValidationError(str(error)) from error


class PilihanPredikat(forms.Select):
    """A select drawn as text: by the library's template one takes as long as the rest of a row."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        del renderer
        semua = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(semua), _options(str(value or "")))


@cache
def _options(dipilih: str) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((k, SafeString(" selected") if k == dipilih else "", kata) for k, kata in PREDIKAT),
    )


def _field(kolom: str) -> forms.Field:
    angka = forms.TextInput(attrs={"inputmode": "decimal", "class": "isi-angka"})
    if kolom == "predikat":
        return forms.ChoiceField(choices=PREDIKAT, required=False, widget=PilihanPredikat)
    if kolom == "menit":
        return BilanganField(bulat(0, 60_000), str, widget=angka)
    atas = 10_000 if kolom == "persen_bp" else 12_000
    return BilanganField(persen(0, atas), persen_bp, widget=angka)


class HasilForm(forms.Form):
    """The row of one person in the grid; its fields stand apart from the grid's form element."""

    def __init__(self, *args: Any, kolom: tuple[str, ...], nama: str, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for satu in kolom:
            self.fields[satu] = _field(satu)
            self.fields[satu].label = JUDUL[satu]
            self.fields[satu].show_hidden_initial = True
            kelas = "form-select" if satu == "predikat" else "form-control"
            attrs = self.fields[satu].widget.attrs
            attrs |= {
                "form": "kisi-kinerja",
                "class": f"{kelas} {attrs.get('class', '')}".strip(),
                "aria-label": f"{JUDUL[satu]} {nama}",
                "aria-describedby": f"keadaan-{self.prefix}",
            }

    @property
    def isian(self) -> list[tuple[forms.BoundField, str]]:
        """Each field with what was stored when the page was made, so that only changes count."""
        return [(f, f.field.prepare_value(f.initial) or "") for f in self]

    @property
    def lengkap(self) -> bool:
        """Whether every field was sent; a field left out must never empty a result."""
        return all(self.add_prefix(nama) in self.data for nama in self.fields)
