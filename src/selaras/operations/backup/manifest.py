"""What an archive says of itself: when, from what, which parts with which checksums."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import IO

DUMP = "basisdata.dump"
MANIFEST = "manifes.json"
KEY = "kunci_rahasia"
FILES = "berkas/"
FORMAT = 1
CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the archive."""

    ukuran: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """The archive's last part."""

    dibuat_pada: str
    versi: str
    postgresql: int
    baris: dict[str, int]
    bagian: dict[str, Part] = field(default_factory=dict)
    format: int = FORMAT

    def to_json(self) -> bytes:
        """As written."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, content: bytes) -> "Manifest":
        """As read."""
        values = json.loads(content)
        values["bagian"] = {name: Part(**part) for name, part in values["bagian"].items()}
        return cls(**values)


def checksum(stream: IO[bytes]) -> Part:
    """Size and SHA-256 of a stream."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return Part(size, digest.hexdigest())
