"""A program of its own: draws a PDF's first pages, or a picture, as WebP files where it runs.

    python draw.py <file> <media type> <pages>

Started by preview.py; knows nothing of Django. Metadata (place, camera) are left behind.
"""

import resource
import sys
from collections.abc import Iterator

from PIL import Image, ImageOps

LEBAR = 1000
TINGGI = 1600
MEMORI = 1_500_000_000
DETIK = 20


def pictures(path: str, jenis: str, terbanyak: int) -> Iterator[Image.Image]:
    """Each page, upright."""
    if jenis != "application/pdf":
        with Image.open(path, formats=("JPEG", "PNG", "WEBP")) as gambar:
            gambar.draft("RGB", (LEBAR, TINGGI))
            yield ImageOps.exif_transpose(gambar)
        return
    import pypdfium2  # noqa: PLC0415 - not needed for pictures

    with pypdfium2.PdfDocument(path) as dokumen:
        for nomor in range(min(len(dokumen), terbanyak)):
            halaman = dokumen[nomor]
            skala = min(LEBAR / halaman.get_width(), TINGGI / halaman.get_height(), 4)
            yield halaman.render(scale=skala).to_pil()


def main(path: str, jenis: str, terbanyak: int) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORI, MEMORI))
    resource.setrlimit(resource.RLIMIT_CPU, (DETIK, DETIK))
    for nomor, gambar in enumerate(pictures(path, jenis, terbanyak)):
        gambar.thumbnail((LEBAR, TINGGI))
        polos = Image.new("RGB", gambar.size, "white")
        if gambar.mode in ("RGBA", "LA", "P"):
            lapis = gambar.convert("RGBA")
            polos.paste(lapis, mask=lapis.getchannel("A"))
        else:
            polos.paste(gambar.convert("RGB"))
        polos.save(f"{nomor}.webp", "WEBP", quality=72)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
