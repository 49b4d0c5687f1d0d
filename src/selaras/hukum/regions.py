"""Reads daerah.yaml: who the region is and which editions of its rule there are."""

from __future__ import annotations

import itertools
import zoneinfo

from selaras.hukum.model import JENIS_DAERAH, Daerah, Edisi, Temuan
from selaras.hukum.nodes import Node

FIELDS = {"nama", "zona", "jenis", "catatan", "edisi"}
EDITION = {"mulai", "sampai", "judul", "alias"}


class RegionParser:
    """One region's head file, with findings."""

    def __init__(self, kode: str, berkas: str) -> None:
        self.kode, self.berkas = kode, berkas
        self.temuan: list[Temuan] = []

    def complain(self, baris: int, alasan: str) -> None:
        """Note an error."""
        self.temuan.append(Temuan(self.berkas, baris, alasan))

    def parse(self, root: Node) -> Daerah:
        """The region; unusable fields are complained of and left empty."""
        for name, line, _ in root.pairs():
            if name not in FIELDS:
                self.complain(line, f"'{name}' tidak dikenal di daerah.yaml")
        text = {n: (node.text or "" if (node := root.get(n)) else "")
                for n in ("nama", "zona", "jenis", "catatan")}  # fmt: skip
        if not text["nama"]:
            self.complain(root.baris, "'nama' daerah belum diisi")
        if text["jenis"] not in JENIS_DAERAH:
            self.complain(root.line_of("jenis"), f"jenis daerah bukan {', '.join(JENIS_DAERAH)}")
        if text["zona"] not in zoneinfo.available_timezones():
            self.complain(root.line_of("zona"), f"zona '{text['zona']}' tidak dikenal")
        edisi = root.get("edisi")
        editions = [self._edition(n, line, e) for n, line, e in edisi.pairs()] if edisi else []
        found = tuple(e for e in editions if e)
        self._overlaps(found, root.line_of("edisi"))
        return Daerah(
            kode=self.kode, nama=text["nama"], zona=text["zona"], jenis=text["jenis"],
            catatan=" ".join(text["catatan"].split()), edisi=found, berkas=self.berkas,
        )  # fmt: skip

    def _edition(self, name: str, line: int, node: Node) -> Edisi | None:
        for field, field_line, _ in node.pairs():
            if field not in EDITION:
                self.complain(field_line, f"'{field}' tidak dikenal di dalam edisi")
        mulai_node, sampai_node = node.get("mulai"), node.get("sampai")
        mulai = mulai_node.as_date() if mulai_node else None
        sampai = sampai_node.as_date() if sampai_node else None
        if mulai is None or (sampai_node is not None and sampai is None):
            self.complain(line, f"edisi {name}: mulai/sampai bukan tanggal YYYY-MM-DD")
            return None
        if sampai and sampai < mulai:
            self.complain(line, f"edisi {name}: sampai {sampai} mendahului mulai {mulai}")
        judul, alias = node.get("judul"), node.get("alias")
        return Edisi(
            daerah=self.kode, nama=name, mulai=mulai, sampai=sampai,
            judul=(judul.text or "") if judul else name,
            alias=tuple(part.text or "" for part in (alias.parts or ())) if alias else (),
        )  # fmt: skip

    def _overlaps(self, editions: tuple[Edisi, ...], line: int) -> None:
        ordered = sorted(editions, key=lambda e: e.mulai)
        for earlier, later in itertools.pairwise(ordered):
            if earlier.sampai is None or earlier.sampai >= later.mulai:
                self.complain(line, f"edisi {earlier.nama} dan {later.nama} tumpang tindih")
