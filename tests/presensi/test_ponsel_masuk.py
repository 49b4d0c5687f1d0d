"""Taps from phones over HTTP: stored once, flagged where doubtful, never lost, never blocking."""

import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image
from tests.presensi.ponsel_uji import KANTOR, Ponsel, ms, pemda

from selaras.core.files.errors import BerkasDitolak
from selaras.core.files.services import simpan_berkas
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.selectors import load_actor
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.presensi.models import BuktiKetukan, Ketukan, KetukanKarantina, PemasanganPonsel
from selaras.presensi.policies import may_see_selfie

pytestmark = pytest.mark.django_db
PAGI = datetime(2025, 10, 6, 23, 20, tzinfo=UTC)  # Tuesday 7 October, 07.20 in Makassar


@pytest.fixture
def pukul():
    """The server's clock, standing still at 07.20 until moved."""
    with time_machine.travel(PAGI, tick=False) as mesin:
        yield mesin


def test_a_tap_at_the_office_counts_at_once_with_its_evidence(pukul) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0])
    (hasil,) = ponsel.hasil(ponsel.ketuk(PAGI - timedelta(seconds=1)))
    assert hasil["status"] == "diterima"
    assert (hasil["tempat"], hasil["jarak_m"], hasil["tanda"]) == ("Kantor Dinas", 0, [])
    ketukan = Ketukan.objects.get()
    assert (ketukan.pegawai_id, ketukan.pin) == (p.pegawai[0].pk, f"P{p.pegawai[0].pk}")
    assert ketukan.sumber == Ketukan.Sumber.PONSEL
    assert ketukan.situs.jenis == "ponsel"
    bukti = BuktiKetukan.objects.get()
    assert bukti.waktu == ketukan.waktu == PAGI - timedelta(seconds=1)
    assert (bukti.lintang_e6, bukti.akurasi_m, bukti.luring) == (-2_335_123, 12, False)
    assert (bukti.keadaan, bukti.tanda) == (BuktiKetukan.Keadaan.DITERIMA, 0)


def test_sending_again_changes_nothing_and_says_so(pukul) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0])
    tap = ponsel.ketuk(PAGI - timedelta(seconds=1))
    assert [h["status"] for h in ponsel.hasil(tap, tap)] == ["diterima", "sudah"]
    pukul.shift(timedelta(minutes=3))
    assert [h["status"] for h in ponsel.hasil(tap)] == ["sudah"]
    assert Ketukan.objects.count() == BuktiKetukan.objects.count() == 1


def test_a_queue_of_a_day_without_signal_counts_when_it_is_clean(pukul) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0])
    taps = [
        ponsel.ketuk(PAGI - timedelta(hours=jam), luring=True, lintang=KANTOR[0] + jam / 1e5)
        for jam in (23, 14)
    ]
    hasil = ponsel.hasil(*taps)
    assert [h["status"] for h in hasil] == ["diterima", "diterima"]
    assert set(BuktiKetukan.objects.values_list("luring", flat=True)) == {True}


def test_offline_longer_than_law_allows_waits_and_does_not_count_yet(pukul) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0])
    lama, baru = ponsel.hasil(
        ponsel.ketuk(PAGI - timedelta(hours=25)), ponsel.ketuk(PAGI - timedelta(seconds=2))
    )
    assert (lama["status"], lama["tanda"]) == ("menunggu", ["luring_lama"])
    assert baru["status"] == "diterima"
    assert Ketukan.objects.count() == 1
    menunggu = BuktiKetukan.objects.get(keadaan=BuktiKetukan.Keadaan.MENUNGGU)
    assert menunggu.waktu == PAGI - timedelta(hours=25)
    again = ponsel.hasil(ponsel.ketuk(PAGI - timedelta(hours=25)))
    assert [h["status"] for h in again] == ["menunggu"]


def test_outside_the_fence_is_taken_and_flagged(pukul) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0])
    (hasil,) = ponsel.hasil(ponsel.ketuk(PAGI, lintang=KANTOR[0] + 0.01))
    assert (hasil["status"], hasil["tanda"]) == ("diterima", ["luar_pagar"])
    assert 900 < hasil["jarak_m"] < 1100
    assert Ketukan.objects.count() == 1


def test_a_unit_without_a_place_has_no_fence(pukul) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[1])
    (hasil,) = ponsel.hasil(ponsel.ketuk(PAGI, lintang=1.490123, bujur=124.841127, akurasi=8.0))
    assert (hasil["status"], hasil["tanda"], hasil["tempat"]) == ("diterima", [], None)
    (tanpa,) = ponsel.hasil(
        ponsel.ketuk(PAGI - timedelta(seconds=1), lintang=None, bujur=None, akurasi=None)
    )
    assert (tanpa["status"], tanpa["tanda"]) == ("diterima", [])


def test_working_elsewhere_needs_a_letter_of_that_day(pukul) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0])
    jauh = {"mode": "rumah", "lintang": KANTOR[0] + 0.5}
    (tanpa,) = ponsel.hasil(ponsel.ketuk(PAGI, **jauh))
    assert tanpa["status"] == "menunggu"
    assert {"tanpa_surat", "luar_pagar"} <= set(tanpa["tanda"])
    Ketidakhadiran.objects.create(
        pegawai=p.pegawai[0], jenis=JenisKetidakhadiran.objects.get(kode="WFH"),
        no_surat="800/1", tanggal_surat=date(2025, 10, 1),
        berlaku=berlaku_sejak(date(2025, 10, 7), date(2025, 10, 8)),
    )  # fmt: skip
    (dengan,) = ponsel.hasil(ponsel.ketuk(PAGI + timedelta(seconds=1), **jauh))
    assert (dengan["status"], dengan["tanda"]) == ("diterima", [])
    bekal = ponsel.client.get("/presensi/ketuk/bekal/").json()
    assert [(m["kode"], m["surat"]) for m in bekal["mode"]] == [
        ("kantor", None),
        ("rumah", "800/1"),
    ]


@pytest.mark.parametrize(
    ("isi", "tanda"),
    [
        ({"akurasi": 0}, "akurasi_janggal"),
        ({"lintang": -2.335, "bujur": 115.468}, "akurasi_janggal"),
        ({"jam_perangkat": ms(PAGI) - 7_200_000, "monoton": None}, "jam_mundur"),
        ({"jam_perangkat": ms(PAGI) + 400_000}, "jam_selisih"),
        ({"monoton": 10}, "jam_selisih"),
        ({"lintang": None, "bujur": None, "akurasi": None}, "tanpa_posisi"),
    ],
)
def test_what_looks_wrong_is_flagged(pukul, isi, tanda) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0])
    (hasil,) = ponsel.hasil(ponsel.ketuk(PAGI, **isi))
    assert tanda in hasil["tanda"]
    assert hasil["status"] in {"diterima", "menunggu"}
    assert BuktiKetukan.objects.count() == 1


def test_two_towns_within_minutes_is_flagged_and_waits(pukul) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0])
    ponsel.hasil(ponsel.ketuk(PAGI - timedelta(minutes=10)))
    (hasil,) = ponsel.hasil(ponsel.ketuk(PAGI, lintang=KANTOR[0] + 0.5))
    assert "lompatan" in hasil["tanda"]
    assert hasil["status"] == "menunggu"


def test_the_very_same_point_by_three_people_is_flagged(pukul) -> None:
    p = pemda(5)
    hasil = []
    for pegawai in p.pegawai[:5:2]:
        ponsel = Ponsel.milik(pegawai)
        hasil += ponsel.hasil(ponsel.ketuk(PAGI))
    assert [h["tanda"] for h in hasil] == [[], [], ["duplikat_koordinat"]]
    bukti = BuktiKetukan.objects.values_list("tanda", "keadaan")
    assert set(bukti) == {(1, BuktiKetukan.Keadaan.DITERIMA)}, "all three are to be looked at"
    assert Ketukan.objects.count() == 3


def test_the_very_same_point_on_five_days_is_flagged(pukul) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0])
    hasil = []
    for hari in range(5):
        pukul.move_to(PAGI + timedelta(days=hari))
        ponsel.client.force_login(p.pegawai[0].user)
        hasil += ponsel.hasil(ponsel.ketuk(PAGI + timedelta(days=hari)))
    assert [h["tanda"] for h in hasil] == [[], [], [], [], ["duplikat_koordinat"]]


def test_one_phone_for_two_accounts_shows_on_both(pukul) -> None:
    p = pemda()
    satu = Ponsel.milik(p.pegawai[0])
    dua = Ponsel(Ponsel.milik(p.pegawai[2], daftar=False).client, satu.id, satu.kunci)
    assert dua.daftar().status_code == 200
    assert PemasanganPonsel.objects.count() == 2
    for ponsel, geser in ((satu, 0), (dua, 1)):
        (hasil,) = ponsel.hasil(ponsel.ketuk(PAGI + timedelta(seconds=geser)))
        assert "pemasangan_ganda" in hasil["tanda"]


def test_a_forged_tap_is_held(pukul) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0])
    tap = ponsel.ketuk(PAGI) | {"lintang": KANTOR[0] + 0.0001}
    (hasil,) = ponsel.hasil(tap)
    assert (hasil["status"], hasil["tanda"]) == ("menunggu", ["tanda_tangan_salah"])
    assert Ketukan.objects.count() == 0


def test_an_unregistered_installation_is_held(pukul) -> None:
    ponsel = Ponsel.milik(pemda().pegawai[0], daftar=False)
    (hasil,) = ponsel.hasil(ponsel.ketuk(PAGI))
    assert hasil["status"] == "menunggu"


def test_another_key_for_the_same_installation_is_refused(pukul) -> None:
    satu = Ponsel.milik(pemda().pegawai[0])
    jawab = Ponsel(satu.client, satu.id).daftar()
    assert (jawab.status_code, jawab.json()["galat"]) == (409, "kunci")
    assert satu.daftar().status_code == 200


def test_a_time_after_its_receipt_is_put_aside(pukul) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0])
    nanti, kuno = ponsel.hasil(
        ponsel.ketuk(PAGI + timedelta(minutes=5)), ponsel.ketuk(PAGI - timedelta(days=40))
    )
    assert [nanti["status"], kuno["status"]] == ["karantina", "karantina"]
    assert "jam ponsel" in nanti["pesan"]
    assert KetukanKarantina.objects.count() == 2
    assert not Ketukan.objects.exists() and not BuktiKetukan.objects.exists()


@pytest.mark.parametrize(
    "rusak",
    [
        {"waktu": "kemarin"},
        {"waktu": -5},
        {"waktu": 10**18},
        {"waktu": True},
        {"lintang": 91.0},
        {"bujur": "115"},
        {"akurasi": -1},
        {"mode": "kantin"},
        {"kunci": "1 or 1=1"},
        {"monoton": 10**30},
    ],
)
def test_one_absurd_tap_never_harms_the_others(pukul, rusak) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0])
    baik = ponsel.ketuk(PAGI)
    buruk = ponsel.ketuk(PAGI - timedelta(seconds=9)) | rusak
    hasil = ponsel.hasil(buruk, baik, "bukan ketukan")
    assert [h["status"] for h in hasil] == ["salah", "diterima", "salah"]
    assert next(iter(rusak)) in hasil[0]["pesan"]
    assert hasil[1]["kunci"] == baik["kunci"]
    assert Ketukan.objects.count() == 1


@pytest.mark.parametrize(
    "badan",
    [b"", b"{", b"[]", b'{"ketukan": 3}', b'{"ketukan": []}', b'{"pemasangan": NaN}', b"\xff\xfe"],
)
def test_a_request_that_cannot_be_read_is_refused_whole(pukul, badan) -> None:
    ponsel = Ponsel.milik(pemda().pegawai[0], daftar=False)
    jawab = ponsel.client.post("/presensi/ketuk/kirim/", badan, content_type="application/json")
    assert jawab.status_code == 400
    assert jawab.json()["pesan"]


def test_limits_of_a_request(pukul) -> None:
    ponsel = Ponsel.milik(pemda().pegawai[0], daftar=False)
    banyak = ponsel.kirim(*({} for _ in range(201)))
    assert (banyak.status_code, banyak.json()["galat"]) == (400, "terlalu_banyak")
    besar = ponsel.kirim({"x": "a" * 600_000})
    assert besar.status_code == 413


def test_strangers_and_forged_forms_are_refused(pukul) -> None:
    p = pemda()
    for alamat in ("kirim", "pemasangan"):
        jawab = Client().post(f"/presensi/ketuk/{alamat}/", b"{}", content_type="application/json")
        assert (jawab.status_code, jawab.json()) == (401, {"galat": "masuk"})
    assert Client().get("/presensi/ketuk/bekal/").status_code == 401
    ketat = Client(enforce_csrf_checks=True, headers={"Accept": "application/json"})
    ketat.force_login(p.pegawai[0].user)
    jawab = ketat.post("/presensi/ketuk/kirim/", b"{}", content_type="application/json")
    assert (jawab.status_code, jawab.json()) == (403, {"galat": "csrf"})
    kunci = ketat.get("/presensi/ketuk/bekal/").json()["csrf"]
    jawab = ketat.post(
        "/presensi/ketuk/kirim/",
        json.dumps({"pemasangan": str(uuid4()), "ketukan": []}),
        content_type="application/json",
        headers={"X-CSRFToken": kunci},
    )
    assert (jawab.status_code, jawab.json()["hasil"]) == (200, [])


def test_too_many_requests_are_told_how_long_to_wait(pukul) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0], daftar=False)
    kode = [ponsel.kirim().status_code for _ in range(60)]
    assert kode[:40] == [200] * 40
    assert kode[-1] == 429
    jawab = ponsel.kirim()
    assert jawab.json()["galat"] == "terlalu_sering"
    assert 1 <= jawab.json()["coba_lagi_detik"] <= 3
    lain = Ponsel.milik(p.pegawai[2], daftar=False)
    assert lain.kirim().status_code == 200


def test_a_phone_that_kept_asking_is_let_in_as_soon_as_one_that_waited(pukul) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0], daftar=False)
    kode = [ponsel.kirim().status_code for _ in range(60)]
    assert kode == [200] * 40 + [429] * 20
    with connection.cursor() as cursor:  # two seconds go by: one more of 0.5 a second
        cursor.execute("update presensi_lajuketuk set pada = pada - interval '2 seconds'")
    assert [ponsel.kirim().status_code for _ in range(2)] == [200, 429]


@pytest.mark.django_db(transaction=True)
def test_as_many_queries_for_fifty_taps_as_for_one(pukul, django_assert_num_queries) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0])
    ponsel.hasil(ponsel.ketuk(PAGI - timedelta(hours=1)))
    satu = [ponsel.ketuk(PAGI)]
    lima_puluh = [
        ponsel.ketuk(PAGI - timedelta(seconds=n), lintang=KANTOR[0] + n / 1e6) for n in range(1, 51)
    ]
    # session, account; who sends, how often, and what is stored around; the one that writes
    for taps in (satu, lima_puluh):
        with django_assert_num_queries(4):
            assert {h["status"] for h in ponsel.hasil(*taps)} == {"diterima"}
    assert Ketukan.objects.count() == 52


def test_what_the_phone_needs_before_it_can_go_offline(
    pukul, django_assert_max_num_queries
) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0], daftar=False)
    with django_assert_max_num_queries(12):
        bekal = ponsel.client.get("/presensi/ketuk/bekal/").json()
    assert bekal["waktu_server"] == ms(PAGI)
    assert bekal["pegawai"] == {"id": p.pegawai[0].pk, "nama": "Pegawai 1"}
    assert bekal["zona"] == "Asia/Makassar"
    (tempat,) = bekal["tempat"]
    assert (tempat["nama"], tempat["radius_m"]) == ("Kantor Dinas", 100)
    assert tempat["pusat"] == [pytest.approx(KANTOR[0]), pytest.approx(KANTOR[1])]
    assert bekal["jadwal"] == {"tanggal": "2025-10-07", "masuk": 450, "pulang": 960}
    assert bekal["selfie"] == "boleh"
    assert bekal["privasi"]["simpan_hari"] == 60


def test_a_selfie_is_a_picture_of_ones_own_or_none(pukul) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0])
    aktor = load_actor(p.pegawai[0].user, at=PAGI)
    with pytest.raises(BerkasDitolak):
        simpan_berkas(
            aktor, SimpleUploadedFile("wajah.jpg", b"%PDF-1.7 bukan"), keperluan="presensi.selfie"
        )
    gambar = BytesIO()
    Image.new("RGB", (20, 20), "green").save(gambar, "JPEG")
    foto = simpan_berkas(
        aktor, SimpleUploadedFile("wajah.jpg", gambar.getvalue()), keperluan="presensi.selfie"
    )
    lain = Ponsel.milik(p.pegawai[2])
    ponsel.hasil(ponsel.ketuk(PAGI, selfie=str(foto.pk)))
    lain.hasil(lain.ketuk(PAGI, selfie=str(foto.pk)))
    milik = dict(BuktiKetukan.objects.values_list("pegawai_id", "selfie_id"))
    assert milik == {p.pegawai[0].pk: foto.pk, p.pegawai[2].pk: None}
    assert may_see_selfie(aktor, foto)
    assert not may_see_selfie(load_actor(p.pegawai[2].user, at=PAGI), foto)


@pytest.mark.parametrize(
    ("zona", "saat", "tanggal"),
    [
        ("Asia/Jakarta", datetime(2025, 10, 31, 16, 59, 59, tzinfo=UTC), date(2025, 10, 31)),
        ("Asia/Jakarta", datetime(2025, 10, 31, 17, 0, 0, tzinfo=UTC), date(2025, 11, 1)),
        ("Asia/Makassar", datetime(2025, 10, 31, 16, 0, 0, tzinfo=UTC), date(2025, 11, 1)),
        ("Asia/Jayapura", datetime(2025, 10, 31, 14, 59, 59, tzinfo=UTC), date(2025, 10, 31)),
        ("Asia/Jayapura", datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC), date(2026, 1, 1)),
    ],
)
def test_midnight_and_month_end_in_each_zone(pukul, zona, saat, tanggal) -> None:
    """The instant decides the table, the person's zone the day and its letters."""
    p = pemda(zona=zona)
    Ketidakhadiran.objects.create(
        pegawai=p.pegawai[0], jenis=JenisKetidakhadiran.objects.get(kode="DL"),
        no_surat="094/1", tanggal_surat=tanggal,
        berlaku=berlaku_sejak(tanggal, tanggal + timedelta(days=1)),
    )  # fmt: skip
    pukul.move_to(saat)
    ponsel = Ponsel.milik(p.pegawai[0])
    (hasil,) = ponsel.hasil(ponsel.ketuk(saat, mode="dinas", lintang=KANTOR[0] + 1))
    assert (hasil["status"], hasil["tanda"]) == ("diterima", [])
    with connection.cursor() as cursor:
        cursor.execute(f"select waktu from presensi_ketukan_{saat:%Y%m}")
        assert cursor.fetchall() == [(saat,)]


def test_the_servers_clock_jumping_doubles_and_loses_nothing(pukul) -> None:
    p = pemda()
    ponsel = Ponsel.milik(p.pegawai[0])
    pukul.move_to(PAGI + timedelta(hours=2))  # two hours ahead for a while
    maju = ponsel.ketuk(PAGI + timedelta(hours=2))
    assert ponsel.hasil(maju)[0]["status"] == "diterima"
    pukul.move_to(PAGI)
    mundur = ponsel.ketuk(PAGI, lintang=KANTOR[0] + 1e-5)
    assert [h["status"] for h in ponsel.hasil(maju, mundur)] == ["sudah", "diterima"]
    pukul.move_to(PAGI + timedelta(hours=3))
    assert [h["status"] for h in ponsel.hasil(maju, mundur)] == ["sudah", "sudah"]
    assert Ketukan.objects.count() == 2
