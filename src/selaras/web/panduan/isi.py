"""Reads the manual's files: each a task of some roles, with the pages it explains.

A file begins with front matter (judul, peran, halaman, urutan) between lines of ---; the rest is
Markdown. Raw HTML in it is shown, not used.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

AKHIR_URUTAN = 1000


class PanduanRusak(ValueError):
    """A file of the manual whose front matter can't be read."""


@dataclass(frozen=True, slots=True)
class Panduan:
    """One page of the manual. halaman: names of the pages it explains; peran: whose task it is."""

    slug: str
    judul: str
    ringkas: str
    peran: Sequence[str]
    halaman: Sequence[str]
    urutan: int
    teks: str

    @property
    def html(self) -> SafeString:
        """The text as HTML; headings stand below the page's own."""
        return mark_safe(_render(self.teks))  # noqa: S308 - raw HTML is off in the renderer


def folder() -> Path:
    return Path(settings.BASE_DIR).parent.parent / "docs" / "panduan"


@cache
def all_pages() -> Sequence[Panduan]:
    """The whole manual in its order."""
    halaman = [_read(berkas) for berkas in sorted(folder().glob("*.md"))]
    return sorted(halaman, key=lambda p: (p.urutan, p.judul))


def page(slug: str) -> Panduan | None:
    return next((p for p in all_pages() if p.slug == slug), None)


@cache
def by_page() -> Mapping[str, Panduan]:
    """Page of the site -> what explains it; the first in the manual's order."""
    hasil: dict[str, Panduan] = {}
    for p in all_pages():
        for nama in p.halaman:
            hasil.setdefault(nama, p)
    return hasil


def help_for(request: HttpRequest) -> str:
    """The address of the manual's page about this one, else of the whole manual."""
    nama = request.resolver_match.view_name if request.resolver_match else ""
    panduan = by_page().get(nama)
    return reverse("panduan:satu", args=[panduan.slug]) if panduan else reverse("panduan:daftar")


def _read(berkas: Path) -> Panduan:
    bagian = berkas.read_text(encoding="utf-8").split("---\n", 2)
    if len(bagian) != 3 or bagian[0].strip():
        raise PanduanRusak(f"{berkas.name}: kepala di antara dua baris --- tidak ada.")
    kepala: dict[str, Any] = yaml.safe_load(bagian[1]) or {}
    if not kepala.get("judul"):
        raise PanduanRusak(f"{berkas.name}: judul kosong.")
    return Panduan(
        slug=berkas.stem,
        judul=kepala["judul"],
        ringkas=kepala.get("ringkas", ""),
        peran=kepala.get("peran", ()),
        halaman=kepala.get("halaman", ()),
        urutan=kepala.get("urutan", AKHIR_URUTAN),
        teks=bagian[2],
    )


def _render(teks: str) -> str:
    md = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = md.parse(teks)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
        elif token.type == "table_open":
            token.attrSet("class", "tabel")
        _link(token)
    hasil: str = md.renderer.render(tokens, md.options, {})
    return hasil


def _link(token: Token) -> None:
    """impor.md, as one file names another, is the page beside it here."""
    for anak in token.children or ():
        tujuan = str(anak.attrGet("href") or "")
        if anak.type == "link_open" and tujuan.endswith(".md") and "/" not in tujuan:
            anak.attrSet("href", f"../{tujuan.removesuffix('.md')}/")
