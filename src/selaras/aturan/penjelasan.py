"""Every figure of a computed row as a line: formula in words, value, parameter of law.

Reads the frame that `hitung` returns; computes nothing new. The waterfall runs from the basic TPP
to what is received. The same lines serve the calculator's detail file and a person's page; the
effect of single days is in aturan/peristiwa.
"""

from dataclasses import dataclass

import polars as pl

from selaras.aturan.angka import SERATUS_BP, SERATUS_PERSEN, bagi_bulat, besar
from selaras.aturan.berkurang import with_berkurang
from selaras.aturan.besaran import PLT20, PLT100
from selaras.aturan.masukan import JUDUL_KRITERIA
from selaras.aturan.nilai_disiplin import PERSEN_KEHADIRAN, SELURUH_TPP
from selaras.aturan.potongan import PEGAWAI
from selaras.aturan.teks import bila, bilangan, gabung, persen, persen_bp, rupiah
from selaras.hukum import Aturan

RUPIAH, PERSEN = "rupiah", "persen"
TIDAK_DINILAI = "tidak dinilai (hanya presensi)"


@dataclass(frozen=True, slots=True)
class Komponen:
    """One line of the explanation: `nilai` is an expression in `satuan`, `rumus` one of text.

    A line without `syarat` is always shown. `kelompok` is the step of the waterfall. A null value
    is a figure that there is none of, which the formula says in words.
    """

    kode: str
    judul: str
    kelompok: str
    satuan: str
    nilai: pl.Expr
    rumus: pl.Expr
    kunci: str
    syarat: pl.Expr | None = None


def komponen(aturan: Aturan) -> list[Komponen]:
    """The lines that this law's computation has, in the order of the walk."""
    kriteria = [_kriteria(k, aturan) for k in aturan.daftar("tpp.kriteria")]
    return [*_nilai(aturan), *_berkurang(aturan), *kriteria, *_bruto(), *_penerimaan(aturan)]


def rincian(frame: pl.DataFrame, aturan: Aturan, kunci: str = "nip") -> pl.DataFrame:
    """One row per person and line, person after person: kunci, then the columns of Komponen.

    All lines are computed side by side first, so that shared pieces of text are made once.
    """
    baris = komponen(aturan)
    ada = pl.lit(True)
    lebar = (
        frame.filter(pl.col("galat").is_null())
        .lazy()
        .pipe(
            with_berkurang,
            aturan,
            persen_dari_skala("produktivitas"),
            persen_dari_skala("disiplin"),
        )
        .with_row_index("orang")
        .select(
            "orang",
            kunci,
            *(k.nilai.cast(pl.Int64).alias(f"nilai_{i}") for i, k in enumerate(baris)),
            *(k.rumus.alias(f"rumus_{i}") for i, k in enumerate(baris)),
            *(
                (ada if k.syarat is None else k.syarat).alias(f"ada_{i}")
                for i, k in enumerate(baris)
            ),
        )
        .collect()
    )
    bagian = [
        lebar.lazy()
        .filter(pl.col(f"ada_{i}"))
        .select(
            kunci,
            urutan=pl.lit(i, dtype=pl.Int16),
            letak=pl.col("orang").cast(pl.Int64) * len(baris) + i,
            komponen=pl.lit(k.kode),
            judul=pl.lit(k.judul),
            kelompok=pl.lit(k.kelompok),
            satuan=pl.lit(k.satuan),
            nilai=f"nilai_{i}",
            rumus=f"rumus_{i}",
            kunci_hukum=pl.lit(k.kunci),
        )
        for i, k in enumerate(baris)
    ]
    return pl.concat(bagian).sort("letak").drop("letak").collect()


def persen_dari_skala(kolom: str) -> pl.Expr:
    """A score over skala as an integer over SERATUS_PERSEN, for reading."""
    return bagi_bulat(besar(pl.col(kolom)), pl.col("skala") // SERATUS_PERSEN)


def _nilai(aturan: Aturan) -> list[Komponen]:
    """The scores: productivity, discipline, what they make together."""
    produktivitas, disiplin = persen_dari_skala("produktivitas"), persen_dari_skala("disiplin")
    # Someone who owes no result has no score of it, rather than a score of nought.
    dinilai = (pl.col("bobot_p") > 0) | (pl.col("bobot_d") < SERATUS_BP)
    rumus_p = gabung(_cara_produktivitas(aturan), " = ", persen(produktivitas))
    return [
        Komponen(
            "produktivitas", "Nilai produktivitas", "nilai", PERSEN,
            pl.when(dinilai).then(produktivitas),
            pl.when(dinilai).then(rumus_p).otherwise(pl.lit(TIDAK_DINILAI)), "kinerja.cara",
        ),
        Komponen(
            "disiplin", "Nilai disiplin", "nilai", PERSEN, disiplin,
            gabung(_cara_disiplin(aturan), " = ", persen(disiplin)), "disiplin.basis",
        ),
        Komponen(
            "realisasi", "Realisasi", "nilai", PERSEN, pl.col("realisasi"),
            gabung(_cara_realisasi(aturan), " = ", persen(pl.col("realisasi"))), "tpp.bobot",
        ),
    ]  # fmt: skip


def _cara_produktivitas(aturan: Aturan) -> pl.Expr:
    cara = aturan.pilihan("kinerja.cara")
    if cara.startswith("menit"):
        menit = gabung(bilangan(pl.col("menit_diakui").fill_null(0)), " menit diakui")
        if aturan.ada("kinerja.menit_per_hari"):
            per_hari = aturan.nilai("kinerja.menit_per_hari")
            return gabung(menit, " dari target ", bilangan(pl.col("hari_kerja") * per_hari))
        target = pl.lit(aturan.nilai("kinerja.menit_target"))
        teks = gabung(menit, " dari target ", bilangan(target))
    elif cara == "predikat":
        nama = pl.col("predikat").str.replace_all("_", " ").fill_null("belum ada")
        teks = gabung("predikat ", nama)
    elif cara == "tanpa":
        teks = pl.lit("tidak dinilai")
    else:
        teks = gabung("capaian ", persen(pl.col("capaian").fill_null(0)))
    tanpa_masuk = pl.lit("tidak masuk sepanjang bulan")
    return pl.when(pl.col("alpa_penuh")).then(tanpa_masuk).otherwise(teks)


def _cara_disiplin(aturan: Aturan) -> pl.Expr:
    jumlah, dipakai = pl.col("potongan_jumlah"), pl.col("potongan_dipakai")
    if aturan.pilihan("disiplin.basis") == SELURUH_TPP:
        teks = pl.lit("100%; potongan kehadiran diambil dari seluruh TPP")
    elif aturan.pilihan("disiplin.cara") == PERSEN_KEHADIRAN:
        hari = gabung(
            "hadir ", bilangan(pl.col("hari_hadir").fill_null(0)), " dari ",
            bilangan(pl.col("hari_kerja").fill_null(0)), " hari kerja",
        )  # fmt: skip
        langsung = pl.lit("persen kehadiran")
        teks = pl.when(pl.col("disiplin_langsung").is_null()).then(hari).otherwise(langsung)
    else:
        batas = bila(
            jumlah > dipakai,
            gabung(" (jumlahnya ", persen(jumlah), ", dibatasi ", persen(dipakai), ")"),
        )
        potongan = gabung("100% - potongan ", persen(dipakai.fill_null(0)), batas)
        teks = pl.when(dipakai.is_null()).then(pl.lit("tanpa nilai")).otherwise(potongan)
    tanpa_masuk = pl.lit("tidak masuk sepanjang bulan")
    return pl.when(pl.col("alpa_penuh")).then(tanpa_masuk).otherwise(teks)


def _cara_realisasi(aturan: Aturan) -> pl.Expr:
    produktivitas, disiplin = persen_dari_skala("produktivitas"), persen_dari_skala("disiplin")
    teks = gabung(
        persen_bp(pl.col("bobot_p")), " x ", persen(produktivitas), " + ",
        persen_bp(pl.col("bobot_d")), " x ", persen(disiplin),
        bila(pl.col("skp_porsi") > 0, gabung(" + porsi SKP ", persen_bp(pl.col("skp_porsi")))),
    )  # fmt: skip
    if aturan.pilihan("disiplin.basis") == SELURUH_TPP:
        jumlah, dipakai = pl.col("potongan_jumlah"), pl.col("potongan_dipakai")
        batas = bila(jumlah > dipakai, gabung(" (batas; jumlahnya ", persen(jumlah), ")"))
        teks = gabung(teks, " - potongan ", persen(dipakai), batas)
    return teks


def _berkurang(aturan: Aturan) -> list[Komponen]:
    """From the basic TPP to the criteria as paid; a cause that takes nothing is no line."""
    produktivitas, disiplin = persen_dari_skala("produktivitas"), persen_dari_skala("disiplin")
    dasar, hukuman = pl.col("dasar_rp"), pl.col("dasar_hukuman")
    pengganti, uji = pl.col("rugi_pengganti"), pl.col("uji_coba_bp")
    rugi_p, rugi_d = pl.col("rugi_produktivitas"), pl.col("rugi_disiplin")
    bagian = pl.coalesce(pl.col("ganti_bp"), uji)
    sebab = pl.coalesce(pl.col("pengurang_berlaku"), pl.lit("masa uji coba"))
    return [
        Komponen(
            "dasar", "TPP dasar", "dasar", RUPIAH, dasar,
            gabung("besaran jabatan semua kriteria, penuh", _pengali(aturan), _bayar(), " = ",
                   rupiah(dasar)), "tpp.kriteria",
        ),
        Komponen(
            "hukuman_dasar", "Potongan hukuman disiplin", "berkurang", RUPIAH, -hukuman,
            gabung(persen_bp(pl.col("hukuman")), " x ", rupiah(dasar), " = ",
                   rupiah(hukuman)), "tpp.hukuman_urutan", hukuman > 0,
        ),
        Komponen(
            "pengganti", "Dibayar menurut ketentuan khusus", "berkurang", RUPIAH, -pengganti,
            gabung("dibayar ", persen_bp(bagian), " (", sebab, "), berkurang ",
                   rupiah(pengganti)), "tpp.kriteria_dinilai", pengganti != 0,
        ),
        Komponen(
            "rugi_produktivitas", "Berkurang karena hasil kinerja", "berkurang", RUPIAH,
            -rugi_p,
            gabung("bobot ", persen_bp(pl.col("bobot_p")), ", nilai produktivitas ",
                   persen(produktivitas), ": berkurang ", rupiah(rugi_p)),
            "tpp.bobot", rugi_p != 0,
        ),
        Komponen(
            "rugi_disiplin", "Berkurang karena disiplin", "berkurang", RUPIAH, -rugi_d,
            gabung(_cara_rugi_disiplin(aturan, disiplin), ": berkurang ", rupiah(rugi_d)),
            "tpp.bobot", rugi_d != 0,
        ),
    ]  # fmt: skip


def _cara_rugi_disiplin(aturan: Aturan, disiplin: pl.Expr) -> pl.Expr:
    if aturan.pilihan("disiplin.basis") == SELURUH_TPP:
        return gabung("potongan ", persen(pl.col("potongan_dipakai")), " dari seluruh TPP")
    return gabung("bobot ", persen_bp(pl.col("bobot_d")), ", nilai disiplin ", persen(disiplin))


def _kriteria(k: str, aturan: Aturan) -> Komponen:
    """One criterion: basic x score x share paid, with only the factors that differ from 100 %."""
    nilai = pl.col(f"nilai_{k}")
    rumus = gabung(_dasar(k), _pengali(aturan), _faktor(k, aturan), _bayar(), " = ", rupiah(nilai))
    ada = (pl.col(k).fill_null(0) > 0) | (pl.col(f"plt_{k}").fill_null(0) > 0)
    judul = JUDUL_KRITERIA[k]
    return Komponen(k, judul, "kriteria", RUPIAH, nilai, rumus, "tpp.kriteria", ada)


def _dasar(k: str) -> pl.Expr:
    besaran = bagi_bulat(besar(pl.col(k).fill_null(0)), besar(pl.col("pembagi").clip(1)))
    prorata = bila(pl.col("pembagi") > 1, pl.lit(" (menurut hari kerja)"))
    status = bila(
        pl.col("status_bp") != SERATUS_BP,
        gabung(" x ", persen_bp(pl.col("status_bp")), " (", pl.col("status"), ")"),
    )
    sendiri = gabung(rupiah(besaran), prorata, status)
    milik_plt = rupiah(pl.col(f"plt_{k}").fill_null(0))
    tambah = gabung("(", sendiri, " + ", persen_bp(pl.col("plt_bp")), " x ", milik_plt, " Plt)")
    plt = pl.col("plt_berlaku")
    return (
        pl.when(plt == PLT100)
        .then(gabung(milik_plt, " (jabatan Plt)", status))
        .when(plt == PLT20)
        .then(tambah)
        .otherwise(sendiri)
    )


def _pengali(aturan: Aturan) -> pl.Expr:
    pengali = aturan.nilai("tpp.pengali_besaran")
    teks = gabung(" x ", persen_bp(pl.lit(pengali)), " (pengali besaran)")
    return bila(pl.lit(pengali != SERATUS_BP), teks)


def _faktor(k: str, aturan: Aturan) -> pl.Expr:
    dinilai = k in aturan.daftar("tpp.kriteria_dinilai")
    ganti = gabung(" x ", persen_bp(pl.col("ganti_bp")), " (", pl.col("pengurang_berlaku"), ")")
    uji = gabung(" x ", persen_bp(pl.col("uji_coba_bp")), " (masa uji coba)")
    if dinilai:
        skor = gabung(" x ", persen(pl.col("realisasi")), " (realisasi)")
    else:
        hadir = pl.lit(" (tidak dinilai)")
        skor = pl.when(pl.col(f"nilai_{k}") > 0).then(hadir).otherwise(pl.lit(" (tanpa hadir)"))
    return (
        pl.when(pl.col("ganti_bp").is_not_null())
        .then(ganti)
        .when(pl.col("uji_coba_bp").is_not_null())
        .then(uji)
        .otherwise(skor)
    )


def _bayar() -> pl.Expr:
    teks = gabung(" x ", persen_bp(pl.col("bayar_bp")), " (bagian yang dibayar)")
    return bila(pl.col("bayar_bp") != SERATUS_BP, teks)


def _bruto() -> list[Komponen]:
    """From the criteria to the gross sum."""
    hukuman, jumlah = pl.col("hukuman_rp"), pl.col("jumlah_nilai")
    kurang, lebih = pl.col("kekurangan_lalu"), pl.col("kelebihan_dipotong")
    sisa = bila(
        pl.col("kelebihan_sisa") > 0,
        gabung("; sisanya ", rupiah(pl.col("kelebihan_sisa")), " menunggu bulan berikut"),
    )
    beda = jumlah - pl.col("jumlah_bayangan")
    return [
        Komponen(
            "jumlah", "Jumlah kriteria", "bruto", RUPIAH, jumlah,
            gabung("jumlah kriteria = ", rupiah(jumlah)), "tpp.pembulatan",
        ),
        Komponen(
            "bayangan", "Nilai bayangan masa uji coba", "keterangan", RUPIAH,
            pl.col("jumlah_bayangan"),
            gabung("menurut nilai ", rupiah(pl.col("jumlah_bayangan")), "; beda uji coba ",
                   rupiah(beda), " tidak dipotong"),
            "tpp.uji_coba", pl.col("uji_coba_bp").is_not_null(),
        ),
        Komponen(
            "hukuman", "Potongan hukuman disiplin", "bruto", RUPIAH, -hukuman,
            gabung(persen_bp(pl.col("hukuman")), " x ", rupiah(jumlah), " = ", rupiah(hukuman)),
            "tpp.hukuman_potongan", hukuman > 0,
        ),
        Komponen(
            "kekurangan", "Kekurangan bulan lalu", "bruto", RUPIAH, kurang,
            gabung("susulan ", rupiah(kurang)), "tpp.pembulatan", kurang > 0,
        ),
        Komponen(
            "kelebihan", "Kelebihan bulan lalu", "bruto", RUPIAH, -lebih,
            gabung("dikembalikan ", rupiah(lebih), sisa), "tpp.pembulatan",
            pl.col("kelebihan_lalu") > 0,
        ),
        Komponen(
            "bruto", "TPP bruto", "bruto", RUPIAH, pl.col("bruto"),
            _rumus_bruto(), "tpp.pembulatan",
        ),
    ]  # fmt: skip


def _rumus_bruto() -> pl.Expr:
    jumlah, bruto, hukuman = pl.col("jumlah_nilai"), pl.col("bruto"), pl.col("hukuman_rp")
    kurang, lebih = pl.col("kekurangan_lalu"), pl.col("kelebihan_dipotong")
    langkah = gabung(
        rupiah(jumlah),
        bila(hukuman > 0, gabung(" - ", rupiah(hukuman))),
        bila(kurang > 0, gabung(" + ", rupiah(kurang))),
        bila(lebih > 0, gabung(" - ", rupiah(lebih))),
        " = ",
        rupiah(bruto),
    )
    sama = (hukuman == 0) & (kurang == 0) & (lebih == 0)
    return pl.when(sama).then(pl.lit("sama dengan jumlah kriteria")).otherwise(langkah)


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


def _penerimaan(aturan: Aturan) -> list[Komponen]:
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
