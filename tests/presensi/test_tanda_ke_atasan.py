"""What looks wrong about a tap reaches the superior's pages: held or counted, never dropped."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia, build
from tests.presensi.ponsel_uji import Ponsel, ms

from selaras.presensi.models import BuktiKetukan, Ketukan, TinjauanKetukan
from selaras.presensi.selectors.ponsel import forget_places

pytestmark = pytest.mark.django_db
PAGI = datetime(2025, 10, 7, 0, 20, tzinfo=UTC)  # Tuesday 07.20 in Jakarta's zone
HARI = date(2025, 10, 7)
LINTANG, BUJUR = -2.345_691, 115.456_803  # within Kantor Alam
JAUH = LINTANG + 0.5  # some 55 km


@pytest.fixture
def pukul() -> Iterator[time_machine.Traveller]:
    """The server's clock, standing still at 07.20 until moved."""
    with time_machine.travel(PAGI, tick=False) as mesin:
        yield mesin


@pytest.fixture
def dunia(pukul: time_machine.Traveller) -> Dunia:
    forget_places()
    return build()


def ponsel_of(dunia: Dunia, nama: str = "staf") -> Ponsel:
    return Ponsel.milik(dunia.pegawai[nama])


def tap(ponsel: Ponsel, waktu: datetime = PAGI, **isi: Any) -> dict[str, Any]:
    """One tap at Kantor Alam, sent over HTTP; the phone's answer."""
    ketuk = ponsel.ketuk(waktu, **{"lintang": LINTANG, "bujur": BUJUR} | isi)
    (hasil,) = ponsel.hasil(ketuk)
    return hasil


def kepala(dunia: Dunia) -> Client:
    client = Client()
    client.force_login(dunia.user["kepala"])
    return client


def review_page(dunia: Dunia) -> str:
    """What the superior reads about a held day, reached from her inbox."""
    tinjauan = TinjauanKetukan.objects.get(pegawai=dunia.pegawai["staf"], tanggal=HARI)
    client, alamat = kepala(dunia), reverse("presensi:tinjauan", args=[tinjauan.pk])
    kotak = client.get(reverse("persetujuan:kotak"), {"jenis": "tinjauan_ketukan"}).content.decode()
    assert "Staf" in kotak
    return client.get(alamat).content.decode()


def noted_page(dunia: Dunia) -> str:
    """What the superior reads of taps that count and were only noted, reached from her list."""
    client = kepala(dunia)
    alamat = reverse("presensi:janggal_orang", args=[dunia.pegawai["staf"].pk, 202510])
    daftar = client.get(reverse("presensi:janggal"), {"dari": "2025-10-01", "sampai": "2025-10-31"})
    assert alamat in daftar.content.decode()
    return client.get(alamat).content.decode()


def test_a_clock_that_was_moved_back_waits_on_the_superiors_page(dunia: Dunia) -> None:
    ponsel = ponsel_of(dunia)
    hasil = tap(ponsel, jam_perangkat=ms(PAGI) - 7_200_000, monoton=None)
    assert (hasil["status"], "jam_mundur" in hasil["tanda"]) == ("menunggu", True)
    assert not Ketukan.objects.exists()
    assert "Jam ponselnya tampak dimundurkan." in review_page(dunia)


def test_an_impossible_journey_waits_on_the_superiors_page(dunia: Dunia) -> None:
    ponsel = ponsel_of(dunia)
    tap(ponsel, PAGI - timedelta(minutes=10))
    hasil = tap(ponsel, lintang=JAUH)
    assert (hasil["status"], "lompatan" in hasil["tanda"]) == ("menunggu", True)
    assert "tidak mungkin ditempuh secepat itu" in review_page(dunia)


def test_one_phones_key_on_two_accounts_waits_on_the_superiors_page(dunia: Dunia) -> None:
    satu = ponsel_of(dunia, "kepala")
    dua = Ponsel(Ponsel.milik(dunia.pegawai["staf"], daftar=False).client, satu.id, satu.kunci)
    assert dua.daftar().status_code == 200
    hasil = tap(dua)
    assert (hasil["status"], hasil["tanda"]) == ("menunggu", ["pemasangan_ganda"])
    assert "dipakai lebih dari satu akun" in review_page(dunia)


def test_one_persons_identical_coordinates_day_after_day_reach_the_superior(
    dunia: Dunia, pukul: time_machine.Traveller
) -> None:
    ponsel = ponsel_of(dunia)
    tanda = []
    for hari in range(7):
        pukul.move_to(PAGI + timedelta(days=hari))
        ponsel.client.force_login(dunia.user["staf"])
        hasil = tap(ponsel, PAGI + timedelta(days=hari))
        tanda.append(hasil["tanda"])
        assert hasil["status"] == "diterima"  # a sign, no punishment: it counts all the same
    assert tanda == [[]] * 4 + [["duplikat_koordinat"]] * 3
    teks = noted_page(dunia)
    assert "3 ketukan bertanda" in teks
    assert "Titiknya sama persis dengan orang lain atau hari-hari lain." in teks


def test_an_accuracy_too_good_to_be_true_reaches_the_superior(dunia: Dunia) -> None:
    hasil = tap(ponsel_of(dunia), akurasi=0)
    assert (hasil["status"], hasil["tanda"]) == ("diterima", ["akurasi_janggal"])
    assert "Akurasi posisinya terlalu baik" in noted_page(dunia)


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"akurasi": 0}, "Akurasi posisinya terlalu baik"),
        ({"lintang": JAUH}, "di luar pagar tempat presensi"),
        ({"lintang": None, "bujur": None, "akurasi": None}, "Ponsel tidak memberi posisi."),
        ({"monoton": 10}, "Jam ponselnya berbeda dengan jam server."),
    ],
)
def test_an_offline_tap_that_is_not_clean_waits_with_its_reason(
    dunia: Dunia, isi: dict[str, Any], kalimat: str
) -> None:
    """Online the same signs only inform; without a signal nobody could look at once."""
    hasil = tap(ponsel_of(dunia), PAGI - timedelta(hours=2), luring=True, **isi)
    assert hasil["status"] == "menunggu"
    assert kalimat in review_page(dunia)
    assert BuktiKetukan.objects.get().keadaan == BuktiKetukan.Keadaan.MENUNGGU


def test_a_superior_sees_odd_taps_of_her_own_people_only(dunia: Dunia) -> None:
    tap(ponsel_of(dunia), akurasi=0)
    tap(ponsel_of(dunia, "tetangga"), akurasi=0)
    teks = kepala(dunia).get(
        reverse("presensi:janggal"), {"dari": "2025-10-01", "sampai": "2025-10-31"}
    ).content.decode()  # fmt: skip
    assert "Staf" in teks and "Tetangga" not in teks
    lain = reverse("presensi:janggal_orang", args=[dunia.pegawai["tetangga"].pk, 202510])
    assert kepala(dunia).get(lain).status_code == 404
