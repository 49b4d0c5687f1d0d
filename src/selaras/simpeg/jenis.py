"""The kinds of rows of a personnel file: their model, columns, who sees them, what proves them.

Pages, proposals, imports, exports and the exchange with SIASN all read this one list.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.db import models

from selaras.pegawai.models import Pegawai, RiwayatGolongan, RiwayatJabatan, RiwayatStatus
from selaras.simpeg import models as m

UMUM = "pegawai.view"
KELUARGA = "pegawai.view_keluarga"
IDENTITAS = "pegawai.view_nik"
KESEHATAN = "pegawai.view_kesehatan"
GAJI = "gaji.view"

KARIER: Final = "Karier"
KOMPETENSI: Final = "Pendidikan dan kompetensi"
KINERJA: Final = "Kinerja dan penghargaan"
PRIBADI: Final = "Pribadi dan keluarga"
KELOMPOK = (KARIER, KOMPETENSI, KINERJA, PRIBADI)


@dataclass(frozen=True, slots=True)
class JenisRiwayat:
    """One kind.

    lihat    the action that shows it (pay, family, health and identity: permissions of their own)
    kolom    fields of the list, in order; the form holds all of them and the rest
    siasn    the record of SIASN's exchange that carries it, "" where it has none
    dokumen  kinds of documents that prove a row
    masa     a dated history (`berlaku`): its form asks for TMT, the row before it ends by itself
    tunggal  one row a person, found by her key
    kecuali  columns that no form shows
    tetap    a history that never stops: its form asks for no last day
    """

    kode: str
    judul: str
    model: type[models.Model]
    kolom: tuple[str, ...]
    kelompok: str = KARIER
    lihat: str = UMUM
    siasn: str = ""
    dokumen: tuple[str, ...] = ("lain",)
    masa: bool = False
    tunggal: bool = False
    tetap: bool = False
    kecuali: tuple[str, ...] = ()

    @property
    def isian(self) -> tuple[str, ...]:
        """The fields that a person fills in, those of the list first."""
        bukan = {"id", "pegawai", "berlaku", "tmt_masa", *self.kolom, *self.kecuali}
        lain = (
            f.name
            for f in self.model._meta.concrete_fields
            if f.editable and f.name not in bukan and not f.primary_key
        )
        return tuple(k for k in (*self.kolom, *lain) if k != "berlaku")

    @property
    def sensitif(self) -> bool:
        """Whether opening it leaves an entry that the person can see."""
        return self.lihat != UMUM

    def rows_of(self, pegawai: Pegawai) -> models.QuerySet[Any]:
        """The person's rows."""
        if self.model is Pegawai:
            return Pegawai.objects.filter(pk=pegawai.pk)
        semua = self.model._default_manager.filter(pegawai=pegawai)
        if self.model is RiwayatJabatan:
            semua = semua.select_related("jabatan__unit")
        return semua.order_by("-berlaku") if self.masa else semua


_J = JenisRiwayat
DAFTAR = (
    _J("golongan", "Golongan/pangkat", RiwayatGolongan,
       ("golongan", "berlaku", "jenis_kp", "masa_kerja_tahun", "masa_kerja_bulan", "no_sk"),
       siasn="pns_rw_golongan", dokumen=("sk_pangkat",), masa=True, tetap=True),
    _J("jabatan", "Jabatan, Plt, dan Plh", RiwayatJabatan,
       ("jabatan", "penugasan", "berlaku", "no_sk", "tanggal_sk"), siasn="pns_rw_jabatan",
       dokumen=("sk_jabatan", "spmt"), masa=True),
    _J("status", "Status kepegawaian", RiwayatStatus,
       ("status", "berlaku", "no_sk", "alasan_akhir"), siasn="pns_data_utama",
       dokumen=("sk_cpns", "sk_pns"), masa=True, kecuali=("wajib_kinerja",)),
    _J("pengangkatan", "Pengangkatan CPNS, PNS, PPPK", m.Pengangkatan,
       ("jenis", "tmt", "golongan", "no_sk"), siasn="pns_data_utama",
       dokumen=("sk_cpns", "sk_pns", "spmt")),
    _J("kontrak", "Kontrak PPPK", m.KontrakPPPK,
       ("mulai", "selesai", "golongan", "no_sk"), dokumen=("sk_pns",)),
    _J("kgb", "Kenaikan gaji berkala", m.KenaikanGajiBerkala,
       ("tmt", "golongan", "masa_kerja_tahun", "gaji_baru"), lihat=GAJI, dokumen=("kgb",)),
    _J("masa-kerja", "Tambahan masa kerja", m.TambahanMasaKerja,
       ("tmt", "tahun", "bulan", "pengalaman"), siasn="pns_rw_masakerja"),
    _J("tugas-tambahan", "Tugas tambahan", m.TugasTambahan,
       ("tugas", "tempat", "mulai", "selesai"), siasn="pns_rw_jabatan"),
    _J("pengalaman", "Pengalaman kerja sebelumnya", m.Pengalaman,
       ("jabatan", "tempat", "mulai", "selesai"), siasn="pns_rw_jabatan"),
    _J("pindah-instansi", "Pindah instansi", m.PindahInstansi,
       ("tmt", "asal", "tujuan", "no_sk"), siasn="pns_rw_pindahinstansi"),
    _J("kedudukan", "CLTN dan perubahan kedudukan", m.PerubahanKedudukan,
       ("jenis", "mulai", "selesai", "no_sk"), siasn="pns_rw_cltn"),
    _J("pemberhentian", "Pemberhentian", m.Pemberhentian,
       ("jenis", "tmt", "no_sk"), siasn="pns_rw_pemberhentian"),
    _J("pendidikan", "Pendidikan", m.RiwayatPendidikan,
       ("tingkat", "jurusan", "sekolah", "tahun_lulus"), KOMPETENSI, siasn="pns_rw_pendidikan",
       dokumen=("ijazah",)),
    _J("pelatihan", "Diklat, kursus, seminar", m.RiwayatPelatihan,
       ("jenis", "nama", "mulai", "selesai", "jam"), KOMPETENSI, siasn="pns_rw_diklat"),
    _J("ujian-dinas", "Ujian dinas", m.UjianDinas,
       ("jenis", "tanggal_lulus", "no_sk"), KOMPETENSI),
    _J("sertifikasi", "Sertifikat pendidik, profesi, kompetensi", m.Sertifikasi,
       ("jenis", "nama", "tanggal", "berlaku_sampai"), KOMPETENSI, siasn="pns_rw_kursus"),
    _J("bahasa", "Bahasa", m.KemampuanBahasa, ("bahasa", "tingkat"), KOMPETENSI),
    _J("potensi", "Potensi diri", m.PotensiDiri, ("jenis", "uraian", "tahun"), KOMPETENSI),
    _J("angka-kredit", "Angka kredit (PAK)", m.AngkaKredit,
       ("jabatan", "mulai", "selesai", "utama_e3"), KINERJA, siasn="pns_rw_angkakredit"),
    _J("penghargaan", "Penghargaan", m.Penghargaan,
       ("nama", "pemberi", "tahun"), KINERJA, siasn="pns_rw_penghargaan"),
    _J("organisasi", "Organisasi", m.KeanggotaanOrganisasi,
       ("nama", "kedudukan", "tahun_mulai", "tahun_selesai"), KINERJA),
    _J("lhkpn", "LHKPN dan SPT", m.LaporanKekayaan, ("jenis", "tahun", "tanggal_lapor"), KINERJA),
    _J("keluarga", "Keluarga", m.AnggotaKeluarga,
       ("hubungan", "nama", "tanggal_lahir", "ditanggung"), PRIBADI, KELUARGA,
       siasn="data-pasangan", dokumen=("kk",)),
    _J("alamat", "Alamat", m.AlamatPegawai,
       ("sejak", "alamat", "kabupaten"), PRIBADI, IDENTITAS, dokumen=("ktp", "kk")),
    _J("kesehatan", "Pemeriksaan kesehatan", m.PemeriksaanKesehatan,
       ("tanggal", "jenis", "hasil"), PRIBADI, KESEHATAN),
)  # fmt: skip
IDENTITAS_POKOK = _J(
    "identitas", "Identitas", Pegawai,
    ("nama", "gelar_depan", "gelar_belakang", "tanggal_lahir", "jenis_kelamin", "nik", "email",
     "telepon"), PRIBADI, IDENTITAS, siasn="pns_data_utama", dokumen=("ktp", "kk"), tunggal=True,
    kecuali=("nip", "instansi", "user"),
)  # fmt: skip
DATA_PRIBADI = _J(
    "pribadi", "Agama, perkawinan, nomor kartu", m.DataPribadi,
    ("tempat_lahir", "agama", "status_kawin", "golongan_darah"), PRIBADI, IDENTITAS,
    siasn="pns_data_utama", dokumen=("ktp", "kk", "karpeg", "npwp"), tunggal=True,
)  # fmt: skip
DOKUMEN = _J(
    "dokumen", "Pindaian dokumen", m.DokumenPegawai, ("jenis", "nomor", "tanggal"), PRIBADI,
    dokumen=(), kecuali=("berkas", "jenis_riwayat", "baris_id", "diunggah_pada", "catatan"),
)  # fmt: skip
TUNGGAL = (IDENTITAS_POKOK, DATA_PRIBADI)
MENURUT_KODE = {j.kode: j for j in DAFTAR}
DAPAT_DIUSULKAN = {j.kode: j for j in (*TUNGGAL, *DAFTAR, DOKUMEN)}
