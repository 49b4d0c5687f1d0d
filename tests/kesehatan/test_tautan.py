"""Links in the documents lead somewhere, and a link that names a function finds it there."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

REPO = Path(__file__).parents[2]
DOKUMEN = sorted([*REPO.glob("*.md"), *(REPO / "docs").rglob("*.md")])
TAUTAN = re.compile(r"(?<!!)\[(?P<teks>[^\]\n]*)\]\((?P<tujuan>[^)\s]+)\)")
NAMA = re.compile(r"`(\w+)`")


def _relatif(berkas: Path) -> list[tuple[str, str]]:
    """(text, target) of every link that stays in the repository; code blocks left out."""
    teks = re.sub(r"^```.*?^```", "", berkas.read_text(encoding="utf-8"), flags=re.S | re.M)
    return [
        (m["teks"], m["tujuan"])
        for m in TAUTAN.finditer(teks)
        if not re.match(r"[a-z]+:", m["tujuan"])
    ]


def _judul(berkas: Path) -> set[str]:
    """Anchors of a document's headings, as the forges make them."""
    baris = re.findall(r"^#+ +(.*)$", berkas.read_text(encoding="utf-8"), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", b.strip().lower()).replace(" ", "-") for b in baris}


@pytest.mark.parametrize("berkas", DOKUMEN, ids=lambda p: str(p.relative_to(REPO)))
def test_every_relative_link_leads_to_a_file_or_a_heading(berkas: Path) -> None:
    salah = []
    for _, tujuan in _relatif(berkas):
        jalan, _, jangkar = unquote(tujuan).partition("#")
        sasaran = (berkas.parent / jalan).resolve() if jalan else berkas
        judul = _judul(sasaran) if sasaran.suffix == ".md" and sasaran.exists() else {jangkar}
        if not sasaran.exists() or (jangkar and jangkar not in judul):
            salah.append(tujuan)
    assert salah == []


@pytest.mark.parametrize("berkas", DOKUMEN, ids=lambda p: str(p.relative_to(REPO)))
def test_a_link_that_names_a_function_or_class_finds_it_in_the_file(berkas: Path) -> None:
    hilang = []
    for teks, tujuan in _relatif(berkas):
        sasaran = (berkas.parent / tujuan.partition("#")[0]).resolve()
        nama = NAMA.fullmatch(teks)
        if nama and sasaran.suffix == ".py" and sasaran.exists():
            isi = sasaran.read_text(encoding="utf-8")
            if not re.search(rf"^\s*(def|class) {nama[1]}\b|^{nama[1]}\b", isi, flags=re.M):
                hilang.append(f"{nama[1]} di {tujuan}")
    assert hilang == []


def test_the_walk_is_read() -> None:
    """The checks above see links at all."""
    perjalanan = REPO / "docs" / "perjalanan" / "ketukan-jadi-rupiah.md"
    assert len(_relatif(perjalanan)) > 25
