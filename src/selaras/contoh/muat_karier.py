"""The sample's rows of careers that nothing is paid by: contracts, examinations, credit points,
certificates, tasks, memberships, ends of service.

They follow from what is known of a person already (rank, post, leave, her end), like muat_simpeg.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import polars as pl

from selaras.contoh.acak import angka, pilih
from selaras.contoh.orang import ACUAN, Orang
from selaras.contoh.pangkat import IJAZAH, REGULER, tangga
from selaras.hukum import Law

Baris = tuple[Any, ...]
T, N, D, B = pl.String, pl.Int64, pl.Date, pl.Boolean
SEHARI = timedelta(days=1)
STR = {"perawat", "bidan", "ners", "apoteker", "dokter", "spesialis"}
BERHENTI = {"Pensiun (batas usia)": "1", "Meninggal dunia": "2"}
KEAHLIAN = ["Pengolahan data dan lembar sebar", "Desain grafis", "Fotografi", "Tenis meja",
            "Seni tari daerah"]  # fmt: skip


def _kontrak(o: Orang) -> Iterator[Baris]:
    """Five years each, the last one covering the regency's first day."""
    if not o.status.startswith("PPPK"):
        return
    mulai, lama = o.tmt, 1 if o.status == "PPPK_PW" else 5
    while mulai <= ACUAN:
        akhir = mulai.replace(year=mulai.year + lama)
        yield (o.id, mulai, akhir - SEHARI, o.golongan or "-", f"800/K/{o.id:04d}/{mulai.year}",
               mulai)  # fmt: skip
        mulai = akhir


def _ujian(o: Orang) -> Iterator[Baris]:
    """What a step from II to III or III to IV asked for."""
    semua = tangga(o)
    for sebelum, p in pairwise(semua):
        dari, ke = sebelum.golongan.partition("/")[0], p.golongan.partition("/")[0]
        if dari == ke or dari not in {"II", "III"}:
            continue
        jenis = "upkp" if p.jenis_kp == IJAZAH else "ud1" if dari == "II" else "ud2"
        if jenis == "ud2" and p.jenis_kp != REGULER:
            continue
        lulus = p.mulai - timedelta(days=120)
        yield o.id, jenis, lulus, f"STLUD/{o.id:04d}/{lulus.year}", lulus


@cache
def _konversi() -> dict[str, int]:
    """Points of a year at predicate baik, in thousandths, by a tier as posts are named."""
    koefisien = Law.load().pada(ACUAN, None).tabel("ak.koefisien")  # ten-thousandths
    return {k.replace("_", " ").title(): nilai // 10 for k, nilai in koefisien.items()}


def _angka_kredit(o: Orang) -> Iterator[Baris]:
    nilai = next((n for k, n in _konversi().items() if o.post.nama.endswith(k)), 0)
    if o.status != "PNS" or not nilai:
        return
    for tahun in (ACUAN.year - 2, ACUAN.year - 1):
        if o.tmt.year < tahun:
            yield (o.id, date(tahun, 1, 1), date(tahun, 12, 31), o.post.nama, nilai, True,
                   f"PAK/{o.id:04d}/{tahun}", date(tahun + 1, 1, 20))  # fmt: skip


def _pmk(o: Orang) -> Iterator[Baris]:
    tmt = o.tmt.replace(year=o.tmt.year + 3, day=1)
    if o.status == "PNS" and not o.cerita and tmt < ACUAN and angka("pmk", 70, o.id) == 0:
        yield (o.id, tmt, 1, 6, "Tenaga honorer pada pemerintah daerah", f"824/{o.id:04d}", tmt)


def _tugas(o: Orang) -> Iterator[Baris]:
    if o.post.resep.didik == "guru" and angka("tugas", 9, o.id) == 0:
        yield o.id, "Kepala perpustakaan sekolah", o.post.unit.nama, date(2024, 7, 15), None
    elif not o.post.resep.eselon and angka("tugas.pengurus", 45, o.id) == 0:
        yield o.id, "Pengurus barang pembantu", o.post.unit.skpd.nama, date(2025, 1, 2), None


def _pengalaman(o: Orang) -> Iterator[Baris]:
    if o.status == "PPPK" and o.tmt.year - 4 > o.lahir.year + 18:
        mulai = o.tmt.replace(year=o.tmt.year - 4)
        yield o.id, "Tenaga kontrak", o.post.unit.skpd.nama, mulai, o.tmt - SEHARI


def _pindah(o: Orang) -> Iterator[Baris]:
    if "pegawai_baru" in o.cerita:
        yield (o.id, o.masuk, "Kabupaten Muara Raya (contoh)", "Kabupaten Lestari Jaya (contoh)",
               f"BKN/{o.id:04d}/2025", o.masuk - timedelta(days=30))  # fmt: skip


def _kedudukan(o: Orang) -> Iterator[Baris]:
    """What the leave says too, and for some a study that ended long ago."""
    for kode, (mulai, sampai), kata in o.absen:
        if kode in {"CLTN", "TB"}:
            jenis = "1" if kode == "CLTN" else "6"
            yield (o.id, jenis, mulai, sampai - SEHARI if sampai else None, None,
                   f"851/{o.id:04d}/{mulai.year}", mulai, kata)  # fmt: skip
    lama = o.status == "PNS" and not o.cerita and o.tmt.year < 2014
    if lama and o.post.resep.didik == "s2" and angka("tb", 4, o.id) == 0:
        yield (o.id, "6", date(2018, 9, 1), date(2020, 8, 31), date(2020, 9, 1),
               f"851/{o.id:04d}/2018", date(2018, 8, 20), "Tugas belajar S-2")  # fmt: skip


def _berhenti(o: Orang) -> Iterator[Baris]:
    if o.keluar and (jenis := BERHENTI.get(o.alasan_keluar)):
        yield o.id, jenis, o.keluar, f"888/{o.id:04d}/{o.keluar.year}", o.keluar


def _sertifikat(o: Orang) -> Iterator[Baris]:
    terbit = date(max(o.tmt.year + 1, 2022), 3, 1 + o.id % 28)
    if terbit >= ACUAN:
        return
    didik, nomor = o.post.resep.didik, f"{o.id:05d}/{terbit.year}"
    if didik == "guru":
        yield (o.id, "pendidik", "Sertifikat pendidik", "Universitas Lestari Raya", nomor, terbit,
               None)  # fmt: skip
    elif didik in STR:
        yield (o.id, "izin", "Surat tanda registrasi", "Konsil Kesehatan Indonesia", nomor, terbit,
               terbit.replace(year=terbit.year + 5))  # fmt: skip
    elif o.post.kunci == "pengadaan":
        yield (o.id, "kompetensi", "Sertifikat pengadaan barang/jasa tingkat dasar", "LKPP", nomor,
               terbit, None)  # fmt: skip


def _bahasa(o: Orang) -> Iterator[Baris]:
    if angka("bahasa", 3, o.id) == 0:
        yield o.id, "Inggris", "pasif" if angka("bahasa.aktif", 3, o.id) else "aktif"
    if angka("bahasa.daerah", 2, o.id) == 0:
        yield o.id, "Bahasa daerah Lestari", "aktif"


def _potensi(o: Orang) -> Iterator[Baris]:
    if angka("potensi", 8, o.id) == 0:
        ke = angka("potensi.apa", len(KEAHLIAN), o.id)
        yield o.id, "keahlian" if ke < 3 else "seni", KEAHLIAN[ke], ACUAN.year - 1 - o.id % 5


def _organisasi(o: Orang) -> Iterator[Baris]:
    if o.status == "PNS":
        yield o.id, "KORPRI Kabupaten Lestari Jaya", "Anggota", o.tmt.year, None
    if o.post.resep.didik == "guru":
        yield (
            o.id,
            "PGRI",
            pilih("pgri", ["Anggota"] * 6 + ["Pengurus ranting"], o.id),
            o.tmt.year,
            (None),
        )


def _lapor(o: Orang) -> Iterator[Baris]:
    wajib = o.post.resep.eselon.startswith("II")
    if o.status == "PNS" and (wajib or angka("spt", 2, o.id)):
        hari = date(ACUAN.year, 1 + o.id % 3, 1 + o.id % 27)
        yield o.id, "LHKPN" if wajib else "SPT", ACUAN.year - 1, hari, f"TT-{o.id:05d}"


def _sehat(o: Orang) -> Iterator[Baris]:
    if o.status in {"PNS", "CPNS", "PPPK"} and o.tmt.year >= 2015:
        hari = o.tmt - timedelta(days=60)
        yield (o.id, hari, "Uji kesehatan pengangkatan", "RSUD Lestari Jaya", "Sehat jasmani dan "
               "rohani", f"445/{o.id:04d}/{hari.year}")  # fmt: skip


ISI: tuple[tuple[str, dict[str, Any], Callable[[Orang], Iterator[Baris]]], ...] = (
    ("KontrakPPPK", {"mulai": D, "selesai": D, "golongan": T, "no_sk": T, "tanggal_sk": D},
     _kontrak),
    ("UjianDinas", {"jenis": T, "tanggal_lulus": D, "no_sk": T, "tanggal_sk": D}, _ujian),
    ("AngkaKredit", {"mulai": D, "selesai": D, "jabatan": T, "utama_e3": N, "konversi": B,
                     "no_sk": T, "tanggal_sk": D}, _angka_kredit),
    ("TambahanMasaKerja", {"tmt": D, "tahun": N, "bulan": N, "pengalaman": T, "no_sk": T,
                           "tanggal_sk": D}, _pmk),
    ("TugasTambahan", {"tugas": T, "tempat": T, "mulai": D, "selesai": D}, _tugas),
    ("Pengalaman", {"jabatan": T, "tempat": T, "mulai": D, "selesai": D}, _pengalaman),
    ("PindahInstansi", {"tmt": D, "asal": T, "tujuan": T, "no_sk": T, "tanggal_sk": D}, _pindah),
    ("PerubahanKedudukan", {"jenis": T, "mulai": D, "selesai": D, "tanggal_aktif": D, "no_sk": T,
                            "tanggal_sk": D, "catatan": T}, _kedudukan),
    ("Pemberhentian", {"jenis": T, "tmt": D, "no_sk": T, "tanggal_sk": D}, _berhenti),
    ("Sertifikasi", {"jenis": T, "nama": T, "penerbit": T, "nomor": T, "tanggal": D,
                     "berlaku_sampai": D}, _sertifikat),
    ("KemampuanBahasa", {"bahasa": T, "tingkat": T}, _bahasa),
    ("PotensiDiri", {"jenis": T, "uraian": T, "tahun": N}, _potensi),
    ("KeanggotaanOrganisasi", {"nama": T, "kedudukan": T, "tahun_mulai": N, "tahun_selesai": N},
     _organisasi),
    ("LaporanKekayaan", {"jenis": T, "tahun": N, "tanggal_lapor": D, "no_tanda_terima": T},
     _lapor),
    ("PemeriksaanKesehatan", {"tanggal": D, "jenis": T, "tempat": T, "hasil": T, "nomor": T},
     _sehat),
)  # fmt: skip
