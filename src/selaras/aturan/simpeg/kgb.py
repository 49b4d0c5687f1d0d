"""The next periodic increment: when, at which step of the table, to which amount.

PP 7/1977 ps. 11 with the table of PP 5/2024: the increment falls on the month in which the service
in rank (MKG) reaches the next step of that rank. PPPK (Perpres 98/2020 jo 11/2024): the steps are
known, the amounts between lowest and highest only where the government filled its table in.
"""

from collections.abc import Iterator, Mapping

import polars as pl

from selaras.aturan.simpeg.waktu import BULAN, awal_bulan, tambah_bulan
from selaras.aturan.teks import rupiah
from selaras.hukum import Aturan

TABEL = {
    "I/a": "simpeg.gaji_pokok.i_a", "I/b": "simpeg.gaji_pokok.i_b",
    "I/c": "simpeg.gaji_pokok.i_c", "I/d": "simpeg.gaji_pokok.i_d",
    "II/a": "simpeg.gaji_pokok.ii_a", "II/b": "simpeg.gaji_pokok.ii_b",
    "II/c": "simpeg.gaji_pokok.ii_c", "II/d": "simpeg.gaji_pokok.ii_d",
    "III/a": "simpeg.gaji_pokok.iii_a", "III/b": "simpeg.gaji_pokok.iii_b",
    "III/c": "simpeg.gaji_pokok.iii_c", "III/d": "simpeg.gaji_pokok.iii_d",
    "IV/a": "simpeg.gaji_pokok.iv_a", "IV/b": "simpeg.gaji_pokok.iv_b",
    "IV/c": "simpeg.gaji_pokok.iv_c", "IV/d": "simpeg.gaji_pokok.iv_d",
    "IV/e": "simpeg.gaji_pokok.iv_e",
}  # fmt: skip
TABEL_PPPK = {
    "I": "simpeg.gaji_pppk.i", "II": "simpeg.gaji_pppk.ii", "III": "simpeg.gaji_pppk.iii",
    "IV": "simpeg.gaji_pppk.iv", "V": "simpeg.gaji_pppk.v", "VI": "simpeg.gaji_pppk.vi",
    "VII": "simpeg.gaji_pppk.vii", "VIII": "simpeg.gaji_pppk.viii", "IX": "simpeg.gaji_pppk.ix",
    "X": "simpeg.gaji_pppk.x", "XI": "simpeg.gaji_pppk.xi", "XII": "simpeg.gaji_pppk.xii",
    "XIII": "simpeg.gaji_pppk.xiii", "XIV": "simpeg.gaji_pppk.xiv", "XV": "simpeg.gaji_pppk.xv",
    "XVI": "simpeg.gaji_pppk.xvi", "XVII": "simpeg.gaji_pppk.xvii",
}  # fmt: skip
PREDIKAT_KURANG = "Predikat kinerja tahun terakhir belum memenuhi syarat"
TANPA_SURAT = "Belum ada SK yang menyebut masa kerja golongan; dihitung dari TMT CPNS"


def tabel_gaji(aturan: Aturan) -> pl.DataFrame:
    """Every step of both tables: golongan, langkah (months of MKG), gaji (null = not known)."""
    langkah: dict[str, dict[int, int | None]] = {
        g: {s.mulai: s.nilai for s in aturan.jenjang(kunci)} for g, kunci in TABEL.items()
    }
    langkah |= dict(_langkah_pppk(langkah, aturan))
    baris = [(g, tahun * BULAN, gaji) for g, isi in langkah.items() for tahun, gaji in isi.items()]
    skema = {"golongan": pl.String, "langkah": pl.Int64, "gaji": pl.Int64}
    return pl.DataFrame(baris, schema=skema, orient="row").sort("langkah")


def _langkah_pppk(
    pns: Mapping[str, Mapping[int, int | None]], aturan: Aturan
) -> Iterator[tuple[str, dict[int, int | None]]]:
    """The table of the government where it has one; else the steps with both ends' amounts."""
    terendah = aturan.tabel("simpeg.gaji_pppk_terendah")
    tertinggi = aturan.tabel("simpeg.gaji_pppk_tertinggi")
    for golongan, sama in aturan.teks("simpeg.gaji_pppk_langkah").items():
        kunci = TABEL_PPPK[golongan]
        if aturan.ada(kunci):
            yield golongan, {s.mulai: s.nilai for s in aturan.jenjang(kunci)}
            continue
        langkah: dict[int, int | None] = dict.fromkeys(pns[sama])
        langkah[min(langkah)], langkah[max(langkah)] = terendah[golongan], tertinggi[golongan]
        yield golongan, langkah


def with_gaji_pokok(frame: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """Adds gaji_pokok: what is paid until the next increment, the table's amount at mkg_dasar.

    Not that of today's service: once an increment is overdue that is already the new amount. Null
    where the table does not say it.
    """
    kini = frame.select("pegawai_id", "golongan", "mkg_dasar").drop_nulls().sort("mkg_dasar")
    langkah = tabel_gaji(aturan)
    # Below the first step of a rank (II/b begins at 3 years) the first step is paid.
    awal = langkah.group_by("golongan").agg(awal=pl.col("gaji").first())
    cocok = kini.join_asof(
        langkah, left_on="mkg_dasar", right_on="langkah", by="golongan", check_sortedness=False
    ).join(awal, on="golongan", how="left")
    gaji = pl.when(pl.col("langkah").is_null()).then("awal").otherwise("gaji")
    return frame.join(
        cocok.select("pegawai_id", gaji_pokok=gaji), on="pegawai_id", how="left",
        maintain_order="left",
    )  # fmt: skip


def with_kgb(frame: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """Adds kgb_berikut (date), kgb_mkg_baru (months), kgb_gaji_baru; null = no further step.

    And kgb_kurang, words about what stands in the way. Reads pegawai_id, golongan, mkg_dasar,
    mkg_dasar_tmt, mkg_sumber, predikat_akhir ("" = not known), kgb_tunda_bulan (postponed since
    the last letter) and akhir_kontrak (of a PPPK; null = none).
    """
    dasar = (
        frame.select("pegawai_id", "golongan", cari=pl.col("mkg_dasar") + 1)
        .drop_nulls().sort("cari")
    )  # fmt: skip
    berikut = dasar.join_asof(
        tabel_gaji(aturan), left_on="cari", right_on="langkah", by="golongan", strategy="forward",
        check_sortedness=False,
    ).select("pegawai_id", kgb_mkg_baru="langkah", kgb_gaji_baru="gaji")  # fmt: skip
    lengkap = frame.join(berikut, on="pegawai_id", how="left", maintain_order="left")
    lama = pl.col("kgb_mkg_baru") - pl.col("mkg_dasar") + pl.col("kgb_tunda_bulan").fill_null(0)
    lengkap = lengkap.with_columns(
        kgb_berikut=awal_bulan(tambah_bulan(pl.col("mkg_dasar_tmt"), lama))
    )
    return lengkap.with_columns(kgb_kurang=kata(*_kurang(aturan)))


def _kurang(aturan: Aturan) -> list[pl.Expr]:
    baik = pl.col("predikat_akhir").is_in(["", *aturan.daftar("simpeg.kgb_predikat")])
    rendah, tinggi = (
        pl.col("golongan").replace_strict(
            dict(aturan.tabel(kunci)), default=None, return_dtype=pl.Int64
        )
        for kunci in ("simpeg.gaji_pppk_terendah", "simpeg.gaji_pppk_tertinggi")
    )
    tanpa_gaji = pl.col("kgb_mkg_baru").is_not_null() & pl.col("kgb_gaji_baru").is_null()
    return [
        pl.when(~baik).then(pl.lit(PREDIKAT_KURANG)),
        pl.when(pl.col("mkg_sumber") == "hitungan").then(pl.lit(TANPA_SURAT)),
        pl.when(pl.col("akhir_kontrak") < pl.col("kgb_berikut")).then(
            pl.format("Kontrak berakhir {}", pl.col("akhir_kontrak").dt.strftime("%d-%m-%Y"))),
        pl.when(tanpa_gaji).then(pl.format(
            "Gaji barunya belum ada di tabel: antara {} dan {}", rupiah(rendah), rupiah(tinggi))),
    ]  # fmt: skip


def tunda_bulan(frame: pl.DataFrame, hukuman: pl.DataFrame, luar: pl.DataFrame, aturan: Aturan) -> (
    pl.DataFrame
):  # fmt: skip
    """Adds kgb_tunda_bulan: postponed by sanctions and time outside service since the last letter.

    `hukuman`: pegawai_id, jenis (SIASN's code), mulai; `luar` (CLTN, which is no service: PP
    11/2017): pegawai_id, mulai, bulan.
    """
    lama = dict(aturan.tabel("simpeg.kgb_tunda"))
    sanksi = hukuman.select(
        "pegawai_id", "mulai",
        bulan=pl.col("jenis").replace_strict(lama, default=None, return_dtype=pl.Int64),
    )  # fmt: skip
    sejak = pl.concat([sanksi, luar.select("pegawai_id", "mulai", "bulan")]).drop_nulls().join(
        frame.select("pegawai_id", "mkg_dasar_tmt"), on="pegawai_id"
    )  # fmt: skip
    jumlah = (
        sejak.filter(pl.col("mulai") >= pl.col("mkg_dasar_tmt"))
        .group_by("pegawai_id").agg(kgb_tunda_bulan=pl.col("bulan").sum())
    )  # fmt: skip
    return frame.join(jumlah, on="pegawai_id", how="left", maintain_order="left").with_columns(
        pl.col("kgb_tunda_bulan").fill_null(0)
    )


def kata(*bagian: pl.Expr) -> pl.Expr:
    """A list of those words that are not null."""
    return pl.concat_list(*bagian).list.drop_nulls()
