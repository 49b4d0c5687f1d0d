"""Reports under the common workflow: every step x every role x every state."""

from tests.core.workflow.kontrak import WorkflowContract
from tests.izin.dunia import Dunia

from selaras.kinerja.models import (
    Eviden,
    Realisasi,
    RealisasiBaris,
    RencanaBaris,
    RencanaBulan,
)

PETUGAS = {"pengelola_kepegawaian", "admin_bkpsdm"}


class TestAlurRealisasi(WorkflowContract):
    """`assess` stands with the finished assessment: test_menilai_bulan.py."""

    model = Realisasi
    allowed = {
        "submit": {"staf"},
        "withdraw": {"staf"},
        "confirm": {"staf"},
        "deny": {"staf"},
        "entrust": PETUGAS,
        "recall": PETUGAS,
        "return": {"kepala"},
    }
    skip = frozenset({"assess"})

    def make(self, dunia: Dunia) -> Realisasi:
        staf, unit = dunia.pegawai["staf"], dunia.unit["bidang hutan"]
        rencana = RencanaBulan.objects.create(
            pegawai=staf, periode=202512, unit=unit, status="disetujui"
        )
        baris = RencanaBaris.objects.create(rencana=rencana, uraian="Menyusun laporan")
        realisasi = Realisasi.objects.create(
            rencana=rencana, pegawai=staf, periode=202512, unit=unit
        )
        jadi = RealisasiBaris.objects.create(
            realisasi=realisasi, rencana_baris=baris, uraian="Selesai"
        )
        Eviden.objects.create(baris=jadi, tautan="https://contoh.go.id/laporan")
        return realisasi
