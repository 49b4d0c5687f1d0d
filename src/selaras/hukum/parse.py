"""One leaf file's nodes into a `Parameter`, with findings instead of exceptions.

A region's leaf inherits title, kind, unit and allowed names from the national declaration.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from selaras.hukum.ground import read_dasar
from selaras.hukum.model import JENIS, SATUAN, Isi, Parameter, Segmen, Temuan
from selaras.hukum.nodes import Node, parse_date
from selaras.hukum.values import ValueReader

DECLARATION = {"judul", "penjelasan", "jenis", "satuan", "satuan_mulai", "nama", "rentang",
               "jumlah", "wajib_daerah", "pembaca"}  # fmt: skip
COMMON = {"berlaku", "sampai", "diperiksa", "catatan"}
OVERLAY = COMMON | {"tanpa_nasional"}
ENTRY = {"dasar", "keyakinan", "catatan", "url", "sampai", "dicabut", "kembali_nasional"}


class LeafParser:
    """Reads one file. `induk` is the national leaf when this one is a region's overlay."""

    def __init__(
        self, key: str, berkas: str, *, daerah: str | None = None, contoh: bool = False,
        induk: Parameter | None = None,
    ) -> None:  # fmt: skip
        self.key, self.berkas, self.daerah, self.contoh = key, berkas, daerah, contoh
        self.induk = induk
        self.temuan: list[Temuan] = []

    def complain(self, baris: int, alasan: str, *, galat: bool = True) -> None:
        """Note a finding."""
        self.temuan.append(Temuan(self.berkas, baris, alasan, galat))

    def parse(self, root: Node) -> Parameter | None:
        """The parameter, or None when the head is unusable."""
        if not root.is_map:
            self.complain(root.baris, "berkas harus berupa 'kunci: isi'")
            return None
        allowed = OVERLAY if self.induk else DECLARATION | COMMON
        for name, line, _ in root.pairs():
            if name not in allowed:
                self.complain(line, self._unknown(name, allowed))
        head = self.induk or self._head(root)
        if head is None:
            return None
        return replace(
            head,
            berkas=self.berkas,
            segmen=self._segments(root, head),
            diperiksa=self._diperiksa(root),
            tanpa_nasional=self._flag(root, "tanpa_nasional"),
            daerah=self.daerah,
            baris=root.key_lines,
        )

    def _unknown(self, name: str, allowed: set[str]) -> str:
        if self.induk and name in DECLARATION:
            return f"'{name}' milik berkas nasional; berkas daerah hanya mengisi nilainya"
        return f"kunci '{name}' tidak dikenal (yang ada: {', '.join(sorted(allowed))})"

    def _head(self, root: Node) -> Parameter | None:
        before = len(self.temuan)
        needed = ("judul", "jenis", "satuan", "penjelasan")
        text = {n: self._text(root, n, needed=True) for n in needed}
        text |= {n: self._text(root, n, needed=False) for n in ("satuan_mulai", "pembaca")}
        jenis, satuan = text["jenis"], text["satuan"]
        if jenis and jenis not in JENIS:
            self.complain(root.line_of("jenis"), f"jenis '{jenis}' bukan {', '.join(JENIS)}")
        for name in ("satuan", "satuan_mulai"):
            if text[name] and text[name] not in SATUAN:
                self.complain(root.line_of(name), f"satuan '{text[name]}' tidak dikenal")
        if jenis == "jenjang" and not text["satuan_mulai"]:
            self.complain(root.line_of("jenis"), "jenjang perlu 'satuan_mulai' (satuan ambangnya)")
        nama = self._names(root)
        if jenis == "pilihan" and not nama:
            self.complain(root.line_of("jenis"), "pilihan perlu 'nama': tiap pilihan dan judulnya")
        if len(self.temuan) > before and (jenis not in JENIS or satuan not in SATUAN):
            return None
        return Parameter(
            key=self.key, berkas=self.berkas, judul=text["judul"], jenis=jenis, satuan=satuan,
            penjelasan=text["penjelasan"], satuan_mulai=text["satuan_mulai"], nama=nama,
            rentang=self._range(root), jumlah=self._sum(root),
            wajib_daerah=self._flag(root, "wajib_daerah"),
            pembaca=text["pembaca"],
        )  # fmt: skip

    def _text(self, root: Node, name: str, *, needed: bool) -> str:
        node = root.get(name)
        if node is None or not node.text:
            if needed:
                self.complain(root.line_of(name), f"'{name}' belum diisi")
            return ""
        return " ".join(node.text.split())

    def _names(self, root: Node) -> Mapping[str, str]:
        node = root.get("nama")
        if node is None:
            return MappingProxyType({})
        if not node.is_map:
            self.complain(node.baris, "'nama' berisi 'kode: judul'")
        return MappingProxyType({k: child.text or k for k, _, child in node.pairs()})

    def _range(self, root: Node) -> tuple[int, int] | None:
        if (node := root.get("rentang")) is None:
            return None
        low, high = ((n.as_int() if n else None) for n in (node.get("min"), node.get("maks")))
        if low is None or high is None or low > high:
            self.complain(node.baris, "rentang berisi 'min' dan 'maks', min <= maks")
            return None
        return low, high

    def _sum(self, root: Node) -> int | None:
        node = root.get("jumlah")
        number = node.as_int() if node else None
        if node and number is None:
            self.complain(node.baris, "'jumlah' bukan bilangan bulat")
        return number

    def _flag(self, root: Node, name: str) -> bool:
        node = root.get(name)
        if node is None:
            return False
        if node.tag != "bool":
            self.complain(node.baris, f"'{name}' berisi true atau false")
        return (node.text or "").lower() in {"true", "yes", "on"}

    def _diperiksa(self, root: Node) -> date | None:
        node = root.get("diperiksa")
        tanggal = node.get("tanggal") if node else None
        result = tanggal.as_date() if tanggal else None
        if result is None:
            self.complain(root.line_of("diperiksa"), "'diperiksa: {tanggal: YYYY-MM-DD}' belum ada")
        return result

    # -- dated entries ----------------------------------------------------------------------

    def _segments(self, root: Node, head: Parameter) -> tuple[Segmen, ...]:
        berlaku = root.get("berlaku")
        if berlaku is None or not berlaku.is_map:
            self.complain(root.line_of("berlaku"), "'berlaku' belum ada (boleh kosong: {})")
            return ()
        dated: list[tuple[date, int, Node]] = []
        for name, line, node in berlaku.pairs():
            mulai = parse_date(name)
            if mulai is None:
                self.complain(line, f"'{name}' bukan tanggal YYYY-MM-DD")
            elif not node.is_map:
                self.complain(line, f"isi tanggal {name} kosong")
            else:
                dated.append((mulai, line, node))
        if [d[0] for d in dated] != sorted(d[0] for d in dated):
            self.complain(berlaku.baris, "tanggal 'berlaku' harus urut dari yang lama")
            dated.sort(key=lambda d: d[0])
        end = self._end(root, dated)
        return self._chain(dated, head, end)

    def _end(self, root: Node, dated: list[tuple[date, int, Node]]) -> date | None:
        node = root.get("sampai")
        if node is None:
            return None
        end = node.as_date()
        if end is None:
            self.complain(node.baris, f"sampai '{node.text}' bukan tanggal YYYY-MM-DD")
        elif not dated or end < dated[-1][0]:
            self.complain(node.baris, f"sampai {end} mendahului tanggal berlaku terakhir")
        return end

    def _chain(
        self, dated: list[tuple[date, int, Node]], head: Parameter, end: date | None
    ) -> tuple[Segmen, ...]:
        reader = ValueReader(jenis=head.jenis, satuan=head.satuan, nama=head.nama,
                             rentang=head.rentang, jumlah=head.jumlah,
                             complain=self.complain)  # fmt: skip
        segments: list[Segmen] = []
        for index, (mulai, line, node) in enumerate(dated):
            following = dated[index + 1] if index + 1 < len(dated) else None
            sampai = self._entry_end(node, line, mulai, following, end)
            segment = self._entry(node, line, (mulai, sampai), reader, head.jenis)
            if segment is not None:
                segments.append(segment)
        return tuple(segments)

    def _entry_end(
        self, node: Node, line: int, mulai: date, following: tuple[date, int, Node] | None,
        end: date | None,
    ) -> date | None:  # fmt: skip
        own_node = node.get("sampai")
        own = own_node.as_date() if own_node else None
        if own_node and own is None:
            self.complain(own_node.baris, f"sampai '{own_node.text}' bukan tanggal YYYY-MM-DD")
        if own and own < mulai:
            self.complain(node.line_of("sampai"), f"sampai {own} mendahului mulai {mulai}")
        if following is None:
            return own or end
        natural = following[0] - timedelta(days=1)
        if own and own > natural:
            self.complain(node.line_of("sampai"), f"tumpang tindih: sampai {own}, padahal entri "
                          f"berikutnya mulai {following[0]} (baris {following[1]})")  # fmt: skip
        if own and own < natural:
            self.complain(line, f"celah: tidak ada nilai {own + timedelta(days=1)} s.d. {natural}; "
                          "bila memang dicabut, tulis entri 'dicabut: true'")  # fmt: skip
        return own or natural

    def _entry(
        self, node: Node, line: int, span: tuple[date, date | None], reader: ValueReader, jenis: str
    ) -> Segmen | None:
        for name, key_line, _ in node.pairs():
            if name not in ENTRY | {jenis}:
                self.complain(key_line, f"'{name}' tidak cocok: berkas ini berjenis {jenis}")
        repealed = self._flag(node, "dicabut")
        back = self._flag(node, "kembali_nasional")
        if back and self.daerah is None:
            self.complain(line, "'kembali_nasional' hanya untuk berkas daerah")
        isi: Isi | None = None
        if not repealed and not back:
            value = node.get(jenis)
            if value is None:
                self.complain(line, f"entri tanpa '{jenis}'")
                return None
            isi = reader.read(value)
            if isi is None:
                return None
        elif node.get(jenis) is not None:
            self.complain(line, "entri yang dicabut tidak boleh berisi nilai")
        dasar = read_dasar(node, span, self, line=line, value_expected=isi is not None)
        return Segmen(span[0], span[1], isi, dasar, back)
