"""A government of two offices, small enough to read: who stands where and holds what.

Kabupaten Uji                         Kabupaten Lain
  Dinas Alam ── Bidang Hutan            Dinas Lain
  Dinas Buku
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import uuid4

from django.db.models import Model
from django.utils import timezone

from selaras.arahan.models import PermintaanPenjelasan
from selaras.core.accounts.models import User
from selaras.core.audit.models import Jejak
from selaras.core.audit.services import record
from selaras.core.impor.models import Impor
from selaras.core.jobs.models import Pekerjaan
from selaras.core.masa import berlaku_sejak
from selaras.core.notify.models import Pemberitahuan
from selaras.core.permissions.models import PenugasanPeran
from selaras.core.permissions.selectors import load_actor
from selaras.core.workflow.models import Delegasi, Menunggu
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.cuti.services import ensure_jenis
from selaras.kinerja.models import (
    HariAktivitas,
    KegiatanKatalog,
    PerintahLembur,
    UraianTugas,
)
from selaras.kotak.models import KasusPembinaan
from selaras.organisasi import models as organisasi
from selaras.organisasi.models import Instansi, Jabatan, UnitKerja
from selaras.pegawai.models import (
    AtasanKhusus,
    KewajibanPegawai,
    Pegawai,
    RiwayatJabatan,
    RiwayatStatus,
)
from selaras.periode.models import PeriodeUnit
from selaras.presensi.models import (
    GangguanPresensi,
    HariLibur,
    Jadwal,
    KegiatanBersama,
    KegiatanUnit,
    KesaksianHadir,
    Kios,
    KunciAplikasi,
    Mesin,
    PengecualianJadwal,
    PinMesin,
    PolaRoster,
    Situs,
    SumberTarik,
    TempatPresensi,
    TempatUnit,
    TinjauanKetukan,
    TukarJaga,
    UsulKoreksi,
)
from selaras.simpeg.models import (
    BukuProfil,
    ButirPenataan,
    PenataanOrganisasi,
    RiwayatPendidikan,
    UsulRiwayat,
)
from selaras.tpp.models import (
    DaftarBayar,
    HitunganBulan,
    HitunganUnit,
    KeberatanTPP,
    PembayaranTPP,
    PotonganTPP,
    TahananPembayaran,
    TemuanVerifikasi,
)

SEJAK = date(2020, 1, 1)
SANDI = "hutan-kopi-merapi"


@dataclass
class Dunia:
    """Everything by name: dunia.user["kepala"], dunia.unit["alam"]."""

    instansi: dict[str, Instansi] = field(default_factory=dict)
    unit: dict[str, UnitKerja] = field(default_factory=dict)
    jabatan: dict[str, Jabatan] = field(default_factory=dict)
    pegawai: dict[str, Pegawai] = field(default_factory=dict)
    user: dict[str, User] = field(default_factory=dict)
    peran: dict[str, PenugasanPeran] = field(default_factory=dict)
    jejak: dict[str, Jejak] = field(default_factory=dict)
    pekerjaan: dict[str, Pekerjaan] = field(default_factory=dict)
    objek: dict[str, Model] = field(default_factory=dict)

    def add_unit(self, nama: str, instansi: str, induk: str = "") -> UnitKerja:
        unit = UnitKerja.objects.create(
            instansi=self.instansi[instansi],
            kode=nama,
            nama=nama.title(),
            jenis=UnitKerja.Jenis.LAIN if induk else UnitKerja.Jenis.SKPD,
            induk=self.unit[induk] if induk else None,
            berlaku=berlaku_sejak(SEJAK),
        )
        unit.skpd = self.unit[induk].skpd if induk else unit
        unit.path = f"{self.unit[induk].path if induk else '/'}{unit.pk}/"
        unit.save()
        self.unit[nama] = unit
        return unit

    def add_person(
        self, nama: str, unit: str, *, atasan: str = "", account: bool = True
    ) -> Pegawai:
        nomor = len(self.pegawai) + 1
        at = self.unit[unit]
        post = Jabatan.objects.create(
            unit=at,
            kode=f"J-{nama}",
            nama=f"Jabatan {nama}",
            jenis=Jabatan.Jenis.PELAKSANA,
            atasan=self.jabatan[atasan] if atasan else None,
            berlaku=berlaku_sejak(SEJAK),
        )
        self.jabatan[nama] = post
        nip = f"19850101201001{nomor:04d}"
        user = None
        if account:
            user = self.user[nama] = User.objects.create_user(nip, SANDI, nama=nama.title())
        person = Pegawai.objects.create(instansi=at.instansi, nip=nip, nama=nama.title(), user=user)
        RiwayatStatus.objects.create(pegawai=person, status="PNS", berlaku=berlaku_sejak(SEJAK))
        RiwayatJabatan.objects.create(pegawai=person, jabatan=post, berlaku=berlaku_sejak(SEJAK))
        self.pegawai[nama] = person
        return person

    def grant(self, nama: str, peran: str, *, instansi: str = "uji", unit: str = "") -> None:
        self.peran[nama] = PenugasanPeran.objects.create(
            user=self.user[nama],
            peran=peran,
            instansi_id=self.instansi[instansi].pk if instansi else None,
            unit_id=self.unit[unit].pk if unit else None,
            berlaku=berlaku_sejak(SEJAK),
        )


def build() -> Dunia:
    """Two governments, four units, one holder of each role in Dinas Alam or the whole region."""
    dunia = Dunia()
    for kode in ("uji", "lain"):
        dunia.instansi[kode] = Instansi.objects.create(
            kode=kode, nama=f"Kabupaten {kode.title()}", daerah="contoh"
        )
    dunia.add_unit("dinas alam", "uji")
    dunia.add_unit("bidang hutan", "uji", "dinas alam")
    dunia.add_unit("dinas buku", "uji")
    dunia.add_unit("dinas lain", "lain")
    dunia.add_person("kepala", "dinas alam")
    dunia.add_person("staf", "bidang hutan", atasan="kepala")
    dunia.add_person("tetangga", "dinas buku")
    dunia.add_person("asing", "dinas lain")
    dunia.add_person("tanpa akun", "bidang hutan", atasan="kepala", account=False)
    for peran in ("pengelola_kepegawaian", "verifikator_tpp", "bendahara"):
        dunia.add_person(peran, "dinas alam")
        dunia.grant(peran, peran, unit="dinas alam")
    for peran in ("admin_bkpsdm", "pimpinan", "auditor"):
        dunia.add_person(peran, "dinas buku")
        dunia.grant(peran, peran)
    dunia.user["tanpa pegawai"] = User.objects.create_user("kantor", SANDI, nama="Kantor")
    officer = dunia.user["pengelola_kepegawaian"]
    dunia.jejak["staf"] = record(
        actor=load_actor(officer, at=timezone.now()),
        aksi="pegawai.view_nik",
        objek=dunia.pegawai["staf"],
        person_id=dunia.pegawai["staf"].pk,
        membaca=True,
    )
    dunia.pekerjaan["pengelola"] = Pekerjaan.objects.create(
        jenis="uji", judul="Pekerjaan uji", status=Pekerjaan.Status.SELESAI, oleh=officer
    )
    add_attendance(dunia)
    add_outage(dunia)
    add_duty(dunia)
    add_structure(dunia)
    add_activities(dunia)
    add_month(dunia)
    add_import(dunia, officer)
    return dunia


def add_inbox(dunia: Dunia) -> None:
    """Something of staf's that waits for kepala, a mandate of kepala's, a notice to staf."""
    kepala, staf = dunia.pegawai["kepala"], dunia.pegawai["staf"]
    bulan = PeriodeUnit.objects.get()
    dunia.objek["menunggu"] = Menunggu.objects.create(
        alur="bulan", model="periode.periodeunit", objek_id=bulan.pk, status="terbuka",
        penyetuju_id=kepala.pk, subjek_id=staf.pk, unit_path=dunia.unit["bidang hutan"].path,
        instansi_id=kepala.instansi_id, sejak=timezone.now(), judul="Usulan uji",
    )  # fmt: skip
    dunia.objek["mandat"] = Delegasi.objects.create(
        dari_id=kepala.pk, dari_nama="Kepala", kepada_id=dunia.pegawai["admin_bkpsdm"].pk,
        kepada_nama="Admin", berlaku=berlaku_sejak(SEJAK, date(2020, 2, 1)), nomor_surat="1",
        tanggal_surat=SEJAK, dibuat_pada=timezone.now(),
    )  # fmt: skip
    dunia.objek["pemberitahuan"] = Pemberitahuan.objects.create(
        person_id=staf.pk, jenis="umum", judul="Kabar uji", kunci_unik="uji",
        dibuat_pada=timezone.now(),
    )  # fmt: skip


def add_import(dunia: Dunia, officer: User) -> None:
    """A file that the officer handed in, and rows of staf's histories."""
    dunia.objek["impor"] = Impor.objects.create(
        jenis="pegawai",
        instansi_id=dunia.instansi["uji"].pk,
        status=Impor.Status.DIPERIKSA,
        sejak=SEJAK,
        nama_berkas="pegawai.csv",
        ukuran=1,
        sidik_berkas="0" * 64,
        jalur="impor/tidak-ada",
        jumlah={"semua": 1, "salah": 1, "baru": 0, "berubah": 0, "sama": 0, "peringatan": 0},
        dibuat_oleh=officer,
        dibuat_pada=timezone.now(),
    )
    staf = dunia.pegawai["staf"]
    dunia.objek["nilai daerah"] = organisasi.NilaiDaerah.objects.create(
        instansi=dunia.instansi["uji"], kunci="presensi.toleransi", nilai=5, peraturan="uji",
        berlaku=berlaku_sejak(date(2019, 1, 1), date(2019, 2, 1)), dicatat_pada=timezone.now(),
    )  # fmt: skip
    dunia.objek["riwayat staf"] = staf.riwayat_jabatan.get()
    dunia.objek["ijazah staf"] = RiwayatPendidikan.objects.create(
        pegawai=staf, tingkat="40", sekolah="Universitas Uji", tahun_lulus=2008
    )
    dunia.objek["usul riwayat"] = UsulRiwayat.objects.create(
        pegawai=staf, jenis="pendidikan", tindakan="tambah", status="diajukan",
        isi={"sekolah": "Universitas Uji"}, dibuat_pada=timezone.now(),
    )  # fmt: skip
    dunia.objek["atasan khusus"] = AtasanKhusus.objects.create(
        pegawai=staf,
        atasan=dunia.pegawai["tetangga"],
        alasan="Tim",
        berlaku=berlaku_sejak(date(2019, 1, 1), date(2019, 2, 1)),
    )


def add_attendance(dunia: Dunia) -> None:
    """A site with a machine in Dinas Alam, a holiday, a timetable, and leave of staf."""
    uji = dunia.instansi["uji"]
    situs = Situs.objects.create(instansi=uji, unit=dunia.unit["dinas alam"], nama="Kantor Alam")
    tempat = TempatPresensi.objects.create(
        instansi=uji, nama="Kantor Alam", pusat_lintang_e6=-2_345_678, pusat_bujur_e6=115_456_789,
        radius_m=100, berlaku=berlaku_sejak(SEJAK),
    )  # fmt: skip
    TempatUnit.objects.create(tempat=tempat, unit=dunia.unit["dinas alam"])
    ensure_jenis()
    dunia.objek = {
        "situs": situs,
        "tempat": tempat,
        "mesin": Mesin.objects.create(situs=situs, sn="UJI-1"),
        "pin": PinMesin.objects.create(
            situs=situs, pin="7", pegawai=dunia.pegawai["staf"], berlaku=berlaku_sejak(SEJAK)
        ),
        "libur": HariLibur.objects.create(instansi=uji, tanggal=SEJAK, nama="Hari uji"),
        "jadwal": Jadwal.objects.create(instansi=uji, kode="UJI", nama="Jadwal uji"),
        "cuti": Ketidakhadiran.objects.create(
            pegawai=dunia.pegawai["staf"],
            jenis=JenisKetidakhadiran.objects.get(kode="CT"),
            no_surat="1",
            tanggal_surat=SEJAK,
            berlaku=berlaku_sejak(SEJAK, date(2020, 1, 3)),
        ),
        "tinjauan": TinjauanKetukan.objects.create(
            pegawai=dunia.pegawai["staf"], tanggal=date(2020, 1, 6)
        ),
        "kios": Kios.objects.create(
            situs=Situs.objects.create(
                instansi=uji, unit=dunia.unit["dinas alam"], nama="Kios Alam", jenis="kios"
            ),
            unit=dunia.unit["dinas alam"],
            dibuat_pada=timezone.now(),
        ),
        "kunci": KunciAplikasi.objects.create(
            instansi=uji,
            situs=_app_site(uji),
            nama="SiHadir",
            awalan="slr_abc",
            hash="0" * 64,
            lingkup=["ketukan.kirim"],
            dibuat_pada=timezone.now(),
        ),
        "sumber": SumberTarik.objects.create(
            instansi=uji,
            situs=_app_site(uji),
            nama="SiHadir",
            alamat="https://contoh.go.id/",
            mulai=SEJAK,
        ),
        "koreksi": UsulKoreksi.objects.create(
            pegawai=dunia.pegawai["staf"],
            tanggal=date(2020, 1, 6),
            masuk=450,
            sebab="lupa",
            uraian="Lupa mencatat",
        ),
    }


def _app_site(instansi: Instansi) -> Situs:
    return Situs.objects.get_or_create(instansi=instansi, nama="SiHadir", jenis="api")[0]


def add_outage(dunia: Dunia) -> None:
    """An outage of Dinas Alam, and the question whether staf was there."""
    gangguan = GangguanPresensi.objects.create(
        instansi=dunia.instansi["uji"], lingkup="unit", unit=dunia.unit["dinas alam"],
        mulai=datetime(2020, 1, 2, 0, tzinfo=UTC), sampai=datetime(2020, 1, 2, 2, tzinfo=UTC),
        jenis="listrik", alasan="Padam", dinyatakan_pada=timezone.now(),
    )  # fmt: skip
    dunia.objek["gangguan"] = gangguan
    dunia.objek["kesaksian"] = KesaksianHadir.objects.create(
        gangguan=gangguan, pegawai=dunia.pegawai["staf"], tanggal=date(2020, 1, 2)
    )


def add_duty(dunia: Dunia) -> None:
    """A rotation, other hours of staf, an apel of Dinas Alam."""
    uji, kini = dunia.instansi["uji"], timezone.now()
    dunia.objek["pola"] = PolaRoster.objects.create(
        instansi=uji, nama="Uji", urutan=["UJI", ""], dibuat_pada=kini
    )
    dunia.objek["pengecualian"] = PengecualianJadwal.objects.create(
        pegawai=dunia.pegawai["staf"], jadwal=dunia.objek["jadwal"], sebab="menyusui",
        berlaku=berlaku_sejak(SEJAK, date(2020, 2, 1)), no_surat="1", tanggal_surat=SEJAK,
        dicatat_pada=kini,
    )  # fmt: skip
    dunia.objek["tukar"] = TukarJaga.objects.create(
        pegawai=dunia.pegawai["staf"], rekan=dunia.pegawai["tanpa akun"], tanggal=SEJAK,
        jadwal=dunia.objek["jadwal"], alasan="Acara keluarga", diminta_pada=kini,
    )  # fmt: skip
    kegiatan = KegiatanBersama.objects.create(
        instansi=uji, jenis="apel", nama="Apel uji", tanggal=SEJAK, sebelum=60, sesudah=0,
        mulai=datetime(2020, 1, 1, 0, tzinfo=UTC), tempat="Halaman", dibuat_pada=kini,
    )  # fmt: skip
    KegiatanUnit.objects.create(kegiatan=kegiatan, unit=dunia.unit["dinas alam"])
    dunia.objek["apel"] = kegiatan


def add_structure(dunia: Dunia) -> None:
    """A draft of another structure with one item."""
    draf = PenataanOrganisasi.objects.create(
        instansi=dunia.instansi["uji"], judul="SOTK uji", dasar="Perda 1", mulai=date(2040, 1, 1),
        disusun_oleh=dunia.user["admin_bkpsdm"], disusun_pada=timezone.now(),
    )  # fmt: skip
    dunia.objek["penataan"] = draf
    dunia.objek["buku"] = BukuProfil.objects.create(
        instansi=dunia.instansi["uji"], unit=dunia.unit["dinas alam"], pada=SEJAK, halaman=0,
        orang=1, berkas="buku/uji.pdf", dibuat_pada=timezone.now(),
    )  # fmt: skip
    dunia.objek["butir penataan"] = ButirPenataan.objects.create(
        penataan=draf, nomor=1, tindakan="unit_ubah", unit_asal="dinas buku", nama="Dinas Pustaka"
    )


def add_activities(dunia: Dunia) -> None:
    """An empty day of staf, an order to work overtime, a task of the government's catalogue."""
    uji, staf = dunia.instansi["uji"], dunia.pegawai["staf"]
    dunia.objek["hari staf"] = HariAktivitas.objects.create(
        pegawai=staf, tanggal=SEJAK, unit=dunia.unit["bidang hutan"]
    )
    dunia.objek["lembur"] = PerintahLembur.objects.create(
        pegawai=staf, tanggal=SEJAK, mulai=480, selesai=600, no_surat="1", tanggal_surat=SEJAK,
        dicatat_pada=timezone.now(),
    )  # fmt: skip
    tugas = UraianTugas.objects.create(instansi=uji, uraian="Tugas uji")
    dunia.objek["kegiatan"] = KegiatanKatalog.objects.create(
        uraian_tugas=tugas, instansi=uji, nama="Kegiatan uji", menit_standar=60
    )


def add_month(dunia: Dunia) -> None:
    """October of Dinas Alam, still open, and a run of the government that touched it."""
    uji, alam = dunia.instansi["uji"], dunia.unit["dinas alam"]
    PeriodeUnit.objects.create(skpd=alam, periode=202510)
    run = HitunganBulan.objects.create(
        instansi=uji, periode=202510, status="selesai", mulai_pada=timezone.now(), daerah="contoh"
    )
    nothing = (
        "jumlah_pegawai",
        "jumlah_tidak_terhitung",
        "bruto",
        "pph21",
        "iwp",
        "bpjs",
        "diterima",
    )
    HitunganUnit.objects.create(hitungan=run, skpd=alam, **dict.fromkeys(nothing, 0))
    dunia.objek["hitungan"] = run
    dunia.objek["penjelasan"] = PermintaanPenjelasan.objects.create(
        skpd=alam, tentang="Kehadiran", pertanyaan="Mengapa turun?", batas=date(2026, 1, 5),
        diminta_oleh=dunia.user["pimpinan"], kunci=uuid4(), dibuat_pada=timezone.now(),
    )  # fmt: skip
    add_payment(dunia, run)
    add_case(dunia)


def add_case(dunia: Dunia) -> None:
    """A case about staf that kepala sees to."""
    dunia.objek["kasus"] = KasusPembinaan.objects.create(
        pegawai=dunia.pegawai["staf"], pemilik=dunia.pegawai["kepala"], jenis="pembinaan",
        asal="kotak", status="terbuka", periode=202510, batas=date(2025, 11, 30),
        uraian="uji", dibuka_pada=timezone.now(),
    )  # fmt: skip


def add_payment(dunia: Dunia, run: HitunganBulan) -> None:
    """What staf owes, the month that is held for it, a finding about him and September's list."""
    alam, staf = dunia.unit["dinas alam"], dunia.pegawai["staf"]
    dunia.objek["kewajiban"] = KewajibanPegawai.objects.create(
        pegawai=staf, jenis="lhkpn", uraian="LHKPN 2024", berlaku=berlaku_sejak(date(2025, 4, 1))
    )
    dunia.objek["tahanan"] = TahananPembayaran.objects.create(
        pegawai=staf, skpd=alam, periode=202510, prasyarat="lhkpn", alasan="LHKPN 2024",
        sejak=timezone.now(),
    )  # fmt: skip
    dunia.objek["potongan"] = PotonganTPP.objects.create(
        pegawai=staf, jenis="koperasi", nilai_rp=150_000, no_surat="1",
        berlaku=berlaku_sejak(date(2025, 1, 1)),
    )  # fmt: skip
    dunia.objek["temuan"] = TemuanVerifikasi.objects.create(
        hitungan=run, periode=202510, skpd=alam, unit=dunia.unit["bidang hutan"], pegawai=staf,
        jenis="tanpa_nilai", keparahan=2, alasan="belum dinilai", nilai_rp=1,
    )  # fmt: skip
    dunia.objek["keberatan"] = KeberatanTPP.objects.create(
        pegawai=staf, skpd=alam, unit=dunia.unit["bidang hutan"], periode=202510,
        baris="disiplin", judul_baris="Nilai disiplin", nilai_baris="97%", uraian="Saya masuk.",
        kunci=uuid4(), diajukan_pada=timezone.now(), batas_jawab=date(2025, 12, 1),
        status="diajukan",
    )  # fmt: skip
    daftar = DaftarBayar.objects.create(
        skpd=alam, periode=202509, hitungan=run, hash_daftar="0" * 64, jumlah_pegawai=1, bruto=1,
        pph21=0, iwp=0, bpjs=0, netto=1, dibuat_pada=timezone.now(),
    )  # fmt: skip
    dunia.objek["transfer"] = PembayaranTPP.objects.create(daftar=daftar, pegawai=staf, netto=1)
