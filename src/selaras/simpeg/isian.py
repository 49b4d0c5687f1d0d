"""Field values as a form sends them, and back: what a proposal keeps and what people read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from selaras.pegawai.models import Pegawai
from selaras.simpeg.forms import PEMBANTU, BarisForm, form_class
from selaras.simpeg.jenis import JenisRiwayat
from selaras.simpeg.kredit import KreditField
from selaras.simpeg.sel import words


def form_for(
    jenis: JenisRiwayat, pegawai: Pegawai, hari: date, *, baris: Any = None,
    data: Mapping[str, Any] | None = None, awal: Mapping[str, Any] | None = None,
) -> BarisForm:  # fmt: skip
    """The form of a kind on a row, or of a new one."""
    return form_class(jenis)(
        data, instance=baris, pegawai=pegawai, hari=hari, initial=dict(awal or {})
    )


def values_of(form: BarisForm) -> dict[str, str]:
    """What the row holds, as if it had been sent."""
    return {
        nama: _sent(_written(field, form.get_initial_for_field(field, nama)))
        for nama, field in form.fields.items()
        if nama not in PEMBANTU
    }


def sent_values(form: BarisForm) -> dict[str, str]:
    """What a bound form was sent, field by field."""
    hasil = {}
    for nama, field in form.fields.items():
        if nama not in PEMBANTU:
            nilai = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(nama))
            hasil[nama] = _sent(nilai)
    return hasil


def readable(form: BarisForm, nama: str, nilai: str | None) -> str:
    """A sent value as people read it."""
    field = form.fields.get(nama)
    if field is None:
        return nilai or "–"
    try:
        bersih = field.clean(nilai or None)
    except ValidationError:
        return nilai or "–"
    if isinstance(field, KreditField):
        return words(field.prepare_value(bersih))
    if isinstance(field, forms.ModelChoiceField):
        return str(field.label_from_instance(bersih)) if bersih else "–"
    if isinstance(field, forms.ChoiceField):
        pilihan: dict[Any, Any] = dict(field.choices)  # type: ignore[arg-type]
        return str(pilihan.get(bersih, bersih) or "–")
    return words(bersih)


def _written(field: forms.Field, nilai: Any) -> Any:
    """Points of credit as they are typed; other values are sent as they are stored."""
    return field.prepare_value(nilai) if isinstance(field, KreditField) else nilai


def label_of(form: BarisForm, nama: str) -> str:
    field = form.fields.get(nama)
    kata = str(field.label or nama) if field else nama
    return kata[:1].upper() + kata[1:]


def _sent(nilai: Any) -> str:
    if nilai is None or nilai is False:
        return ""
    if nilai is True:
        return "on"
    if isinstance(nilai, date):
        return nilai.isoformat()
    return str(getattr(nilai, "pk", nilai)).replace("\x00", "").strip()
