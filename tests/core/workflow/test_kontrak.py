"""The contract holds for the simplest document."""

from tests.core.workflow.kontrak import WorkflowContract
from tests.core.workflow.surat import Surat
from tests.izin.dunia import Dunia

ADMIN, OFFICER = "admin_bkpsdm", "pengelola_kepegawaian"
WRITERS = {"staf", OFFICER, ADMIN, "auditor"}  # who holds the borrowed action
DECIDERS = {"kepala", OFFICER, ADMIN}


class TestSurat(WorkflowContract):
    model = Surat
    allowed = {
        "submit": WRITERS,
        "withdraw": WRITERS,
        "cancel": WRITERS,
        "approve": DECIDERS,
        "return": DECIDERS,
        "reject": DECIDERS,
        "revoke": DECIDERS,
    }

    def make(self, dunia: Dunia) -> Surat:
        return Surat.objects.create(pegawai_id=dunia.pegawai["staf"].pk)
