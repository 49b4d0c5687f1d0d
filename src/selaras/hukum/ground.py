"""Reads the citation of a dated entry (`dasar`) and judges how much of it is known."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from selaras.hukum.model import KEYAKINAN, Dasar
from selaras.hukum.nodes import Node

FIELDS = {"peraturan", "bagian", "url", "keyakinan", "catatan"}
UNKNOWN = "belum_diketahui"
SAMPLE = "contoh"


class Reporter(Protocol):
    """What the reader of a leaf offers: its place, and where to complain."""

    berkas: str
    daerah: str | None
    contoh: bool

    def complain(self, baris: int, alasan: str, *, galat: bool = True) -> None:
        """Note a finding."""


def read_dasar(
    entry: Node, span: tuple[date, date | None], leaf: Reporter, *, line: int, value_expected: bool
) -> Dasar:
    """The ground of one entry; complains where it is missing or malformed."""
    node = entry.get("dasar")
    fields = {name: "" for name in FIELDS}
    source = node if node is not None and node.is_map else entry
    for name in FIELDS:
        child = source.get(name)
        if child is not None and child.text:
            fields[name] = " ".join(child.text.split())
    sample = node is not None and node.text == SAMPLE
    if node is None:
        if value_expected:
            leaf.complain(line, "dasar belum ditulis (atau tulis 'dasar: belum_diketahui')")
    elif node.is_map:
        _check_mapping(node, fields, leaf)
    elif sample:
        _check_sample(node, leaf)
    elif node.text == UNKNOWN:
        leaf.complain(node.baris, "dasar hukum belum diketahui", galat=False)
    else:
        leaf.complain(node.baris, f"dasar '{node.text}' bukan peraturan dan bukan belum_diketahui")
    confidence = _confidence(source, fields["keyakinan"], sample, leaf,
                             line if value_expected and node is not None else 0)  # fmt: skip
    return Dasar(
        peraturan=fields["peraturan"], bagian=fields["bagian"], url=fields["url"],
        keyakinan=confidence, sejak=span[0], sampai=span[1], berkas=leaf.berkas,
        contoh=leaf.contoh, catatan=fields["catatan"], baris=line, daerah=leaf.daerah,
    )  # fmt: skip


def _check_mapping(node: Node, fields: dict[str, str], leaf: Reporter) -> None:
    for name, line, _ in node.pairs():
        if name not in FIELDS:
            leaf.complain(line, f"'{name}' tidak dikenal di dalam dasar")
    if not fields["peraturan"]:
        leaf.complain(node.baris, "dasar tanpa 'peraturan'")
    if leaf.contoh:
        leaf.complain(node.baris, "daerah contoh memakai 'dasar: contoh', bukan peraturan")


def _check_sample(node: Node, leaf: Reporter) -> None:
    if not leaf.contoh:
        leaf.complain(node.baris, "'dasar: contoh' hanya untuk daerah berjenis contoh")


def _confidence(source: Node, written: str, sample: bool, leaf: Reporter, line: int) -> str:
    if sample:
        return SAMPLE
    if not written:
        if line:
            leaf.complain(source.baris, f"keyakinan belum ditulis ({', '.join(KEYAKINAN)})")
        return "rendah"
    if written not in KEYAKINAN:
        leaf.complain(source.line_of("keyakinan"),
                      f"keyakinan '{written}' bukan {', '.join(KEYAKINAN)}")  # fmt: skip
    return written
