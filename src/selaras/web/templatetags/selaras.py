"""Tags and filters of the kit: {% load selaras %}. What they draw is in templates/kit."""

from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, Select
from django.template.base import NodeList, Parser, Token
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from selaras.core.halaman import format as fmt
from selaras.core.halaman.status import Status, status_of

register = template.Library()

for _nama in (
    "angka", "rupiah", "persen_bp", "menit_id", "tanggal_id", "tanggal", "tanggal_pendek", "ukuran",
    "jam_zona", "waktu_zona", "jam_menit", "periode_id", "nip", "inisial",
):  # fmt: skip
    register.filter(_nama, getattr(fmt, _nama))


@register.simple_tag
def ikon(nama: str, judul: str = "") -> SafeString:
    """An icon of the sprite: decorative, or named by `judul` for those who cannot see it."""
    alamat = f"{static('vendor/ikon.svg')}#{nama}"
    if judul:
        return format_html(
            '<svg class="ikon" role="img" aria-label="{}"><use href="{}"/></svg>', judul, alamat
        )
    return format_html(
        '<svg class="ikon" aria-hidden="true" focusable="false"><use href="{}"/></svg>', alamat
    )


@register.inclusion_tag("kit/lencana.html")
def lencana(status: Any, kata: str = "") -> dict[str, Any]:
    """A state's badge; `kata` says it in other words where the page knows better."""
    tampak = status_of(status)
    return {"status": Status(kata, tampak.ikon, tampak.warna) if kata else tampak}


@register.inclusion_tag("kit/orang.html")
def orang(pegawai: Any, url: str = "", jabatan: str = "", unit: str = "") -> dict[str, Any]:
    """A person's cell from any object with nama_lengkap (or nama) and nip."""
    return {
        "nama": getattr(pegawai, "nama_lengkap", None) or getattr(pegawai, "nama", str(pegawai)),
        "nip": getattr(pegawai, "nip", ""),
        "url": url,
        "jabatan": jabatan,
        "unit": unit,
    }


@register.inclusion_tag("kit/isian.html")
def isian(field: BoundField) -> dict[str, Any]:
    """A form field with its label, help and error joined for screen readers."""
    widget = field.field.widget
    centang = isinstance(widget, CheckboxInput)
    kelas = "form-select" if isinstance(widget, Select) else "form-control"
    attrs: dict[str, str | bool] = {"class": f"{widget.attrs.get('class', '')} {kelas}".strip()}
    if centang:
        attrs["class"] = "form-check-input"
    penjelas = [f"{field.auto_id}_bantuan"] if field.help_text else []
    if field.errors:
        penjelas.append(f"{field.auto_id}_galat")
        attrs["aria-invalid"] = "true"
    if penjelas:
        attrs["aria-describedby"] = " ".join(penjelas)
    return {"field": field, "kendali": field.as_widget(attrs=attrs), "centang": centang}


class _Tangkap(template.Node):
    child_nodelists = ("isi",)

    def __init__(self, nama: str, isi: NodeList) -> None:
        self.nama = nama
        self.isi = isi

    def render(self, context: template.Context) -> str:
        context[self.nama] = SafeString(self.isi.render(context).strip())
        return ""


@register.tag
def tangkap(parser: Parser, token: Token) -> _Tangkap:
    """{% tangkap x %}…{% endtangkap %}: render once, use twice (a title in head and heading)."""
    _, nama = token.split_contents()
    isi = parser.parse(("endtangkap",))
    parser.delete_first_token()
    return _Tangkap(nama, isi)
