"""Workload analysis: the worked examples, and rounding as law chooses it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from selaras.aturan.simpeg.abk import need
from selaras.hukum import Law

CONTOH = yaml.safe_load(Path(__file__).with_name("abk.yaml").read_text())


@pytest.mark.parametrize("contoh", CONTOH, ids=lambda c: c["nama"])
def test_the_need_follows_from_the_workload(contoh: dict[str, Any]) -> None:
    aturan = Law.from_dict(
        {"simpeg.wke_menit": 75000, "simpeg.abk_pembulatan": contoh.get("cara", "half_up")}
    ).pada(date(2026, 1, 1))
    hasil = need([(v, m) for v, m in contoh["beban"]], aturan)
    assert (hasil.menit, hasil.hasil_bagi, hasil.orang) == (
        contoh["menit"], contoh["hasil_bagi"], contoh["orang"],
    )  # fmt: skip


def test_national_law_has_the_effective_working_time() -> None:
    aturan = Law.load().pada(date(2026, 1, 1), "balangan")
    assert need([(2500, 45)], aturan).wke == 75_000
