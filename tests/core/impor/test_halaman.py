"""The pages of imports, opened by an officer of the whole government."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.core.impor.berkas_uji import xlsx
from tests.core.impor.test_alur import NIP, PEGAWAI
from tests.izin.dunia import Dunia, build

from selaras.core.impor.baca import read_table
from selaras.core.impor.models import Impor
from selaras.core.impor.spec import all_specs
from selaras.pegawai.models import Pegawai


@pytest.fixture
def dunia(db: None) -> Dunia:
    return build()


@pytest.fixture
def admin(dunia: Dunia, client: Client) -> Client:
    client.force_login(dunia.user["admin_bkpsdm"])
    return client


def unggah(client: Client, isi: bytes, nama: str = "pegawai.xlsx", jenis: str = "pegawai"):
    return client.post(
        reverse("impor:mulai"),
        {
            "jenis": jenis,
            "berkas": SimpleUploadedFile(nama, isi),
            "sejak": "2025-01-01",
            "sumber": "umum",
            "lembar": "",
        },
    )


def sampai_temuan(client: Client, rows=PEGAWAI) -> Impor:
    return temuan_dari(client, xlsx(rows))


def temuan_dari(client: Client, isi: bytes) -> Impor:
    assert unggah(client, isi).status_code == 302
    impor = Impor.objects.latest("id")
    data = {f"k{p['indeks']}": p["kolom"] for p in impor.padanan}
    assert client.post(reverse("impor:kolom", args=[impor.pk]), data).status_code == 302
    impor.refresh_from_db()
    return impor


def test_a_file_goes_from_upload_over_matching_and_findings_to_taken(admin):
    impor = sampai_temuan(admin)
    halaman = admin.get(reverse("impor:rinci", args=[impor.pk])).content.decode()
    assert "Ambil 2 baris yang benar" in halaman
    assert "Unduh 1 baris bermasalah" in halaman
    assert "lebih 1" in halaman
    admin.post(reverse("impor:ambil", args=[impor.pk]))
    admin.post(reverse("impor:ambil", args=[impor.pk]))
    impor.refresh_from_db()
    assert impor.status == Impor.Status.DIAMBIL
    assert Pegawai.objects.filter(nip__in=NIP).count() == 2


def test_the_same_file_again_says_that_nothing_changes(admin):
    berkas = xlsx(PEGAWAI[:3])  # one file: a workbook made anew carries its own moment
    impor = temuan_dari(admin, berkas)
    admin.post(reverse("impor:ambil", args=[impor.pk]))
    lagi = temuan_dari(admin, berkas)
    halaman = admin.get(reverse("impor:rinci", args=[lagi.pk])).content.decode()
    assert "Tidak ada yang berubah" in halaman
    assert "sudah pernah diambil" in halaman
    assert "baris yang benar" not in halaman


@pytest.mark.parametrize(
    ("isi", "nama", "kata"),
    [(b"%PDF-1.7", "data.xlsx", "ternyata sebuah PDF"), (b"", "data.csv", "kosong"),
     (b"<html><table></table>", "data.xls", "HTML")],
)  # fmt: skip
def test_a_wrong_file_is_refused_on_the_form_with_its_reason(admin, isi, nama, kata):
    response = unggah(admin, isi, nama)
    assert response.status_code == 422
    assert kata in response.content.decode()
    assert not Impor.objects.exclude(jalur="impor/tidak-ada").exists()


def test_a_required_column_left_out_is_asked_for(admin):
    unggah(admin, xlsx([["Foo", "Bar"], ["1", "2"]]))
    impor = Impor.objects.latest("id")
    response = admin.post(reverse("impor:kolom", args=[impor.pk]), {"k0": "nip", "k1": ""})
    assert response.status_code == 422
    assert "Kolom wajib belum ada pasangannya: Nama" in response.content.decode()


def test_bad_rows_come_back_as_a_file_that_can_be_mended_and_sent_again(admin):
    impor = sampai_temuan(admin)
    isi = admin.get(reverse("impor:salah", args=[impor.pk])).content
    judul, baris = read_table(isi, "salah.xlsx").baris
    assert judul == ("Alasan", "NIP", "Nama", "Status pegawai", "TMT status")
    assert "Baris 4. NIP: NIP harus 18 angka" in baris[0]
    mended = [list(judul), [baris[0], NIP[2], *baris[2:]]]
    assert sampai_temuan(admin, mended).jumlah["baru"] == 1


@pytest.mark.parametrize("spec", all_specs(), ids=lambda s: s.kode)
def test_each_template_is_readable_by_its_own_import(admin, spec):
    isi = admin.get(reverse("impor:templat", args=[spec.kode])).content
    tabel = read_table(isi, "templat.xlsx")
    assert tabel.baris[0] == tuple(k.judul for k in spec.kolom)
    for kolom, contoh in zip(spec.kolom, tabel.baris[1], strict=True):
        if contoh:
            kolom.urai(contoh)
    assert "Petunjuk" in tabel.lembar


def test_texts_of_the_file_are_never_markup(admin):
    impor = sampai_temuan(
        admin, [PEGAWAI[0], ["1", "<script>alert(1)</script>", "PNS", "01-05-2016"]]
    )
    halaman = admin.get(reverse("impor:rinci", args=[impor.pk])).content.decode()
    assert "<script>alert" not in halaman
    assert "&lt;script&gt;alert" in halaman


def test_formulas_in_the_file_come_back_as_text(admin):
    impor = sampai_temuan(admin, [PEGAWAI[0], ["1", '=HYPERLINK("x")', "PNS", "01-05-2016"]])
    isi = admin.get(reverse("impor:salah", args=[impor.pk])).content
    assert read_table(isi).baris[1][2] == '=HYPERLINK("x")'
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        assert b"<f>" not in arsip.read("xl/worksheets/sheet1.xml")


def test_an_import_of_pay_is_not_seen_by_those_who_may_not_see_pay(dunia, admin, client):
    unggah(admin, xlsx([["NIP", "Bulan", "Gaji bruto"], [NIP[0], "2025-10", "1"]]), jenis="gaji")
    impor = Impor.objects.latest("id")
    officer = Client()
    officer.force_login(dunia.user["pengelola_kepegawaian"])
    assert officer.get(reverse("impor:rinci", args=[impor.pk])).status_code == 404
    assert officer.post(reverse("impor:ambil", args=[impor.pk])).status_code == 404
    assert officer.get(reverse("impor:templat", args=["gaji"])).status_code == 404


@pytest.mark.parametrize("lihat", ["", "salah", "baru", "semua", "<x>"])
def test_findings_of_many_rows_cost_the_same_few_queries(
    admin, django_assert_max_num_queries, lihat
):
    rows = [[f"1985010120100110{i:02d}", f"Orang {i}", "PNS", "x"] for i in range(1, 90)]
    impor = sampai_temuan(admin, [PEGAWAI[0], *rows])
    with django_assert_max_num_queries(11):
        admin.get(reverse("impor:rinci", args=[impor.pk]), {"lihat": lihat})
