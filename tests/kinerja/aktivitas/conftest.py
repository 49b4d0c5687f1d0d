"""An office at work."""

import pytest
from tests.izin.dunia import Dunia
from tests.kinerja.aktivitas.kantor import buka_kantor


@pytest.fixture
def kantor(db: None) -> Dunia:
    return buka_kantor()
