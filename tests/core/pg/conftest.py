"""A data root of its own for each test of the embedded server."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from selaras.core.pg import EmbeddedServer
from selaras.core.pg.place import NOTE, find_base


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder that every account may enter; its server is gone afterwards."""
    monkeypatch.delenv("SELARAS_PG_TETAP", raising=False)
    folder = Path(tempfile.mkdtemp(prefix="uji-pg-"))
    folder.chmod(0o755)
    yield folder
    EmbeddedServer(folder).stop()
    if (folder / NOTE).exists():
        shutil.rmtree(find_base(folder))
    shutil.rmtree(folder)
