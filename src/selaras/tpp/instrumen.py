"""The instrument: one person's month as one row of integers, inputs beside results.

Every column has the name that `aturan.tpp.hitung` gives it (besaran_bk for its bk), so a stored row
explains itself by the same lines. Words are numbers of tpp.kode; -1 = unknown or not applicable.
Percentages are over 100,000,000 (= 100 %), `_bp` in basis points, money in rupiah.
"""

from typing import Any

from django.db import models

from selaras.organisasi.models import Jabatan, UnitKerja
from selaras.pegawai.models import Pegawai
from selaras.tpp.kode import KODE


def _rp(judul: str) -> "models.BigIntegerField[int, int]":
    return models.BigIntegerField(judul)


def _kecil(judul: str) -> "models.SmallIntegerField[int, int]":
    return models.SmallIntegerField(judul)


def _persen(judul: str) -> "models.BigIntegerField[int, int]":
    return models.BigIntegerField(judul, help_text="per 100.000.000")


def _milik(model: type[models.Model], judul: str) -> Any:
    """A reference without a constraint: rows come by COPY, and checking costs more than writing."""
    return models.ForeignKey(
        model, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False,
        related_name="+", verbose_name=judul,
    )  # fmt: skip


class InstrumenPenilaian(models.Model):
    """Instrumen penilaian (discipline, productivity, TPP) of one person in one run."""

    pk = models.CompositePrimaryKey("hitungan_id", "pegawai_id")
    hitungan = _milik("tpp.HitunganBulan", "hitungan")  # type: ignore[arg-type]
    pegawai = _milik(Pegawai, "pegawai")
    skpd = _milik(UnitKerja, "SKPD")
    unit = _milik(UnitKerja, "unit")
    jabatan = _milik(Jabatan, "jabatan")
    periode = models.IntegerField("periode")
    kelas = _kecil("kelas jabatan")
    # who
    status = _kecil("status pegawai")
    golongan = _kecil("golongan")
    ptkp = _kecil("PTKP")
    # discipline
    hari_kerja = _kecil("hari kerja")
    hari_hadir = _kecil("hari hadir, dengan izin yang dihitung hadir")
    hari_masuk = _kecil("hari masuk kerja")
    potongan = _persen("potongan presensi")
    apel_absen = _kecil("tidak apel")
    alpa_penuh = _kecil("alpa sepanjang bulan")
    potongan_jumlah = _persen("jumlah potongan")
    potongan_dipakai = _persen("potongan yang dipakai")
    disiplin = _persen("nilai disiplin")
    # productivity
    predikat = _kecil("predikat")
    capaian = _persen("capaian")
    menit = models.IntegerField("menit disetujui")
    kredit_menit = models.IntegerField("kredit menit")
    menit_diakui = models.IntegerField("menit diakui")
    produktivitas = _persen("nilai produktivitas")
    skp_porsi = _kecil("porsi SKP (bp)")
    # score
    bobot_p = _kecil("bobot produktivitas (bp)")
    bobot_d = _kecil("bobot disiplin (bp)")
    realisasi = _persen("realisasi")
    # basic TPP
    pembagi = _kecil("pembagi prorata")
    besaran_bk = _rp("besaran beban kerja")
    besaran_pk = _rp("besaran prestasi kerja")
    besaran_kk = _rp("besaran kondisi kerja")
    besaran_tb = _rp("besaran tempat bertugas")
    besaran_kp = _rp("besaran kelangkaan profesi")
    besaran_po = _rp("besaran pertimbangan objektif")
    plt = _kecil("Plt")
    plt_hari = _kecil("hari menjabat Plt")
    plt_berlaku = _kecil("Plt yang dibayar")
    plt_bp = _kecil("bagian Plt (bp)")
    plt_bk = _rp("Plt beban kerja")
    plt_pk = _rp("Plt prestasi kerja")
    plt_kk = _rp("Plt kondisi kerja")
    plt_tb = _rp("Plt tempat bertugas")
    plt_kp = _rp("Plt kelangkaan profesi")
    plt_po = _rp("Plt pertimbangan objektif")
    status_bp = _kecil("bagian menurut status (bp)")
    bayar_bp = _kecil("bagian yang dibayar (bp)")
    uji_coba_bp = _kecil("bagian masa uji coba (bp)")
    pengurang_berlaku = _kecil("pengurang")
    ganti_bp = _kecil("bagian pengganti realisasi (bp)")
    # result by criterion
    nilai_bk = _rp("beban kerja")
    nilai_pk = _rp("prestasi kerja")
    nilai_kk = _rp("kondisi kerja")
    nilai_tb = _rp("tempat bertugas")
    nilai_kp = _rp("kelangkaan profesi")
    nilai_po = _rp("pertimbangan objektif")
    jumlah_nilai = _rp("jumlah kriteria")
    jumlah_bayangan = _rp("jumlah menurut nilai")
    # payment
    hukuman = _kecil("potongan hukuman (bp)")
    hukuman_rp = _rp("potongan hukuman")
    kekurangan_lalu = _rp("kekurangan bulan lalu")
    kelebihan_lalu = _rp("kelebihan bulan lalu")
    kelebihan_dipotong = _rp("kelebihan yang dipotong")
    kelebihan_sisa = _rp("kelebihan yang tersisa")
    bruto = _rp("TPP bruto")
    gaji_bruto = _rp("gaji bruto")
    gaji_iwp = _rp("IWP gaji")
    gaji_bpjs = _rp("BPJS gaji")
    gaji_pph = _rp("PPh gaji")
    iuran_pensiun = _rp("iuran pensiun")
    setahun_bruto = _rp("bruto bulan-bulan sebelumnya")
    setahun_iuran = _rp("iuran pensiun bulan-bulan sebelumnya")
    setahun_pph = _rp("PPh 21 bulan-bulan sebelumnya")
    bulan_bekerja = _kecil("bulan bekerja setahun")
    masa_terakhir = _kecil("masa pajak terakhir")
    dasar_pajak = _rp("dasar pajak")
    ptkp_dipakai = _kecil("PTKP yang dipakai")
    ter_kategori = _kecil("kategori TER")
    tarif_bp = _kecil("tarif (bp)")
    pph21 = _rp("PPh 21 gaji dan TPP")
    pph21_tpp = _rp("PPh 21 atas TPP")
    pph21_lebih = _rp("PPh 21 lebih bayar")
    pph_pegawai = _rp("PPh 21 yang dipotong")
    ruang_iwp = _rp("ruang IWP")
    ruang_bpjs = _rp("ruang BPJS")
    iwp = _rp("IWP/JKN 1%")
    bpjs = _rp("JKN 4%")
    diterima = _rp("diterima")
    zakat_rp = _rp("zakat")
    potongan_lain_rp = _rp("potongan lain")
    netto = _rp("ditransfer")

    class Meta:
        verbose_name = "instrumen penilaian"
        verbose_name_plural = "instrumen penilaian"
        indexes = [
            models.Index(fields=["pegawai", "periode"], name="instrumen_pegawai"),
            models.Index(fields=["hitungan", "skpd"], name="instrumen_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.pegawai_id} {self.periode}"

    def kata(self, kolom: str) -> str:
        """The word of a coded column: status, predikat, golongan, ptkp, plt, pengurang."""
        return KODE[kolom][int(getattr(self, kolom))]
