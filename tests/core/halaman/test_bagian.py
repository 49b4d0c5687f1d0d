"""Parts of cells and the choices of a select: safe with any words."""

from types import SimpleNamespace

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from selaras.core.halaman.bagian import badge, options, person

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


def test_what_is_kept_of_a_safe_word_is_not_given_for_an_unsafe_one() -> None:
    assert "<i>" in badge("draf", mark_safe("<i>x</i>"))
    assert "<i>" not in badge("draf", "<i>x</i>")


@given(KATA.filter(bool), KATA, KATA)
def test_a_person_is_escaped_word_by_word(nama: str, tempat: str, nip: str) -> None:
    orang = person(SimpleNamespace(nama=f"<{nama}", nip=nip), "/x/?a=1&b=2", tempat)
    assert f"&lt;{escape(nama)}</a>" in orang
    assert 'href="/x/?a=1&amp;b=2"' in orang
    assert (f'data-salin="{escape(nip)}"' in orang) == bool(nip)
    assert (f'<span class="redup">{escape(tempat)}</span>' in orang) == bool(tempat)
