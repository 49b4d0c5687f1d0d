"""Tags and filters of the kit: {% load selaras %}. What they draw is in templates/kit or bagian."""

from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, RadioSelect, Select
from django.template.base import NodeList, Parser, Token
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from selaras.core.halaman import bagian
from selaras.core.halaman import format as fmt
from selaras.core.halaman.kolom import Sel

register = template.Library()
_DI_SINI = SafeString(' aria-current="page"')

for _nama in (
    "angka", "rupiah", "persen_bp", "menit_id", "tanggal_id", "tanggal", "tanggal_pendek", "ukuran",
    "jam_zona", "waktu_zona", "jam_menit", "periode_id", "nip", "inisial", "kecil",
):  # fmt: skip
    register.filter(_nama, getattr(fmt, _nama))


register.simple_tag(bagian.icon, name="ikon")
register.simple_tag(bagian.badge, name="lencana")
register.simple_tag(bagian.options, name="opsi")
register.simple_tag(bagian.nip_number, name="nomor_nip")
register.simple_tag(bagian.person, name="orang")


@register.simple_tag
@lru_cache(maxsize=4096)
def butir_menu(butir: Any) -> SafeString:
    """A place of the menu (Tautan); a long one has eighty on every page, so each is kept drawn."""
    return format_html(
        '<a href="{}"{}>{}<span>{}</span>{}</a>',
        butir.url,
        _DI_SINI if butir.aktif else "",
        bagian.icon(butir.ikon),
        butir.judul,
        format_html('<span class="menu-jumlah" data-tempat-jumlah="{}"></span>', butir.jumlah)
        if butir.jumlah
        else "",
    )


@register.inclusion_tag("kit/isian.html")
def isian(field: BoundField) -> dict[str, Any]:
    """A form field with its label, help and error joined for screen readers."""
    widget = field.field.widget
    centang = isinstance(widget, CheckboxInput)
    if isinstance(widget, RadioSelect):  # several boxes or one of several, each with its own label
        widget.attrs = {**widget.attrs, "class": "form-check-input"}
        return {"field": field, "kelompok": True}
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


_PANJANG = 16  # letters from which a cell may break


@register.simple_tag(takes_context=True)
def sel(context: template.Context, sel: Sel, pertama: bool = False) -> SafeString:
    """A cell of a list. Only one of an app's own or one that opens the drawer has a template.

    It names its column for phones, where a row is a card; what is missing takes no room there.
    """
    if sel.gambar:
        isi = sel.gambar(sel)
    elif sel.templat:
        with context.push(sel=sel, baris=sel.baris):
            isi = _kit(context, sel.templat)
    elif sel.tanda:
        isi = bagian.missing(sel.tanda)
    elif sel.jenis == "status":
        isi = bagian.badge(sel.nilai)
    elif sel.jenis == "orang":
        isi = bagian.person(sel.nilai, url=sel.url)
    elif sel.jenis == "nip":
        isi = bagian.nip_number(sel.nilai)
    elif sel.url and sel.laci:
        with context.push(sel=sel, url=sel.url, teks=sel.teks):
            isi = _kit(context, "kit/mengapa.html")
    elif sel.url:
        isi = format_html('<a href="{}">{}</a>', sel.url, sel.teks)
    elif sel.angka:
        isi = conditional_escape(sel.teks)
    else:
        isi = format_html('<span class="sel-teks" title="{0}">{0}</span>', sel.teks)
    kelas = "angka" if sel.angka else "panjang" if len(sel.teks) > _PANJANG else ""
    if sel.teks == fmt.TIDAK_ADA and not (sel.gambar or sel.templat or sel.tanda):
        kelas = f"{kelas} tiada".lstrip()
    atribut = format_html(' class="{}"', kelas) if kelas else ""
    if pertama:
        return format_html('<th scope="row"{}>{}</th>', atribut, isi)
    return format_html('<td data-judul="{}"{}>{}</td>', sel.judul, atribut, isi)


def _kit(context: template.Context, nama: str) -> SafeString:
    """A part drawn with the page's own context."""
    halaman = context.template
    assert halaman is not None  # noqa: S101 - narrowed: a tag always stands in a template
    return halaman.engine.get_template(nama).render(context)


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
