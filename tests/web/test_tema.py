"""Any accent colour a region chooses stays readable."""

import re

from hypothesis import given
from hypothesis import strategies as st

from selaras.web import tema

WARNA = st.tuples(*[st.integers(0, 255)] * 3).map(lambda w: "#{:02x}{:02x}{:02x}".format(*w))


@given(WARNA)
def test_text_in_and_on_the_accent_has_aa_contrast_in_both_themes(warna: str) -> None:
    for blok in tema.css(warna).splitlines():
        nilai = dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6})", blok))
        aksen, lembut = tema.parse_hex(nilai["aksen"]), tema.parse_hex(nilai["aksen-lembut"])
        assert tema.contrast(aksen, lembut) >= 4.5
        assert tema.contrast(aksen, tema.parse_hex(nilai["di-atas-aksen"])) >= 4.5


def test_a_colour_that_is_none_becomes_the_default() -> None:
    assert tema.parse_hex("merah; }") == tema.parse_hex(tema.BAWAAN)
