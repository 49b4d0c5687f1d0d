"""Fixtures of the law's tests: small parameter folders, one fault at a time. No database."""

from pathlib import Path
from textwrap import dedent

import pytest

from selaras.hukum import Law, Temuan
from selaras.hukum.checks import check_all

NASIONAL = """\
judul: Angka uji
penjelasan: Untuk pengujian.
jenis: nilai
satuan: basis_poin
pembaca: kelak — hanya pengujian
berlaku:
  2021-01-01:
    dasar: {peraturan: "Peraturan uji", keyakinan: tinggi}
    nilai: 100
diperiksa: {tanggal: 2026-11-22}
"""
DAERAH = """\
nama: Kabupaten Uji
zona: Asia/Makassar
jenis: nyata
edisi:
  "2025":
    mulai: 2025-01-01
    sampai: 2025-12-31
"""
OVERLAY = """\
berlaku:
  2023-01-01:
    dasar: {peraturan: "Perbup uji", bagian: "Pasal 3", keyakinan: sedang}
    nilai: 250
diperiksa: {tanggal: 2026-11-22}
"""


class Pohon:
    """A parameter folder under construction: one good national leaf, one good region."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "parameter"
        self.source = folder / "selaras"
        self.source.mkdir(parents=True)
        self.tulis("nasional/uji/angka.yaml", NASIONAL)
        self.tulis("daerah/lain/daerah.yaml", DAERAH)

    def tulis(self, path: str, text: str) -> None:
        """Write one file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8")

    def ganti(self, path: str, old: str, new: str) -> None:
        """Change a line of a file; the old text must be there."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    def overlay(self, text: str = OVERLAY) -> None:
        """Give the region its own value."""
        self.tulis("daerah/lain/uji/angka.yaml", text)

    def law(self) -> Law:
        """The folder as a law of its own, on top of the shipped one."""
        return Law.load(extra_dirs=(self.root,))

    def galat(self) -> list[Temuan]:
        """What the check complains of."""
        return [t for t in check_all((self.root,), source=self.source) if t.galat]

    def peringatan(self) -> list[Temuan]:
        """What the check warns of."""
        return [t for t in check_all((self.root,), source=self.source) if not t.galat]


@pytest.fixture
def pohon(tmp_path: Path) -> Pohon:
    """A fresh, faultless folder."""
    return Pohon(tmp_path)


@pytest.fixture(scope="session")
def law() -> Law:
    """The shipped law."""
    return Law.load()
