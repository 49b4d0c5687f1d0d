"""The month's frame: everyone's inputs of a month as aturan.tpp takes them, from committed facts.

Attendance comes computed (presensi); here it is joined with posts, status, pay and results. What
is missing is a galat with the person's name on it, never a zero.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import polars as pl
from psycopg import sql

from selaras.aturan.angka import SERATUS_BP, SERATUS_PERSEN
from selaras.aturan.masukan import BAWAAN, KOLOM, KRITERIA, YA_TIDAK
from selaras.aturan.prorata import HARI_KERJA, besaran_bulan
from selaras.core.frames import Bagian, Skema, read_frame, read_frames
from selaras.hukum import Aturan
from selaras.presensi.selectors import BulanPresensi
from selaras.tpp.kode import KODE
from selaras.tpp.selectors import kueri

BESAR = 2_000  # persons from which ADBC pays for its connection
_BP = SERATUS_PERSEN // SERATUS_BP
_I = pl.Int64
Tipe = pl.DataType | type[pl.DataType]
_PLT = {"plt": pl.String, "plt_hari": _I, **{f"plt_{k}": _I for k in KRITERIA}}
_KUNCI = ("pegawai_id", "skpd_id", "unit_id", "jabatan_id", "kelas", "gaji_periode")
_KOSONG_SETAHUN = {
    "bulan_kurang": "bulan: {} bulan tahun ini belum dihitung dan tidak termasuk saldo pajak",
    "bulan_tanpa_iuran": "iuran_pensiun: {} bulan sebelumnya tahun ini belum diketahui",
    "bulan_tanpa_pph": "gaji_pph: {} bulan sebelumnya tahun ini belum diketahui",
}
_GAJI = ("gaji_bruto", "gaji_iwp", "gaji_bpjs", "gaji_pph", "iuran_pensiun")


@dataclass(frozen=True, slots=True)
class _Baca:
    """Where and for whom to read: all queries of one frame share it."""

    instansi_id: int
    bulan: BulanPresensi
    orang: sql.Composable
    besar: bool
    gaji_terakhir: bool = False

    def frame(self, query: sql.Composed, **skema: Tipe) -> pl.DataFrame:
        kolom: Skema = {"pegawai_id": _I, **skema}
        return read_frame(query, kolom, large=self.besar)


def month_frame(
    *,
    instansi_id: int,
    bulan: BulanPresensi,
    aturan: Aturan,
    semua: bool = True,
    gaji_terakhir: bool = False,
) -> pl.DataFrame:
    """One row per person with a right to TPP: the columns of aturan.masukan, besides pegawai_id,
    skpd_id, unit_id, jabatan_id, kelas and `galat` where a fact is missing.

    `semua` = the presence sums hold everyone of the government (reads without a list of ids).
    `gaji_terakhir` = where the month's salary is not there yet, the last one before it stands in
    (an estimate; a run never asks for it); `gaji_periode` then says of which month it is.
    """
    ids = bulan.hasil.pegawai_id
    satu_satu = sql.SQL("= any({}::bigint[])").format(sql.Literal(ids.tolist()))
    orang = sql.SQL("is not null") if semua else satu_satu
    baca = _Baca(instansi_id, bulan, orang, len(ids) >= BESAR, gaji_terakhir)
    f = read_frames(_facts(baca), large=baca.besar)
    frame = _status(baca, f["status"], bulan.ringkas)
    for bagian in (
        _jabatan(baca, f["jabatan"], aturan),
        _one_each(f["plt"], "first"),
        f["pengurang"].rename({"kode": "pengurang"}),
        f["hukuman"].rename({"potongan_bp": "hukuman"}),
        f["ptkp"],
        _golongan(f["golongan"]),
        f["gaji"],
        f["penilaian"],
        f["apel"],
        f["susulan"],
        _potongan(f["potongan"]),
    ):
        frame = _attach(frame, bagian)
    uji = pl.col("unit_id").is_in(f["uji"]["unit_id"].implode())
    frame = frame.with_columns(unit_uji=uji if f["uji"].height else pl.lit(False))
    frame = _setahun(baca, with_presensi(frame, aturan), aturan)
    return _with_galat(_with_hasil_kerja(frame, aturan), aturan)


def month_posts(*, instansi_id: int, bulan: BulanPresensi, aturan: Aturan) -> pl.DataFrame:
    """pegawai_id with the six criteria and `pembagi` by this law's way of sharing a month."""
    besar = len(bulan.hasil.pegawai_id) >= BESAR
    orang = sql.SQL("= any({}::bigint[])").format(sql.Literal(bulan.hasil.pegawai_id.tolist()))
    baca = _Baca(instansi_id, bulan, orang, besar)
    query, skema = _posts(baca)
    return _jabatan(baca, read_frame(query, skema, large=besar), aturan).select(
        "pegawai_id", "pembagi", *KRITERIA
    )


def _facts(baca: _Baca) -> dict[str, Bagian]:
    """What is read besides attendance, each fact by its own query; in one statement for a page."""
    rentang, orang, periode = baca.bulan.hasil.rentang, baca.orang, baca.bulan.periode

    def per_tanggal(tabel: str, kolom: str, hari: date, tipe: Tipe) -> Bagian:
        return kueri.per_tanggal(tabel, kolom, hari, orang), {"pegawai_id": _I, kolom: tipe}

    def bagian(query: sql.Composed, **skema: Tipe) -> Bagian:
        return query, {"pegawai_id": _I, **skema}

    return {
        "status": bagian(
            kueri.status(baca.instansi_id, rentang, orang),
            status=pl.String, wajib_kinerja=pl.Boolean, mulai=pl.Date, akhir=pl.Date,
        ),
        "jabatan": _posts(baca),
        "plt": bagian(kueri.plt(rentang.awal, orang), **_PLT),
        "pengurang": per_tanggal("pegawai_pengurangantpp", "kode", rentang.awal, pl.String),
        "hukuman": per_tanggal("pegawai_hukumandisiplin", "potongan_bp", rentang.awal, _I),
        "ptkp": per_tanggal("pegawai_datapajak", "ptkp", rentang.akhir, pl.String),
        "golongan": bagian(kueri.golongan(rentang, orang), golongan=pl.String, mulai=pl.Date),
        "gaji": _salary(baca),
        "penilaian": bagian(
            kueri.penilaian(periode, orang),
            predikat=pl.String, persen_bp=_I, menit=_I, nilai_skp_bp=_I,
        ),
        "apel": bagian(kueri.apel(rentang, orang), apel_absen=_I),
        "susulan": bagian(kueri.susulan(periode, orang), kekurangan_lalu=_I, kelebihan_lalu=_I),
        "potongan": bagian(kueri.potongan(rentang.awal, orang), jenis=pl.String, nilai_rp=_I),
        "uji": (kueri.units_on_trial(baca.instansi_id, rentang.awal), {"unit_id": _I}),
    }  # fmt: skip


def _salary(baca: _Baca) -> Bagian:
    skema: dict[str, Tipe] = {"pegawai_id": _I, **dict.fromkeys(_GAJI, _I)}
    if baca.gaji_terakhir:
        query = kueri.gaji_terakhir(baca.bulan.periode, baca.orang)
        return query, skema | {"gaji_periode": _I}
    return kueri.gaji(baca.bulan.periode, baca.orang), skema


def _posts(baca: _Baca) -> Bagian:
    skema: dict[str, Tipe] = {
        "pegawai_id": _I, "jabatan_id": _I, "unit_id": _I, "kelas": _I, "jenis_unit": pl.String,
        "mulai": pl.Date, "sampai": pl.Date, **dict.fromkeys(KRITERIA, _I),
    }  # fmt: skip
    return kueri.jabatan(baca.bulan.hasil.rentang, baca.orang), skema


def _status(baca: _Baca, semua: pl.DataFrame, ringkas: pl.DataFrame) -> pl.DataFrame:
    """Status on the first day in service; non-ASN staff have no TPP and are left out."""
    akhir_bulan = baca.bulan.hasil.rentang.akhir
    milik = (
        _in_order(semua)
        .group_by("pegawai_id", maintain_order=True)
        .agg(
            pl.col("status").first(),
            hanya_presensi=~pl.col("wajib_kinerja").first(),
            masa_terakhir=(pl.col("akhir").last() <= akhir_bulan).fill_null(False),
        )
    )
    return ringkas.join(
        milik.filter(pl.col("status") != "NONASN"),
        on="pegawai_id", how="inner", maintain_order="left",
    )  # fmt: skip


def _jabatan(baca: _Baca, potong: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """Besaran by the region's way with a month of several posts, and the post that is shown."""
    potong = _in_order(potong)
    hari_kerja = aturan.pilihan("tpp.prorata") == HARI_KERJA
    potong = potong.with_columns(mulai_hari=pl.col("mulai").dt.day().cast(_I))
    if hari_kerja:
        potong = _with_hari(potong, baca.bulan)
    besaran = besaran_bulan(potong, aturan)
    if hari_kerja:  # a piece whose besaran nobody set leaves the whole month without
        besaran = besaran.with_columns(tanpa_besaran=pl.col("bk").is_null())
    else:
        kosong = potong.group_by("pegawai_id").agg(tanpa_besaran=pl.col("bk").is_null().any())
        besaran = besaran.join(kosong, on="pegawai_id", how="left")
    tampil = potong if hari_kerja else potong.filter(pl.col("mulai_hari") == 1)
    return (
        _one_each(tampil, "last")
        .select("pegawai_id", "jabatan_id", "unit_id", "kelas", "jenis_unit")
        .join(besaran, on="pegawai_id", how="left")
    )


def _with_hari(potong: pl.DataFrame, bulan: BulanPresensi) -> pl.DataFrame:
    """Adds hari (working days of the piece) and hari_kerja (of the whole month).

    Someone in service for a part of the month has the usual number of working days of her unit's
    people (a school works six days beside its dinas' five), else of the SKPD's.
    """
    ids, kerja = bulan.hasil.pegawai_id, bulan.hasil.hari["kode"] != 0
    potong = potong.filter(pl.col("pegawai_id").is_in(pl.Series(ids).implode()))
    jumlah = np.concatenate([np.zeros((len(ids), 1), np.int64), kerja.cumsum(axis=1)], axis=1)
    baris = np.searchsorted(ids, potong["pegawai_id"].to_numpy())
    mulai = potong["mulai"].dt.day().to_numpy().astype(np.int64)
    sampai = potong["sampai"].dt.day().to_numpy().astype(np.int64)
    kalender = np.bincount(baris, sampai - mulai + 1, minlength=len(ids))
    penuh = (kalender == bulan.hasil.rentang.hari)[baris]
    potong = potong.with_columns(
        hari=pl.Series(jumlah[baris, sampai] - jumlah[baris, mulai - 1]),
        hari_kerja=pl.Series(jumlah[baris, -1]),
    )
    if penuh.all():
        return potong
    potong = potong.with_columns(_penuh=pl.Series(penuh))
    return (
        potong.join(_lazim(potong, bulan), on="pegawai_id", how="left")
        .with_columns(
            hari_kerja=pl.when("_penuh")
            .then(pl.col("hari_kerja"))
            .otherwise(pl.max_horizontal("lazim", "hari_kerja"))
        )
        .sort("pegawai_id", "mulai")
    )


def _lazim(potong: pl.DataFrame, bulan: BulanPresensi) -> pl.DataFrame:
    """pegawai_id, lazim: the working days of those who served the whole month with her."""
    orang = bulan.ringkas.select("pegawai_id", "skpd_id", pl.col("hari_kerja").cast(_I)).join(
        potong.unique("pegawai_id", keep="last").select("pegawai_id", "unit_id", "_penuh"),
        on="pegawai_id",
        how="left",
    )
    lazim = pl.col("hari_kerja").mode().max()
    unit = orang.filter("_penuh").group_by("unit_id").agg(lazim_unit=lazim)
    skpd = orang.group_by("skpd_id").agg(lazim_skpd=lazim)
    return (
        orang.join(unit, on="unit_id", how="left")
        .join(skpd, on="skpd_id", how="left", nulls_equal=True)
        .select("pegawai_id", lazim=pl.coalesce("lazim_unit", "lazim_skpd"))
    )


def _golongan(semua: pl.DataFrame) -> pl.DataFrame:
    """The grade of the month's first day in service."""
    return _one_each(_in_order(semua), "first").drop("mulai")


def _in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """By person and first day; a page's one row is in order already."""
    return frame.sort("pegawai_id", "mulai") if frame.height > 1 else frame


def _one_each(frame: pl.DataFrame, keep: Literal["first", "last"]) -> pl.DataFrame:
    """One row a person, in the order given."""
    if frame.height < 2:
        return frame
    return frame.unique("pegawai_id", keep=keep, maintain_order=True)


def _attach(frame: pl.DataFrame, bagian: pl.DataFrame) -> pl.DataFrame:
    """`bagian` beside the people it speaks of; a join of nothing costs a page as much as any."""
    if bagian.is_empty():
        kosong = (k for k in bagian.columns if k != "pegawai_id")
        return frame.with_columns(pl.lit(None, bagian.schema[k]).alias(k) for k in kosong)
    return frame.join(bagian, on="pegawai_id", how="left", maintain_order="left")


def _potongan(milik: pl.DataFrame) -> pl.DataFrame:
    def jumlah(jenis: str) -> pl.Expr:
        return pl.col("nilai_rp").filter(pl.col("jenis") == jenis).sum()

    return milik.group_by("pegawai_id").agg(
        zakat=(pl.col("jenis") == "zakat").any(),
        potongan_korpri=jumlah("korpri"),
        potongan_koperasi=jumlah("koperasi"),
        potongan_lain=jumlah("lain"),
    )


def with_presensi(frame: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """The month's attendance sums under the names of aturan.masukan."""
    nol_keduanya = (
        aturan.ada("disiplin.alpa_sebulan")
        and aturan.pilihan("disiplin.alpa_sebulan") == "nol_keduanya"
    )
    semua_alpa = (pl.col("alpa") == pl.col("hari_kerja")) & (pl.col("hari_kerja") > 0)
    dinas = pl.sum_horizontal("hari_dl", "hari_diklat", "hari_tgs")
    return frame.with_columns(
        bulan=pl.lit(aturan.pada.month, dtype=_I),
        potongan=pl.col("potongan_bp").cast(_I) * _BP,
        hari_hadir=pl.col("hadir").cast(_I) + pl.col("hadir_izin").cast(_I),
        hari_masuk=pl.col("hadir").cast(_I) + dinas.cast(_I),
        alpa_sebulan=semua_alpa if nol_keduanya else pl.lit(False),
        kredit_menit=_kredit_menit(aturan),
        pengurang=_pengurang(aturan),
    )


def _kredit_menit(aturan: Aturan) -> pl.Expr:
    """Minutes credited for days of leave and duty, cuti bersama and holidays."""
    if not aturan.ada("kinerja.kredit_menit"):
        return pl.lit(0, dtype=_I)
    kredit = dict(aturan.tabel("kinerja.kredit_menit"))
    libur = pl.col("libur_hari_kerja").cast(_I) - pl.col("cuti_bersama").cast(_I)
    jumlah = pl.col("cuti_bersama").cast(_I) * kredit.pop("CBER", 0) + libur * kredit.pop("LN", 0)
    for kode, menit in kredit.items():
        if kode != "ISO":  # isolation is no kind of absence any more
            jumlah = jumlah + pl.col(f"hari_{kode.lower()}").cast(_I) * menit
    return jumlah


def _pengurang(aturan: Aturan) -> pl.Expr:
    """A recorded reduction, else leave of the whole month where the region knows that."""
    if not (aturan.ada("tpp.cuti_penuh_kode") and aturan.ada("tpp.cuti_penuh_bobot")):
        return pl.col("pengurang")
    kode = aturan.daftar("tpp.cuti_penuh_kode")
    cuti = pl.sum_horizontal(f"hari_{k.lower()}" for k in kode)
    penuh = (cuti == pl.col("hari_kerja")) & (cuti > 0)
    return pl.coalesce(pl.col("pengurang"), pl.when(penuh).then(pl.lit("cuti_penuh")))


def _setahun(baca: _Baca, frame: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """The year's sums for whom this is the last tax period; nobody asks for them otherwise."""
    terakhir = frame["masa_terakhir"].any() or aturan.pada.month == 12
    if not terakhir or aturan.pilihan("pajak.cara") != "ter":
        return frame
    periode = baca.bulan.periode
    milik = baca.orang
    if aturan.pada.month != 12:
        ids = frame.filter("masa_terakhir")["pegawai_id"].to_list()
        milik = sql.SQL("= any({}::bigint[])").format(sql.Literal(ids))
    nama = ("setahun_bruto", "setahun_iuran", "setahun_pph", "bulan_bekerja", *_KOSONG_SETAHUN)
    sums = baca.frame(kueri.setahun(baca.instansi_id, periode, milik), **dict.fromkeys(nama, _I))
    gabung = frame.join(sums, on="pegawai_id", how="left", maintain_order="left")
    tanpa_riwayat = pl.col("bulan_kurang").is_null()  # nothing earlier this year: January starter
    lengkap = pl.sum_horizontal(*_KOSONG_SETAHUN) == 0
    awal = {"setahun_bruto": 0, "setahun_iuran": 0, "setahun_pph": 0, "bulan_bekerja": 1}
    return gabung.with_columns(
        pl.when(tanpa_riwayat).then(isi).when(lengkap).then(pl.col(k)).alias(k)
        for k, isi in awal.items()
    )


def _with_hasil_kerja(frame: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """The column of the assessment that the region's way of productivity reads."""
    nilai = "persen_bp" if aturan.pilihan("kinerja.cara") == "persen" else "nilai_skp_bp"
    return frame.with_columns(capaian=pl.col(nilai).clip(0, SERATUS_BP) * _BP)


def _kode_asing(frame: pl.DataFrame) -> pl.Expr:
    """A word that an instrument has no number for (tpp.kode), such as a region's new reduction."""
    asing = (
        pl.when(pl.col(nama).is_not_null() & ~pl.col(nama).is_in(list(KODE[nama]))).then(
            pl.format(f"{nama}: kode '{{}}' belum dikenal instrumen", pl.col(nama))
        )
        for nama in KODE
        if nama in frame.columns
    )
    return pl.coalesce(*asing)


def _setahun_kosong(frame: pl.DataFrame) -> pl.Expr:
    """Why the year's sums of someone in her last tax period are not whole."""
    alasan = (
        pl.when(pl.col(nama) > 0).then(pl.format(kata, pl.col(nama)))
        for nama, kata in _KOSONG_SETAHUN.items()
        if nama in frame.columns
    )
    return pl.coalesce(pl.lit(None, dtype=pl.String), *alasan)


def _with_galat(frame: pl.DataFrame, aturan: Aturan) -> pl.DataFrame:
    """What is missing before any rule looks at it."""
    tanpa_jadwal = pl.format("jadwal: {} hari tanpa jadwal kerja", pl.col("tanpa_jadwal"))
    tanpa_nilai = pl.format(
        "ketidakhadiran: {} hari izin yang potongannya belum ditetapkan daerah",
        pl.col("izin_tanpa_nilai"),
    )
    galat = (
        pl.when(pl.col("skpd_id").is_null())
        .then(pl.lit("jabatan: tidak memangku jabatan pada bulan ini"))
        .when(pl.col("jabatan_id").is_null())
        .then(pl.lit("jabatan: tidak memangku jabatan pada tanggal 1"))
        .when(pl.col("kelas").is_null())
        .then(pl.lit("kelas: jabatan belum mempunyai kelas"))
        .when(pl.col("tanpa_besaran"))
        .then(pl.lit("besaran: jabatan belum mempunyai besaran TPP"))
        .when(pl.col("tanpa_jadwal") > 0)
        .then(tanpa_jadwal)
        .when(pl.col("izin_tanpa_nilai") > 0)
        .then(tanpa_nilai)
        .otherwise(pl.coalesce(_kode_asing(frame), _setahun_kosong(frame)))
    )
    dipakai = {*KOLOM, *BAWAAN, *YA_TIDAK, *_KUNCI}
    return frame.with_columns(galat=galat.cast(pl.String)).select(
        kolom for kolom in [*frame.columns, "galat"] if kolom in dipakai
    )
