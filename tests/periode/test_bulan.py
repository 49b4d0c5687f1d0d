"""A unit's month on the common workflow: who may take each step, what is stamped, what is left."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.core.workflow.kontrak import WorkflowContract
from tests.izin.dunia import Dunia

from selaras.core.audit.models import Jejak
from selaras.core.permissions import Actor
from selaras.core.workflow.models import TransisiLog
from selaras.periode.models import STATUS_TERKUNCI, PeriodeUnit
from selaras.periode.services import (
    LangkahTidakSah,
    PeriodeTerkunci,
    advance,
    point_to_hitungan,
)
from selaras.periode.transitions import BULAN

ADMIN, VERIFIKATOR, BENDAHARA = "admin_bkpsdm", "verifikator_tpp", "bendahara"


class TestBulan(WorkflowContract):
    model = PeriodeUnit
    allowed = {
        "compute": {ADMIN, VERIFIKATOR},
        "verify": {ADMIN, VERIFIKATOR},
        "approve": {ADMIN},
        "lock": {ADMIN},
        "submit": {ADMIN, BENDAHARA},
        "pay": {BENDAHARA},
    }

    def make(self, dunia: Dunia) -> PeriodeUnit:
        return PeriodeUnit.objects.create(skpd=dunia.unit["dinas alam"], periode=202511)

    def state_fields(self, state: str, actor: Actor) -> dict[str, Any]:
        return {"dikunci_pada": actor.at} if state in STATUS_TERKUNCI else {}


def test_the_way_of_a_month_is_the_law_s_own() -> None:
    forward = [s.target for s in BULAN.transitions]
    assert [BULAN.initial, *forward] == [
        "terbuka", "dihitung", "diverifikasi", "disetujui", "terkunci", "diajukan", "dibayar",
    ]  # fmt: skip


def test_the_lock_is_stamped_and_every_step_leaves_its_line(
    dunia: Dunia, actor: Callable[[str], Actor]
) -> None:
    alam = dunia.unit["dinas alam"]
    assert point_to_hitungan(periode=202510, skpd_ids=[alam.pk], hitungan_id=7) == 1
    for ke, who in (("diverifikasi", VERIFIKATOR), ("disetujui", ADMIN), ("terkunci", ADMIN)):
        bulan = advance(skpd=alam, periode=202510, ke=ke, actor=actor(who), at=actor(who).at)
    assert bulan.dikunci_pada and bulan.dikunci_oleh == dunia.user[ADMIN]
    assert bulan.hitungan_id == 7
    steps = TransisiLog.objects.values_list("transisi", flat=True)
    assert list(steps) == ["compute", "verify", "approve", "lock"]
    # The run leaves its own entry in the trail; the steps leave one each.
    assert Jejak.objects.filter(aksi="periode.advance").count() == 3


def test_a_locked_month_is_neither_computed_nor_taken_back(
    dunia: Dunia, actor: Callable[[str], Actor]
) -> None:
    alam, admin = dunia.unit["dinas alam"], actor(ADMIN)
    PeriodeUnit.objects.update(status="terkunci", dikunci_pada=admin.at)
    assert point_to_hitungan(periode=202510, skpd_ids=[alam.pk], hitungan_id=8) == 0
    with pytest.raises(PeriodeTerkunci, match="susulan"):
        advance(skpd=alam, periode=202510, ke="dihitung", actor=admin, at=admin.at)
    PeriodeUnit.objects.update(status="terbuka")
    with pytest.raises(LangkahTidakSah, match="belum bisa menjadi dibayar"):
        advance(skpd=alam, periode=202510, ke="dibayar", actor=admin, at=admin.at)
