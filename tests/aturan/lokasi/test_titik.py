"""Distances and fences: against known places, and against what must hold for every point."""

from hypothesis import assume, given
from hypothesis import strategies as st

from selaras.aturan.lokasi import Pagar, Titik, di_dalam, jarak_m

LINTANG = st.integers(-11_000_000, 6_000_000)  # Indonesia
BUJUR = st.integers(95_000_000, 141_000_000)
TITIK = st.builds(Titik, LINTANG, BUJUR)
JAKARTA, BALIKPAPAN = Titik(-6_175_400, 106_827_200), Titik(-1_265_400, 116_831_200)
KOTAK = (Titik(0, 0), Titik(0, 1000), Titik(1000, 1000), Titik(1000, 0))


def test_a_degree_along_the_equator_is_111_kilometres() -> None:
    assert jarak_m(Titik(0, 0), Titik(0, 1_000_000)) == 111_195
    assert jarak_m(Titik(0, 0), Titik(1_000_000, 0)) == 111_195


def test_jakarta_to_balikpapan_is_known() -> None:
    assert abs(jarak_m(JAKARTA, BALIKPAPAN) - 1_237_000) < 10_000


@given(TITIK, TITIK)
def test_distance_is_the_same_both_ways_and_nothing_to_oneself(a: Titik, b: Titik) -> None:
    assert jarak_m(a, b) == jarak_m(b, a) >= 0
    assert jarak_m(a, a) == 0


@given(TITIK, TITIK, TITIK)
def test_a_detour_is_never_shorter(a: Titik, b: Titik, c: Titik) -> None:
    assert jarak_m(a, c) <= jarak_m(a, b) + jarak_m(b, c) + 2


@given(TITIK, st.integers(1, 5000), st.integers(-50_000, 50_000), st.integers(-50_000, 50_000))
def test_a_circle_holds_exactly_what_is_near_enough(
    pusat: Titik, radius: int, utara: int, timur: int
) -> None:
    titik = Titik(pusat.lintang_e6 + utara, pusat.bujur_e6 + timur)
    jarak = Pagar(pusat, radius).jarak_m(titik)
    assert (jarak == 0) == (jarak_m(pusat, titik) <= radius)


@given(st.integers(-500, 1500), st.integers(-500, 1500))
def test_a_square_holds_its_inside_and_its_edge(lintang: int, bujur: int) -> None:
    dalam = 0 <= lintang <= 1000 and 0 <= bujur <= 1000
    assert di_dalam(Titik(lintang, bujur), KOTAK) == dalam


@given(st.integers(-500, 1500), st.integers(-500, 1500), st.integers(0, 3), st.booleans())
def test_where_a_polygon_begins_and_which_way_it_turns_changes_nothing(
    lintang: int, bujur: int, mulai: int, balik: bool
) -> None:
    sudut = KOTAK[mulai:] + KOTAK[:mulai]
    sudut = sudut[::-1] if balik else sudut
    titik = Titik(lintang, bujur)
    assert di_dalam(titik, sudut) == di_dalam(titik, KOTAK)


@given(st.lists(TITIK, min_size=3, max_size=8, unique=True))
def test_corners_belong_to_their_polygon(sudut: list[Titik]) -> None:
    assert all(di_dalam(titik, tuple(sudut)) for titik in sudut)


@given(TITIK, st.integers(100, 20_000), st.integers(-30_000, 30_000))
def test_far_from_a_polygon_is_as_far_as_from_its_nearest_side(
    pojok: Titik, sisi: int, timur: int
) -> None:
    assume(not 0 <= timur <= sisi)
    a, b = pojok.lintang_e6, pojok.bujur_e6
    kotak = (pojok, Titik(a, b + sisi), Titik(a + sisi, b + sisi), Titik(a + sisi, b))
    tengah = Titik(a + sisi // 2, b + timur)
    tepi = Titik(a + sisi // 2, b if timur < 0 else b + sisi)
    assert abs(Pagar(pojok, 0, kotak).jarak_m(tengah) - jarak_m(tengah, tepi)) <= 2


def test_a_notch_is_outside() -> None:
    ruang = (Titik(0, 0), Titik(0, 300), Titik(300, 300), Titik(300, 0), Titik(150, 150))
    assert di_dalam(Titik(100, 250), ruang)
    assert not di_dalam(Titik(150, 20), ruang)


def test_a_fence_over_the_date_line_stays_whole() -> None:
    pagar = (
        Titik(0, 179_999_000), Titik(0, -179_999_000),
        Titik(1000, -179_999_000), Titik(1000, 179_999_000),
    )  # fmt: skip
    assert di_dalam(Titik(500, 180_000_000), pagar)
    assert not di_dalam(Titik(500, 179_000_000), pagar)
