"""Pages of a book as pictures, as a browser asks for them: several at once."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from PIL import Image, ImageDraw

from selaras.simpeg.buku.gambar import LEBAR, draw_page


def buku(halaman: int) -> bytes:
    """A PDF whose pages differ."""
    isi = []
    for n in range(halaman):
        satu = Image.new("RGB", (420, 594), "white")
        ImageDraw.Draw(satu).rectangle((20, 20, 60 + 40 * n, 80), fill="navy")
        isi.append(satu)
    keluar = BytesIO()
    isi[0].save(keluar, "PDF", save_all=True, append_images=isi[1:])
    return keluar.getvalue()


def test_pages_asked_for_at_once_are_those_asked_for_one_by_one() -> None:
    isi = buku(6)
    satu_satu = [draw_page(isi, n) for n in range(6)]
    assert len(set(satu_satu)) == 6
    assert Image.open(BytesIO(satu_satu[0] or b"")).width == LEBAR
    with ThreadPoolExecutor(8) as banyak:
        assert list(banyak.map(lambda n: draw_page(isi, n % 6), range(48))) == satu_satu * 8


def test_a_page_beyond_the_end_is_none() -> None:
    assert draw_page(buku(1), 1) is None and draw_page(buku(1), -1) is None
