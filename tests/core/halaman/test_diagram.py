"""Bars stand where their amounts say, whatever the amounts."""

from hypothesis import given
from hypothesis import strategies as st

from selaras.core.halaman.diagram import LEBAR, Ruas, bars, waterfall

JUMLAH = st.integers(min_value=0, max_value=100_000_000)


def test_a_waterfall_steps_down_from_the_first_amount_to_the_last() -> None:
    hasil = waterfall(
        [Ruas("dasar", 1000, "awal"), Ruas("potong", 250, "kurang"), Ruas("terima", 750, "hasil")]
    )
    assert [(b.x, b.lebar) for b in hasil] == [(0, 1000), (750, 250), (0, 750)]
    assert [b.teks for b in hasil] == ["Rp1.000", "−Rp250", "Rp750"]


@given(JUMLAH, st.lists(st.tuples(JUMLAH, st.sampled_from(["tambah", "kurang"])), max_size=8))
def test_no_bar_leaves_the_picture(awal: int, langkah: list[tuple[int, str]]) -> None:
    ruas = [Ruas("a", awal, "awal"), *(Ruas("b", n, j) for n, j in langkah)]
    for batang in waterfall(ruas):
        assert batang.x >= 0
        assert batang.lebar >= 0
        assert batang.x + batang.lebar <= LEBAR


def test_the_largest_bar_fills_the_width_and_nothing_is_invisible() -> None:
    hasil = bars([("a", 1_000_000, ""), ("b", 1, ""), ("c", 0, "")])
    assert [b.lebar for b in hasil] == [LEBAR, 3, 0]
