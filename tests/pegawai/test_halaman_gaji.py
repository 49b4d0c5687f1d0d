"""Salaries of a month: what is missing is said, account numbers are covered, reach is kept."""

import re
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.izin.dunia import SEJAK, Dunia, build

from selaras.core.audit.models import Jejak
from selaras.core.masa import berlaku_sejak
from selaras.pegawai.models import DataPajak, GajiBulanan, Rekening

P = 202510
RINCIAN = {"iwp": 0, "bpjs": 0, "pph": 0, "iuran_pensiun": 0}
NOMOR = "5501234567890"


@pytest.fixture
def dunia(db: None) -> Dunia:
    dunia = build()
    for nama in ("staf", "kepala", "tetangga"):
        orang = dunia.pegawai[nama]
        GajiBulanan.objects.create(pegawai=orang, periode=P, bruto=5_000_000, **RINCIAN)
        DataPajak.objects.create(pegawai=orang, ptkp="K/1", berlaku=berlaku_sejak(SEJAK))
        Rekening.objects.create(
            pegawai=orang,
            bank="Bank Uji",
            nomor=NOMOR,
            atas_nama=nama,
            berlaku=berlaku_sejak(SEJAK),
        )
    return dunia


@pytest.fixture
def sebagai(dunia: Dunia, client: Client):
    def masuk(nama: str) -> Client:
        client.force_login(dunia.user[nama])
        return client

    return masuk


def _get(client: Client, **query: object) -> str:
    response = client.get("/pegawai/gaji/", {"periode": P, **query})
    assert response.status_code == 200
    return response.content.decode()


def _people(html: str) -> set[str]:
    return set(re.findall(r'class="orang-nama"[^>]*>([^<]+)<', html))


def test_missing_is_named_and_never_zero(dunia: Dunia, sebagai):
    kurang = _get(sebagai("bendahara"), bagian="kurang")
    assert "<b>Gaji</b> 4 pegawai" in kurang and "<b>PTKP</b> 4 pegawai" in kurang
    html = _get(sebagai("bendahara"))
    assert "bagian=kurang" in html
    assert html.count("Belum ada</span>") == 12
    assert "Rp5.000.000" in html and "Rp10.000.000" in html  # the sum of who has one


def test_what_is_not_known_of_a_salary_is_named(dunia: Dunia, sebagai):
    GajiBulanan.objects.filter(pegawai=dunia.pegawai["staf"]).update(bpjs=None)
    html = _get(sebagai("bendahara"), bagian="kurang")
    assert "<b>IWP, BPJS, PPh atau iuran pensiun</b> 1 pegawai" in html
    assert _people(_get(sebagai("bendahara"), kurang="rincian")) == {"Staf"}


@pytest.mark.parametrize("apa", ["gaji", "ptkp", "rekening"])
def test_those_who_lack_one_thing_can_be_listed(dunia: Dunia, sebagai, apa):
    {"gaji": GajiBulanan, "ptkp": DataPajak, "rekening": Rekening}[apa].objects.filter(
        pegawai=dunia.pegawai["staf"]
    ).delete()
    tampak = _people(_get(sebagai("bendahara"), kurang=apa))
    assert "Staf" in tampak and "Kepala" not in tampak


def test_another_month_has_its_own_salaries(dunia: Dunia, sebagai):
    assert "Rp5.000.000" not in _get(sebagai("bendahara"), periode=202511)


@pytest.mark.parametrize(
    ("siapa", "tampak"),
    [
        ("staf", {"Staf"}),
        ("kepala", {"Kepala"}),
        ("pengelola_kepegawaian", {"Pengelola_Kepegawaian"}),
    ],
)
def test_supervision_brings_no_salaries(dunia: Dunia, sebagai, siapa, tampak):
    assert _people(_get(sebagai(siapa))) == tampak


def test_numbers_are_covered_unless_asked_for(dunia: Dunia, sebagai):
    html = _get(sebagai("bendahara"))
    assert NOMOR not in html and "•••• 7890" in html
    assert not Jejak.objects.filter(keterangan="Nomor rekening dibuka").exists()


def test_who_pays_may_uncover_them_and_leaves_a_trace_with_each_person(dunia: Dunia, sebagai):
    html = _get(sebagai("bendahara"), utuh="1")
    assert html.count(f">{NOMOR}<") == 2
    jejak = Jejak.objects.filter(keterangan="Nomor rekening dibuka")
    assert set(jejak.values_list("person_id", "membaca")) == {
        (dunia.pegawai["staf"].pk, True), (dunia.pegawai["kepala"].pk, True),
    }  # fmt: skip


@pytest.mark.parametrize("siapa", ["verifikator_tpp", "auditor"])
def test_who_does_not_pay_never_sees_them(dunia: Dunia, sebagai, siapa):
    assert NOMOR not in _get(sebagai(siapa), utuh="1")
    assert not Jejak.objects.filter(keterangan="Nomor rekening dibuka").exists()


def test_the_own_number_is_no_secret(dunia: Dunia, sebagai):
    assert NOMOR in _get(sebagai("staf"))


@pytest.mark.parametrize(("siapa", "utuh"), [("bendahara", True), ("auditor", False)])
def test_the_sheet_keeps_the_same_cover(dunia: Dunia, sebagai, siapa, utuh):
    response = sebagai(siapa).get(
        "/pegawai/gaji/", {"periode": P, "unduh": "xlsx", "utuh": "1", "q": "staf"}
    )
    sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content)))
    head, row = sheet.get_sheet_by_index(0).to_python()
    cells = dict(zip(head, row, strict=True))
    assert cells["Nomor rekening"] == (NOMOR if utuh else "•••• 7890")
    assert cells["Gaji bruto"] == 5_000_000


def test_the_sheet_leaves_missing_cells_empty(dunia: Dunia, sebagai):
    response = sebagai("bendahara").get(
        "/pegawai/gaji/", {"periode": P, "unduh": "xlsx", "q": "tanpa akun"}
    )
    sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content)))
    head, row = sheet.get_sheet_by_index(0).to_python()
    assert dict(zip(head, row, strict=True))["Gaji bruto"] == ""


@pytest.mark.parametrize(
    ("query", "terbanyak"),
    [({}, 12), ({"kurang": "gaji"}, 12), ({"utuh": "1"}, 14)],  # uncovering asks and writes besides
)
def test_queries_stay_few(dunia: Dunia, sebagai, django_assert_max_num_queries, query, terbanyak):
    client = sebagai("bendahara")
    with django_assert_max_num_queries(terbanyak):
        client.get("/pegawai/gaji/", {"periode": P, **query})
