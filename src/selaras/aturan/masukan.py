"""Columns that a TPP frame may bring, their types and what a missing one means. Computes nothing.

One row is one person in one period; all rows share region and period (`bulan` is a column because
a formula line shows it). Percentages are integers over SERATUS_PERSEN, money is whole rupiah.

column            meaning (null = not known)
bulan             1..12, or a special period of tpp.bulan_khusus (14 THR, 15 gaji ke-13)
status            PNS, CPNS, PPPK, PPPK_PW
predikat          sangat_baik, baik, butuh_perbaikan, kurang, sangat_kurang
capaian           percent: of the work, the SKP's value, or the value that bands turn into a score
menit, kredit_menit   approved minutes; minutes credited for leave and duty days
hari_kerja, hari_hadir   working days of the month; days present (with those that count as present)
hari_masuk        days really worked (decides mkd7h; null = not asked)
disiplin_langsung the discipline score, where it comes ready
potongan          sum of the days' deductions in percent
apel_absen        missed roll calls
hanya_presensi    not obliged to e-Kinerja: discipline alone decides
alpa_sebulan      absent on every working day (what it does: disiplin.alpa_sebulan)
bk pk kk tb kp po    the post's TPP by criterion, times working days held where `pembagi` > 1
pembagi           working days that the besaran are a share of (prorata); 1 = a whole month
plt, plt_hari, plt_bk .. plt_po   plt20 or plt100, calendar days held, the acting post's criteria
pengurang         reduction by code
hukuman           percent cut by a sanction
jenis_unit        key of tpp.persen_bayar
unit_uji          the unit tries e-Kinerja out (tpp.uji_coba_unit)
kekurangan_lalu, kelebihan_lalu   arrears and overpayment of earlier months
gaji_bruto, gaji_iwp, gaji_bpjs, gaji_pph   this month's salary, its 1 %, its 4 %, its tax
ptkp, golongan    tax status (TK/0 ...), grade (III/b)
masa_terakhir     last tax period of the year: December, or the month someone leaves
setahun_bruto, setahun_iuran, setahun_pph, bulan_bekerja   the earlier months of the year, summed
iuran_pensiun     this month's pension contribution
zakat, potongan_korpri, potongan_koperasi, potongan_lain   with a written authorisation only
"""

import polars as pl

from selaras.aturan.angka import Bingkai

KRITERIA = ("bk", "pk", "kk", "tb", "kp", "po")
JUDUL_KRITERIA = {
    "bk": "Beban kerja",
    "pk": "Prestasi kerja",
    "kk": "Kondisi kerja",
    "tb": "Tempat bertugas",
    "kp": "Kelangkaan profesi",
    "po": "Pertimbangan objektif lainnya",
}

_UANG = [
    *KRITERIA,
    *(f"plt_{k}" for k in KRITERIA),
    "gaji_bruto",
    "gaji_iwp",
    "gaji_bpjs",
    "gaji_pph",
    "setahun_bruto",
    "setahun_iuran",
    "setahun_pph",
    "iuran_pensiun",
]
KOLOM: dict[str, pl.DataType] = {
    "bulan": pl.Int64(),
    "status": pl.String(),
    "predikat": pl.String(),
    "capaian": pl.Int64(),
    "menit": pl.Int64(),
    "hari_kerja": pl.Int64(),
    "hari_hadir": pl.Int64(),
    "hari_masuk": pl.Int64(),
    "disiplin_langsung": pl.Int64(),
    "potongan": pl.Int64(),
    "plt": pl.String(),
    "plt_hari": pl.Int64(),
    "pengurang": pl.String(),
    "jenis_unit": pl.String(),
    "ptkp": pl.String(),
    "golongan": pl.String(),
    "bulan_bekerja": pl.Int64(),
    "galat": pl.String(),
    **dict.fromkeys(_UANG, pl.Int64()),
}
BAWAAN: dict[str, int] = {
    "kredit_menit": 0,
    "apel_absen": 0,
    "pembagi": 1,
    "hukuman": 0,
    "kekurangan_lalu": 0,
    "kelebihan_lalu": 0,
    "potongan_korpri": 0,
    "potongan_koperasi": 0,
    "potongan_lain": 0,
}
YA_TIDAK: dict[str, bool] = {
    "hanya_presensi": False,
    "alpa_sebulan": False,
    "masa_terakhir": False,
    "unit_uji": False,
    "zakat": False,
}


def with_masukan(frame: Bingkai) -> Bingkai:
    """Adds the columns that the caller didn't bring, and settles types and harmless blanks."""
    ada = set(frame.collect_schema().names())

    def kolom(nama: str, tipe: pl.DataType) -> pl.Expr:
        asal = pl.col(nama) if nama in ada else pl.lit(None)
        return asal.cast(tipe).alias(nama)

    return frame.with_columns(
        *(kolom(nama, tipe) for nama, tipe in KOLOM.items()),
        *(kolom(nama, pl.Int64()).fill_null(isi) for nama, isi in BAWAAN.items()),
        *(kolom(nama, pl.Boolean()).fill_null(isi) for nama, isi in YA_TIDAK.items()),
    ).with_columns(
        pl.col("jenis_unit").fill_null("umum").str.to_lowercase(),
        masa_terakhir=pl.col("masa_terakhir") | (pl.col("bulan") == 12),
    )
