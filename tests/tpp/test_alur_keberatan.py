"""The way of an objection to an instrument: every step by everybody in every state."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.utils import timezone
from tests.core.workflow.kontrak import WorkflowContract
from tests.izin.conftest import actor, dunia
from tests.izin.dunia import Dunia

from selaras.core.permissions import Actor
from selaras.tpp.models import KeberatanTPP

__all__ = ["actor", "dunia"]
DIRI, PENJAWAB = {"staf"}, {"kepala", "pengelola_kepegawaian", "admin_bkpsdm"}


class TestKeberatanTPP(WorkflowContract):
    model = KeberatanTPP
    allowed = {"submit": DIRI, "withdraw": DIRI, "accept": PENJAWAB, "reject": PENJAWAB}

    def make(self, dunia: Dunia) -> Any:
        KeberatanTPP.objects.all().delete()
        return KeberatanTPP.objects.create(
            pegawai=dunia.pegawai["staf"], skpd=dunia.unit["dinas alam"],
            unit=dunia.unit["bidang hutan"], periode=202511, baris="disiplin",
            judul_baris="Nilai disiplin", nilai_baris="97%", uraian="Saya masuk.", kunci=uuid4(),
            batas_jawab=date(2025, 12, 1), jawaban="Sudah diperiksa.",
        )  # fmt: skip

    def state_fields(self, state: str, actor: Actor) -> dict[str, Any]:
        decided = state in ("disetujui", "ditolak")
        return {"diputus_pada": timezone.now()} if decided else {}
