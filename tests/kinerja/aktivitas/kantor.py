"""The little world of permissions at work: hours, a holiday, a moment on a Thursday afternoon."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from tests.izin.dunia import SEJAK, Dunia, build

from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor
from selaras.core.permissions.selectors import load_actor
from selaras.core.workflow.models import Menunggu
from selaras.kinerja.aktivitas.services.catat import HasilCatat, IsiAktivitas, record_entries
from selaras.kinerja.models import AktivitasHarian, HariAktivitas
from selaras.presensi.models import HariLibur, JadwalHari, PenugasanJadwal

AT = datetime(2025, 12, 18, 9, 0, tzinfo=UTC)  # 16.00 WIB
HARI = date(2025, 12, 18)
RABU, SELASA, SENIN, JUMAT = (date(2025, 12, d) for d in (17, 16, 15, 12))


def buka_kantor() -> Dunia:
    """Monday to Friday 07.30-16.00 for everybody of Kabupaten Uji; Christmas is a holiday."""
    dunia = build()
    jadwal = dunia.objek["jadwal"]
    JadwalHari.objects.bulk_create(
        JadwalHari(jadwal=jadwal, hari=h, masuk=450, pulang=960)  # type: ignore[misc]
        for h in range(1, 6)
    )
    PenugasanJadwal.objects.create(
        jadwal=jadwal, instansi=dunia.instansi["uji"], berlaku=berlaku_sejak(SEJAK)
    )
    HariLibur.objects.create(tanggal=date(2025, 12, 25), nama="Hari Raya Natal")
    HariLibur.objects.create(tanggal=date(2025, 12, 11), nama="Hari jadi kabupaten")
    return dunia


def aktor(dunia: Dunia, nama: str, at: datetime = AT) -> Actor:
    return load_actor(dunia.user[nama], at=at)


def isi(mulai: str | None, menit: int, uraian: str = "Menyusun laporan", **lain: Any):
    jam = None if mulai is None else int(mulai[:2]) * 60 + int(mulai[3:])
    return IsiAktivitas(uraian, menit, jam, **lain)


def catat(
    dunia: Dunia,
    *entri: IsiAktivitas,
    siapa: str = "staf",
    tanggal: date = HARI,
    oleh: str = "",
    at: datetime = AT,
    kunci: Any = None,
) -> HasilCatat:
    return record_entries(
        actor=aktor(dunia, oleh or siapa, at), pegawai=dunia.pegawai[siapa], tanggal=tanggal,
        isi=list(entri), kunci=kunci or uuid4(), at=at,
    )  # fmt: skip


def hari(dunia: Dunia, siapa: str = "staf", tanggal: date = HARI) -> HariAktivitas:
    return HariAktivitas.objects.get(pegawai=dunia.pegawai[siapa], tanggal=tanggal)


def keadaan(
    dunia: Dunia, siapa: str = "staf", tanggal: date = HARI
) -> Sequence[tuple[str, int, int, str]]:
    """(words, start, end, status) of the day's entries."""
    semua = AktivitasHarian.objects.filter(pegawai=dunia.pegawai[siapa], tanggal=tanggal)
    return [
        (e.uraian, e.mulai, e.selesai, AktivitasHarian.Status(e.status).name)
        for e in semua.order_by("mulai", "pk")
    ]


MODEL = HariAktivitas._meta.label_lower


def tunggu() -> Menunggu:
    """The one day of activities that waits for somebody."""
    return Menunggu.objects.get(model=MODEL)
