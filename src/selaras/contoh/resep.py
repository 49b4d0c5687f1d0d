"""What posts the sample government has: name, class, ranks, schooling, and its TPP table.

Amounts and classes are the sample's own ('contoh, bukan hukum'), shaped like real ones.
"""

from dataclasses import dataclass

S, F, P = "struktural", "fungsional", "pelaksana"


@dataclass(frozen=True, slots=True)
class Resep:
    """A kind of post and who usually holds it."""

    nama: str  # {u} becomes the unit's name
    jenis: str
    kelas: int
    golongan: tuple[str, ...]
    didik: str  # key of GELAR in orang.py
    eselon: str = ""
    tambahan: tuple[tuple[str, int], ...] = ()  # (criterion, percent of the class's base)
    jadwal: str = ""  # empty: the unit's
    bup: int = 58


IV_TINGGI, IV_BAWAH = ("IV/b", "IV/c"), ("IV/a", "IV/b")
III_ATAS, III_BAWAH, II_ATAS = ("III/c", "III/d"), ("III/a", "III/b"), ("II/c", "II/d")
II_BAWAH = ("II/a", "II/b")

RESEP: dict[str, Resep] = {
    "sekda": Resep("Sekretaris Daerah", S, 15, ("IV/d",), "s2", "II.a", bup=60),
    "asisten": Resep("Asisten {u}", S, 14, ("IV/c",), "s2", "II.b", bup=60),
    "stafahli": Resep("Staf Ahli Bupati {u}", S, 13, IV_TINGGI, "s2", "II.b", bup=60),
    "kabag": Resep("Kepala Bagian {u}", S, 12, IV_BAWAH, "s1umum", "III.a"),
    "kepala": Resep("Kepala {u}", S, 14, IV_TINGGI, "s2", "II.b", bup=60),
    "inspektur": Resep("Inspektur", S, 14, IV_TINGGI, "s2", "II.b", bup=60),
    "irban": Resep("{u}", S, 12, IV_BAWAH, "s1eko", "III.a"),
    "sekwan": Resep("Sekretaris DPRD", S, 14, IV_TINGGI, "s2", "II.b", bup=60),
    "direktur": Resep("Direktur {u}", S, 14, IV_TINGGI, "dokter", "II.b", bup=60),
    "sekretaris": Resep("Sekretaris", S, 12, IV_BAWAH, "s1umum", "III.a"),
    "kabid": Resep("Kepala Bidang {u}", S, 11, ("III/d", "IV/a"), "s1umum", "III.b"),
    "camat": Resep("Camat", S, 12, IV_BAWAH, "s1umum", "III.a"),
    "sekcam": Resep("Sekretaris Kecamatan", S, 11, ("III/d", "IV/a"), "s1umum", "III.b"),
    "kasi_pem": Resep("Kepala Seksi Pemerintahan", S, 9, III_ATAS, "s1umum", "IV.a"),
    "kasi_pmd": Resep("Kepala Seksi Pemberdayaan Masyarakat", S, 9, III_ATAS, "s1umum", "IV.a"),
    "umpeg": Resep("Kepala Subbagian Umum dan Kepegawaian", S, 9, III_ATAS, "s1umum", "IV.a"),
    "keuangan": Resep("Kepala Subbagian Perencanaan dan Keuangan", S, 9, III_ATAS, "s1eko", "IV.a"),
    "katu": Resep("Kepala Subbagian Tata Usaha", S, 8, III_ATAS, "s1umum", "IV.b"),
    "analis_madya": Resep("Analis Kebijakan Ahli Madya", F, 11, IV_BAWAH, "s2", bup=60),
    "analis_muda": Resep("Analis Kebijakan Ahli Muda", F, 10, III_ATAS, "s1umum"),
    "sdma_muda": Resep("Analis SDM Aparatur Ahli Muda", F, 10, III_ATAS, "s1umum"),
    "perencana": Resep("Perencana Ahli Pertama", F, 8, III_BAWAH, "s1eko"),
    "pranata": Resep("Pranata Komputer Ahli Pertama", F, 8, III_BAWAH, "s1kom"),
    "arsiparis": Resep("Arsiparis Terampil", F, 6, II_ATAS, "d3"),
    "pengadaan": Resep(
        "Pengelola Pengadaan Barang/Jasa Ahli Muda",
        F,
        10,
        III_ATAS,
        "s1eko",
        tambahan=(("kk", 15),),
    ),
    "auditor_madya": Resep(
        "Auditor Ahli Madya", F, 11, IV_BAWAH, "s1eko", bup=60, tambahan=(("kp", 8),)
    ),
    "auditor_muda": Resep("Auditor Ahli Muda", F, 10, III_ATAS, "s1eko", tambahan=(("kp", 8),)),
    "auditor": Resep("Auditor Ahli Pertama", F, 8, III_BAWAH, "s1eko", tambahan=(("kp", 8),)),
    "penyuluh": Resep("Penyuluh Pertanian Ahli Pertama", F, 8, III_BAWAH, "s1tani"),
    "penelaah": Resep("Penelaah Teknis Kebijakan", P, 7, III_BAWAH, "s1umum"),
    "teknik": Resep("Penata Kelola Bangunan dan Permukiman", P, 7, III_BAWAH, "s1tek"),
    "pengolah": Resep("Pengolah Data dan Informasi", P, 6, II_ATAS, "d3"),
    "bendahara": Resep(
        "Pengelola Keuangan (Bendahara Pengeluaran)", P, 6, II_ATAS, "d3", tambahan=(("kk", 20),)
    ),
    "admin": Resep("Pengadministrasi Perkantoran", P, 5, II_BAWAH, "sma"),
    "operator": Resep("Operator Layanan Operasional", P, 4, ("II/a",), "sma"),
    "umum": Resep("Pengelola Umum Operasional", P, 3, ("I/c", "I/d"), "smp"),
    "pengemudi": Resep("Pengemudi", P, 2, ("I/c", "I/d"), "smp"),
    "kepsek": Resep("Guru Ahli Madya (Kepala Sekolah)", F, 11, IV_BAWAH, "guru", bup=60),
    "guru_muda": Resep("Guru Ahli Muda", F, 9, III_ATAS, "guru", bup=60),
    "guru": Resep("Guru Ahli Pertama", F, 8, III_BAWAH, "guru", bup=60),
    "kapus": Resep("Dokter Ahli Muda (Kepala Puskesmas)", F, 10, III_ATAS, "dokter"),
    "dokter": Resep("Dokter Ahli Pertama", F, 9, ("III/b",), "dokter", tambahan=(("kp", 30),)),
    "spesialis": Resep(
        "Dokter Spesialis Ahli Madya",
        F,
        12,
        ("IV/a", "IV/b"),
        "spesialis",
        tambahan=(("kp", 120),),
        bup=60,
    ),
    "ners": Resep("Perawat Ahli Pertama", F, 8, III_BAWAH, "ners", jadwal="SHIFT-RS"),
    "perawat_rs": Resep("Perawat Terampil", F, 6, II_ATAS, "perawat", jadwal="SHIFT-RS"),
    "bidan_rs": Resep("Bidan Terampil", F, 6, II_ATAS, "bidan", jadwal="SHIFT-RS"),
    "perawat": Resep("Perawat Terampil", F, 6, II_ATAS, "perawat"),
    "bidan": Resep("Bidan Terampil", F, 6, II_ATAS, "bidan"),
    "apoteker": Resep("Apoteker Ahli Pertama", F, 8, III_BAWAH, "apoteker"),
    "nutrisi": Resep("Nutrisionis Terampil", F, 6, II_ATAS, "d3"),
    "radiografer": Resep("Radiografer Terampil", F, 6, II_ATAS, "d3"),
    "polpp": Resep("Polisi Pamong Praja Terampil", F, 6, II_ATAS, "sma", jadwal="REGU"),
    "polpp_muda": Resep("Polisi Pamong Praja Ahli Muda", F, 9, III_ATAS, "s1umum"),
    "damkar": Resep("Pemadam Kebakaran Terampil", F, 6, II_ATAS, "sma", jadwal="REGU"),
    "paruh": Resep("Operator Layanan Operasional (Paruh Waktu)", P, 1, ("V",), "sma"),
    "honor": Resep("Petugas Kebersihan dan Keamanan", P, 1, ("",), "sma"),
}

# The sample's monthly TPP by class in rupiah before criteria are split off.
DASAR_KELAS = {
    1: 715_000,
    2: 805_000,
    3: 912_500,
    4: 1_037_500,
    5: 1_235_000,
    6: 1_512_750,
    7: 1_868_500,
    8: 2_325_750,
    9: 2_954_250,
    10: 3_418_500,
    11: 4_412_750,
    12: 5_761_500,
    13: 7_253_250,
    14: 9_534_750,
    15: 15_120_500,
}
KRITERIA = ("bk", "pk", "kk", "tb", "kp", "po")


def besaran(kelas: int, tambahan: dict[str, int]) -> tuple[int, ...]:
    """Rupiah by criterion: bk 55%, pk 45% of the class's base, others as percent on top."""
    dasar = DASAR_KELAS[kelas]
    bk = dasar * 55 // 100 // 50 * 50
    nilai = {"bk": bk, "pk": dasar - bk}
    for kriteria, persen in tambahan.items():
        nilai[kriteria] = dasar * persen // 100 // 50 * 50
    return tuple(nilai.get(k, 0) for k in KRITERIA)
