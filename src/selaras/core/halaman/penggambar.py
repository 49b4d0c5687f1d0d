"""Form controls drawn in Python: the words of Django's own templates, without a template each.

A list of 230 offices took 40 to 80 ms of a page. What is not here (textarea,
files, whole forms) still comes from Django's templates.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

Widget = Mapping[str, Any]


class Penggambar(DjangoTemplates):
    """FORM_RENDERER: controls by functions, everything else by Django's templates."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Markup equal to the template's, but for white space between choices."""
        gambar = _GAMBAR.get(template_name)
        if gambar is None:
            return super().render(template_name, context, request)
        return SafeString(gambar(context["widget"]))


def _attrs(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {conditional_escape(nama)}"
        if nilai is True
        else f' {conditional_escape(nama)}="{conditional_escape(nilai)}"'
        for nama, nilai in attrs.items()
        if nilai is not False
    )


def _label(label: Any) -> str:
    return conditional_escape(label if isinstance(label, str) else localize(label))


def _select(w: Widget) -> str:
    isi = "".join(
        _group(nama, "".join(map(_option, pilihan))) for nama, pilihan, _ in w["optgroups"]
    )
    return f'<select name="{conditional_escape(w["name"])}"{_attrs(w["attrs"])}>{isi}\n</select>'


def _group(nama: Any, isi: str) -> str:
    return f'\n  <optgroup label="{_label(nama)}">{isi}\n  </optgroup>' if nama else isi


def _option(w: Widget) -> str:
    nilai = conditional_escape(w["value"])
    return f'\n  <option value="{nilai}"{_attrs(w["attrs"])}>{_label(w["label"])}</option>'


def _input(w: Widget) -> str:
    nilai = w["value"]
    isi = "" if nilai is None else f' value="{conditional_escape(nilai)}"'
    nama = conditional_escape(w["name"])
    return f'<input type="{conditional_escape(w["type"])}" name="{nama}"{isi}{_attrs(w["attrs"])}>'


def _input_option(w: Widget) -> str:
    """One box or dot of several, within its label where the widget asks for that."""
    if not w.get("wrap_label"):
        return _input(w)
    tujuan = w["attrs"].get("id")
    untuk = f' for="{conditional_escape(tujuan)}"' if tujuan else ""
    return f"<label{untuk}>{_input(w)} {_label(w['label'])}</label>"


_TEMPLAT = "django/forms/widgets/{}.html"
_MASUKAN = ("text", "number", "email", "url", "password", "hidden", "date", "datetime", "time",
            "checkbox", "input")  # fmt: skip
_GAMBAR: dict[str, Callable[[Widget], str]] = {
    _TEMPLAT.format("select"): _select,
    _TEMPLAT.format("checkbox_option"): _input_option,
    _TEMPLAT.format("radio_option"): _input_option,
    **{_TEMPLAT.format(nama): _input for nama in _MASUKAN},
}
