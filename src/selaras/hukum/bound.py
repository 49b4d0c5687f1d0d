"""The law of one region on one day, as the rules receive it; remembers what they read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from selaras.hukum.errors import NotInForce, WrongKind
from selaras.hukum.fingerprint import fingerprint, plain
from selaras.hukum.model import Dasar, Isi, Jenjang, Parameter, Segmen

if TYPE_CHECKING:
    from selaras.hukum.law import Law


class Aturan:
    """A bound view; every read is noted, so a result can carry the fingerprint of its law."""

    def __init__(self, law: Law, pada: date, daerah: str | None) -> None:
        self._law = law
        self.pada = pada
        self.daerah = daerah
        self._read: dict[str, Segmen] = {}
        self._absent: set[str] = set()

    @property
    def sama_dengan(self) -> tuple[Law, date, str | None]:
        """Equal for two views that answer alike: a law never changes."""
        return self._law, self.pada, self.daerah

    def _isi(self, key: str, jenis: str) -> Isi:
        segment = self._read.get(key)
        actual = self.parameter(key).jenis
        if actual != jenis:
            raise WrongKind(key, jenis, actual)
        if segment is None:
            segment = self._law.segment(key, self.pada, self.daerah)
            self._read[key] = segment
        return segment.nilai

    def nilai(self, key: str) -> int:
        """A number, in the unit of its file."""
        isi = self._isi(key, "nilai")
        assert isinstance(isi, int)  # noqa: S101 - narrowed by kind when read
        return isi

    def tabel(self, key: str) -> Mapping[str, int]:
        """Numbers by name."""
        return self._isi(key, "tabel")  # type: ignore[return-value]

    def butir(self, key: str, nama: str) -> int:
        """One row of a table; a name the region didn't decide is NotInForce, not zero."""
        tabel = self.tabel(key)
        if nama not in tabel:
            reason = f"Tabelnya tidak menyebut '{nama}': daerah harus memilih."
            raise NotInForce(key, self.pada, self.daerah, reason=reason)
        return tabel[nama]

    def teks(self, key: str) -> Mapping[str, str]:
        """Words by name, such as account codes."""
        return self._isi(key, "teks")  # type: ignore[return-value]

    def jenjang(self, key: str) -> tuple[Jenjang, ...]:
        """A ladder, ascending: the value of the last step whose `mulai` <= x."""
        return self._isi(key, "jenjang")  # type: ignore[return-value]

    def pilihan(self, key: str) -> str:
        """The method chosen, one of those the file lists."""
        isi = self._isi(key, "pilihan")
        assert isinstance(isi, str)  # noqa: S101 - narrowed by kind when read
        return isi

    def daftar(self, key: str) -> tuple[str, ...]:
        """A list of codes, in the order written."""
        return self._isi(key, "daftar")  # type: ignore[return-value]

    def ada(self, key: str) -> bool:
        """Whether a value is in force; asking is a read too, for absence changes results."""
        self.parameter(key)
        try:
            self._read.setdefault(key, self._law.segment(key, self.pada, self.daerah))
        except NotInForce:
            self._absent.add(key)
            return False
        return True

    def dasar(self, key: str) -> Dasar:
        """The ground of the value in force."""
        return self._law.segment(key, self.pada, self.daerah).dasar

    def parameter(self, key: str) -> Parameter:
        """The national declaration: title, unit, choices."""
        parameter = self._law.parameter(key)
        assert parameter is not None  # noqa: S101 - the national leaf exists or UnknownKey is raised
        return parameter

    def judul(self, key: str) -> str:
        """The title, for explanations."""
        return self.parameter(key).judul

    @property
    def dibaca(self) -> tuple[str, ...]:
        """Keys read so far, sorted."""
        return tuple(sorted({*self._read, *self._absent}))

    def sidik(self) -> str:
        """Fingerprint of every (key, value) read so far; an absence that was asked for counts."""
        rows: list[tuple[str, object]] = [(k, plain(s.isi)) for k, s in self._read.items()]
        return fingerprint(rows + [(key, None) for key in self._absent])
