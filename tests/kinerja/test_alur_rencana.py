"""Plans under the common workflow: every step x every role x every state."""

from tests.core.workflow.kontrak import WorkflowContract
from tests.izin.dunia import Dunia

from selaras.kinerja.models import SKP, HasilKerja, Indikator, RencanaBaris, RencanaBulan
from selaras.kinerja.selectors.pejabat import stretches


class TestAlurSKP(WorkflowContract):
    model = SKP
    allowed = {
        "submit": {"staf"},
        "withdraw": {"staf"},
        "cancel": {"staf"},
        "approve": {"kepala"},
        "return": {"kepala"},
        "reject": {"kepala"},
    }

    def make(self, dunia: Dunia) -> SKP:
        staf = dunia.pegawai["staf"]
        masa = stretches(staf, 2025)[0]
        skp = SKP.objects.create(
            pegawai=staf, tahun=2025, masa=masa.rentang, jabatan=masa.jabatan,
            unit=masa.jabatan.unit,
        )  # fmt: skip
        hasil = HasilKerja.objects.create(skp=skp, uraian="Laporan")
        Indikator.objects.create(
            hasil_kerja=hasil, aspek="kuantitas", uraian="Jumlah", target="12 laporan"
        )
        return skp


class TestAlurRencanaBulan(WorkflowContract):
    """Taking back or refusing a change needs an approved version before: test_rencana.py."""

    model = RencanaBulan
    allowed = {
        "submit": {"staf"},
        "withdraw": {"staf"},
        "cancel": {"staf"},
        "revise": {"staf"},
        "approve": {"kepala"},
        "return": {"kepala"},
        "reject": {"kepala"},
    }
    skip = frozenset({"discard", "reject_change"})

    def make(self, dunia: Dunia) -> RencanaBulan:
        staf = dunia.pegawai["staf"]
        rencana = RencanaBulan.objects.create(
            pegawai=staf, periode=202512, unit=dunia.unit["bidang hutan"]
        )
        RencanaBaris.objects.create(rencana=rencana, uraian="Menyusun laporan")
        return rencana
