"""A region's outline, and where people work on it."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia, build

from selaras.contoh.dunia import Dunia as Regensi
from selaras.core.accounts.models import User
from selaras.organisasi.models import Instansi
from selaras.simpeg.selectors.keadaan import load_keadaan
from selaras.simpeg.statistik.peta import BukanPeta, draw, read_areas
from selaras.simpeg.statistik.wilayah import by_area

PADA = date(2025, 12, 18)


def _area(nama: str, awal: float) -> dict[str, Any]:
    """A square degree beginning at a longitude."""
    ring = [[awal, -1], [awal + 1, -1], [awal + 1, 0], [awal, 0], [awal, -1]]
    return {"type": "Feature", "properties": {"WADMKC": nama},
            "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip


def test_an_outline_becomes_rings_with_a_place_for_the_name() -> None:
    kotak = [[110.0, -7.0], [110.5, -7.0], [110.5, -7.5], [110.0, -7.5], [110.0, -7.0]]
    (w,) = read_areas({"features": [{"geometry": {"type": "Polygon", "coordinates": [kotak]},
                                     "properties": {"kecamatan": "Alam"}}]})  # fmt: skip
    assert w.contains(110.2, -7.2)
    assert not w.contains(111, -7.2)
    ((nama, _cincin, x, y),) = draw([w]).wilayah
    assert nama == "Alam"
    assert (round(x), 480 < y < 520) == (500, True)
    jauh = {"type": "Polygon", "coordinates": [[[431234, 9234567]] * 3]}
    with pytest.raises(BukanPeta, match="WGS 84"):
        read_areas({"features": [{"geometry": jauh}]})


def test_villages_of_one_district_make_up_one_area() -> None:
    wilayah = read_areas(
        {"features": [_area("Taman", 110), _area("Alam", 112), _area("Taman", 111)]}
    )
    assert [(w.nama, len(w.cincin)) for w in wilayah] == [("Taman", 2), ("Alam", 1)]


@pytest.mark.parametrize(
    ("geojson", "kata"),
    [
        ([], "FeatureCollection"),
        ({"features": ["x"]}, "Fitur 1 bukan"),
        ({"features": [{"geometry": None, "properties": None}]}, "Fitur 1 bukan"),
        ({"features": [{"geometry": {"type": "Polygon", "coordinates": [[[1, 2], [2, 2]]]}}]},
         "tidak terbaca"),
        ({"features": [{"geometry": {"type": "Polygon", "coordinates": 7}}]}, "tidak terbaca"),
        ({"features": [{"geometry": {"type": "Polygon",
                                     "coordinates": [[[1, float("nan")], [2, 2], [3, 3]]]}}]},
         "tidak terbaca"),
    ],
)  # fmt: skip
def test_what_is_no_outline_is_said_to_be_none(geojson: Any, kata: str) -> None:
    with pytest.raises(BukanPeta, match=kata):
        read_areas(geojson)


@pytest.fixture
def dunia(db: None) -> Dunia:
    return build()


def test_everybody_stands_once_on_the_sample_s_map(
    regensi_kecil: Regensi, client: Client, settings: Any
) -> None:
    settings.DEMO = True
    instansi = Instansi.objects.get()
    frame = load_keadaan(instansi.pk, PADA)
    peta_orang = by_area(instansi, frame)
    assert peta_orang is not None
    assert len(peta_orang.gambar.wilayah) == 10
    assert sum(peta_orang.jumlah.values()) == frame.height
    assert peta_orang.luar == 0
    (nama, jumlah), *_ = Counter(peta_orang.jumlah).most_common()
    client.force_login(User.objects.get(username="admin"))
    isi = client.get(reverse("statistik:peta"), {"pada": str(PADA)}).content.decode()
    assert f"terbanyak di <b>{nama}</b>" in isi
    orang = client.get(reverse("statistik:orang"),
                       {"dimensi": "wilayah", "nilai": nama, "pada": str(PADA)})  # fmt: skip
    assert f"dari {jumlah} pegawai" in orang.content.decode()


def test_a_page_without_an_outline_says_where_to_give_one(dunia: Dunia, client: Client) -> None:
    client.force_login(dunia.user["admin_bkpsdm"])
    isi = client.get(reverse("statistik:peta")).content.decode()
    assert "Belum ada peta wilayah" in isi
    assert reverse("buku:peta") in isi
