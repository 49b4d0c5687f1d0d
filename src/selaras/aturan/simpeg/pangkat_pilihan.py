"""Promotions that a person may have besides that of her post, each with what is missing for it.

Penyesuaian ijazah (PP 99/2000 ps. 18), selesai tugas belajar (ps. 20), prestasi kerja luar biasa
baiknya (ps. 14), penemuan baru (ps. 15), and pengabdian at the end of service (ps. 27).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from selaras.aturan.simpeg.golongan import golongan_ke
from selaras.aturan.simpeg.kgb import kata
from selaras.aturan.simpeg.pangkat import (
    AKTIF,
    belajar,
    dari_tabel,
    dihukum,
    periode,
    with_predikat,
)
from selaras.aturan.simpeg.waktu import BULAN, bulan_antara, tambah_bulan
from selaras.hukum import Aturan

IJAZAH, LULUS_BELAJAR = "ijazah", "tugas_belajar_selesai"
PRESTASI, PENEMUAN = "prestasi", "penemuan"
KOLOM = ("pegawai_id", "kp_jenis", "kp_golongan", "kp_tmt", "kp_kurang")
_BELUM_LULUS = "Ujian penyesuaian kenaikan pangkat belum tercatat"
_BELUM_DIAKUI = "Gelar dari ijazah ini belum tercantum dalam SK"
_TERPUTUS = "Masa kerja terputus cuti di luar tanggungan negara"


def jalur_pilihan(frame: pl.DataFrame, predikat: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """Rows of KOLOM, one a person and way that is open to her; nobody else.

    Reads what with_kp reads and ijazah (level of the highest diploma), ijazah_tmt, ijazah_diakui,
    upkp_tmt, tb_selesai, prestasi_tmt, penemuan_tmt (days; null = none since the last rank).
    """
    pns = frame.filter(
        (pl.col("status") == "PNS") & pl.col("golongan_urut").is_not_null()
        & pl.col("tmt_golongan").is_not_null()
    ).with_columns(_tuju=dari_tabel(pl.col("ijazah").cast(pl.String).str.zfill(2), aturan,
                                    "simpeg.kp_ijazah"))  # fmt: skip
    baik = aturan.daftar("simpeg.kp_predikat")
    naik, tuju = pl.col("golongan_urut") + 1, pl.col("_tuju")
    di_bawah = pl.col("golongan_urut") < tuju
    lulus = (pl.col("tb_selesai") >= pl.col("tmt_golongan")).fill_null(False)
    tanpa_ujian = pl.when(pl.col("upkp_tmt").is_null()).then(pl.lit(_BELUM_LULUS))
    jalur = (
        (pns.filter(di_bawah & ~lulus),
         _Jalur(IJAZAH, pl.max_horizontal("ijazah_tmt", "upkp_tmt"), tuju, baik,
                (tanpa_ujian, _diakui()))),
        (pns.filter(di_bawah & lulus),
         _Jalur(LULUS_BELAJAR, pl.max_horizontal("ijazah_tmt", "tb_selesai"), tuju, baik,
                (_diakui(),))),
        (pns.filter(pl.col("prestasi_tmt") >= pl.col("tmt_golongan")),
         _Jalur(PRESTASI, pl.col("prestasi_tmt"), naik,
                aturan.daftar("simpeg.kp_predikat_prestasi"))),
        (pns.filter(pl.col("penemuan_tmt") >= pl.col("tmt_golongan")),
         _Jalur(PENEMUAN, pl.col("penemuan_tmt"), naik, baik)),
    )  # fmt: skip
    return pl.concat([_rows(orang, predikat, j, aturan) for orang, j in jalur])


@dataclass(frozen=True, slots=True)
class _Jalur:
    """A way: from which day besides the time in rank, to which rank, with which predicates."""

    jenis: str
    sejak: pl.Expr
    tuju: pl.Expr
    cukup: Sequence[str]
    kurang: tuple[pl.Expr, ...] = ()


def _diakui() -> pl.Expr:
    return pl.when(~pl.col("ijazah_diakui")).then(pl.lit(_BELUM_DIAKUI))


def _rows(orang: pl.DataFrame, predikat: pl.DataFrame, j: _Jalur, aturan: Aturan) -> pl.DataFrame:
    tahun = aturan.tabel("simpeg.kp_tahun_nilai")[j.jenis]
    masa = aturan.tabel("simpeg.kp_masa")[j.jenis]
    matang = pl.max_horizontal(tambah_bulan(pl.col("tmt_golongan"), masa), j.sejak)
    calon = orang.with_columns(_matang=matang).with_columns(
        kp_jenis=pl.lit(j.jenis), kp_tmt=periode(pl.col("_matang"), aturan),
        kp_golongan=golongan_ke(j.tuju, aturan),
    ).filter(pl.col("kp_golongan").is_not_null())  # fmt: skip
    pergi = pl.when((pl.col("kedudukan") != AKTIF) & ~belajar()).then(
        pl.format("Kedudukan: {}", "kedudukan")
    )
    dinilai = with_predikat(calon, predikat, tahun, j.cukup)
    return dinilai.with_columns(
        kp_kurang=kata(
            *j.kurang, dihukum(aturan), pergi,
            *(pl.col("_predikat_kurang").list.get(n, null_on_oob=True) for n in range(tahun)),
        )
    ).select(KOLOM)  # fmt: skip


def with_pengabdian(frame: pl.DataFrame, predikat: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """Rows of KOLOM for those whose service at the pension is long enough: one rank more.

    Reads tmt_pensiun, tmt_cpns, tmt_golongan, golongan_urut, status, cltn_bulan, hukuman_kini.
    """
    syarat = sorted(aturan.jenjang("simpeg.kp_pengabdian"), key=lambda s: -s.mulai)
    sebelum = aturan.nilai("simpeg.kp_pengabdian_sebelum")
    akhir = pl.col("tmt_pensiun")
    masa = bulan_antara(pl.col("tmt_cpns"), akhir) - pl.col("cltn_bulan").fill_null(0)
    perlu = pl.coalesce(
        pl.when(pl.col("_masa") >= s.mulai * BULAN).then(pl.lit(s.nilai)) for s in syarat
    )
    calon = (
        frame.filter((pl.col("status") == "PNS") & pl.col("tmt_golongan").is_not_null())
        .with_columns(_masa=masa, _pangkat=bulan_antara(pl.col("tmt_golongan"), akhir))
        .with_columns(
            _perlu=perlu,
            kp_jenis=pl.lit("pengabdian"),
            kp_tmt=tambah_bulan(akhir, -sebelum),
            kp_golongan=golongan_ke(pl.col("golongan_urut") + 1, aturan),
        )
        .filter(pl.col("_perlu").is_not_null() & pl.col("kp_golongan").is_not_null())
    )
    tahun = aturan.tabel("simpeg.kp_tahun_nilai")["pengabdian"]
    dinilai = with_predikat(calon, predikat, tahun, aturan.daftar("simpeg.kp_predikat"))
    return dinilai.with_columns(
        kp_kurang=kata(
            pl.when(pl.col("_pangkat") < pl.col("_perlu")).then(
                pl.format("Baru {} dari {} bulan dalam pangkat", "_pangkat", "_perlu")),
            pl.when(pl.col("cltn_bulan").fill_null(0) > 0).then(pl.lit(_TERPUTUS)),
            dihukum(aturan),
            *(pl.col("_predikat_kurang").list.get(n, null_on_oob=True) for n in range(tahun)),
        )
    ).select(KOLOM)  # fmt: skip
