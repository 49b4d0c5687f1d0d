"""The month's discipline: from summed deductions, or attendance, to a score. No days here.

What a deduction is taken of (`disiplin.basis`: the discipline share or the whole TPP) has no
default anywhere: a region that hasn't chosen can't be computed.
"""

import polars as pl

from selaras.aturan.angka import SERATUS_BP, SERATUS_PERSEN, Bingkai, besar, tambah_galat
from selaras.hukum import Aturan

PORSI_DISIPLIN, SELURUH_TPP = "porsi_disiplin", "tpp"
POTONGAN, PERSEN_KEHADIRAN = "potongan", "persen_kehadiran"
BP_PERSEN = SERATUS_PERSEN // SERATUS_BP


def with_disiplin(frame: Bingkai, aturan: Aturan) -> Bingkai:
    """Adds potongan_jumlah, potongan_dipakai (over SERATUS_PERSEN) and disiplin (over skala).

    On the share the score is 100 minus the deductions, never below 0; on the whole TPP the score
    stays 100 and `potongan_dipakai` (capped) is taken from the sum.
    """
    basis, cara = aturan.pilihan("disiplin.basis"), aturan.pilihan("disiplin.cara")
    frame = frame.with_columns(potongan_jumlah=_jumlah(aturan))
    if basis == SELURUH_TPP:
        return _dari_seluruh_tpp(frame, aturan)
    if cara == PERSEN_KEHADIRAN:
        return _dari_kehadiran(frame)
    return _dari_porsi(frame, aturan)


def _jumlah(aturan: Aturan) -> pl.Expr:
    """Deductions of the days plus missed roll calls; null where nobody knows."""
    apel = aturan.nilai("presensi.apel_per_kali") if aturan.ada("presensi.apel_per_kali") else 0
    return pl.col("potongan") + pl.col("apel_absen") * apel * BP_PERSEN


def _tanpa_nilai() -> pl.Expr:
    """Rows that need no score: absent all month, or paid by a reduction."""
    return pl.col("alpa_penuh") | pl.col("ganti_bp").is_not_null()


def _di_luar(kolom: str) -> tuple[pl.Expr, pl.Expr]:
    nilai = pl.col(kolom)
    nama = "disiplin" if kolom == "disiplin_langsung" else kolom
    return ~nilai.is_between(0, SERATUS_PERSEN), pl.lit(f"{nama}: di luar 0 sampai 100")


def _dari_porsi(frame: Bingkai, aturan: Aturan) -> Bingkai:
    """Score = 100 - deductions, floored by the cap and at 0."""
    maks = aturan.nilai("disiplin.maks_potongan") * BP_PERSEN
    jumlah, langsung = pl.col("potongan_jumlah"), pl.col("disiplin_langsung")
    dipakai = jumlah.clip(0, min(maks, SERATUS_PERSEN))
    skor = pl.coalesce(langsung, SERATUS_PERSEN - dipakai)
    return frame.with_columns(
        tambah_galat(
            _di_luar("disiplin_langsung"),
            (jumlah < 0, "potongan: tidak boleh kurang dari 0"),
            (skor.is_null() & ~_tanpa_nilai(), "disiplin: kosong"),
        ),
        potongan_dipakai=pl.coalesce(dipakai, SERATUS_PERSEN - langsung),
        disiplin=_berskala(pl.when(pl.col("alpa_penuh")).then(0).otherwise(skor.fill_null(0))),
    )


def _dari_kehadiran(frame: Bingkai) -> Bingkai:
    """Score = days present over working days; a ready percentage goes first."""
    langsung = pl.col("disiplin_langsung")
    hadir, kerja = pl.col("hari_hadir"), pl.col("hari_kerja")
    bisa_dibagi = (kerja > 0) & hadir.is_between(0, kerja)
    skor = (
        pl.when(pl.col("alpa_penuh"))
        .then(besar(0))
        .when(langsung.is_not_null())
        .then(besar(langsung) * (pl.col("skala") // SERATUS_PERSEN))
        .when(bisa_dibagi)
        .then(besar(hadir) * (pl.col("skala") // besar(kerja.clip(1))))
    )
    kosong = langsung.is_null() & (hadir.is_null() | kerja.is_null()) & ~_tanpa_nilai()
    salah = langsung.is_null() & (~bisa_dibagi).fill_null(False) & ~_tanpa_nilai()
    return frame.with_columns(
        tambah_galat(
            _di_luar("disiplin_langsung"),
            (kosong, "disiplin: kosong"),
            (salah, "hari_hadir: harus antara 0 dan hari_kerja"),
        ),
        potongan_dipakai=pl.lit(None, dtype=pl.Int64),
        disiplin=skor.fill_null(besar(0)),
    )


def _dari_seluruh_tpp(frame: Bingkai, aturan: Aturan) -> Bingkai:
    """Score stays 100; the deductions, capped, are a percentage of the whole TPP."""
    maks = aturan.nilai("disiplin.maks_potongan_tpp") * BP_PERSEN
    jumlah = pl.col("potongan_jumlah")
    dipakai = pl.when(pl.col("alpa_penuh")).then(maks).otherwise(jumlah.fill_null(0).clip(0, maks))
    return frame.with_columns(
        tambah_galat(
            (jumlah < 0, "potongan: tidak boleh kurang dari 0"),
            (jumlah.is_null() & ~_tanpa_nilai(), "potongan: kosong"),
        ),
        potongan_dipakai=dipakai.cast(pl.Int64),
        disiplin=pl.when(pl.col("alpa_penuh")).then(besar(0)).otherwise(pl.col("skala")),
    )


def _berskala(persen: pl.Expr) -> pl.Expr:
    return besar(persen) * (pl.col("skala") // SERATUS_PERSEN)
