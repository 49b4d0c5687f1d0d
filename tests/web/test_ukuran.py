"""The first load stays light for a phone on a slow network."""

from pathlib import Path

import brotli
import django_htmx
import pytest

from selaras.web.assets import PAKET, TUJUAN, AssetError, copy_assets, sprite, used_icons

BATAS = 150 * 1024


@pytest.fixture(scope="module")
def berkas() -> list[Path]:
    copy_assets()
    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    semua = [*TUJUAN.rglob("*"), *(PAKET / "web" / "static" / "web").rglob("*"), htmx]
    return [b for b in semua if b.is_file()]


def test_all_files_of_a_first_page_fit_in_150_kb_compressed(berkas: list[Path]) -> None:
    halaman = 10 * 1024  # the page itself, generously
    # a map's own files come with the pages that draw one
    pertama = [b for b in berkas if not b.name.startswith("leaflet") and b.parent.name != "images"]
    assert halaman + sum(len(brotli.compress(b.read_bytes())) for b in pertama) < BATAS


def test_no_copied_file_points_to_a_map_that_is_not_there(berkas: list[Path]) -> None:
    assert not [b.name for b in berkas if b"sourceMappingURL" in b.read_bytes()]


def test_the_sprite_has_every_icon_that_the_source_names_and_no_other(berkas: list[Path]) -> None:
    isi = (TUJUAN / "ikon.svg").read_text()
    assert isi.count("<symbol") == len(used_icons())
    assert 'id="home"' in isi


def test_an_icon_that_does_not_exist_is_named_with_its_user(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match=r"Ikon '.+' yang dipakai .+ tidak ada"):
        sprite(tmp_path)
