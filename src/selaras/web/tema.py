"""The accent colour of a region as CSS variables, readable in light and dark.

A setting gives one colour; shades are derived here so that text on or in that colour keeps the
contrast of WCAG AA (4.5 : 1). A style sheet of its own, because nothing may stand inline.
"""

import re

Rgb = tuple[int, int, int]
BAWAAN = "#0b6b61"
PUTIH, GELAP = (255, 255, 255), (21, 27, 34)
_HEX = re.compile(r"^#[0-9a-fA-F]{6}$")


def parse_hex(teks: str) -> Rgb:
    """#0b6b61 -> (11, 107, 97); anything else is the default colour."""
    bersih = teks if _HEX.match(teks) else BAWAAN
    return int(bersih[1:3], 16), int(bersih[3:5], 16), int(bersih[5:7], 16)


def luminance(warna: Rgb) -> float:
    """Relative luminance of WCAG 2.1."""

    def kanal(nilai: int) -> float:
        bagian = nilai / 255
        return bagian / 12.92 if bagian <= 0.04045 else ((bagian + 0.055) / 1.055) ** 2.4

    r, g, b = (kanal(n) for n in warna)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(satu: Rgb, dua: Rgb) -> float:
    """Contrast ratio of WCAG 2.1."""
    a, b = sorted((luminance(satu), luminance(dua)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def mix(satu: Rgb, dua: Rgb, bagian: float) -> Rgb:
    """`bagian` of the second colour in the first."""
    r, g, b = (round(x + (y - x) * bagian) for x, y in zip(satu, dua, strict=True))
    return r, g, b


def readable(warna: Rgb, latar: Rgb, menuju: Rgb, minimal: float = 4.8) -> Rgb:
    """The colour moved towards `menuju` until it can be read on `latar`."""
    for langkah in range(0, 101, 2):
        calon = mix(warna, menuju, langkah / 100)
        if contrast(calon, latar) >= minimal:
            return calon
    return menuju


def css(teks: str) -> str:
    """The style sheet of the accent colour."""
    dasar = parse_hex(teks)
    terang = readable(dasar, mix(dasar, PUTIH, 0.92), (0, 0, 0))
    gelap = readable(dasar, mix(dasar, GELAP, 0.8), PUTIH)
    return "\n".join(
        [
            _blok(":root,[data-bs-theme=light]", terang, mix(dasar, PUTIH, 0.92), PUTIH),
            _blok("[data-bs-theme=dark]", gelap, mix(dasar, GELAP, 0.8), GELAP),
        ]
    )


def _blok(pemilih: str, aksen: Rgb, lembut: Rgb, di_atas: Rgb) -> str:
    hex_ = "#{:02x}{:02x}{:02x}".format
    rgb = ",".join(map(str, aksen))
    return (
        f"{pemilih}{{--aksen:{hex_(*aksen)};--aksen-lembut:{hex_(*lembut)};"
        f"--di-atas-aksen:{hex_(*di_atas)};--tblr-primary:{hex_(*aksen)};"
        f"--tblr-primary-rgb:{rgb};--tblr-primary-fg:{hex_(*di_atas)};"
        f"--tblr-link-color:{hex_(*aksen)};--tblr-link-color-rgb:{rgb};"
        f"--tblr-link-hover-color-rgb:{rgb}}}"
    )
