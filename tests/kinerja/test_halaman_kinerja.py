"""The list of results and the grid, as those of each role get them."""

import re

import pytest
from django.test import Client
from tests.izin.dunia import Dunia
from tests.kinerja.bulan_terkunci import lock_month

from selaras.kinerja.models import PenilaianBulanan
from selaras.organisasi.models import Instansi
from selaras.pegawai.models import RiwayatStatus

P = 202510
GRID = "/kinerja/isi/"


@pytest.fixture(autouse=True)
def _ada_bulan(dunia: Dunia) -> None:
    PenilaianBulanan.objects.create(pegawai=dunia.pegawai["kepala"], periode=P, predikat="baik")


def _get(client: Client, path: str, **query: object) -> str:
    response = client.get(path, {"periode": P, **query})
    assert response.status_code == 200
    return response.content.decode()


def _people(html: str) -> set[str]:
    return set(re.findall(r'class="orang-nama"[^>]*>([^<]+)<', html))


def test_the_list_holds_the_obliged_with_and_without_a_result(dunia: Dunia, sebagai):
    html = _get(sebagai("pengelola_kepegawaian"), "/kinerja/")
    assert _people(html) == {
        "Kepala", "Staf", "Tanpa Akun", "Pengelola_Kepegawaian", "Verifikator_Tpp", "Bendahara",
    }  # fmt: skip
    assert "1 dari 6 pegawai sudah dinilai, 5 belum." in html
    assert html.count("belum dinilai</span>") == 5


def test_those_without_a_result_can_be_listed_alone(dunia: Dunia, sebagai):
    html = _get(sebagai("pengelola_kepegawaian"), "/kinerja/", belum="1")
    assert "Kepala" not in _people(html) and len(_people(html)) == 5


def test_an_emptied_result_counts_as_none(dunia: Dunia, sebagai):
    PenilaianBulanan.objects.update(predikat="", menit=10)
    assert "Kepala" in _people(_get(sebagai("pengelola_kepegawaian"), "/kinerja/", belum="1"))


def test_who_is_not_obliged_is_not_listed(dunia: Dunia, sebagai):
    RiwayatStatus.objects.filter(pegawai=dunia.pegawai["staf"]).update(wajib_kinerja=False)
    assert "Staf" not in _people(_get(sebagai("pengelola_kepegawaian"), "/kinerja/"))


@pytest.mark.parametrize(
    ("saringan", "tampak"),
    [({"predikat": "baik"}, {"Kepala"}), ({"q": "sta"}, {"Staf"}), ({"predikat": "kurang"}, set())],
)
def test_search_and_filters(dunia: Dunia, sebagai, saringan, tampak):
    assert _people(_get(sebagai("pengelola_kepegawaian"), "/kinerja/", **saringan)) == tampak


def test_a_unit_narrows_to_its_people(dunia: Dunia, sebagai):
    html = _get(sebagai("admin_bkpsdm"), "/kinerja/", unit=dunia.unit["dinas buku"].pk)
    assert _people(html) == {"Tetangga", "Admin_Bkpsdm", "Pimpinan", "Auditor"}


@pytest.mark.parametrize(
    ("siapa", "tampak"),
    [
        ("staf", {"Staf"}),
        ("kepala", {"Kepala", "Staf", "Tanpa Akun"}),
        ("bendahara", {"Bendahara"}),
    ],
)
def test_each_sees_only_within_reach(dunia: Dunia, sebagai, siapa, tampak):
    assert _people(_get(sebagai(siapa), "/kinerja/")) == tampak


@pytest.mark.parametrize("path", ["/kinerja/", GRID])
def test_queries_stay_few(dunia: Dunia, sebagai, django_assert_max_num_queries, path):
    client = sebagai("pengelola_kepegawaian")
    with django_assert_max_num_queries(12):
        client.get(path, {"periode": P})


def test_the_grid_asks_what_the_region_counts(dunia: Dunia, sebagai):
    html = _get(sebagai("kepala"), GRID)
    pk = dunia.pegawai["staf"].pk
    assert f'name="p{pk}-predikat"' in html and f'name="p{pk}-menit"' not in html
    Instansi.objects.filter(pk=dunia.instansi["uji"].pk).update(daerah="kota_6750")
    html = _get(sebagai("kepala"), GRID)
    assert f'name="p{pk}-menit"' in html and f'name="p{pk}-predikat"' in html
    kepala = re.findall(r'<th scope="col">([^<]+)</th>', html)[2:-1]
    baris = (
        html.split(f'name="p{pk}-predikat"')[0].rsplit("<tr", 1)[1]
        + html.split(f'name="p{pk}-predikat"')[1].split("</tr>")[0]
    )
    assert kepala == re.findall(r'data-judul="([^"]+)"', baris) == ["Predikat", "Menit disetujui"]


def test_a_region_without_a_rule_says_so_and_saves_nothing(dunia: Dunia, sebagai):
    Instansi.objects.filter(pk=dunia.instansi["uji"].pk).update(daerah="pematangsiantar")
    client, pk = sebagai("kepala"), dunia.pegawai["staf"].pk
    assert "Cara menilai belum ditetapkan" in _get(client, "/kinerja/")
    assert f'name="p{pk}-predikat"' not in _get(client, GRID)
    response = _save(client, pk, predikat="baik")
    assert response.status_code == 422
    assert "kinerja.cara" in response.content.decode()
    assert not PenilaianBulanan.objects.filter(pegawai_id=pk).exists()


def _save(client: Client, pk: int, **isi: str):
    return client.post(f"{GRID}{P}/{pk}/", {f"p{pk}-{k}": v for k, v in isi.items()})


def test_a_row_saves_itself_and_says_when(dunia: Dunia, sebagai):
    pk = dunia.pegawai["staf"].pk
    response = _save(sebagai("kepala"), pk, predikat="butuh_perbaikan")
    assert response.status_code == 200 and "Tersimpan" in response.content.decode()
    assert PenilaianBulanan.objects.get(pegawai_id=pk).predikat == "butuh_perbaikan"


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"predikat": "bagus"}, "bagus"),
        ({}, "tidak terkirim lengkap"),
    ],
)
def test_a_wrong_row_stays_as_it_was_and_says_why(dunia: Dunia, sebagai, isi, kata):
    pk = dunia.pegawai["staf"].pk
    response = _save(sebagai("kepala"), pk, **isi)
    assert response.status_code == 422 and kata in response.content.decode()
    assert not PenilaianBulanan.objects.filter(pegawai_id=pk).exists()


@pytest.mark.parametrize(("menit", "kata"), [("-5", "di luar batas"), ("banyak", "bukan angka")])
def test_wrong_figures_are_explained(dunia: Dunia, sebagai, menit, kata):
    Instansi.objects.filter(pk=dunia.instansi["uji"].pk).update(daerah="kota_6750")
    pk = dunia.pegawai["staf"].pk
    response = _save(sebagai("kepala"), pk, menit=menit, predikat="")
    assert response.status_code == 422 and kata in response.content.decode()
    assert not PenilaianBulanan.objects.filter(pegawai_id=pk).exists()


@pytest.mark.parametrize(
    ("siapa", "tentang", "kode"),
    [("kepala", "tetangga", 404), ("staf", "staf", 403), ("verifikator_tpp", "staf", 403),
     ("pengelola_kepegawaian", "pengelola_kepegawaian", 403)],
)  # fmt: skip
def test_a_refused_row_changes_nothing(dunia: Dunia, sebagai, siapa, tentang, kode):
    pk = dunia.pegawai[tentang].pk
    assert _save(sebagai(siapa), pk, predikat="baik").status_code == kode
    assert not PenilaianBulanan.objects.filter(pegawai_id=pk).exists()


def test_a_locked_month_is_shown_as_fixed_and_refused(dunia: Dunia, sebagai):
    lock_month(dunia.unit["dinas alam"], P)
    client, pk = sebagai("kepala"), dunia.pegawai["staf"].pk
    html = _get(client, GRID)
    assert f'name="p{pk}-predikat"' not in html and "sudah terkunci" in html
    response = _save(client, pk, predikat="baik")
    assert response.status_code == 422
    assert "Koreksinya masuk sebagai susulan" in response.content.decode()
    assert not PenilaianBulanan.objects.filter(pegawai_id=pk).exists()


def test_a_chosen_month_is_no_filter_to_be_removed(dunia: Dunia, sebagai):
    assert "Hapus saringan" not in _get(sebagai("kepala"), GRID, periode=202511)


def test_a_late_result_of_a_locked_month_is_taken_once_the_reader_knows(dunia: Dunia, sebagai):
    lock_month(dunia.unit["dinas alam"], P)
    client, pk = sebagai("kepala"), dunia.pegawai["staf"].pk
    assert "Catat sebagai susulan" in _get(client, GRID)
    html = client.get(GRID, {"periode": P, "susulan": "1"}).content.decode()
    assert f'name="p{pk}-predikat"' in html
    assert "tidak mengubah yang sudah dibayar" in html and "?susulan=1" in html
    data = {f"p{pk}-predikat": "baik", f"initial-p{pk}-predikat": ""}
    assert client.post(f"{GRID}{P}/{pk}/?susulan=1", data).status_code == 200
    assert PenilaianBulanan.objects.get(pegawai_id=pk).predikat == "baik"


def _page(dunia: Dunia, **isi: str) -> dict[str, str]:
    data = {}
    for nama, nilai in isi.items():
        awal, _, baru = nilai.partition(">")
        pk = dunia.pegawai[nama.replace("_", " ")].pk
        data |= {f"initial-p{pk}-predikat": awal, f"p{pk}-predikat": baru}
    return data


def test_without_scripts_the_page_saves_the_changed_rows_only(dunia: Dunia, sebagai):
    PenilaianBulanan.objects.create(
        pegawai=dunia.pegawai["tanpa akun"], periode=P, predikat="sangat_baik"
    )
    # Somebody else wrote "sangat baik" after this page was made with an empty row.
    response = sebagai("kepala").post(
        f"{GRID}?periode={P}", _page(dunia, staf=">baik", tanpa_akun=">")
    )
    assert response.status_code == 302
    hasil = dict(PenilaianBulanan.objects.values_list("pegawai__nama", "predikat"))
    assert hasil == {"Kepala": "baik", "Staf": "baik", "Tanpa Akun": "sangat_baik"}


def test_a_wrong_row_of_a_page_does_not_hold_back_the_others(dunia: Dunia, sebagai):
    response = sebagai("kepala").post(
        f"{GRID}?periode={P}", _page(dunia, staf=">baik", tanpa_akun=">entah")
    )
    assert response.status_code == 422
    assert "entah" in response.content.decode()
    assert set(PenilaianBulanan.objects.values_list("pegawai__nama", flat=True)) == {
        "Kepala", "Staf",
    }  # fmt: skip


def test_a_reading_address_never_writes(dunia: Dunia, sebagai):
    assert sebagai("kepala").get(f"{GRID}{P}/{dunia.pegawai['staf'].pk}/").status_code == 405
