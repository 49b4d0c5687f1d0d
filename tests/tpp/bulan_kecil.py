"""Six people in two SKPD with all that a month's pay needs, under the sample region's rule."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import system_actor
from selaras.hukum import Law, NilaiDaerah
from selaras.kinerja.models import PenilaianBulanan
from selaras.organisasi.models import BesaranTPP, Instansi, Jabatan, UnitKerja
from selaras.pegawai.models import (
    DataPajak,
    GajiBulanan,
    Pegawai,
    RiwayatGolongan,
    RiwayatJabatan,
    RiwayatStatus,
)
from selaras.presensi.models import HariLibur, Jadwal, JadwalHari, Ketukan, PenugasanJadwal, Situs
from selaras.presensi.services import ensure_partitions

AT = datetime(2025, 12, 5, 3, tzinfo=UTC)
AWAL = date(2020, 1, 1)
PERIODE = 202510
ACTOR = system_actor("uji", at=AT)
ZONA = ZoneInfo("Asia/Makassar")
PILIH = {
    "disiplin.basis": "porsi_disiplin",
    "tpp.prorata": "tanggal_1",
    "presensi.izin": {"DL": 0, "CT": 0, "CBER": 0},
    "presensi.izin_kehadiran": ["DL"],
    "presensi.kompensasi": 0,
}


def law() -> Law:
    """The template region with what a month needs."""
    pilih = [NilaiDaerah(k, "templat", AWAL, v, "keputusan uji") for k, v in PILIH.items()]
    return Law.load().with_nilai_daerah(pilih)


def build(jumlah: int = 6) -> Instansi:
    """Odd people in SKPD A, even ones in SKPD B; all punctual in October 2025."""
    instansi = Instansi.objects.create(
        kode="uji", nama="Kabupaten Uji", daerah="templat", zona="Asia/Makassar"
    )
    skpd = [_unit(instansi, kode) for kode in ("A", "B")]
    jadwal = Jadwal.objects.create(instansi=instansi, kode="5H", nama="Lima hari")
    JadwalHari.objects.bulk_create(
        JadwalHari(jadwal=jadwal, hari=h, masuk=450, pulang=960) for h in range(1, 6)
    )
    PenugasanJadwal.objects.create(jadwal=jadwal, instansi=instansi, berlaku=berlaku_sejak(AWAL))
    HariLibur.objects.create(tanggal=date(2025, 12, 25), nama="Natal")
    situs = Situs.objects.create(instansi=instansi, nama="Kantor")
    ensure_partitions([date(2025, 9, 1), date(2025, 10, 1), date(2025, 11, 1)])
    for n in range(1, jumlah + 1):
        tap_month(situs, _person(instansi, skpd[(n - 1) % 2], n))
    return instansi


def _unit(instansi: Instansi, kode: str) -> UnitKerja:
    u = UnitKerja.objects.create(
        instansi=instansi, kode=kode, nama=f"Dinas {kode}", jenis="skpd",
        berlaku=berlaku_sejak(AWAL),
    )  # fmt: skip
    u.path, u.skpd = f"/{u.pk}/", u
    u.save()
    return u


def _person(instansi: Instansi, skpd: UnitKerja, n: int) -> Pegawai:
    p = Pegawai.objects.create(instansi=instansi, nip=f"19900101201501{n:04d}", nama=f"Pegawai {n}")
    masa = berlaku_sejak(AWAL)
    RiwayatStatus.objects.create(pegawai=p, status="PNS", berlaku=masa)
    RiwayatGolongan.objects.create(pegawai=p, golongan="III/b", berlaku=masa)
    DataPajak.objects.create(pegawai=p, ptkp="K/1", berlaku=masa)
    j = Jabatan.objects.create(
        unit=skpd, kode=f"J{n}", nama="Analis", jenis="pelaksana", kelas=7, berlaku=masa
    )
    BesaranTPP.objects.create(
        jabatan=j, beban_kerja=2_500_000, prestasi_kerja=1_500_000, berlaku=masa
    )
    RiwayatJabatan.objects.create(pegawai=p, jabatan=j, berlaku=masa)
    GajiBulanan.objects.create(
        pegawai=p,
        periode=PERIODE,
        bruto=4_000_000,
        iwp=38_000,
        bpjs=152_000,
        pph=0,
        iuran_pensiun=0,
    )
    PenilaianBulanan.objects.create(pegawai=p, periode=PERIODE, predikat="baik")
    return p


def tap_month(situs: Situs, pegawai: Pegawai, jam: tuple[str, str] = ("07:20", "16:05")) -> None:
    """In and out on every working day of October 2025."""
    for hari in range(31):
        tanggal = date(2025, 10, 1) + timedelta(days=hari)
        if tanggal.weekday() < 5:
            for waktu in jam:
                tap(situs, pegawai, tanggal, waktu)


def tap(situs: Situs, pegawai: Pegawai, tanggal: date, jam: str) -> None:
    waktu = datetime.fromisoformat(f"{tanggal}T{jam}").replace(tzinfo=ZONA)
    Ketukan.objects.create(
        situs=situs, pin=pegawai.nip[-4:], waktu=waktu, pegawai=pegawai, sumber=1, kode_kerja="",
        diterima_pada=AT,
    )  # fmt: skip


def remove_taps(pegawai: Pegawai, tanggal: date) -> None:
    """As if the person had not come that day."""
    mulai = datetime(tanggal.year, tanggal.month, tanggal.day, tzinfo=ZONA)
    Ketukan.objects.filter(
        pegawai=pegawai, waktu__gte=mulai, waktu__lt=mulai + timedelta(days=1)
    ).delete()
