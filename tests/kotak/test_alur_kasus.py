"""The case under the common contract: every step by every role from every state."""

from datetime import date
from typing import Any, ClassVar

from django.utils import timezone
from tests.core.workflow.kontrak import WorkflowContract
from tests.izin.conftest import actor, dunia
from tests.izin.dunia import Dunia

from selaras.kotak.models import KasusPembinaan
from selaras.kotak.workflow import BARU

assert actor
assert dunia
PENGURUS = {"kepala", "pengelola_kepegawaian", "admin_bkpsdm"}


class TestKasus(WorkflowContract):
    """Kepala leads staf and owns the case; officers of the office and the agency may keep it."""

    model = KasusPembinaan
    allowed: ClassVar = {n: PENGURUS for n in ("open", "close", "drop")}
    skip = frozenset({"propose", "sanction", "supersede"})  # the system's own

    def make(self, dunia: Dunia) -> Any:
        KasusPembinaan.objects.all().delete()
        return KasusPembinaan.objects.create(
            pegawai=dunia.pegawai["staf"], pemilik=dunia.pegawai["kepala"], jenis="pembinaan",
            asal="kotak", status=BARU, periode=202510, batas=date(2025, 11, 30), uraian="uji",
            hasil="dibina", dibuka_pada=timezone.now(),
        )  # fmt: skip
