"""A tiny government for tests of attendance: two SKPD, few people, one timetable, a calendar."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import system_actor
from selaras.cuti.jenis import rows
from selaras.cuti.models import JenisKetidakhadiran
from selaras.hukum import Law
from selaras.organisasi.models import Instansi, Jabatan, UnitKerja
from selaras.pegawai.models import Pegawai, RiwayatJabatan, RiwayatStatus
from selaras.presensi.models import (
    HariLibur,
    Jadwal,
    JadwalHari,
    Mesin,
    PenugasanJadwal,
    PinMesin,
    Situs,
)

AT = datetime(2025, 12, 1, 3, tzinfo=UTC)
AWAL = date(2020, 1, 1)
ACTOR = system_actor("uji", at=AT)
PITA = [(1, 50), (31, 100), (61, 125), (91, 150)]
ATURAN_ISI = {
    "presensi.jendela": {"masuk_sebelum": 120, "masuk_sesudah": 240, "pulang_sebelum": 240,
                         "pulang_sesudah": 360, "jeda_min": 60},
    "presensi.toleransi": 0,
    "presensi.potongan_tl": PITA,
    "presensi.potongan_psw": PITA,
    "presensi.tanpa_catatan_masuk": 150,
    "presensi.tanpa_catatan_pulang": 150,
    "presensi.alpa_per_hari": 300,
    "presensi.kompensasi": 0,
    "presensi.gangguan": "menit_tertutup",
    "presensi.izin": {"DL": 0, "CT": 0, "IT": 0, "IPC": 0},
    "presensi.izin_kehadiran": ["DL"],
}  # fmt: skip


def hukum() -> Law:
    return Law.from_dict({"daerah": {"uji": {}}, **ATURAN_ISI})


def aturan():
    return hukum().pada(date(2025, 10, 1))


@dataclass
class Pemda:
    instansi: Instansi
    skpd: list[UnitKerja]
    bidang: UnitKerja
    pegawai: list[Pegawai]
    jadwal: Jadwal
    situs: Situs
    mesin: Mesin


def unit(
    instansi: Instansi, kode: str, induk: UnitKerja | None = None, zona: str = ""
) -> UnitKerja:
    u = UnitKerja.objects.create(
        instansi=instansi, kode=kode, nama=f"Unit {kode}", induk=induk, zona=zona,
        jenis="bidang" if induk else "skpd", berlaku=berlaku_sejak(AWAL),
    )  # fmt: skip
    u.path = f"{induk.path if induk else '/'}{u.pk}/"
    u.skpd = induk.skpd if induk else u
    u.save()
    return u


def orang(instansi: Instansi, nomor: int, u: UnitKerja | None, mulai: date = AWAL) -> Pegawai:
    p = Pegawai.objects.create(instansi=instansi, nip=f"{nomor:018d}", nama=f"Pegawai {nomor}")
    RiwayatStatus.objects.create(pegawai=p, status="PNS", berlaku=berlaku_sejak(mulai))
    if u is not None:
        j = Jabatan.objects.create(
            unit=u,
            kode=f"J{nomor}",
            nama="Pelaksana",
            jenis="pelaksana",
            berlaku=berlaku_sejak(AWAL),
        )
        RiwayatJabatan.objects.create(pegawai=p, jabatan=j, berlaku=berlaku_sejak(mulai))
    return p


def jadwal_lima_hari(
    instansi: Instansi, kode: str = "5H", masuk: int = 450, pulang: int = 960
) -> Jadwal:
    j = Jadwal.objects.create(instansi=instansi, kode=kode, nama=f"Jadwal {kode}")
    JadwalHari.objects.bulk_create(
        JadwalHari(jadwal=j, hari=h, masuk=masuk, pulang=pulang) for h in range(1, 6)
    )
    return j


def bangun(jumlah: int = 3, zona: str = "Asia/Makassar") -> Pemda:
    JenisKetidakhadiran.objects.bulk_create(
        [JenisKetidakhadiran(**r) for r in rows()], ignore_conflicts=True
    )
    instansi = Instansi.objects.create(kode="uji", nama="Kabupaten Uji", daerah="uji", zona=zona)
    skpd = [unit(instansi, "S1"), unit(instansi, "S2")]
    bidang = unit(instansi, "S1.1", skpd[0])
    pegawai = [orang(instansi, n, bidang if n % 2 else skpd[1]) for n in range(1, jumlah + 1)]
    jadwal = jadwal_lima_hari(instansi)
    PenugasanJadwal.objects.create(jadwal=jadwal, instansi=instansi, berlaku=berlaku_sejak(AWAL))
    HariLibur.objects.create(tanggal=date(2025, 12, 25), nama="Natal")
    HariLibur.objects.create(tanggal=date(2025, 10, 3), nama="Hari uji", instansi=instansi)
    situs = Situs.objects.create(instansi=instansi, nama="Kantor")
    mesin = Mesin.objects.create(
        situs=situs, sn="UJI01", zona=zona, status="disetujui", disetujui_pada=AT
    )
    PinMesin.objects.bulk_create(
        PinMesin(situs=situs, pin=str(n), pegawai=p, berlaku=berlaku_sejak(AWAL))
        for n, p in enumerate(pegawai, start=1)
    )
    return Pemda(instansi, skpd, bidang, pegawai, jadwal, situs, mesin)


def lokal(tanggal: date, jam: str, zona: str = "Asia/Makassar") -> datetime:
    return datetime.combine(tanggal, time.fromisoformat(jam), ZoneInfo(zona)).astimezone(UTC)
