"""Whose payment of a month is held back until a prerequisite of the region's law is met.

Holding takes nothing away: the month stays computed. What the computation itself demands (right to
TPP, attendance, salary, PTKP) has no instrument when it is missing and needs no holding.
"""

import polars as pl

from selaras.hukum import Aturan

# Kind of obligation (pegawai.KewajibanPegawai) -> the prerequisite of tpp.prasyarat that it meets.
PRASYARAT_KEWAJIBAN = {
    "skp_tahunan": "dokumen_skp_tahunan",
    "lhkpn": "lhkpn",
    "tgr": "tgr",
    "aset": "aset",
}
_HASIL_KINERJA = ("kinerja", "dokumen_skp_bulanan")
_KOSONG = {"pegawai_id": pl.Int64, "skpd_id": pl.Int64, "prasyarat": pl.String, "alasan": pl.String}


def tahanan(hasil: pl.DataFrame, kewajiban: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """pegawai_id, skpd_id, prasyarat, alasan: one row per person and unmet prerequisite.

    `hasil`: the computed month (aturan.tpp.hitung). `kewajiban`: pegawai_id, jenis, uraian, sejak
    (date) of the obligations that are due and unmet.
    """
    kunci = "tpp.prasyarat"
    syarat = aturan.daftar(kunci) if aturan.ada(kunci) else ()
    ada = hasil.filter(pl.col("galat").is_null())
    bagian = [pl.DataFrame(schema=_KOSONG)]
    if hasil_syarat := next((s for s in _HASIL_KINERJA if s in syarat), ""):
        bagian.append(_tanpa_hasil(ada, hasil_syarat, aturan))
    bagian.append(_kewajiban(ada, kewajiban, syarat, aturan))
    return pl.concat(bagian).sort("skpd_id", "pegawai_id", "prasyarat")


def hasil_kosong(aturan: Aturan) -> pl.Expr:
    """Computed rows whose result of work decides something and is missing."""
    cara = aturan.pilihan("kinerja.cara")
    if cara == "tanpa":
        return pl.lit(False)
    kolom = "predikat" if cara == "predikat" else "menit" if cara.startswith("menit") else "capaian"
    dinilai = ~pl.col("hanya_presensi") & pl.col("ganti_bp").is_null() & ~pl.col("alpa_penuh")
    return dinilai & pl.col(kolom).is_null() & (pl.col("bobot_p") > 0)


def _tanpa_hasil(ada: pl.DataFrame, syarat: str, aturan: Aturan) -> pl.DataFrame:
    """Who is paid whatever the result, in a trial, has nothing to wait for."""
    return ada.filter(hasil_kosong(aturan) & pl.col("uji_coba_bp").is_null()).select(
        "pegawai_id",
        "skpd_id",
        prasyarat=pl.lit(syarat),
        alasan=pl.lit("Hasil kinerja bulan ini belum dinilai"),
    )


def _kewajiban(
    ada: pl.DataFrame, kewajiban: pl.DataFrame, syarat: tuple[str, ...], aturan: Aturan
) -> pl.DataFrame:
    dipakai = {jenis: p for jenis, p in PRASYARAT_KEWAJIBAN.items() if p in syarat}
    if not dipakai or kewajiban.is_empty():
        return pl.DataFrame(schema=_KOSONG)
    mulai = aturan.nilai("tpp.lhkpn_mulai_bulan") if aturan.ada("tpp.lhkpn_mulai_bulan") else 1
    belum_waktu = (pl.col("jenis") == "lhkpn") & (pl.col("bulan") < mulai)
    alasan = pl.format(
        "{} belum dipenuhi sejak {}", "uraian", pl.col("sejak").dt.strftime("%d-%m-%Y")
    )
    return (
        kewajiban.filter(pl.col("jenis").is_in(list(dipakai)))
        .join(ada.select("pegawai_id", "skpd_id", "bulan"), on="pegawai_id", how="inner")
        .filter(~belum_waktu)
        .sort("sejak")
        .unique(["pegawai_id", "jenis"], keep="first", maintain_order=True)
        .select(
            "pegawai_id",
            "skpd_id",
            prasyarat=pl.col("jenis").replace_strict(dipakai, return_dtype=pl.String),
            alasan=alasan.str.head(200),
        )
    )
