"""The little world of the access tests; what rooms above do on a step has tests of its own."""

from collections import defaultdict

import pytest
from tests.izin.conftest import actor, dunia

from selaras.periode import kait

__all__ = ["actor", "dunia"]


@pytest.fixture(autouse=True)
def _only_the_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kait, "_reached", defaultdict(list))
