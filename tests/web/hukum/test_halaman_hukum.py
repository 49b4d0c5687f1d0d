"""The pages of law: the same answers as the law itself, marked, filtered, in one query of rows."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client, override_settings
from python_calamine import CalamineWorkbook

from selaras.core.accounts.models import User
from selaras.hukum import Law
from selaras.organisasi.models import Instansi

HTMX = {"HX-Request": "true", "HX-Target": "daftar"}


@pytest.fixture
def pembaca(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_user("198501012010012001", nama="Rahma Yulia"))
    return client


@pytest.fixture
def balangan(db: None) -> Instansi:
    return Instansi.objects.create(
        kode="6311", nama="Kabupaten Balangan", daerah="balangan", zona="Asia/Makassar"
    )


def _get(client: Client, path: str, **query: str) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_names_every_parameter(pembaca: Client):
    html = "".join(
        _get(pembaca, "/hukum/", pada="2025-09-01", daerah="", per="250", hal=hal)
        for hal in ("1", "2")
    )
    assert len(Law.load().keys) <= 500
    for key in Law.load().keys:
        assert f"/hukum/{key}/?pada=2025-09-01" in html


def test_the_own_region_is_shown_without_being_asked_for(pembaca: Client, balangan: Instansi):
    html = _get(pembaca, "/hukum/", pada="2025-09-01")
    assert '<option value="balangan" selected>' in html
    assert "Kabupaten Balangan" in html


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ({"q": "rekening"}, "tpp.rekening", "tpp.bobot"),
        ({"subjek": "jkn"}, "jkn.pegawai", "tpp.bobot"),
        ({"keyakinan": "contoh", "daerah": "contoh"}, "tpp.bobot", "pajak.ter_a"),
        ({"keyakinan": "tak_berlaku", "daerah": ""}, "disiplin.basis", "pajak.ter_a"),
        ({"tanpa_dasar": "1", "daerah": "balangan"}, "tpp.bobot", "pajak.ter_a"),
    ],
)
def test_search_and_filters_narrow_the_list(pembaca: Client, query, there, not_there):
    html = _get(pembaca, "/hukum/", pada="2025-09-01", per="250", **query)
    assert f"/hukum/{there}/" in html
    assert f"/hukum/{not_there}/" not in html


def test_the_sample_regency_is_marked_on_every_row_of_its_own(pembaca: Client):
    html = _get(pembaca, "/hukum/", pada="2025-10-01", daerah="contoh", subjek="disiplin")
    assert html.count("Contoh, bukan hukum") >= 4


def test_htmx_gets_the_list_alone(pembaca: Client):
    response = pembaca.get("/hukum/", {"q": "bobot"}, headers=HTMX)
    html = response.content.decode()
    assert "tpp.bobot" in html and "<html" not in html


def test_the_list_goes_into_a_sheet(pembaca: Client):
    response = pembaca.get(
        "/hukum/", {"unduh": "xlsx", "pada": "2025-09-01", "daerah": "balangan", "q": "tpp.bobot"}
    )
    sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content)))
    head, row = sheet.get_sheet_by_index(0).to_python()
    cells = dict(zip(head, row, strict=True))
    assert cells["Kunci"] == "tpp.bobot"
    assert cells["Nilai"] == "Produktivitas kerja: 60%; Disiplin kerja: 40%"


def test_a_parameter_shows_value_ground_history_and_regions(pembaca: Client):
    html = _get(pembaca, "/hukum/tpp.bobot/", pada="2020-02-01", daerah="balangan")
    for part in (
        "Pada 1 Februari 2020 di Kabupaten Balangan", "Produktivitas kerja: 60%",
        "Peraturan Bupati Balangan 9 Tahun 2020", "1 Januari 2020", "Dicabut",
        "Kota Pematangsiantar", "struktur saja", "aturan/",
    ):  # fmt: skip
        assert part in html


def test_a_value_of_zero_is_a_value(pembaca: Client):
    html = _get(pembaca, "/hukum/presensi.kompensasi/", pada="2025-09-01", daerah="")
    assert "<b>0 menit</b>" in html


def test_a_parameter_without_value_says_so(pembaca: Client):
    html = _get(pembaca, "/hukum/disiplin.basis/", pada="2025-09-01", daerah="pematangsiantar")
    assert "tidak ada nilai yang berlaku" in html
    assert "daerah harus memilih" in html
    assert "Belum ada dasar hukum" in html


def test_nonsense_in_the_address_falls_back_to_today(pembaca: Client):
    html = _get(pembaca, "/hukum/tpp.bobot/", pada="kemarin", daerah="antah")
    assert "Kerangka nasional" in html


def test_an_unknown_key_is_not_found(pembaca: Client):
    assert pembaca.get("/hukum/tpp.bobott/").status_code == 404


@pytest.mark.parametrize("key", Law.load().keys)
def test_every_parameter_has_a_page(pembaca: Client, key: str):
    for daerah in ("", "balangan", "contoh", "pematangsiantar"):
        _get(pembaca, f"/hukum/{key}/", pada="2025-10-01", daerah=daerah)


@pytest.mark.parametrize("path", ["/hukum/", "/hukum/pajak.ter_a/"])
def test_queries_dont_grow_with_the_law(pembaca: Client, django_assert_max_num_queries, path):
    with django_assert_max_num_queries(12):
        pembaca.get(path)


@override_settings(DEMO=True, HARI_INI_CONTOH=date(2025, 12, 18))
def test_without_a_date_the_law_is_that_of_the_day_on_which_the_site_acts(pembaca: Client):
    assert 'value="2025-12-18"' in _get(pembaca, "/hukum/")
