"""From the gross sum to the account: tax, contributions, agreed deductions."""

import polars as pl

from selaras.aturan.angka import SERATUS_BP, bagi_bulat, besar
from selaras.aturan.penjelasan.bentuk import RUPIAH, Komponen
from selaras.aturan.potongan import PEGAWAI
from selaras.aturan.teks import bila, gabung, persen_bp, rupiah
from selaras.hukum import Aturan


def _pajak(aturan: Aturan) -> tuple[pl.Expr, str]:
    cara = aturan.pilihan("pajak.cara")
    pph = rupiah(pl.col("pph21"))
    tarif = persen_bp(pl.col("tarif_bp"))
    if cara == "ter":
        kategori = pl.col("ter_kategori").replace_strict(
            {1: "A", 2: "B", 3: "C"}, default=None, return_dtype=pl.String
        )
        bulanan = gabung("TER ", kategori, " (", pl.col("ptkp_dipakai"), ") ", tarif, " x ",
                         rupiah(pl.col("dasar_pajak")), " gaji dan TPP = ", pph)  # fmt: skip
        setahun = gabung("PPh setahun (Pasal 17) dikurangi yang sudah dipotong = ", pph)
        kunci = "pajak.kategori_ter"
        return pl.when(pl.col("masa_terakhir")).then(setahun).otherwise(bulanan), kunci
    if cara == "pp80":
        golongan = gabung("golongan ", pl.col("golongan"), ": ")
        return gabung(golongan, tarif, " x ", rupiah(pl.col("bruto")), " = ", pph), "pajak.pp80"
    return pl.lit("tidak dihitung di sini"), "pajak.cara"


def _iuran(kolom: str, bp: int, ruang: str) -> pl.Expr:
    mentah = bagi_bulat(besar(pl.col("bruto")) * bp, besar(SERATUS_BP))
    batas = bila(mentah > pl.col(ruang), gabung("; batas bersama gaji menyisakan ",
                                                rupiah(pl.col(ruang))))  # fmt: skip
    hasil = rupiah(pl.col(kolom))
    return gabung(persen_bp(pl.lit(bp)), " x ", rupiah(pl.col("bruto")), batas, " = ", hasil)


def lines_of_payment(aturan: Aturan) -> list[Komponen]:
    """From the gross sum to the account."""
    rumus_pajak, kunci_pajak = _pajak(aturan)
    ditanggung_pegawai = aturan.pilihan("pajak.penanggung") == PEGAWAI
    beban = "" if ditanggung_pegawai else " (ditanggung daerah)"
    pph, lebih = pl.col("pph_pegawai"), pl.col("pph21_lebih")
    dikurangi_gaji = bila(
        pl.col("pph21_tpp") != pl.col("pph21"),
        gabung("; ", rupiah(pl.col("pph21_tpp")), " sesudah PPh yang dipotong pada gaji"),
    )
    dari_tpp = gabung(
        "PPh 21 gaji dan TPP ", rupiah(pl.col("pph21")),
        bila(pl.col("pph21_tpp") != pl.col("pph21"),
             gabung(", ", rupiah(pl.col("pph21") - pl.col("pph21_tpp")), " dipotong pada gaji")),
        "; dari TPP ", rupiah(pph),
    )  # fmt: skip
    setahun = gabung(
        "PPh setahun lebih kecil dari yang sudah dipotong; kelebihannya ", rupiah(-pph),
        " dikembalikan",
    )  # fmt: skip
    kembali = bila(lebih > 0, gabung("; lebih bayar ", rupiah(lebih), " dikembalikan"))
    iwp = _iuran("iwp", aturan.nilai("jkn.pegawai"), "ruang_iwp")
    bpjs = _iuran("bpjs", aturan.nilai("jkn.pemberi_kerja"), "ruang_bpjs")
    potong_pajak = bila(pph > 0, gabung(" - ", rupiah(pph)))
    kembali_pajak = bila(pph < 0, gabung(" + ", rupiah(-pph)))
    diterima = gabung(
        rupiah(pl.col("bruto")),
        " - ",
        rupiah(pl.col("iwp")),
        potong_pajak,
        kembali_pajak,
        " = ",
        rupiah(pl.col("diterima")),
    )
    zakat = aturan.nilai("potongan.zakat") if aturan.ada("potongan.zakat") else 0
    return [
        Komponen("pph21", f"PPh 21 gaji dan TPP{beban}", "pajak", RUPIAH, pl.col("pph21"),
                 gabung(rumus_pajak, dikurangi_gaji, kembali), kunci_pajak),
        Komponen("pph_tpp", "PPh 21 dipotong dari TPP", "pajak", RUPIAH, -pph, dari_tpp,
                 kunci_pajak, pph > 0),
        Komponen("pph_kembali", "Kelebihan PPh dikembalikan", "pajak", RUPIAH, -pph, setahun,
                 "pajak.pasal17", pph < 0),
        Komponen("iwp", "IWP/JKN 1% pegawai", "iuran", RUPIAH, pl.col("iwp"), iwp, "jkn.pegawai"),
        Komponen("bpjs", "JKN 4% pemberi kerja (beban daerah)", "iuran", RUPIAH, pl.col("bpjs"),
                 bpjs, "jkn.pemberi_kerja"),
        Komponen("diterima", "Diterima", "terima", RUPIAH, pl.col("diterima"), diterima,
                 "pajak.penanggung"),
        Komponen("zakat", "Zakat profesi", "potongan", RUPIAH, -pl.col("zakat_rp"),
                 gabung(persen_bp(pl.lit(zakat)), " x ", rupiah(pl.col("diterima")), " = ",
                        rupiah(pl.col("zakat_rp"))), "potongan.zakat", pl.col("zakat_rp") > 0),
        Komponen("potongan_lain", "Korpri, koperasi dan potongan lain", "potongan", RUPIAH,
                 -pl.col("potongan_lain_rp"),
                 gabung("dengan surat kesediaan = ", rupiah(pl.col("potongan_lain_rp"))),
                 "potongan.zakat", pl.col("potongan_lain_rp") > 0),
        Komponen("netto", "Ditransfer", "terima", RUPIAH, pl.col("netto"),
                 gabung("diterima - potongan = ", rupiah(pl.col("netto"))), "potongan.zakat",
                 pl.col("netto") != pl.col("diterima")),
    ]  # fmt: skip
