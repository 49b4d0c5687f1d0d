"""What a verifier looks at first: unusual months found by rule over the whole month at once.

Each finding: pegawai_id (null = the whole unit), skpd_id, unit_id, jenis, keparahan, alasan,
nilai_rp (rupiah at stake). Thresholds and severities are law (verifikasi.*).
"""

from collections.abc import Callable, Mapping

import polars as pl

from selaras.aturan.angka import SERATUS_BP
from selaras.aturan.masukan import KRITERIA
from selaras.aturan.prasyarat import hasil_kosong
from selaras.aturan.presensi.kode import NOMOR_JENIS
from selaras.aturan.teks import bilangan, gabung, persen_bp, rupiah
from selaras.hukum import Aturan

KOLOM = {
    "pegawai_id": pl.Int64,
    "skpd_id": pl.Int64,
    "unit_id": pl.Int64,
    "jenis": pl.String,
    "keparahan": pl.Int64,
    "alasan": pl.String,
    "nilai_rp": pl.Int64,
}
KETUKAN_BERSAMA = "ketukan_bersama"
_TEMPAT = ("pegawai_id", "skpd_id", "unit_id")


def temuan(hasil: pl.DataFrame, lalu: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """All findings of a computed month, worst and dearest first; those of taps come apart.

    hasil    aturan.tpp.hitung's frame with hadir (days with taps), hari_<kode> (absences) and
             jabatan_bulan (definitive posts held in the month) besides
    lalu     pegawai_id, jabatan_lalu, nilai_lalu: last month's instruments in force (own TPP, Rp)
    """
    ada = hasil.filter(pl.col("galat").is_null())
    pencari = {
        "tanpa_ketukan": lambda: _tanpa_ketukan(ada),
        "disiplin_unit": lambda: _disiplin_unit(ada, aturan),
        "tanpa_nilai": lambda: _tanpa_nilai(ada, aturan),
        "berubah": lambda: _berubah(ada, lalu, aturan),
        "cuti_panjang": lambda: _cuti_panjang(ada, aturan),
        "dua_jabatan": lambda: _dua_jabatan(ada),
        "jkn_minus": lambda: _jkn_minus(ada, aturan),
    }
    return _menurut_keparahan(pencari, aturan)


def temuan_ketukan(hasil: pl.DataFrame, ketukan: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """Findings of people who share seconds of tapping.

    hasil    pegawai_id, skpd_id, unit_id, diterima: the instruments in force
    ketukan  pegawai_id, lain, nama_lain, kali: who shared a second with whom, how often
    """
    pencari = {KETUKAN_BERSAMA: lambda: _ketukan_bersama(hasil, ketukan, aturan)}
    return _menurut_keparahan(pencari, aturan)


def _menurut_keparahan(
    pencari: Mapping[str, Callable[[], pl.DataFrame]], aturan: Aturan
) -> pl.DataFrame:
    """What each seeker finds, with the severity of its kind; a kind without one is not sought."""
    tingkat = aturan.tabel("verifikasi.keparahan")
    bagian = [
        pencari[jenis]().select(
            *_TEMPAT,
            pl.lit(jenis).alias("jenis"),
            pl.lit(keparahan, dtype=pl.Int64).alias("keparahan"),
            pl.col("alasan").str.head(200),
            pl.col("nilai_rp").cast(pl.Int64),
        )
        for jenis, keparahan in tingkat.items()
        if jenis in pencari
    ]
    urut = ["keparahan", "nilai_rp", "pegawai_id"]
    return pl.concat([pl.DataFrame(schema=KOLOM), *bagian]).sort(
        urut, descending=[True, True, False]
    )


def _izin() -> pl.Expr:
    """Days that a letter covers, of any kind."""
    return pl.sum_horizontal(f"hari_{kode.lower()}" for kode in NOMOR_JENIS)


def _tanpa_ketukan(ada: pl.DataFrame) -> pl.DataFrame:
    """Nobody saw her all month, and no letter says where she was."""
    return ada.filter((pl.col("hari_kerja") > 0) & (pl.col("hadir") == 0) & (_izin() == 0)).select(
        *_TEMPAT,
        alasan=gabung(
            "Tidak ada ketukan pada ", bilangan(pl.col("hari_kerja")),
            " hari kerja dan tidak ada surat",
        ),
        nilai_rp=pl.col("diterima"),
    )  # fmt: skip


def _disiplin_unit(ada: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """Everybody of a unit without a single minute: more likely a machine's clock than people."""
    batas = aturan.nilai("verifikasi.disiplin_unit_orang")
    porsi = (pl.col("bruto") * pl.col("bobot_d") // SERATUS_BP).sum()
    return (
        ada.group_by("skpd_id", "unit_id", maintain_order=True)
        .agg(
            orang=pl.len(),
            potongan=pl.col("potongan").sum() + pl.col("apel_absen").sum(),
            nilai_rp=porsi,
        )
        .filter((pl.col("orang") >= batas) & (pl.col("potongan") == 0))
        .select(
            pl.lit(None, dtype=pl.Int64).alias("pegawai_id"),
            "skpd_id",
            "unit_id",
            alasan=gabung("Disiplin ", bilangan(pl.col("orang")), " orang semuanya 100%"),
            nilai_rp="nilai_rp",
        )
    )


def _tanpa_nilai(ada: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """Computed with no result of work: what the productivity share would have brought."""
    dasar = pl.sum_horizontal(KRITERIA) // pl.col("pembagi")
    return ada.filter(hasil_kosong(aturan)).select(
        *_TEMPAT,
        alasan=pl.lit("Hasil kinerja belum dinilai; produktivitas dihitung 0%"),
        nilai_rp=dasar * pl.col("bobot_p") // SERATUS_BP,
    )


def _berubah(ada: pl.DataFrame, lalu: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """The month's own TPP against last month's: arrears and December's tax are left out of it."""
    batas = aturan.nilai("verifikasi.berubah_bp")
    kini = pl.col("jumlah_nilai") - pl.col("hukuman_rp")
    beda = (pl.col("kini") - pl.col("nilai_lalu")).abs()
    arah = pl.when(pl.col("kini") > pl.col("nilai_lalu")).then(pl.lit("Naik ")).otherwise(
        pl.lit("Turun ")
    )  # fmt: skip
    dari = pl.max_horizontal(pl.col("nilai_lalu"), pl.lit(1))
    return (
        ada.join(lalu, on="pegawai_id", how="inner")
        .with_columns(kini=kini)
        .filter(
            (pl.col("jabatan_id") == pl.col("jabatan_lalu"))
            & (beda * SERATUS_BP > dari * batas)
        )
        .select(
            *_TEMPAT,
            alasan=gabung(
                arah, rupiah(beda), " (", persen_bp(beda * SERATUS_BP // dari),
                ") dari bulan lalu ", rupiah(pl.col("nilai_lalu")), ", jabatan tetap",
            ),
            nilai_rp=beda,
        )
    )  # fmt: skip


def _cuti_panjang(ada: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """Paid in full while away: a reduction that nobody recorded."""
    batas = aturan.nilai("verifikasi.cuti_panjang_hari")
    hari = pl.sum_horizontal(
        f"hari_{kode.lower()}" for kode in aturan.daftar("verifikasi.cuti_panjang_kode")
    )
    return ada.filter(
        (hari >= batas) & (pl.col("bruto") > 0) & pl.col("pengurang_berlaku").is_null()
    ).select(
        *_TEMPAT,
        alasan=gabung("Dibayar tanpa pengurang selama ", bilangan(hari), " hari cuti panjang"),
        nilai_rp=pl.col("diterima"),
    )


def _dua_jabatan(ada: pl.DataFrame) -> pl.DataFrame:
    """An acting post that is paid besides, or two posts of one's own in the month."""
    plt = pl.col("plt_berlaku").is_not_null()
    tambahan = pl.sum_horizontal(f"plt_{k}" for k in KRITERIA) * pl.col("plt_bp") // SERATUS_BP
    alasan = (
        pl.when(plt)
        .then(pl.lit("Memangku jabatan sendiri dan Plt yang dibayar"))
        .otherwise(gabung("Memangku ", bilangan(pl.col("jabatan_bulan")), " jabatan bulan ini"))
    )
    return ada.filter(plt | (pl.col("jabatan_bulan") > 1)).select(
        *_TEMPAT,
        alasan=alasan,
        nilai_rp=pl.when(plt).then(tambahan).otherwise(pl.col("diterima")),
    )


def _jkn_minus(ada: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """The salary alone is over the wage cap: its contribution was too high."""
    batas = aturan.nilai("jkn.batas_upah") * aturan.nilai("jkn.pegawai") // SERATUS_BP
    lebih = pl.col("gaji_iwp").fill_null(0) - batas
    return ada.filter(lebih > 0).select(
        *_TEMPAT,
        alasan=gabung("IWP gaji ", rupiah(pl.col("gaji_iwp")), " melewati batas ",
                      rupiah(pl.lit(batas))),
        nilai_rp=lebih,
    )  # fmt: skip


def _ketukan_bersama(ada: pl.DataFrame, ketukan: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """One finger for two: the partner with whom it happened most often."""
    batas = aturan.nilai("verifikasi.ketukan_bersama")
    terbanyak = (
        ketukan.filter(pl.col("kali") >= batas)
        .sort("kali", "lain", descending=[True, False])
        .unique("pegawai_id", keep="first", maintain_order=True)
    )
    return ada.join(terbanyak, on="pegawai_id", how="inner").select(
        *_TEMPAT,
        alasan=gabung(
            bilangan(pl.col("kali")), " kali mengetuk pada detik yang sama dengan ",
            pl.col("nama_lain"),
        ),
        nilai_rp=pl.col("diterima"),
    )  # fmt: skip
