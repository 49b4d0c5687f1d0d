"""What is wrong or missing in personnel files, set-wise: each rule is a condition over the frame.

A rule says how grave it is, who mends it and where. Numbers (NIP, NIK) are checked by the same code
that imports use.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from selaras.aturan.nip import Masalah, Nomor, check_nik, check_nip
from selaras.aturan.simpeg.pangkat import plafon
from selaras.aturan.simpeg.waktu import BULAN, tambah_bulan
from selaras.hukum import Aturan

BERAT, SEDANG, RINGAN = 3, 2, 1
TINGKAT = {BERAT: "berat", SEDANG: "sedang", RINGAN: "ringan"}
INSTANSI, UNIT, PEGAWAI = "BKPSDM", "Pengelola kepegawaian SKPD", "Pegawai sendiri"
ASN = ("PNS", "CPNS", "PPPK", "PPPK_PW")
USIA_LULUS = 10  # nobody finishes a school that counts before
SETAHUN = 12

Syarat = Callable[[date, Aturan], pl.Expr]


@dataclass(frozen=True, slots=True)
class AturanMutu:
    """One rule. `mendata` names the page of the file that mends it (simpeg.jenis, or one of its
    own: orang, jabatan, atasan, pribadi); `rinci` shows what was found."""

    kode: str
    judul: str
    tingkat: int
    pemilik: str
    mendata: str
    syarat: Syarat
    rinci: Callable[[], pl.Expr] = lambda: pl.lit("")


def _asn() -> pl.Expr:
    return pl.col("status").is_in(ASN)


def _d(kolom: str) -> pl.Expr:
    return pl.col(kolom).dt.strftime("%d-%m-%Y")


def _tmt_urut(_: date, __: Aturan) -> pl.Expr:
    return pl.any_horizontal(
        pl.col("tmt_pns") < pl.col("tmt_cpns"), pl.col("tmt_golongan") < pl.col("tmt_cpns"),
        pl.col("tmt_jabatan") < pl.col("tmt_cpns"),
    )  # fmt: skip


def _di_atas_plafon(_: date, aturan: Aturan) -> pl.Expr:
    return (
        (pl.col("status") == "PNS")
        & (pl.col("jenis_jabatan") == "pelaksana")
        & (pl.col("golongan_urut") > plafon(aturan))
    )


def _pangkat_jabatan(_: date, aturan: Aturan) -> pl.Expr:
    terendah = pl.col("eselon").replace_strict(
        dict(aturan.tabel("simpeg.pangkat_eselon_terendah")), default=None, return_dtype=pl.Int64
    )
    return pl.col("golongan_urut") < terendah - 1


def _ada(masalah: str) -> Syarat:
    return lambda _, __: pl.col("masalah_nomor").list.contains(masalah)


SEMUA = (
    AturanMutu("nip-salah", "NIP tidak sah", BERAT, INSTANSI, "orang", _ada("nip-salah"),
               lambda: pl.col("nip")),
    AturanMutu("nip-lahir", "NIP berbeda dengan tanggal lahir", SEDANG, INSTANSI, "orang",
               _ada("nip-lahir"), lambda: pl.format("{}, lahir {}", "nip", _d("lahir"))),
    AturanMutu("nip-kelamin", "NIP berbeda dengan jenis kelamin", SEDANG, INSTANSI, "orang",
               _ada("nip-kelamin"), lambda: pl.format("{}, tertulis {}", "nip", "jk")),
    AturanMutu("lahir-kosong", "Tanggal lahir kosong", BERAT, UNIT, "orang",
               lambda _, __: pl.col("lahir").is_null()),
    AturanMutu("kelamin-kosong", "Jenis kelamin kosong", SEDANG, UNIT, "orang",
               lambda _, __: pl.col("jk") == ""),
    AturanMutu("nik-kosong", "NIK kosong", SEDANG, UNIT, "orang",
               lambda _, __: pl.col("nik") == ""),
    AturanMutu("nik-salah", "NIK tidak sah", SEDANG, UNIT, "orang", _ada("nik-salah")),
    AturanMutu("nik-lahir", "NIK berbeda dengan tanggal lahir atau jenis kelamin", RINGAN, UNIT,
               "orang", _ada("nik-lahir")),
    AturanMutu("nik-kembar", "NIK dipakai lebih dari satu pegawai", BERAT, INSTANSI, "orang",
               lambda _, __: (pl.col("nik") != "") & (pl.len().over("nik") > 1)),
    AturanMutu("nama-kembar", "Nama dan tanggal lahir sama dengan pegawai lain", RINGAN, INSTANSI,
               "orang", lambda _, __: pl.col("lahir").is_not_null()
               & (pl.len().over(pl.col("nama").str.to_lowercase(), "lahir") > 1)),
    AturanMutu("tmt-urut", "Urutan TMT bertentangan", BERAT, UNIT, "pengangkatan", _tmt_urut,
               lambda: pl.format("CPNS {}, PNS {}, pangkat {}, jabatan {}",
                                 *(_d(k).fill_null("–") for k in
                                   ("tmt_cpns", "tmt_pns", "tmt_golongan", "tmt_jabatan")))),
    AturanMutu("terlalu-muda", "Diangkat sebelum usia terendah menurut hukum", BERAT, UNIT,
               "pengangkatan",
               lambda _, aturan: pl.col("tmt_cpns")
               < tambah_bulan(pl.col("lahir"), aturan.nilai("simpeg.usia_angkat") * BULAN),
               lambda: pl.format("lahir {}, TMT {}", _d("lahir"), _d("tmt_cpns"))),
    AturanMutu("bup-lewat", "Sudah melewati batas usia pensiun tetapi masih aktif", BERAT,
               INSTANSI, "orang", lambda hari, _: (pl.col("status") != "NONASN")
               & (pl.col("tmt_pensiun") <= pl.lit(hari)),
               lambda: pl.format("TMT pensiun {}", _d("tmt_pensiun"))),
    AturanMutu("tanpa-jabatan", "Tanpa jabatan", BERAT, UNIT, "jabatan",
               lambda _, __: pl.col("jabatan_id").is_null()),
    AturanMutu("tanpa-golongan", "Tanpa golongan", SEDANG, UNIT, "orang",
               lambda _, __: _asn() & (pl.col("golongan") == "")),
    AturanMutu("tanpa-atasan", "Tanpa atasan langsung", SEDANG, UNIT, "atasan",
               lambda _, __: ~pl.col("ada_atasan")),
    AturanMutu("tanpa-pendidikan", "Pendidikan belum tercatat", SEDANG, UNIT, "pendidikan",
               lambda _, __: _asn() & pl.col("pendidikan").is_null()),
    AturanMutu("lulus-terlalu-muda", "Tahun lulus tidak mungkin", SEDANG, PEGAWAI, "pendidikan",
               lambda _, __: pl.col("tahun_lulus")
               < pl.col("lahir").dt.year().cast(pl.Int64) + USIA_LULUS,
               lambda: pl.format("lahir {}, lulus {}", _d("lahir"), "tahun_lulus")),
    AturanMutu("tanpa-pengangkatan", "SK CPNS atau PPPK belum tercatat", SEDANG, UNIT,
               "pengangkatan", lambda _, __: pl.col("status").is_in(["PNS", "CPNS", "PPPK"])
               & pl.col("tmt_cpns").is_null()),
    AturanMutu("pns-tanpa-sk", "SK PNS belum tercatat", SEDANG, UNIT, "pengangkatan",
               lambda _, __: (pl.col("status") == "PNS") & pl.col("tmt_pns").is_null()),
    AturanMutu("golongan-pendidikan", "Pangkat melebihi plafon pendidikannya", SEDANG, UNIT,
               "pendidikan", _di_atas_plafon,
               lambda: pl.format("{}, {}", "golongan", "pendidikan_nama")),
    AturanMutu("pangkat-jabatan", "Pangkat terlalu rendah untuk eselonnya", RINGAN, INSTANSI,
               "jabatan", _pangkat_jabatan, lambda: pl.format("{}, eselon {}", "golongan",
                                                              "eselon")),
    AturanMutu("jabatan-tanpa-bup", "Eselon atau jenjang jabatan belum dikenal", SEDANG, INSTANSI,
               "jabatan", lambda _, __: _asn() & pl.col("jabatan_id").is_not_null()
               & pl.col("bup").is_null(), lambda: pl.col("jabatan")),
    AturanMutu("masa-kerja", "Masa kerja golongan melebihi masa kerja seluruhnya", RINGAN, UNIT,
               "kgb", lambda _, __: (pl.col("status") == "PNS")
               & (pl.col("mkg_bulan") > pl.col("masa_kerja_bulan") + SETAHUN)),
    AturanMutu("agama-kosong", "Agama kosong", RINGAN, PEGAWAI, "pribadi",
               lambda _, __: pl.col("agama") == ""),
    AturanMutu("sk-ganda", "Nomor SK dipakai dua kali atau bertanggal dua", SEDANG, UNIT,
               "orang", lambda _, __: pl.col("sk_ganda")),
)  # fmt: skip
MENURUT_KODE = {a.kode: a for a in SEMUA}


def temuan(frame: pl.DataFrame, pada: date, aturan: Aturan) -> pl.DataFrame:
    """pegawai_id, kode, tingkat, rinci: one row per person and rule that she breaks.

    Reads the columns of the frame of people and nik, ada_atasan, sk_ganda.
    """
    diperiksa = frame.with_columns(masalah_nomor=_numbers(frame))
    bagian = [
        diperiksa.filter(a.syarat(pada, aturan).fill_null(False)).select(
            "pegawai_id", kode=pl.lit(a.kode), tingkat=pl.lit(a.tingkat, dtype=pl.Int64),
            rinci=a.rinci().cast(pl.String).fill_null("").str.slice(0, 200),
        )
        for a in SEMUA
    ]  # fmt: skip
    return pl.concat(bagian)


def _numbers(frame: pl.DataFrame) -> pl.Series:
    """What the digits of NIP and NIK say, a list of words each person."""
    kolom = ("nip", "nik", "lahir", "jk", "status")
    daftar = [_of_one(*baris) for baris in frame.select(kolom).iter_rows()]
    return pl.Series(daftar, dtype=pl.List(pl.String))


def _of_one(nip: str, nik: str, lahir: date | None, jk: str, status: str) -> list[str]:
    hasil = []
    if status in ASN:
        hasil += _words("nip", check_nip(nip, tanggal_lahir=lahir, jenis_kelamin=jk))
    if nik:
        hasil += _words("nik", check_nik(nik, tanggal_lahir=lahir, jenis_kelamin=jk))
    return hasil


def _words(nama: str, nomor: Nomor) -> list[str]:
    masalah = {t.masalah for t in nomor.temuan}
    hasil = [] if nomor.sah else [f"{nama}-salah"]
    if Masalah.BEDA_LAHIR in masalah:
        hasil.append(f"{nama}-lahir")
    if Masalah.BEDA_KELAMIN in masalah:
        hasil.append("nip-kelamin" if nama == "nip" else "nik-lahir")
    return hasil


def skor(frame: pl.DataFrame, ditemukan: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """skpd_id, orang, bersih, berat, sedang, ringan, skor_bp; null skpd_id = people without one."""
    bobot = aturan.tabel("simpeg.mutu_bobot")
    hitung = {
        nama: (pl.col("tingkat") == tingkat).sum().cast(pl.Int64)
        for tingkat, nama in TINGKAT.items()
    }
    tiap = ditemukan.group_by("pegawai_id").agg(**hitung)
    orang = frame.select("pegawai_id", "skpd_id").join(tiap, on="pegawai_id", how="left")
    kolom = list(TINGKAT.values())
    nilai = 10_000 - sum((pl.col(k) * bobot[k] for k in kolom), pl.lit(0))
    return (
        orang.with_columns(pl.col(kolom).fill_null(0))
        .with_columns(_nilai=nilai.clip(lower_bound=0))
        .group_by("skpd_id")
        .agg(
            orang=pl.len().cast(pl.Int64),
            bersih=(pl.sum_horizontal(kolom) == 0).sum().cast(pl.Int64),
            **{k: pl.col(k).sum() for k in kolom},
            skor_bp=pl.col("_nilai").sum() // pl.len(),
        )
        .sort("skpd_id")
    )
