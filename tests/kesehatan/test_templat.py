"""Templates keep the strict content policy, are used, and stand on the kit's page."""

import re
from pathlib import Path

import pytest

PAKET = Path(__file__).resolve().parents[2] / "src" / "selaras"
TEMPLAT = sorted(PAKET.rglob("templates/**/*.html"))
NAMA = {p: p.as_posix().split("/templates/")[-1] for p in TEMPLAT}
KIT = PAKET / "web" / "templates" / "kit"

SEBARIS = re.compile(
    r"""\sstyle\s*=|<style[\s>]|<script(?![^>]*(?:\ssrc=|type="application/json"))[\s>]|\son[a-z]+\s*=\s*["']|javascript:|hx-on|hx-vals=["']js:""",
    re.I,
)
# Looked up by name in code of others.
DIPANGGIL_PUSTAKA = re.compile(
    r"^(account|mfa|socialaccount|usersessions|allauth|django)/|^\d{3}\.html$"
)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _code(path: Path) -> str:
    """The text without template comments, which may speak of anything."""
    return re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", _text(path), flags=re.S)


@pytest.mark.parametrize("path", TEMPLAT, ids=NAMA.get)
def test_template_holds_nothing_inline(path: Path) -> None:
    temuan = SEBARIS.search(_code(path))
    assert temuan is None, f"{NAMA[path]}: '{temuan[0].strip()}' ditolak kebijakan isi"


def test_every_template_is_used() -> None:
    sumber = {p: _text(p) for p in (*PAKET.rglob("*.py"), *TEMPLAT)}
    terbengkalai = [
        nama
        for path, nama in NAMA.items()
        if not DIPANGGIL_PUSTAKA.match(nama)
        and not any(nama in teks for p, teks in sumber.items() if p != path)
    ]
    assert not terbengkalai


def test_every_kit_partial_is_on_the_kit_page() -> None:
    """Directly, or through the partials and tags that the kit's page uses."""
    tag = _text(PAKET / "web" / "templatetags" / "selaras.py")
    lewat_tag = {
        fungsi.group(1): set(re.findall(r'"kit/([a-z_]+\.html)"', isi))
        for isi in re.split(r"\n(?=@register)", tag)
        if (fungsi := re.search(r"\ndef ([a-z_]+)", isi))
    }
    tampak: set[str] = set()
    web = KIT.parent / "web"
    antre = [web / nama for nama in ("kit.html", "kit_penjelasan.html", "base.html")]
    while antre:
        isi = _code(antre.pop())
        disebut = set(re.findall(r'"kit/([a-z_]+\.html)"', isi))
        for f, berkas in lewat_tag.items():
            disebut |= berkas if re.search(rf"\{{%\s*{f}\s", isi) else set()
        antre += [KIT / d for d in disebut - tampak]
        tampak |= disebut
    # A whole page is made of parts that are shown and cannot stand inside another page.
    bagian = {p.name for p in KIT.glob("*.html") if not p.name.startswith("halaman_")}
    assert not bagian - tampak


def test_our_scripts_and_styles_load_nothing_from_elsewhere() -> None:
    for path in (*PAKET.rglob("static/**/*.js"), *PAKET.rglob("static/**/*.css")):
        if "vendor" not in path.parts:
            assert not re.search(r"https?://|@import|\beval\(|new Function", _text(path)), path.name


def test_a_date_field_is_filled_as_browsers_read_it() -> None:
    """A value in the reader's own order leaves a browser's date field empty, without a word."""
    salah = [
        f"{berkas.relative_to(PAKET)}: {baris.strip()}"
        for berkas in sorted(PAKET.rglob("*.py"))
        for baris in berkas.read_text(encoding="utf-8").splitlines()
        if "DateInput(" in baris and "type" in baris and 'format="%Y-%m-%d"' not in baris
    ]
    assert not salah
