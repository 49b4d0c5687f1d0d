"""The sample's December in the employee's agency beside the daily taps: Monday apel, an outage of
the network, overtime by order, weekend piket with exchanged duties.

Told once after the months, by the services that people use; who has no account of her own is acted
for by the system's view of her.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from selaras.contoh.koreksi import as_person, login
from selaras.core.permissions import system_actor
from selaras.core.workflow.engine import apply
from selaras.hukum import Law
from selaras.kinerja.aktivitas.services.lembur import record_orders
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.presensi.models import KegiatanBersama, Ketukan, Situs, TukarJaga
from selaras.presensi.selectors.kegiatan import attendance
from selaras.presensi.selectors.tukar import colleagues, unit_of
from selaras.presensi.services import Jam, refold_touched, save_jadwal, set_roster
from selaras.presensi.services.benah.gangguan import Pernyataan, declare_gangguan
from selaras.presensi.services.kerja.kegiatan import (
    IsiKegiatan,
    call_kegiatan,
    close_kegiatan,
    write_list,
)
from selaras.presensi.services.kerja.tukar import ask_swap

AKAR = UUID("6f0c9d1e-0000-4000-8000-202512180004")
ZONA = ZoneInfo("Asia/Makassar")
SENIN = (date(2025, 12, 1), date(2025, 12, 8), date(2025, 12, 15))
LALAI = dict(zip(SENIN, (2, 1, 3), strict=True))  # how many the officer's list says did not come
PADAM = date(2025, 12, 12)
LEMBUR = date(2025, 12, 11)
AKHIR_PEKAN = (date(2025, 12, 20), date(2025, 12, 21), date(2025, 12, 27))
KINI = datetime(2025, 12, 17, 7, tzinfo=UTC)


def tell_events() -> None:
    """Tell them once; nothing where they are told already."""
    if KegiatanBersama.objects.exists():
        return
    petugas = login("pengelola", KINI)
    pegawai = Pegawai.objects.select_related("instansi").get(user__username="pegawai")
    unit = unit_of(pegawai.pk, KINI.date())
    if unit is None or unit.skpd is None:
        return
    _roll_calls(pegawai.instansi, unit.skpd)
    declare_gangguan(
        isi=Pernyataan(
            lingkup="unit", unit=unit.skpd, mulai=_at(PADAM, "07:00"), sampai=_at(PADAM, "08:30"),
            jenis="jaringan", alasan="Jaringan kantor putus, mesin presensi tidak terhubung",
        ),
        instansi=pegawai.instansi, kunci=uuid5(AKAR, "padam"), actor=petugas, at=KINI,
    )  # fmt: skip
    tim = list(colleagues(pegawai, KINI.date()).filter(user=None).order_by("pk")[:3])
    _overtime(pegawai.instansi, [pegawai, *tim[:2]])
    _piket(pegawai, tim)


def _at(hari: date, jam: str) -> datetime:
    return datetime.combine(hari, time.fromisoformat(jam), ZONA)


def _roll_calls(instansi: Instansi, skpd: UnitKerja) -> None:
    """Three Mondays, closed by the officer: some tapped at the door and were not in the yard."""
    jendela = Law.load().pada(SENIN[0], instansi.daerah).tabel("presensi.apel_jendela")
    for hari in SENIN:
        petugas = login("pengelola", _at(hari, "09:00"))
        kegiatan = call_kegiatan(
            instansi=instansi, kunci=uuid5(AKAR, f"apel{hari}"), actor=petugas, at=petugas.at,
            isi=IsiKegiatan(
                jenis="apel", nama="Apel Senin pagi", tanggal=hari, mulai=_at(hari, "07:30"),
                sebelum=jendela["sebelum"], sesudah=jendela["sesudah"], tempat="Halaman kantor",
                situs=None, unit=[skpd],
            ),
        )  # fmt: skip
        hadir = [k.pegawai for k in attendance(kegiatan, at=petugas.at) if k.keadaan == "hadir"]
        lalai = [p for p in sorted(hadir, key=lambda p: p.pk) if not p.user_id][: LALAI[hari]]
        write_list(
            kegiatan=kegiatan, hadir={p.pk: False for p in lalai}, actor=petugas, at=petugas.at
        )
        close_kegiatan(kegiatan=kegiatan, actor=petugas, at=petugas.at)


def _overtime(instansi: Instansi, orang: Sequence[Pegawai]) -> None:
    """One order for three: one stays to the end, one leaves early, one goes home at four."""
    situs = Situs.objects.get(pk=Ketukan.objects.filter(pegawai=orang[0]).values("situs")[:1])
    for satu, jam in zip(orang, ("18:04", "17:20"), strict=False):
        Ketukan.objects.create(
            situs=situs, pin=str(satu.pk), pegawai=satu, waktu=_at(LEMBUR, jam), sumber=2,
            kode_kerja="", diterima_pada=_at(LEMBUR, "18:10"),
        )  # fmt: skip
    refold_touched(instansi=instansi, tersentuh=[(p.pk, LEMBUR) for p in orang], at=KINI)
    record_orders(
        actor=login("pengelola", KINI), pegawai_ids=[p.pk for p in orang], tanggal=LEMBUR,
        mulai=16 * 60 + 15, selesai=18 * 60, no_surat="800/112/SPKL/2025", tanggal_surat=LEMBUR,
        keterangan="Menyiapkan laporan akhir tahun", at=KINI,
    )  # fmt: skip


def _piket(pegawai: Pegawai, tim: Sequence[Pegawai]) -> None:
    """Three on duty on the last weekends; one exchange approved, one that the employee is asked."""
    petugas = login("pengelola", KINI)
    piket, _ = save_jadwal(
        instansi=pegawai.instansi, kode="PIKET", nama="Piket akhir pekan", ikut_libur=False,
        jam={6: Jam(480, 720), 7: Jam(480, 720)}, actor=petugas,
    )  # fmt: skip
    set_roster(
        baris=[(p.pk, t, piket.pk) for p, t in zip(tim, AKHIR_PEKAN, strict=False)],
        actor=petugas, keterangan="Daftar piket akhir Desember",
    )  # fmt: skip
    if len(tim) < len(AKHIR_PEKAN):
        return
    tukar = _ask(tim[1], AKHIR_PEKAN[1], tim[2], AKHIR_PEKAN[2], "Keluarga menikah")
    apply(tukar, "accept", actor=as_person(tim[2], KINI))
    apply(tukar, "approve", actor=system_actor("Kepala bidang", at=KINI))
    _ask(tim[0], AKHIR_PEKAN[0], pegawai, None, "Ada ujian dinas")


def _ask(
    satu: Pegawai, tanggal: date, rekan: Pegawai, ganti: date | None, alasan: str
) -> TukarJaga:
    return ask_swap(
        pegawai=satu, tanggal=tanggal, rekan=rekan, tanggal_rekan=ganti, alasan=alasan,
        kunci=uuid5(AKAR, f"tukar{satu.nip}"), actor=as_person(satu, KINI),
    )  # fmt: skip
