"""Reads the value of a dated entry by its kind, and refuses what doesn't fit. One place for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from selaras.hukum.model import Isi, Jenjang
from selaras.hukum.nodes import Node

Complain = Callable[[int, str], None]


class ValueReader:
    """Knows one leaf's kind, unit and allowed names; complains with the line."""

    def __init__(
        self,
        *,
        jenis: str,
        satuan: str,
        nama: Mapping[str, str],
        rentang: tuple[int, int] | None,
        jumlah: int | None,
        complain: Complain,
    ) -> None:
        self.jenis, self.nama, self.complain = jenis, nama, complain
        self.jumlah = jumlah
        self.rentang = rentang or ((0, 10_000) if satuan == "basis_poin" else None)

    def read(self, node: Node) -> Isi | None:
        """The value, or None after a complaint."""
        readers: dict[str, Callable[[Node], Isi | None]] = {
            "nilai": self._nilai,
            "tabel": self._tabel,
            "teks": self._teks,
            "jenjang": self._jenjang,
            "pilihan": self._pilihan,
            "daftar": self._daftar,
        }
        return readers[self.jenis](node)

    def _nilai(self, node: Node) -> int | None:
        number = node.as_int()
        if number is None:
            self.complain(node.baris, f"'{node.text}' bukan bilangan bulat")
        elif self.rentang and not self.rentang[0] <= number <= self.rentang[1]:
            low, high = self.rentang
            self.complain(node.baris, f"{number} di luar rentang {low} s.d. {high}")
        return number

    def _tabel(self, node: Node) -> Mapping[str, int] | None:
        result: dict[str, int] = {}
        for name, line, child in self._named_pairs(node):
            self._check_name(name, line)
            if (number := self._nilai(child)) is not None:
                result[name] = number
        if self.jumlah and sum(result.values()) != self.jumlah:
            reason = f"isinya berjumlah {sum(result.values())}, seharusnya {self.jumlah}"
            self.complain(node.baris, reason)
        return MappingProxyType(result) if result else None

    def _teks(self, node: Node) -> Mapping[str, str] | None:
        result: dict[str, str] = {}
        for name, line, child in self._named_pairs(node):
            self._check_name(name, line)
            if child.text:
                result[name] = child.text
            else:
                self.complain(child.baris, f"teks '{name}' kosong")
        return MappingProxyType(result) if result else None

    def _named_pairs(self, node: Node) -> list[tuple[str, int, Node]]:
        if not node.is_map or not node.items:
            self.complain(node.baris, "harus berupa tabel 'nama: isi' yang tidak kosong")
            return []
        return list(node.pairs())

    def _jenjang(self, node: Node) -> tuple[Jenjang, ...] | None:
        steps: list[Jenjang] = []
        for part in node.parts or ():
            step = self._step(part)
            if step and steps and step.mulai <= steps[-1].mulai:
                self.complain(part.baris, f"jenjang tidak menaik: {step.mulai} sesudah "
                                          f"{steps[-1].mulai}")  # fmt: skip
            if step:
                steps.append(step)
        if not steps:
            self.complain(node.baris, "jenjang kosong")
        return tuple(steps) or None

    def _step(self, part: Node) -> Jenjang | None:
        if not part.is_map or set(part.items or ()) != {"mulai", "nilai"}:
            self.complain(part.baris, "tiap jenjang berisi tepat 'mulai' dan 'nilai'")
            return None
        mulai_node, nilai_node = part.get("mulai"), part.get("nilai")
        if mulai_node is None or nilai_node is None:
            return None
        mulai, nilai = mulai_node.as_int(), self._nilai(nilai_node)
        if mulai is None:
            self.complain(part.baris, f"mulai '{mulai_node.text}' bukan bilangan bulat")
        return Jenjang(mulai, nilai) if mulai is not None and nilai is not None else None

    def _pilihan(self, node: Node) -> str | None:
        if node.text is None:
            self.complain(node.baris, "pilihan harus satu kata")
        else:
            self._check_name(node.text, node.baris, always=True)
        return node.text

    def _daftar(self, node: Node) -> tuple[str, ...] | None:
        if node.parts is None:
            self.complain(node.baris, "harus berupa daftar [a, b, …]")
            return None
        words = [part.text or "" for part in node.parts]
        for word, part in zip(words, node.parts, strict=True):
            self._check_name(word, part.baris)
            if words.count(word) > 1:
                self.complain(part.baris, f"'{word}' tertulis dua kali")
        return tuple(words)

    def _check_name(self, name: str, line: int, *, always: bool = False) -> None:
        if name not in self.nama and (self.nama or always):
            known = ", ".join(self.nama) or "-"
            self.complain(line, f"'{name}' di luar pilihan yang ada ({known})")
