"""Who is in now: the states by SQL and by row agree, scopes hold, polling is cheap."""

from datetime import date, timedelta

import polars as pl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.izin import dunia as dunia_izin

from selaras.aturan.jadwal import Rentang
from selaras.core.masa import berlaku_sejak
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.pegawai.models import Pegawai, RiwayatJabatan
from selaras.presensi.models import (
    HariLibur,
    Ketukan,
    LembarPresensi,
    PapanHadir,
    PapanHari,
    PenugasanJadwal,
    PinMesin,
    Roster,
    Situs,
)
from selaras.presensi.selectors import pagi as pagi_sekarang
from selaras.presensi.selectors.pagi import load_morning
from selaras.presensi.selectors.papan import (
    KEADAAN,
    Saat,
    count_states,
    in_state,
    state_of_row,
)
from selaras.presensi.services import record_taps
from selaras.presensi.services.hitung.papan import draw_board
from selaras.presensi.services.hitung.papan_ketukan import refresh_all_taps

from . import pemda_kecil as kecil

pytestmark = pytest.mark.django_db
HARI = date(2025, 10, 6)  # a Monday


def ketuk(pemda: kecil.Pemda, *isi: tuple[str, str]) -> None:
    """(pin, local time) of that day."""
    record_taps(
        situs=pemda.situs,
        mesin=pemda.mesin,
        taps=pl.DataFrame(
            {"pin": [p for p, _ in isi], "waktu": [kecil.lokal(HARI, j) for _, j in isi]},
            schema={"pin": pl.String, "waktu": pl.Datetime("us", "UTC")},
        ).with_columns(status=pl.lit(None), verifikasi=pl.lit(None), kode_kerja=pl.lit("")),
        sumber=Ketukan.Sumber.BERKAS,
        at=kecil.lokal(HARI, "23:00"),
    )


@pytest.fixture
def pemda(db: None) -> kecil.Pemda:
    return kecil.bangun(8)


def saat_pukul(pemda: kecil.Pemda, jam: str, hari: date = HARI) -> Saat:
    at = kecil.lokal(hari, jam)
    papan = draw_board(instansi=pemda.instansi, at=at, law=kecil.hukum())
    return Saat(at, papan.jeda_menit)


def izin(pemda: kecil.Pemda, nomor: int, jenis: str) -> None:
    Ketidakhadiran.objects.create(
        pegawai=pemda.pegawai[nomor], jenis=JenisKetidakhadiran.objects.get(kode=jenis),
        no_surat="1", tanggal_surat=HARI, berlaku=berlaku_sejak(HARI, HARI + timedelta(days=1)),
    )  # fmt: skip


def test_every_state_is_told_apart_and_the_two_ways_of_telling_agree(pemda) -> None:
    ketuk(pemda, ("1", "07:20"), ("2", "07:45"), ("3", "07:10"), ("3", "15:30"), ("4", "02:00"))
    izin(pemda, 4, "CT")
    izin(pemda, 5, "DL")
    Roster.objects.create(pegawai=pemda.pegawai[6], tanggal=HARI, jadwal=None)
    siang = kecil.jadwal_lima_hari(pemda.instansi, "S", 17 * 60, 22 * 60)
    PenugasanJadwal.objects.create(
        jadwal=siang, pegawai=pemda.pegawai[7], instansi=pemda.instansi,
        berlaku=berlaku_sejak(kecil.AWAL),
    )  # fmt: skip
    saat = saat_pukul(pemda, "15:31")
    keadaan = {b.pegawai_id: state_of_row(b, saat) for b in PapanHadir.objects.all()}
    assert [keadaan[p.pk] for p in pemda.pegawai] == [
        "hadir", "terlambat", "pulang", "belum", "cuti", "dinas", "libur", "nanti",
    ]  # fmt: skip
    assert set(keadaan.values()) == set(KEADAAN)
    hitung = count_states(PapanHadir.objects.all(), saat, None)
    assert sum(h.orang for h in hitung) == 8
    for k in KEADAAN:
        assert sum(h.jumlah.get(k, 0) for h in hitung) == 1
        assert [b.pegawai_id for b in in_state(PapanHadir.objects.all(), saat, [k])] == [
            i for i, v in keadaan.items() if v == k
        ]


def test_who_taps_while_on_leave_is_in(pemda) -> None:
    izin(pemda, 0, "CT")
    ketuk(pemda, ("1", "07:20"))
    saat = saat_pukul(pemda, "09:00")
    satu = PapanHadir.objects.get(pegawai=pemda.pegawai[0])
    assert state_of_row(satu, saat) == "hadir"


def test_a_night_shift_is_in_until_it_ends(pemda) -> None:
    malam = kecil.jadwal_lima_hari(pemda.instansi, "M", 22 * 60, 6 * 60)
    besok = HARI + timedelta(days=1)
    for hari in (HARI, besok):
        Roster.objects.create(pegawai=pemda.pegawai[0], tanggal=hari, jadwal=malam)
    ketuk(pemda, ("1", "21:50"))

    def pada(hari: date, jam: str) -> str:
        saat = saat_pukul(pemda, jam, hari)
        satu = PapanHadir.objects.get(pegawai=pemda.pegawai[0])
        return state_of_row(satu, saat)

    assert pada(HARI, "12:00") == "nanti"
    assert pada(HARI, "22:30") == "hadir"
    assert pada(besok, "03:00") == "hadir"
    assert pada(besok, "12:00") == "nanti"  # tomorrow's own night


def test_taps_before_ones_own_window_count_for_nothing_in_both_ways(pemda) -> None:
    ketuk(pemda, ("1", "05:00"), ("1", "07:20"), ("1", "15:00"), ("2", "05:00"), ("3", "07:20"))
    saat = saat_pukul(pemda, "15:31")
    PapanHadir.objects.filter(pegawai__in=pemda.pegawai[:2]).update(
        sejak=kecil.lokal(HARI, "07:00")
    )
    PapanHadir.objects.filter(pegawai=pemda.pegawai[0]).update(
        pulang_sejak=kecil.lokal(HARI, "15:00")
    )
    refresh_all_taps(instansi_id=pemda.instansi.pk, at=saat.kini)
    semua = PapanHadir.objects.all()
    keadaan = {b.pegawai_id: state_of_row(b, saat) for b in semua}
    assert [keadaan[p.pk] for p in pemda.pegawai[:3]] == ["pulang", "belum", "hadir"]
    for k in KEADAAN:
        orang = {i for i, v in keadaan.items() if v == k}
        assert sum(h.jumlah.get(k, 0) for h in count_states(semua, saat, None)) == len(orang)
        assert {b.pegawai_id for b in in_state(semua, saat, [k])} == orang


def test_drilling_down_counts_the_unit_itself_and_those_below(pemda) -> None:
    ketuk(pemda, ("1", "07:20"))
    saat = saat_pukul(pemda, "09:00")
    atas = {h.nama: h for h in count_states(PapanHadir.objects.all(), saat, None)}
    assert atas["Unit S1"].jumlah == {"hadir": 1, "belum": 3}
    dalam = count_states(
        PapanHadir.objects.filter(unit__path__startswith=pemda.skpd[0].path), saat, pemda.skpd[0]
    )
    assert [(h.nama, h.turun, h.orang) for h in dalam] == [("Unit S1.1", True, 4)]
    sendiri = count_states(
        PapanHadir.objects.filter(unit__path__startswith=pemda.skpd[1].path), saat, pemda.skpd[1]
    )
    assert [(h.nama, h.turun) for h in sendiri] == [("Langsung di unit ini", False)]


def test_drawing_again_writes_only_what_changed_and_drops_who_left(pemda) -> None:
    saat_pukul(pemda, "09:00")
    dulu = dict(PapanHadir.objects.extra(select={"x": "xmin::text"}).values_list("pk", "x"))
    pemda.pegawai[0].riwayat_status.update(berlaku=berlaku_sejak(kecil.AWAL, HARI))
    izin(pemda, 1, "CT")
    saat_pukul(pemda, "09:10")
    kini = dict(PapanHadir.objects.extra(select={"x": "xmin::text"}).values_list("pk", "x"))
    assert pemda.pegawai[0].pk not in kini
    assert {i for i in kini if kini[i] != dulu[i]} == {pemda.pegawai[1].pk}


@pytest.fixture
def dunia(db: None) -> dunia_izin.Dunia:
    dunia = dunia_izin.build()
    for nama in ("libur", "pengecualian", "tukar", "jadwal", "cuti", "mesin"):
        dunia.objek[nama].delete()
    jadwal = kecil.jadwal_lima_hari(dunia.instansi["uji"])
    PenugasanJadwal.objects.create(
        jadwal=jadwal, instansi=dunia.instansi["uji"], berlaku=berlaku_sejak(kecil.AWAL)
    )
    tahun = timezone.localdate().year
    for t in {2025, tahun - 1, tahun, tahun + 1}:
        HariLibur.objects.create(tanggal=date(t, 1, 1), nama="Tahun baru")
    Situs.objects.create(instansi=dunia.instansi["uji"], nama="Kantor")
    return dunia


def masuk(dunia, nama: str) -> Client:
    client = Client()
    client.force_login(dunia.user[nama])
    return client


URL = "presensi:sekarang"


def test_the_page_shows_units_within_reach_and_names_only_where_asked(
    dunia, django_assert_max_num_queries
) -> None:
    admin, pengelola = masuk(dunia, "admin_bkpsdm"), masuk(dunia, "pengelola_kepegawaian")
    admin.get(reverse(URL))  # draws the board
    with django_assert_max_num_queries(12):
        semua = admin.get(reverse(URL)).text
    assert "Dinas Alam" in semua
    assert "Dinas Buku" in semua
    assert "Staf" not in semua
    satu = pengelola.get(reverse(URL)).text
    assert "Dinas Buku" not in satu
    alam = dunia.unit["dinas alam"].pk
    with django_assert_max_num_queries(12):
        dalam = pengelola.get(reverse(URL), {"unit": alam}).text
    assert "Staf" in dalam
    assert "Bidang Hutan" in dalam
    assert pengelola.get(reverse(URL), {"unit": dunia.unit["dinas buku"].pk}).status_code == 404
    cari = admin.get(reverse(URL), {"q": "tetangga"}).text
    assert "Tetangga" in cari


def test_a_superior_sees_only_her_own_people(dunia) -> None:
    halaman = masuk(dunia, "kepala").get(reverse(URL)).text
    assert "Staf" in halaman
    assert "Tetangga" not in halaman


def test_a_poll_without_change_sends_nothing(dunia) -> None:
    admin = masuk(dunia, "admin_bkpsdm")
    admin.get(reverse(URL))
    kepala = {"HX-Request": "true", "HX-Target": "papan"}
    pertama = admin.get(reverse(URL), headers=kepala)
    assert pertama.status_code == 200
    assert "<html" not in pertama.text
    lagi = admin.get(reverse(URL), headers=kepala | {"If-None-Match": pertama["ETag"]})
    assert (lagi.status_code, lagi.content) == (204, b"")


def test_a_fresh_board_is_not_drawn_again(dunia, django_assert_max_num_queries) -> None:
    admin = masuk(dunia, "admin_bkpsdm")
    admin.get(reverse(URL))
    dulu = PapanHari.objects.get().disusun_pada
    admin.get(reverse(URL))
    assert PapanHari.objects.get().disusun_pada == dulu


def test_the_morning_counts_first_taps_by_slot(dunia, django_assert_max_num_queries) -> None:
    situs = Situs.objects.get(nama="Kantor", instansi=dunia.instansi["uji"])
    for nomor, nama in enumerate(("staf", "kepala", "tetangga"), start=1):
        PinMesin.objects.create(
            situs=situs, pin=str(nomor), pegawai=dunia.pegawai[nama],
            berlaku=berlaku_sejak(kecil.AWAL),
        )  # fmt: skip
    zona = dunia.instansi["uji"].zona
    record_taps(
        situs=situs, sumber=Ketukan.Sumber.BERKAS, at=kecil.AT,
        taps=pl.DataFrame(
            {"pin": ["1", "1", "2", "3"],
             "waktu": [kecil.lokal(HARI, j, zona) for j in ("07:12", "07:44", "05:30", "07:19")]},
            schema={"pin": pl.String, "waktu": pl.Datetime("us", "UTC")},
        ).with_columns(status=pl.lit(None), verifikasi=pl.lit(None), kode_kerja=pl.lit("")),
    )  # fmt: skip
    url = reverse("presensi:pagi") + f"?tanggal={HARI}"
    admin, pengelola = masuk(dunia, "admin_bkpsdm"), masuk(dunia, "pengelola_kepegawaian")
    with django_assert_max_num_queries(12):
        isi = admin.get(url).context
    unit = {u.nama: u.petak for u in isi["pagi"].unit}
    assert unit == {"Dinas Alam": {7: 1, -1: 1}, "Dinas Buku": {7: 1}}
    assert isi["jumlah"].orang == 3
    assert {u.nama for u in pengelola.get(url).context["pagi"].unit} == {"Dinas Alam"}
    lima = pengelola.get(f"{url}&menit=5&unit={dunia.unit['dinas alam'].pk}").context["pagi"]
    assert {u.nama: u.petak for u in lima.unit} == {
        "Langsung di unit ini": {-1: 1}, "Bidang Hutan": {14: 1},
    }  # fmt: skip
    alamat = f"{url}&menit=5&unit={dunia.unit['dinas alam'].pk}"
    assert admin.get(alamat).context["pagi"] == lima  # who reaches everyone looks nobody up


def test_the_morning_of_a_government_is_that_of_its_own_people(dunia) -> None:
    uji, kini = dunia.instansi["uji"], kecil.lokal(HARI, "12:00")
    semua, orang = (
        load_morning(qs, instansi=uji, unit=None, tanggal=HARI, lebar=10, kini=kini)
        for qs in (None, Pegawai.objects.filter(instansi=uji))
    )
    assert semua == orang
    bertugas = RiwayatJabatan.objects.pada(HARI).filter(penugasan="D")
    assert sum(n for _, n in semua.per_unit.values()) == bertugas.filter(
        pegawai__instansi=uji
    ).count() < bertugas.count()  # fmt: skip


def test_the_picture_of_many_people_is_shared_for_a_moment(
    dunia, monkeypatch, django_assert_num_queries
) -> None:
    def pagi(detik: int):
        kini = kecil.lokal(HARI, "12:00") + timedelta(seconds=detik)
        return load_morning(
            None, instansi=dunia.instansi["uji"], unit=None, tanggal=HARI, lebar=10, kini=kini
        )

    pagi(0)  # the timetable's days are remembered from here on
    with CaptureQueriesContext(connection) as kueri:
        pagi(0)
    sekali = len(kueri)  # a small government is counted each time
    monkeypatch.setattr(pagi_sekarang, "PANJANG", 1)
    awal = pagi(0)
    with django_assert_num_queries(sekali - 1):
        assert pagi(1) == awal
    monkeypatch.setattr(pagi_sekarang._ingatan, "lama_s", 0.0)
    with django_assert_num_queries(sekali):
        assert pagi(2) == awal


def lembar(dunia, nama: str, periode: int, **isi: int) -> None:
    kosong = dict.fromkeys(
        ("hari_kerja", "hadir", "izin", "alpa", "belum", "tl", "psw", "tanpa_masuk",
         "tanpa_pulang", "menit_tl", "menit_psw", "potongan_bp", "alpa_runtun"), 0,
    )  # fmt: skip
    LembarPresensi.objects.create(
        periode=periode, pegawai=dunia.pegawai[nama], hari=bytes(Rentang.bulan(periode).hari * 12),
        skpd=dunia.unit["dinas buku" if nama == "tetangga" else "dinas alam"],
        **(kosong | isi),
    )  # fmt: skip


def test_the_ranking_sums_months_and_keeps_to_ones_reach(
    dunia, django_assert_max_num_queries
) -> None:
    kini = timezone.localdate()
    periode = kini.year * 100 + kini.month
    lalu = periode - 1 if kini.month > 1 else periode - 89
    lembar(dunia, "staf", periode, tl=2, menit_tl=40, hari_kerja=20)
    lembar(dunia, "staf", lalu, tl=1, menit_tl=5, hari_kerja=20)
    lembar(dunia, "kepala", periode, hari_kerja=20)
    lembar(dunia, "tetangga", periode, tl=9, menit_tl=300, hari_kerja=20)
    url = reverse("presensi:terlambat")
    admin, pengelola = masuk(dunia, "admin_bkpsdm"), masuk(dunia, "pengelola_kepegawaian")
    with django_assert_max_num_queries(12):
        isi = admin.get(url).context
    assert [(p.nama, p.menit) for p in isi["daftar"].halaman.object_list] == [
        ("Tetangga", 300), ("Staf", 45),
    ]  # fmt: skip
    assert isi["daftar"].hitungan == {"_banyak": 2}
    assert [nama for _, nama in isi["menurut_skpd"]] == ["Dinas Alam", "Dinas Buku"]
    with django_assert_max_num_queries(8):
        bagian = admin.get(url, {"bagian": "skpd"}).context
    assert [b["nama"] for b in bagian["skpd"]] == ["Dinas Buku", "Dinas Alam"]
    for urut in ("hk", "-hk", "-hari_psw"):  # of every month, also those without lateness
        orang = admin.get(url, {"urut": urut}).context["daftar"].halaman.object_list
        assert {(p.nama, p.hk) for p in orang} == {("Staf", 40), ("Tetangga", 20)}
    milik = pengelola.get(url).context["daftar"].halaman.object_list
    assert [p.nama for p in milik] == ["Staf"]
    sebulan = pengelola.get(url, {"dari": periode, "sampai": periode}).context["daftar"]
    assert [p.menit for p in sebulan.halaman.object_list] == [40]
    unduh = pengelola.get(url, {"unduh": "xlsx"})
    assert b"".join(unduh.streaming_content).startswith(b"PK")
    assert masuk(dunia, "staf").get(url).status_code == 403
