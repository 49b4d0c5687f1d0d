"""The sample's personnel files: appointment, schooling, training, increments, family, address.

All of it follows from what is already known of a person (birth, service, rank, post, tax class), so
that a file agrees with the rest; documents are left to be scanned.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from django.apps import apps

from selaras.contoh import muat_karier
from selaras.contoh.acak import angka, pilih
from selaras.contoh.bingkai_orang import bernomor
from selaras.contoh.dunia import Dunia
from selaras.contoh.gaji import gaji_pokok
from selaras.contoh.lengkap import lengkapi
from selaras.contoh.muat import muat_tabel
from selaras.contoh.orang import ACUAN, Orang, nama_orang
from selaras.contoh.pangkat import masa_kerja, pada, tangga

SEKOLAH = {
    "10": "SMP Negeri 1 Lestari Jaya",
    "15": "SMA Negeri 1 Lestari Jaya",
    "30": "Politeknik Negeri Bumi Lestari",
    "40": "Universitas Lestari Raya",
    "42": "Universitas Lestari Raya",
    "45": "Universitas Negeri Bumi Lestari",
    "47": "Universitas Negeri Bumi Lestari",
}
# Schooling of a post (keys of GELAR): levels from school up, with the subject of the last one.
JENJANG: dict[str, tuple[tuple[str, ...], str]] = {
    "smp": (("10",), ""),
    "sma": (("15",), "IPS"),
    "d3": (("15", "30"), "Administrasi Perkantoran"),
    "perawat": (("15", "30"), "Keperawatan"),
    "bidan": (("15", "30"), "Kebidanan"),
    "s1umum": (("15", "40"), "Ilmu Administrasi Negara"),
    "s1eko": (("15", "40"), "Akuntansi"),
    "s1kom": (("15", "40"), "Sistem Informasi"),
    "s1tek": (("15", "40"), "Teknik Sipil"),
    "s1tani": (("15", "40"), "Agribisnis"),
    "s2": (("15", "40", "45"), "Administrasi Publik"),
    "guru": (("15", "40"), "Pendidikan Guru Sekolah Dasar"),
    "ners": (("15", "40", "42"), "Profesi Ners"),
    "apoteker": (("15", "40", "42"), "Profesi Apoteker"),
    "dokter": (("15", "40", "42"), "Profesi Dokter"),
    "spesialis": (("15", "40", "42", "47"), "Spesialis"),
}
LULUS = {"10": 15, "15": 18, "30": 21, "40": 22, "42": 24, "45": 27, "47": 31}  # age
AGAMA = ["1"] * 17 + ["2", "3", "4"]
DESA = ["Sungai Bening", "Batu Merah", "Telaga Asri", "Padang Luas", "Gunung Batu", "Muara Jaya"]
PIM = {"II": (2, "Pelatihan Kepemimpinan Nasional Tingkat II"),
       "III": (3, "Pelatihan Kepemimpinan Administrator"),
       "IV": (4, "Pelatihan Kepemimpinan Pengawas")}  # fmt: skip
TEKNIS = ["Pengelolaan Keuangan Daerah", "Pelayanan Publik Prima", "Manajemen ASN",
          "Pengadaan Barang dan Jasa", "Pengelolaan Arsip Dinamis"]  # fmt: skip

Baris = tuple[Any, ...]
T, N, D, B = pl.String, pl.Int64, pl.Date, pl.Boolean


def muat_simpeg(d: Dunia, progress: Callable[[str], None] = lambda _: None) -> int:
    """Load the files of everybody; how many rows."""
    return muat_tabel(_tabel(d), progress)


def _tabel(d: Dunia) -> Iterator[tuple[str, pl.DataFrame]]:
    for model, skema, buat in (*_ISI, *muat_karier.ISI):
        baris = [b for o in d.orang for b in buat(o)]
        kelas = apps.get_model("simpeg", model)
        bingkai = bernomor({"pegawai_id": N} | skema, baris)
        if model == "DataPribadi":
            bingkai = bingkai.drop("id")
        yield kelas._meta.db_table, lengkapi(kelas, bingkai, _DIBUAT)


def _pengangkatan(o: Orang) -> Iterator[Baris]:
    if o.status in {"NONASN", "PPPK_PW"}:
        return
    pertama = tangga(o)[0].golongan
    nomor = f"813/{o.id:04d}/{o.tmt.year}"
    if o.status == "PPPK":
        yield o.id, "PPPK", o.tmt, pertama, nomor, o.tmt
        return
    yield o.id, "CPNS", o.tmt, pertama, nomor, o.tmt
    tetap = o.tmt.replace(year=o.tmt.year + 1)
    if o.status == "PNS" and tetap <= ACUAN:
        yield o.id, "PNS", tetap, pertama, f"821/{o.id:04d}/{tetap.year}", tetap


def _pendidikan(o: Orang) -> Iterator[Baris]:
    jenjang, jurusan = JENJANG[o.post.resep.didik]
    depan, belakang = o.gelar
    awal = [t for t in jenjang if o.lahir.year + LULUS[t] <= o.tmt.year] or [jenjang[0]]
    for t in jenjang:
        tahun = min(o.lahir.year + LULUS[t], ACUAN.year)
        akhir = t == jenjang[-1]
        yield (
            o.id, t, jurusan if akhir or t not in {"10", "15"} else "IPA", SEKOLAH[t], tahun,
            f"IJZ-{o.id:05d}-{t}", depan if akhir else "", belakang if akhir else "",
            t == awal[-1], True,
        )  # fmt: skip


def _pelatihan(o: Orang) -> Iterator[Baris]:
    if o.status == "PNS":
        mulai = date(o.tmt.year, 9, 1)
        if mulai < o.tmt:
            mulai = date(o.tmt.year + 1, 3, 1)
        if mulai < ACUAN:
            yield (o.id, "teknis", "Pelatihan Dasar CPNS", None, "BPSDM Provinsi", mulai,
                   mulai.replace(day=28), 647)  # fmt: skip
    tingkat = o.post.resep.eselon.partition(".")[0]
    if tingkat in PIM and angka("pim", 5, o.id) and o.tmt.year < ACUAN.year - 8:
        jenjang, nama = PIM[tingkat]
        mulai = date(ACUAN.year - 6 + angka("pim.tahun", 6, o.id), 5, 4)
        yield (o.id, "struktural", nama, jenjang, "BPSDM Provinsi", mulai,
               mulai.replace(month=8), 902)  # fmt: skip
    if o.tmt.year < ACUAN.year - 1 and angka("teknis", 2, o.id):
        mulai = date(ACUAN.year - 1, 2 + angka("teknis.bulan", 6, o.id), 10)
        yield (o.id, "teknis", pilih("teknis.nama", TEKNIS, o.id), None, "BKPSDM Lestari Jaya",
               mulai, mulai.replace(day=14), 40)  # fmt: skip


def _kgb(o: Orang) -> Iterator[Baris]:
    """The last increments before the regency's first day, two years apart (PNS)."""
    if o.status != "PNS":
        return
    for mundur in range(3):
        hari = ACUAN.replace(year=ACUAN.year - 2 * mundur)
        golongan, kerja = pada(o, hari).golongan, masa_kerja(o, hari)
        ganjil = golongan.startswith(("I/", "II/")) and golongan != "I/a"
        mkg = (kerja // 12 - ganjil) // 2 * 2 + ganjil
        tmt = _mundur(hari, kerja - 12 * mkg)
        if mkg < 2 or tmt < o.tmt.replace(year=o.tmt.year + 2):
            return
        if tmt < pada(o, hari).mulai:  # entering the golongan counted the service anew
            continue
        lama = gaji_pokok(golongan, mkg - 2)
        yield (o.id, tmt, golongan, mkg, 0, lama, gaji_pokok(golongan, mkg),
               f"822/{o.id:04d}/{tmt.year}", tmt)  # fmt: skip


def _mundur(hari: date, bulan: int) -> date:
    """The first of the month so many months earlier."""
    ke = hari.year * 12 + hari.month - 1 - bulan
    return date(ke // 12, ke % 12 + 1, 1)


def _penghargaan(o: Orang) -> Iterator[Baris]:
    """Satyalancana at 10, 20 and 30 years for most (PP 35/2010)."""
    if o.status != "PNS":
        return
    for lama, kata in ((10, "X"), (20, "XX"), (30, "XXX")):
        tahun = o.tmt.year + lama + 1
        if tahun < ACUAN.year and angka("satya", 4, o.id, lama):
            yield (o.id, f"Satyalancana Karya Satya {kata} Tahun", "Presiden Republik Indonesia",
                   tahun)  # fmt: skip


def _keluarga(o: Orang) -> Iterator[Baris]:
    ptkp = o.ptkp or "TK/0"
    kawin = ptkp.startswith("K") or (o.jk == "P" and ACUAN.year - o.lahir.year > 30)
    lawan = "P" if o.jk == "L" else "L"
    yield o.id, "ibu", nama_orang(o.id + 500_000, "P"), "P", None, False, None
    if not kawin:
        return
    nikah = date(o.lahir.year + 26, 6, 15)
    if nikah >= ACUAN:
        return
    lahir = date(o.lahir.year + 1, 1 + o.id % 12, 5)
    yield (o.id, "pasangan", nama_orang(o.id + 600_000, lawan), lawan, lahir,
           ptkp.startswith("K"), nikah)  # fmt: skip
    for n in range(int(ptkp[-1])):
        lahir = date(min(nikah.year + 1 + 3 * n, ACUAN.year - 1), 1 + (o.id + n) % 12, 9)
        jk = "LP"[angka("anak.jk", 2, o.id, n)]
        yield o.id, "anak", nama_orang(o.id + 700_000 + n, jk), jk, lahir, n < 2, None


def _alamat(o: Orang) -> Iterator[Baris]:
    desa = pilih("desa", DESA, o.id)
    yield (o.id, date(max(o.lahir.year + 20, o.tmt.year), 1, 1),
           f"Jalan Merdeka {1 + angka('rumah', 180, o.id)}", f"{1 + o.id % 9:03d}/001", desa,
           "Lestari Tengah", "Lestari Jaya", "Bumi Lestari")  # fmt: skip


def _pribadi(o: Orang) -> Iterator[Baris]:
    ptkp = o.ptkp or "TK/0"
    yield (
        o.id,
        pilih("tempat", DESA, o.id),
        pilih("agama", AGAMA, o.id),
        "1" if ptkp.startswith("K") else "4",
        pilih("darah", ["A", "B", "AB", "O"], o.id),
    )


_DIBUAT = datetime(2025, 9, 1, tzinfo=UTC)
_ISI: tuple[tuple[str, dict[str, Any], Callable[[Orang], Iterator[Baris]]], ...] = (
    ("DataPribadi", {"tempat_lahir": T, "agama": T, "status_kawin": T, "golongan_darah": T},
     _pribadi),
    ("AlamatPegawai", {"sejak": D, "alamat": T, "rt_rw": T, "kelurahan": T, "kecamatan": T,
                       "kabupaten": T, "provinsi": T}, _alamat),
    ("AnggotaKeluarga", {"hubungan": T, "nama": T, "jenis_kelamin": T, "tanggal_lahir": D,
                         "ditanggung": B, "tanggal_nikah": D}, _keluarga),
    ("Pengangkatan", {"jenis": T, "tmt": D, "golongan": T, "no_sk": T, "tanggal_sk": D},
     _pengangkatan),
    ("RiwayatPendidikan", {"tingkat": T, "jurusan": T, "sekolah": T, "tahun_lulus": N,
                           "no_ijazah": T, "gelar_depan": T, "gelar_belakang": T, "pertama": B,
                           "diakui": B}, _pendidikan),
    ("RiwayatPelatihan", {"jenis": T, "nama": T, "jenjang": N, "penyelenggara": T, "mulai": D,
                          "selesai": D, "jam": N}, _pelatihan),
    ("KenaikanGajiBerkala", {"tmt": D, "golongan": T, "masa_kerja_tahun": N,
                             "masa_kerja_bulan": N, "gaji_lama": N, "gaji_baru": N, "no_sk": T,
                             "tanggal_sk": D},
     _kgb),
    ("Penghargaan", {"nama": T, "pemberi": T, "tahun": N}, _penghargaan),
)  # fmt: skip
