"""Pages of a book as pictures. Our own typesetting, so they are drawn in this process."""

from io import BytesIO
from threading import Lock

import pypdfium2

LEBAR = 900  # pixels of a page's picture
# PDFium keeps state of its own: two threads in it end the process, and a browser asks for the
# pictures of several pages at once.
_SATU_PER_SATU = Lock()


def draw_page(isi: bytes, nomor: int) -> bytes | None:
    """A page (0 = the first) as WebP; None where the book has no such page."""
    with _SATU_PER_SATU:
        return _draw(isi, nomor)


def count_pages(isi: bytes) -> int:
    """Pages of a PDF."""
    with _SATU_PER_SATU, pypdfium2.PdfDocument(isi) as dokumen:
        return len(dokumen)


def _draw(isi: bytes, nomor: int) -> bytes | None:
    with pypdfium2.PdfDocument(isi) as dokumen:
        if not 0 <= nomor < len(dokumen):
            return None
        halaman = dokumen[nomor]
        gambar = halaman.render(scale=LEBAR / halaman.get_width()).to_pil()
        keluar = BytesIO()
        gambar.save(keluar, "WEBP", quality=80)
        return keluar.getvalue()
