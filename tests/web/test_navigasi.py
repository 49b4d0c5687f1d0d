"""The menu as data: each place stands in it once, under one name."""

from collections import Counter

from selaras.web.navigasi import AKUN, LAINNYA, MENU


def test_each_place_stands_once_in_the_menu() -> None:
    tempat = Counter(b.halaman for b in (*MENU, *AKUN, LAINNYA))
    assert [halaman for halaman, banyak in tempat.items() if banyak > 1] == []
    judul = Counter(b.judul for b in (*MENU, *AKUN, LAINNYA))
    assert [kata for kata, banyak in judul.items() if banyak > 1] == []
