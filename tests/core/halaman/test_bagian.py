"""The choices of a select: safe with any words, compared as an address writes them."""

from django.utils.html import format_html
from hypothesis import given
from hypothesis import strategies as st

from selaras.core.halaman.bagian import options

KATA = st.text(max_size=12)
AMAN = KATA.map(lambda teks: format_html("<b>{}</b>", teks))


@given(st.lists(st.tuples(st.one_of(st.integers(), st.text(max_size=8)), KATA | AMAN), max_size=5))
def test_every_word_is_escaped_once(pilihan: list[tuple[int | str, str]]) -> None:
    satu_satu = (format_html('<option value="{}">{}</option>', k, t) for k, t in pilihan)
    assert options(pilihan, "tidak ada") == "".join(satu_satu)


def test_the_chosen_one_is_known_by_how_it_is_written() -> None:
    assert options([(1, "Satu"), (2, "Dua")], "2").count(" selected") == 1
    assert '<option value="2" selected>Dua</option>' in options([(1, "Satu"), (2, "Dua")], "2")
    assert " selected" in options([("", "Semua")], None)
