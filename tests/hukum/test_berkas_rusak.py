"""Whatever a hand does to a file, reading it ends in findings with a line, never in a crash."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selaras.hukum import Law
from selaras.hukum.nodes import BadYaml, read_yaml
from selaras.hukum.parse import LeafParser
from selaras.hukum.regions import RegionParser
from selaras.hukum.tree import ROOT, read_tree

LEAVES = sorted((ROOT / "nasional").rglob("*.yaml"))
OWN = sorted(p for p in (ROOT / "daerah").rglob("*.yaml") if p.name != "daerah.yaml")
HEADS = sorted((ROOT / "daerah").glob("*/daerah.yaml"))
JUNK = st.sampled_from(
    ["", "nilai: 1", "  x: [", "- a", "? b", "berlaku:", "  2020-01-01: 3", "nama: 4", "sampai: x",
     "diperiksa: 2026", "dasar: {}", "    dicabut: ya", "rentang: 7", "jenis: tabel", "&a", "{}"]
) | st.text(max_size=12)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, files: list[Path]) -> tuple[Path, str]:
    path = draw(st.sampled_from(files))
    lines = path.read_text(encoding="utf-8").splitlines()
    at = draw(st.integers(0, len(lines) - 1))
    lines[at : at + draw(st.integers(0, 3))] = draw(st.lists(JUNK, max_size=2))
    return path, "\n".join(lines)


@given(damaged(LEAVES))
def test_a_damaged_national_file_gives_findings(damage: tuple[Path, str]):
    path, text = damage
    parser = LeafParser("uji.angka", path.name)
    try:
        parser.parse(read_yaml(text))
    except BadYaml as error:
        assert error.baris >= 1 and error.alasan
    assert all(t.baris >= 1 and t.alasan for t in parser.temuan)


@given(damaged(OWN))
def test_a_damaged_regional_file_gives_findings(damage: tuple[Path, str]):
    path, text = damage
    daerah, *rest = path.relative_to(ROOT / "daerah").with_suffix("").parts
    induk = Law.load().parameter(".".join(rest))
    parser = LeafParser("uji.angka", path.name, daerah=daerah, induk=induk)
    try:
        leaf = parser.parse(read_yaml(text))
    except BadYaml as error:
        assert error.baris >= 1 and error.alasan
        return
    assert all(t.baris >= 1 and t.alasan for t in parser.temuan)
    if leaf is not None and not any(t.galat for t in parser.temuan):
        starts = [s.mulai for s in leaf.segmen]
        assert starts == sorted(set(starts))


@given(damaged(HEADS))
def test_a_damaged_head_file_gives_findings(damage: tuple[Path, str]):
    path, text = damage
    parser = RegionParser(path.parent.name, path.name)
    try:
        parser.parse(read_yaml(text))
    except BadYaml as error:
        assert error.baris >= 1 and error.alasan
    assert all(t.baris >= 1 and t.alasan for t in parser.temuan)


@pytest.mark.parametrize("isi", [b"", b"\xff\xfe\x00judul", b"\x00", b"# hanya komentar\n"])
def test_a_file_that_is_no_text_is_named(pohon, isi: bytes):
    (pohon.root / "nasional/uji/lain.yaml").write_bytes(isi)
    (temuan,) = read_tree((pohon.root,)).galat
    assert temuan.berkas == "parameter/nasional/uji/lain.yaml"


def test_a_mark_at_the_start_and_windows_line_ends_do_no_harm(pohon):
    path = pohon.root / "nasional/uji/angka.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert pohon.galat() == []


@pytest.mark.parametrize(
    ("teks", "baris", "kata"),
    [
        ("a: 1\nb: &x [1, 2]\n", 2, "'&x'"),
        ("a: {k: 1}\nb: *x\n", 2, "'*x'"),
        ("a: &x\n  - *x\n", 1, "'&x'"),
        ("a: &a [1]\n" + "".join(f"{n}: &{n} [*a, *a]\n" for n in "bcd"), 1, "'&a'"),
    ],
)
def test_references_are_refused_with_their_line(teks, baris, kata):
    with pytest.raises(BadYaml, match=re.escape(f"rujukan {kata} tidak diterima")) as galat:
        read_yaml(teks)
    assert galat.value.baris == baris


def test_signs_of_references_inside_words_are_only_words():
    assert read_yaml("a: Bina Marga & SDA * 2\n").get("a").text == "Bina Marga & SDA * 2"
