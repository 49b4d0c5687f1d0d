"""An import from upload to taken rows: nothing half, nothing twice, nothing behind one's back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone
from tests.core.impor.berkas_uji import csv_text, xlsx
from tests.core.impor.conftest import SEJAK, perubahan, temuan
from tests.izin.dunia import build

from selaras.core.audit.models import Jejak
from selaras.core.impor import services
from selaras.core.impor.models import BarisImpor, Impor, IngatanKolom
from selaras.core.impor.services import ImporDitolak
from selaras.core.permissions.selectors import load_actor
from selaras.organisasi.models import UnitKerja
from selaras.pegawai.models import Pegawai

UNIT = [
    ["Kode unit", "Nama unit", "Jenis", "Kode unit induk"],
    ["1", "Dinas Satu", "skpd", None],
    ["1.1", "Bidang Satu", "bidang", "1"],
]
NIP = ["198609262015051001", "199009132025242014", "197501012000031002"]
PEGAWAI = [
    ["NIP", "Nama", "Status", "TMT status"],
    [NIP[0], "Siti", "PNS", "01-05-2016"],
    [NIP[1], "Budi", "PPPK", "01-01-2025"],
    ["1986092620150510011", "Salah", "PNS", "01-05-2016"],
]


def test_good_rows_go_and_bad_rows_stay_with_their_reason(ambil):
    impor = ambil("pegawai", PEGAWAI)
    assert impor.status == Impor.Status.DIAMBIL
    assert impor.jumlah | {} == {
        "salah": 1, "baru": 2, "berubah": 0, "sama": 0, "peringatan": 0, "semua": 3
    }  # fmt: skip
    assert set(Pegawai.objects.values_list("nip", flat=True)) == set(NIP[:2])
    assert "lebih 1" in temuan(impor)[4][0]


def test_the_dry_run_itself_changes_nothing(periksa):
    impor = periksa("pegawai", PEGAWAI)
    assert impor.status == Impor.Status.DIPERIKSA
    assert not Pegawai.objects.exists()


def test_the_same_file_twice_changes_nothing(ambil):
    ambil("pegawai", PEGAWAI)
    kedua = ambil("pegawai", PEGAWAI)
    assert (kedua.jumlah["sama"], kedua.jumlah["baru"], kedua.jumlah["berubah"]) == (2, 0, 0)
    assert Pegawai.objects.count() == 2


def test_a_change_is_shown_as_old_and_new_by_column(ambil, periksa):
    ambil("pegawai", PEGAWAI)
    ubah = [[*PEGAWAI[0], "Gelar belakang"], [NIP[0], "Siti Aminah", "PNS", "01-05-2016", "S.H."]]
    impor = periksa("pegawai", ubah)
    assert perubahan(impor) == {
        2: {"nama": ["Siti", "Siti Aminah"], "gelar_belakang": ["", "S.H."]}
    }


def test_taking_twice_takes_once(ambil, sistem):
    impor = ambil("pegawai", PEGAWAI)
    lagi = services.apply(actor=sistem, impor=impor)
    assert lagi.diambil_pada == impor.diambil_pada
    assert Jejak.objects.filter(aksi="pegawai.edit").count() == 1


def test_taking_is_recorded_with_the_file_s_checksum(ambil):
    impor = ambil("pegawai", PEGAWAI)
    jejak = Jejak.objects.get(aksi="pegawai.edit")
    assert jejak.sesudah["sidik_berkas"] == impor.sidik_berkas
    assert jejak.sesudah["jumlah"]["baru"] == 2


def test_a_dry_run_gone_stale_is_not_taken_but_shown_again(periksa, ambil, sistem):
    impor = periksa("pegawai", PEGAWAI)
    ambil("pegawai", [PEGAWAI[0], [NIP[0], "Orang Lain", "PNS", "01-05-2016"]])
    with pytest.raises(ImporDitolak, match="berubah sejak pemeriksaan"):
        services.apply(actor=sistem, impor=impor)
    impor.refresh_from_db()
    assert impor.status == Impor.Status.DIPERIKSA
    assert impor.jumlah["berubah"] == 1
    assert Pegawai.objects.get(nip=NIP[0]).nama == "Orang Lain"
    assert services.apply(actor=sistem, impor=impor).status == Impor.Status.DIAMBIL
    assert Pegawai.objects.get(nip=NIP[0]).nama == "Siti"


def test_a_failure_while_taking_takes_nothing(periksa, sistem, monkeypatch):
    impor = periksa("pegawai", PEGAWAI)
    with connection.cursor() as cursor:
        cursor.execute(
            "create function gagal() returns trigger language plpgsql as "
            "$$ begin raise unique_violation using message = 'uji'; end $$"
        )
        cursor.execute(
            "create trigger gagal before insert on pegawai_riwayatstatus "
            "for each row execute function gagal()"
        )
    with pytest.raises(ImporDitolak, match="tidak satu baris pun diambil"):
        services.apply(actor=sistem, impor=impor)
    assert not Pegawai.objects.exists()
    impor.refresh_from_db()
    assert impor.status == Impor.Status.DIPERIKSA


def test_a_cancelled_import_can_not_be_taken(periksa, sistem):
    impor = services.cancel(actor=sistem, impor=periksa("pegawai", PEGAWAI))
    assert services.cancel(actor=sistem, impor=impor).status == Impor.Status.DIBATALKAN
    with pytest.raises(ImporDitolak):
        services.apply(actor=sistem, impor=impor)
    assert not Pegawai.objects.exists()


def test_the_same_person_twice_in_a_file_is_refused_naming_the_first(periksa):
    rows = [*PEGAWAI[:2], [NIP[0], "Siti Lain", "PNS", "01-05-2016"]]
    impor = periksa("pegawai", rows)
    assert temuan(impor) == {3: ["nip: Rangkap: NIP ini sudah ada di baris 2 (isinya berbeda)."]}


def test_a_number_that_excel_cut_is_refused_with_what_to_do(periksa):
    impor = periksa("pegawai", [PEGAWAI[0], [198609262015051001, "Siti", "PNS", "01-05-2016"]])
    assert "Format kolomnya sebagai Teks" in temuan(impor)[2][0]


def test_headings_below_a_title_and_in_other_words_are_matched(ambil):
    rows = [
        ["DAFTAR PEGAWAI DINAS SATU"],
        [],
        ["No", "N I P", "NAMA PEGAWAI", "Tgl. Lahir", "Status Kepegawaian", "Catatan"],
        [1, NIP[0], "Siti", "26/09/1986", "Pegawai Negeri Sipil", "x"],
    ]
    impor = ambil("pegawai", rows)
    peta = {p["judul"]: (p["kolom"], p["alasan"]) for p in impor.padanan}
    assert peta == {
        "No": ("", ""),
        "N I P": ("nip", "sinonim"),
        "NAMA PEGAWAI": ("nama", "sinonim"),
        "Tgl. Lahir": ("tanggal_lahir", "sinonim"),
        "Status Kepegawaian": ("status", "sinonim"),
        "Catatan": ("", ""),
    }
    assert impor.jumlah["baru"] == 1
    assert impor.baris.get().nomor == 4


def test_a_mapping_once_chosen_is_remembered_for_its_source_only(instansi, sistem):
    rows = xlsx([["Kolom A", "Kolom B", "Kolom C"], [NIP[0], "Siti", "PNS"]])

    def upload(sumber: str) -> Impor:
        return services.upload(
            actor=sistem, jenis="pegawai", isi=rows, nama="a.xlsx", sejak=SEJAK,
            instansi_id=instansi.pk, sumber=sumber,
        )  # fmt: skip

    impor = upload("Simpeg lama")
    with pytest.raises(ImporDitolak, match="NIP, Nama"):
        services.run_check(actor=sistem, impor=impor)
    services.set_mapping(actor=sistem, impor=impor, pemetaan={0: "nip", 1: "nama", 2: "status"})
    assert services.run_check(actor=sistem, impor=impor).jumlah["baru"] == 1
    ingat = upload("Simpeg lama")
    assert [(p["kolom"], p["alasan"]) for p in ingat.padanan] == [
        ("nip", "diingat"), ("nama", "diingat"), ("status", "diingat")
    ]  # fmt: skip
    assert [p["kolom"] for p in upload("lain").padanan] == ["", "", ""]


def test_one_known_column_can_not_be_given_twice(instansi, sistem):
    impor = services.upload(
        actor=sistem, jenis="pegawai", isi=xlsx(PEGAWAI), nama="a.xlsx", sejak=SEJAK,
        instansi_id=instansi.pk,
    )  # fmt: skip
    with pytest.raises(ImporDitolak, match="kolom yang sama: Nama"):
        services.set_mapping(actor=sistem, impor=impor, pemetaan={0: "nama", 1: "nama"})
    assert not IngatanKolom.objects.exists()


def test_csv_with_semicolons_and_windows_letters_gives_the_same_as_a_workbook(ambil):
    rows = [["NIP", "Nama", "Status"], [NIP[0], "Renée", "PNS"]]
    impor = ambil("pegawai", [], isi=csv_text(rows, ";", "cp1252"), nama="data.csv")
    assert Pegawai.objects.get().nama == "Renée"
    assert "Windows-1252" in impor.catatan[0]


def test_numbers_of_queries_do_not_grow_with_the_rows(ambil, django_assert_max_num_queries):
    ambil("unit", UNIT)

    def rows(n: int) -> list[list[str]]:
        return [
            [f"1985010120100110{i:02d}", f"Orang {i}", "PNS", "01-05-2016", "III/a"]
            for i in range(1, n + 1)
        ]

    judul = [*PEGAWAI[0], "Golongan"]
    counts = []
    for n in (3, 90):
        with django_assert_max_num_queries(30) as captured:
            ambil("pegawai", [judul, *rows(n)])
        counts.append(len(captured))
    assert counts[1] <= counts[0] + 2


def test_an_officer_imports_only_for_people_of_her_unit(db):
    dunia = build()
    officer = load_actor(dunia.user["pengelola_kepegawaian"], at=timezone.now())
    staf, tetangga = dunia.pegawai["staf"], dunia.pegawai["tetangga"]
    staf.nip, tetangga.nip = NIP[1], NIP[2]
    Pegawai.objects.bulk_update([staf, tetangga], ["nip"])
    rows = [
        ["NIP", "Nama", "Status"],
        [staf.nip, "Nama Baru", "PNS"],
        [tetangga.nip, "Nama Curian", "PNS"],
        [NIP[0], "Orang Baru", "PNS"],
    ]
    isi = xlsx(rows)
    impor = services.upload(
        actor=officer, jenis="pegawai", isi=isi, nama="a.xlsx", sejak=timezone.localdate()
    )
    impor = services.run_check(actor=officer, impor=impor)
    assert "di luar unit" in temuan(impor)[3][0]
    assert "hanya dapat ditambahkan oleh admin" in temuan(impor)[4][0]
    services.apply(actor=officer, impor=impor)
    staf.refresh_from_db()
    tetangga.refresh_from_db()
    assert staf.nama == "Nama Baru"
    assert tetangga.nama == "Tetangga"


def test_who_may_not_touch_a_kind_of_data_can_not_import_it(db):
    dunia = build()
    officer = load_actor(dunia.user["pengelola_kepegawaian"], at=timezone.now())
    with pytest.raises(PermissionDenied):
        services.upload(
            actor=officer, jenis="gaji", isi=xlsx([["NIP"], [NIP[0]]]), nama="a.xlsx", sejak=SEJAK
        )
    assert not Impor.objects.exclude(jalur="impor/tidak-ada").exists()


def test_findings_keep_every_text_even_odd_ones(periksa):
    nama = 'Dinas "A" <b>\\u0000 \t'
    isi = csv_text([["Kode unit", "Nama unit", "Jenis"], ["1", nama + "\x00", "skpd"]])
    impor = periksa("unit", [], isi=b"\n" * 5000 + isi)
    assert BarisImpor.objects.get(impor=impor).isi["nama"] == nama.strip()
    assert not UnitKerja.objects.exists()
