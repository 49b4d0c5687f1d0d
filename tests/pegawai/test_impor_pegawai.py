"""People, posts, superiors, sanctions, salary and accounts from files, as of their dates."""

from datetime import date

import pytest
from tests.core.impor.conftest import *  # noqa: F403
from tests.core.impor.conftest import Ambil, perubahan, temuan

from selaras.pegawai.models import (
    AtasanKhusus,
    DataPajak,
    GajiBulanan,
    HukumanDisiplin,
    Pegawai,
    Rekening,
    RiwayatGolongan,
    RiwayatJabatan,
    RiwayatStatus,
)
from selaras.pegawai.selectors.atasan import superior_ids

KEPALA, STAF, LAIN = "197501012000031002", "198609262015051001", "199009132025242014"
JUDUL = ["NIP", "Nama", "Status", "TMT status", "Golongan", "TMT golongan"]
JABATAN = ["NIP", "Kode unit", "Kode jabatan", "Penugasan", "TMT jabatan", "Sampai", "Nomor SK"]


@pytest.fixture
def isi(ambil: Ambil) -> Ambil:
    """An office of three posts and three people."""
    ambil(
        "unit",
        [["Kode unit", "Nama unit", "Jenis", "Kode unit induk"],
         ["1", "Dinas Satu", "skpd", None], ["1.1", "Bidang Satu", "bidang", "1"]],
        sejak=date(2020, 1, 1),
    )  # fmt: skip
    ambil(
        "jabatan",
        [["Kode unit", "Kode jabatan", "Nama jabatan", "Jenis", "Kode jabatan atasan",
          "Kode unit jabatan atasan"],
         ["1", "K", "Kepala Dinas", "struktural", None, None],
         ["1.1", "B", "Kepala Bidang", "struktural", "K", "1"],
         ["1.1", "P", "Pelaksana", "pelaksana", "B", None]],
        sejak=date(2020, 1, 1),
    )  # fmt: skip
    ambil(
        "pegawai",
        [JUDUL,
         [KEPALA, "Kepala", "PNS", "01-03-2001", "IV/b", "01-04-2020"],
         [STAF, "Staf", "CPNS", "01-05-2015", "III/a", "01-05-2015"],
         [LAIN, "Lain", "PPPK", "01-01-2025", "IX", "01-01-2025"]],
    )  # fmt: skip
    return ambil


def test_birth_and_sex_come_from_the_number_until_the_file_says(isi):
    staf = Pegawai.objects.get(nip=STAF)
    assert (staf.tanggal_lahir, staf.jenis_kelamin) == (date(1986, 9, 26), "L")


def test_a_new_status_ends_the_old_one_the_day_before(isi):
    impor = isi("pegawai", [JUDUL, [STAF, "Staf", "PNS", "01-05-2016", "III/b", "01-04-2019"]])
    assert perubahan(impor)[2]["status"] == ["CPNS", "PNS"]
    rows = RiwayatStatus.objects.filter(pegawai__nip=STAF).order_by("berlaku")
    assert [(r.status, r.berlaku.lower, r.berlaku.upper) for r in rows] == [
        ("CPNS", date(2015, 5, 1), date(2016, 5, 1)),
        ("PNS", date(2016, 5, 1), None),
    ]
    assert RiwayatGolongan.objects.filter(pegawai__nip=STAF).count() == 2


def test_an_older_file_again_does_not_undo_what_came_later(isi):
    isi("pegawai", [JUDUL, [STAF, "Staf", "PNS", "01-05-2016", "III/b", "01-04-2019"]])
    impor = isi("pegawai", [JUDUL, [STAF, "Staf", "CPNS", "01-05-2015", "III/a", "01-05-2015"]])
    assert impor.jumlah["sama"] == 1
    assert RiwayatStatus.objects.pada(date(2025, 1, 1)).get(pegawai__nip=STAF).status == "PNS"


def test_leaving_service_is_a_last_day_with_a_reason(isi):
    isi(
        "pegawai",
        [["NIP", "Nama", "Status sampai", "Alasan berakhir"],
         [KEPALA, "Kepala", "31-10-2025", "pensiun"]],
    )  # fmt: skip
    status = RiwayatStatus.objects.get(pegawai__nip=KEPALA)
    assert (status.berlaku.upper, status.alasan_akhir) == (date(2025, 11, 1), "pensiun")


def test_part_time_and_non_asn_staff_are_not_bound_to_e_kinerja_unless_said(isi):
    isi("pegawai", [JUDUL[:3], ["199109132025242011", "Paruh", "PPPK paruh waktu"]])
    assert not RiwayatStatus.objects.get(pegawai__nama="Paruh").wajib_kinerja
    assert RiwayatStatus.objects.get(pegawai__nip=STAF).wajib_kinerja


def test_a_birth_date_that_differs_from_the_number_warns_but_goes(isi):
    impor = isi("pegawai", [["NIP", "Nama", "Tanggal lahir"], [STAF, "Staf", "27-09-1986"]])
    assert impor.jumlah["peringatan"] == 1
    assert "menurut NIP 26-09-1986" in temuan(impor)[2][0]
    assert Pegawai.objects.get(nip=STAF).tanggal_lahir == date(1986, 9, 27)


def test_posts_follow_each_other_and_plt_stands_beside(isi):
    isi(
        "jabatan-pegawai",
        [JABATAN,
         [KEPALA, "1", "K", "Definitif", "01-01-2021", None, "SK-1"],
         [STAF, "1.1", "P", None, "01-01-2021", None, "SK-2"],
         [STAF, "1.1", "B", "Plt", "01-06-2025", "31-08-2025", "SK-3"]],
    )  # fmt: skip
    impor = isi("jabatan-pegawai", [JABATAN, [STAF, "1.1", "B", "D", "01-09-2025", None, "SK-4"]])
    assert perubahan(impor)[2]["kode_jabatan"] == ["Pelaksana", "Kepala Bidang"]
    rows = RiwayatJabatan.objects.filter(pegawai__nip=STAF).order_by("berlaku", "penugasan")
    assert [(r.penugasan, r.jabatan.kode, r.berlaku.lower, r.berlaku.upper) for r in rows] == [
        ("D", "P", date(2021, 1, 1), date(2025, 9, 1)),
        ("PLT", "B", date(2025, 6, 1), date(2025, 9, 1)),
        ("D", "B", date(2025, 9, 1), None),
    ]


@pytest.mark.parametrize(
    ("row", "kata"),
    [
        (["199109132025242011", "1", "K", None, None, None, None], "tidak ditemukan"),
        ([STAF, "9", "K", None, None, None, None], "Unit '9' tidak ditemukan"),
        ([STAF, "1", "Z", None, None, None, None], "'Z' tidak ada di unit 1"),
        ([STAF, "1", "K", "Pjs", None, None, None], "Pilihan: Definitif, Plt, Plh"),
        ([STAF, "1", "K", None, "31-02-2025", None, None], "tidak ada di kalender"),
        ([STAF, "1", "K", None, "01-02-2025", "01-01-2025", None], "mendahului"),
        ([STAF, "1", "K", None, "01-02-2019", None, None], "tidak berlaku pada 01-02-2019"),
    ],
)
def test_a_post_that_can_not_be_held_is_refused_by_cell(isi, periksa, row, kata):
    assert any(kata in pesan for pesan in temuan(periksa("jabatan-pegawai", [JABATAN, row]))[2])


def test_two_plt_at_once_are_refused_naming_the_other(isi, periksa):
    isi("jabatan-pegawai", [JABATAN, [STAF, "1.1", "B", "Plt", "01-06-2025", "31-08-2025", "SK"]])
    impor = periksa(
        "jabatan-pegawai",
        [JABATAN, [STAF, "1", "K", "Plh", "31-08-2025", "30-09-2025", "SK"],
         [STAF, "1", "K", "Plh", "01-09-2025", "30-09-2025", "SK"]],
    )  # fmt: skip
    assert list(temuan(impor)) == [2]
    assert "1-6-2025 s.d. 31-8-2025" in temuan(impor)[2][0]


def test_plt_of_one_s_own_post_and_a_shared_head_are_noticed(isi, periksa):
    isi("jabatan-pegawai", [JABATAN, [KEPALA, "1", "K", None, "01-01-2021", None, "SK"]])
    impor = periksa(
        "jabatan-pegawai",
        [JABATAN, [KEPALA, "1", "K", "Plt", "01-06-2025", None, "SK"],
         [STAF, "1", "K", None, "01-06-2025", None, "SK"]],
    )  # fmt: skip
    assert "definitif" in temuan(impor)[2][0]
    assert "juga dipangku Kepala" in temuan(impor)[3][0]
    assert impor.jumlah["salah"] == 1


def test_superiors_by_name_hold_for_their_time_and_rings_are_refused(isi, periksa):
    isi(
        "jabatan-pegawai",
        [JABATAN, [KEPALA, "1", "K", None, "01-01-2021", None, ""],
         [STAF, "1.1", "B", None, "01-01-2021", None, ""],
         [LAIN, "1.1", "P", None, "01-01-2025", None, ""]],
    )  # fmt: skip
    judul = ["NIP", "NIP atasan", "Alasan", "Mulai berlaku", "Berlaku sampai"]
    isi("atasan-khusus", [judul, [LAIN, KEPALA, "Tim", "01-10-2025", "31-10-2025"]])
    ids = dict(Pegawai.objects.values_list("nip", "pk"))
    for hari, atasan in ((date(2025, 9, 30), STAF), (date(2025, 10, 31), KEPALA),
                         (date(2025, 11, 1), STAF)):  # fmt: skip
        assert superior_ids([ids[LAIN]], hari) == {ids[LAIN]: ids[atasan]}
    impor = periksa(
        "atasan-khusus",
        [judul, [STAF, STAF, "x", None, None], [STAF, LAIN, "x", "01-12-2025", None],
         [LAIN, KEPALA, "x", "15-10-2025", None], [KEPALA, LAIN, "x", "01-02-2026", None]],
    )  # fmt: skip
    pesan = temuan(impor)
    assert "melingkar" in pesan[5][0]  # above her stands her own superior's superior
    assert "atasannya sendiri" in pesan[2][0]
    assert "melingkar" in pesan[3][0]
    assert "Bertumpang" in pesan[4][0]
    assert AtasanKhusus.objects.count() == 1


def test_sanctions_carry_their_cut_and_may_not_overlap(isi, periksa):
    judul = ["NIP", "Tingkat", "Potongan TPP (%)", "Nomor SK", "Tanggal SK", "Mulai", "Sampai"]
    row = [STAF, "sedang", "25", "SK-9", "01-09-2025", "01-10-2025", "31-03-2026"]
    isi("hukuman", [judul, row])
    hukuman = HukumanDisiplin.objects.get()
    assert (hukuman.potongan_bp, hukuman.berlaku.upper) == (2500, date(2026, 4, 1))
    kedua = periksa("hukuman", [judul, [*row[:5], "01-03-2026", "30-04-2026"]])
    assert "SK-9" in temuan(kedua)[2][0]
    assert isi("hukuman", [judul, row]).jumlah["sama"] == 1


def test_salary_is_replaced_by_column_and_odd_sums_are_remarked(isi):
    judul = ["NIP", "Bulan", "Gaji bruto", "IWP 1%"]
    isi("gaji", [judul, [STAF, "2025-10", "4.812.000", 44000], [LAIN, "2025-10", 3200, 0]])
    impor = isi("gaji", [["NIP", "Bulan", "Gaji bruto"], [STAF, "Oktober 2025", 5_000_000]])
    assert perubahan(impor)[2] == {"bruto": ["Rp4.812.000", "Rp5.000.000"]}
    gaji = GajiBulanan.objects.get(pegawai__nip=STAF)
    assert (gaji.bruto, gaji.iwp) == (5_000_000, 44_000)


def test_a_salary_without_its_contributions_leaves_them_unknown_and_says_so(isi, periksa):
    judul = ["NIP", "Bulan", "Gaji bruto"]
    impor = periksa("gaji", [judul, [STAF, "2025-10", 4_812_000]])
    kolom = [t.partition(":")[0] for t in temuan(impor)[2]]
    assert kolom == ["iwp", "bpjs", "pph", "iuran_pensiun"]
    assert impor.jumlah["salah"] == 0
    isi("gaji", [judul, [STAF, "2025-10", 4_812_000]])
    gaji = GajiBulanan.objects.get()
    assert (gaji.iwp, gaji.bpjs, gaji.pph, gaji.iuran_pensiun) == (None, None, None, None)
    nol = isi("gaji", [[*judul, "Iuran pensiun"], [STAF, "2025-10", 4_812_000, 0]])
    assert nol.jumlah["berubah"] == 1  # a nought that somebody wrote is something else
    assert GajiBulanan.objects.get().iuran_pensiun == 0


def test_tax_class_and_account_are_dated_apart(isi):
    judul = ["NIP", "PTKP", "Bank", "Nomor rekening", "Atas nama", "Mulai berlaku"]
    isi("pajak-rekening", [judul, [STAF, "TK0", "Bank A", "0012345678", "STAF", "01-01-2024"]])
    isi("pajak-rekening", [["NIP", "PTKP", "Mulai berlaku"], [STAF, "K/0", "01-01-2025"]])
    assert DataPajak.objects.pada(date(2024, 6, 1)).get().ptkp == "TK/0"
    assert DataPajak.objects.pada(date(2025, 6, 1)).get().ptkp == "K/0"
    assert Rekening.objects.get().nomor == "0012345678"


def test_half_an_account_is_refused(isi, periksa):
    impor = periksa("pajak-rekening", [["NIP", "Bank", "Nomor rekening"], [STAF, "A", "1.2E+10"]])
    assert "Format kolomnya Teks" in temuan(impor)[2][0]
    impor = periksa("pajak-rekening", [["NIP", "Bank"], [STAF, "A"]])
    assert "bank, nomor dan atas nama" in temuan(impor)[2][0]


def test_a_reduction_that_the_regions_law_does_not_know_is_refused(isi, periksa):
    judul = ["NIP", "Kode pengurang", "Alasan", "Mulai"]
    impor = periksa(
        "pengurangan-tpp",
        [judul, [STAF, "k40", "Tugas belajar", "01-10-2025"],
         [LAIN, "k41", "Salah ketik", "01-10-2025"]],
    )  # fmt: skip
    assert impor.jumlah["salah"] == 1
    assert "kode: Tidak dikenal aturan daerah" in temuan(impor)[3][0]
    assert "k40" in temuan(impor)[3][0]
