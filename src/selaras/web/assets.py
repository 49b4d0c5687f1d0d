"""Front-end files of others: the few that are used, copied from node_modules beside our own.

Installing is the launcher's (operations.frontend); nothing of others is committed. Icons become
one sprite that holds only those that the source names. `python -m selaras.web.assets` redoes it.
"""

import re
import sys
from pathlib import Path

PAKET = Path(__file__).resolve().parents[1]
ROOT = PAKET.parents[1]
TUJUAN = PAKET / "web" / "static" / "vendor"
SALINAN = {
    "tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
}
# Pictures that the copied styles name: none is shown, but the hashing of names asks for them.
GAMBAR = {
    f"images/{nama}.png": f"leaflet/dist/images/{nama}.png"
    for nama in ("layers", "layers-2x", "marker-icon")
}
IKON_SUMBER = "@tabler/icons/icons/outline"

_PETA = re.compile(r"/[*/]# sourceMappingURL=[^\s*]+(?:\s*\*/)?")
_IKON = re.compile(r"""\bikon(?:\s+|\s*[=(:]\s*)["']([a-z0-9-]+)["']""")
_ISI_SVG = re.compile(r"<svg[^>]*>(.*)</svg>", re.S)


class AssetError(RuntimeError):
    """The front-end files cannot be made; the message says why."""


def copy_assets(root: Path = ROOT) -> None:
    """Copy the used files and draw the icon sprite; files that are the same stay untouched."""
    modules = root / "node_modules"
    TUJUAN.mkdir(parents=True, exist_ok=True)
    for nama, sumber in SALINAN.items():
        if not (modules / sumber).exists():
            raise AssetError(
                f"{modules / sumber} tidak ada. Jalankan ./selaras demo atau "
                "'npm ci --ignore-scripts' lebih dahulu."
            )
        teks = (modules / sumber).read_text(encoding="utf-8")
        # Hashing of static files would look for the map, which is not copied.
        _write(TUJUAN / nama, _PETA.sub("", teks))
    (TUJUAN / "images").mkdir(exist_ok=True)
    for nama, sumber in GAMBAR.items():
        isi = (modules / sumber).read_bytes()
        if not (TUJUAN / nama).exists() or (TUJUAN / nama).read_bytes() != isi:
            (TUJUAN / nama).write_bytes(isi)
    _write(TUJUAN / "ikon.svg", sprite(modules / IKON_SUMBER))


def used_icons() -> dict[str, Path]:
    """Every icon that a template or module names (`ikon "home"`, `ikon="home"`), and one place."""
    hasil: dict[str, Path] = {}
    for pola in ("*.html", "*.py"):
        for path in sorted(PAKET.rglob(pola)):
            if path.resolve() == Path(__file__).resolve():
                continue
            for nama in _IKON.findall(path.read_text(encoding="utf-8")):
                hasil.setdefault(nama, path)
    return dict(sorted(hasil.items()))


def sprite(sumber: Path) -> str:
    """One SVG whose symbols are the used icons; strokes take the colour of the text."""
    simbol = []
    for nama, pemakai in used_icons().items():
        path = sumber / f"{nama}.svg"
        if not path.exists():
            raise AssetError(
                f"Ikon '{nama}' yang dipakai {pemakai.relative_to(PAKET)} tidak ada di Tabler."
            )
        isi = _ISI_SVG.search(path.read_text(encoding="utf-8"))
        assert isi is not None  # noqa: S101 (an SVG file of the package)
        dalam = re.sub(r"\s+", " ", isi[1]).strip()
        simbol.append(f'<symbol id="{nama}" viewBox="0 0 24 24">{dalam}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(simbol)}</svg>\n'


def _write(path: Path, isi: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != isi:
        path.write_text(isi, encoding="utf-8")


def main() -> int:
    try:
        copy_assets()
    except AssetError as galat:
        sys.stderr.write(f"{galat}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
