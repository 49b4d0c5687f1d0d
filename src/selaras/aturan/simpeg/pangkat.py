"""Who may rise in rank, from when, and what is missing (PP 99/2000 jo 12/2002, PermenPANRB 1/2023).

The way of one's post: reguler, jabatan struktural, jabatan fungsional, or (away on study from one
of these) tugas belajar; ways besides it are pangkat_pilihan's. A person is never said to be simply
"not eligible": every condition that fails is named.
"""

from collections.abc import Sequence

import polars as pl

from selaras.aturan.simpeg.golongan import golongan_ke
from selaras.aturan.simpeg.kgb import kata
from selaras.aturan.simpeg.waktu import BULAN, tambah_bulan
from selaras.hukum import Aturan

REGULER, STRUKTURAL, JF, BELAJAR = "reguler", "struktural", "jf", "tugas_belajar"
AKTIF = "Aktif"
_UJIAN = {1: "Ujian dinas tingkat I belum tercatat", 2: "Ujian dinas tingkat II belum tercatat"}


def with_kp(frame: pl.DataFrame, predikat: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """Adds kp_jenis, kp_golongan, kp_masa (when time is fulfilled), kp_tmt (the period), kp_plafon
    (true: no rank above for this schooling or post) and kp_kurang (words); null = no ranks.

    Reads pegawai_id, status, golongan, golongan_urut, tmt_golongan, tmt_pns, jenis_jabatan,
    jenjang, eselon, tmt_jabatan, pendidikan, kedudukan, ak_e3 (points since the last rank, per
    thousand), ujian_dinas (highest passed), hukuman_kini ("" = none). `predikat`: pegawai_id,
    tahun, predikat.
    """
    langkah = _with_plafon(_with_masa(frame, aturan), aturan)
    dinilai = with_predikat(
        langkah, predikat, aturan.nilai("simpeg.kp_predikat_tahun"),
        aturan.daftar("simpeg.kp_predikat"),
    )  # fmt: skip
    return dinilai.with_columns(
        kp_golongan=golongan_ke(pl.col("golongan_urut") + 1, aturan),
        kp_kurang=kata(*_kurang(aturan)),
    ).drop("_plafon", "_predikat_kurang")


def _with_masa(frame: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    masa = aturan.tabel("simpeg.kp_masa")
    jenis = (
        pl.when((pl.col("status") != "PNS") | pl.col("golongan_urut").is_null()).then(None)
        .when(belajar() & pl.col("jenis_jabatan").is_in(["struktural", "fungsional"]))
        .then(pl.lit(BELAJAR))
        .when(pl.col("jenis_jabatan") == "struktural").then(pl.lit(STRUKTURAL))
        .when(pl.col("jenis_jabatan") == "fungsional").then(pl.lit(JF))
        .otherwise(pl.lit(REGULER))
    )  # fmt: skip
    terendah = dari_tabel(pl.col("eselon"), aturan, "simpeg.pangkat_eselon_terendah")
    # The first promotion counts from the appointment as PNS (medium confidence).
    pangkat = pl.max_horizontal("tmt_golongan", "tmt_pns")
    sejak = (
        pl.when(pl.col("kp_jenis") == JF).then(tambah_bulan(pl.col("tmt_golongan"), masa["jf"]))
        .when((pl.col("kp_jenis") == STRUKTURAL) & (pl.col("golongan_urut") == terendah - 1))
        .then(tambah_bulan(pl.col("tmt_jabatan"), masa["struktural_jabatan"]))
        .when(pl.col("kp_jenis") == STRUKTURAL).then(
            tambah_bulan(pl.col("tmt_golongan"), masa["struktural"]))
        .when(pl.col("kp_jenis") == BELAJAR).then(
            tambah_bulan(pl.col("tmt_golongan"), masa["tugas_belajar"]))
        .when(pl.col("kp_jenis") == REGULER).then(tambah_bulan(pangkat, masa["reguler"]))
    )  # fmt: skip
    return (
        frame.with_columns(kp_jenis=jenis)
        .with_columns(kp_masa=sejak)
        .with_columns(kp_tmt=periode(pl.col("kp_masa"), aturan))
    )


def belajar() -> pl.Expr:
    """Away on study, by leave or by a recorded change of standing."""
    return pl.col("kedudukan").str.to_lowercase().str.contains("tugas belajar")


def periode(sejak: pl.Expr, aturan: Aturan) -> pl.Expr:
    """The first day of a period of promotion on or after a day."""
    bulan = [int(b) for b in aturan.daftar("simpeg.kp_periode")]
    calon = [pl.date(sejak.dt.year(), b, 1) for b in bulan]
    calon.append(pl.date(sejak.dt.year() + 1, bulan[0], 1))
    return pl.coalesce(pl.when(c >= sejak).then(c) for c in calon)


def plafon(aturan: Aturan) -> pl.Expr:
    """The highest rank (number) of a regular promotion for the schooling."""
    tabel = {int(k): v for k, v in aturan.tabel("simpeg.plafon_reguler").items()}
    return pl.col("pendidikan").replace_strict(tabel, default=None, return_dtype=pl.Int64)


def _with_plafon(frame: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    batas = (
        pl.when(pl.col("kp_jenis").is_null()).then(None)
        .when(pl.col("jenis_jabatan") == "struktural")
        .then(dari_tabel(pl.col("eselon"), aturan, "simpeg.pangkat_eselon_tertinggi"))
        .when(pl.col("jenis_jabatan") == "fungsional")
        .then(dari_tabel(pl.col("jenjang"), aturan, "simpeg.pangkat_jf_tertinggi"))
        .when(pl.col("kp_jenis") == REGULER).then(plafon(aturan))
    )  # fmt: skip
    return frame.with_columns(_plafon=batas).with_columns(
        kp_plafon=(pl.col("golongan_urut") >= pl.col("_plafon")).fill_null(False)
    )


def with_predikat(
    frame: pl.DataFrame, predikat: pl.DataFrame, tahun: int, cukup: Sequence[str]
) -> pl.DataFrame:
    """Adds _predikat_kurang: words about each year before kp_tmt that counts."""
    hasil, kolom = frame, []
    for mundur in range(1, tahun + 1):
        nilai, ke = f"_nilai_{mundur}", pl.col("kp_tmt").dt.year().cast(pl.Int64) - mundur
        hasil = hasil.with_columns(_tahun=ke).join(
            predikat.select("pegawai_id", _tahun="tahun", **{nilai: pl.col("predikat")}),
            on=["pegawai_id", "_tahun"], how="left", maintain_order="left",
        ).with_columns(
            pl.when(pl.col(nilai).is_null()).then(pl.format("SKP {} belum disahkan", "_tahun"))
            .when(~pl.col(nilai).is_in(list(cukup)))
            .then(pl.format("Predikat kinerja {} di bawah {}", "_tahun",
                            pl.lit(cukup[-1].replace("_", " ")))).alias(nilai)
        )  # fmt: skip
        kolom.append(pl.col(nilai))
    return hasil.with_columns(_predikat_kurang=kata(*kolom)).drop(
        "_tahun", *(k.meta.output_name() for k in kolom)
    )


def _kurang(aturan: Aturan) -> list[pl.Expr]:
    ada = pl.col("kp_jenis").is_not_null()
    pergi = (pl.col("kedudukan") != AKTIF) & ~belajar()
    jf, reguler = pl.col("kp_jenis") == JF, pl.col("kp_jenis") == REGULER
    minimal = dari_tabel(pl.col("jenjang"), aturan, "ak.minimal_pangkat")
    ujian = dari_tabel(pl.col("golongan"), aturan, "simpeg.kp_ujian_dinas")
    ak = pl.col("ak_e3")
    tertulis = pl.format("{},{}", ak // 1000, (ak % 1000 // 10).cast(pl.String).str.zfill(2))
    puncak = {
        REGULER: "Pangkat tertinggi untuk pendidikannya sudah tercapai",
        STRUKTURAL: "Pangkat tertinggi untuk eselonnya sudah tercapai",
        JF: "Pangkat tertinggi jenjangnya sudah tercapai: naik jenjang lebih dahulu",
        BELAJAR: "Pangkat tertinggi jabatan sebelum tugas belajar sudah tercapai",
    }
    return [
        pl.when(ada & pl.col("kp_plafon")).then(
            pl.col("kp_jenis").replace_strict(puncak, default=None, return_dtype=pl.String)),
        pl.when(ada & pl.col("_plafon").is_null()).then(
            pl.when(reguler).then(pl.lit("Pendidikan belum tercatat"))
            .otherwise(pl.lit("Jenjang atau eselon jabatan belum dikenal"))),
        pl.when(ada & pl.col("kp_tmt").is_null()).then(pl.lit("TMT pangkat belum tercatat")),
        pl.when(jf & ak.is_null()).then(pl.lit("Angka kredit belum tercatat"))
        .when(jf & (ak < minimal * 1000)).then(pl.format("Angka kredit {} dari {}", tertulis,
                                                         minimal)),
        pl.when(reguler & (pl.col("ujian_dinas").fill_null(0) < ujian)).then(
            ujian.replace_strict(_UJIAN, default=None, return_dtype=pl.String)),
        pl.when(ada).then(dihukum(aturan)),
        pl.when(ada & pergi).then(pl.format("Kedudukan: {}", "kedudukan")),
        pl.col("_predikat_kurang").list.get(0, null_on_oob=True),
        pl.col("_predikat_kurang").list.get(1, null_on_oob=True),
    ]  # fmt: skip


def dihukum(aturan: Aturan) -> pl.Expr:
    """Words while a sanction that holds promotions runs, else null."""
    return pl.when(pl.col("hukuman_kini").is_in(aturan.daftar("simpeg.kp_hukuman"))).then(
        pl.format("Sedang menjalani hukuman disiplin {}", "hukuman_kini")
    )


def mkg_sesudah_naik(mkg_bulan: int, golongan: str, ke: str, aturan: Aturan) -> int:
    """Months of MKG after a promotion: leaving I loses 6 years, leaving II 5 (PP 7/1977)."""
    dari, sampai = golongan.partition("/")[0], ke.partition("/")[0]
    if dari == sampai:
        return mkg_bulan
    return max(0, mkg_bulan - aturan.tabel("simpeg.kp_pengurang_mkg").get(dari, 0) * BULAN)


def dari_tabel(kolom: pl.Expr, aturan: Aturan, kunci: str) -> pl.Expr:
    return kolom.replace_strict(dict(aturan.tabel(kunci)), default=None, return_dtype=pl.Int64)
