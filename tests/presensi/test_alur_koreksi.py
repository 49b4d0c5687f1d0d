"""The way of a request to mend a day: every step by everybody in every state."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from tests.core.workflow.kontrak import WorkflowContract
from tests.izin.conftest import actor, dunia
from tests.izin.dunia import SEJAK, Dunia

from selaras.core.masa import berlaku_sejak
from selaras.presensi.models import (
    HariLibur,
    Jadwal,
    JadwalHari,
    PenugasanJadwal,
    UsulKoreksi,
)

__all__ = ["actor", "dunia"]
PETUGAS = {"pengelola_kepegawaian", "admin_bkpsdm"}
DIRI, ATASAN = {"staf"}, {"kepala"}


def always_on_duty(dunia: Dunia) -> None:
    """A timetable of seven days, and a calendar, around today."""
    uji = dunia.instansi["uji"]
    jadwal, _ = Jadwal.objects.get_or_create(
        instansi=uji, kode="7H", defaults={"nama": "Tujuh hari", "ikut_libur": False}
    )
    JadwalHari.objects.bulk_create(
        [JadwalHari(jadwal=jadwal, hari=h, masuk=450, pulang=960) for h in range(1, 8)],
        ignore_conflicts=True,
    )
    if not PenugasanJadwal.objects.filter(instansi=uji, jadwal=jadwal).exists():
        PenugasanJadwal.objects.create(jadwal=jadwal, instansi=uji, berlaku=berlaku_sejak(SEJAK))
    tahun = timezone.localdate().year
    for y in (tahun - 1, tahun):
        HariLibur.objects.get_or_create(tanggal=SEJAK.replace(year=y), defaults={"nama": "Uji"})


class TestUsulKoreksi(WorkflowContract):
    model = UsulKoreksi
    allowed = {
        "submit": DIRI,
        "withdraw": DIRI,
        "cancel": DIRI,
        "confirm": DIRI,
        "deny": DIRI,
        "entrust": PETUGAS,
        "recall": PETUGAS,
        "approve": ATASAN,
        "return": ATASAN,
        "reject": ATASAN,
        "verify": PETUGAS,
        "send_back": PETUGAS,
        "refuse": PETUGAS,
        "revoke": PETUGAS,
    }
    skip = frozenset({"submit_for"})  # only where the law leaves the person's word out

    def make(self, dunia: Dunia) -> Any:
        always_on_duty(dunia)
        return UsulKoreksi.objects.create(
            pegawai=dunia.pegawai["staf"], tanggal=timezone.localdate() - timedelta(days=1),
            masuk=450, sebab="lupa", uraian="Lupa mencatat",
        )  # fmt: skip
