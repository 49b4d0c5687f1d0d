"""Values of law set in the application: tried, stored, used by every rule, withdrawn."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from tests.izin.dunia import SEJAK, Dunia, build

from selaras.core.audit.models import Jejak
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions.selectors import load_actor
from selaras.hukum import Law, NotInForce
from selaras.hukum import NilaiDaerah as Keputusan
from selaras.organisasi.hukum import NilaiDitolak, refresh_local_law, set_nilai, withdraw
from selaras.organisasi.models import NilaiDaerah
from selaras.web.hukum.isian import parse, to_text

KUNCI = "presensi.toleransi"
TETAPKAN = f"/hukum/{KUNCI}/tetapkan/"
PLT = "tpp.plt_tambahan"


@pytest.fixture
def lokal(settings):
    settings.HUKUM_LOKAL = True
    refresh_local_law()
    yield
    refresh_local_law()


@pytest.fixture
def dunia(db: None, lokal: None) -> Dunia:
    dunia = build()
    NilaiDaerah.objects.all().delete()
    return dunia


@pytest.fixture
def actor(dunia: Dunia):
    return lambda nama: load_actor(dunia.user[nama], at=timezone.now())


def _row(dunia: Dunia, nilai: object = 10, mulai: date = date(2025, 10, 1), **lain) -> NilaiDaerah:
    isi = {"kunci": KUNCI, "peraturan": "Perbup 1/2025", "berlaku": berlaku_sejak(mulai)} | lain
    return NilaiDaerah(instansi=dunia.instansi["uji"], nilai=nilai, **isi)


def _set(actor, dunia: Dunia, *a, **kw) -> NilaiDaerah:
    admin = actor("admin_bkpsdm")
    n = set_nilai(actor=admin, nilai=_row(dunia, *a, **kw), at=admin.at)
    refresh_local_law()
    return n


def _now(dunia: Dunia, pada: date = date(2025, 10, 15)) -> int:
    return Law.load().pada(pada, dunia.instansi["uji"].daerah).nilai(KUNCI)


@pytest.mark.django_db(transaction=True)
def test_asking_whether_the_law_still_holds_is_one_statement(
    lokal: None, django_assert_num_queries
) -> None:
    Law.load()
    refresh_local_law()
    with django_assert_num_queries(1):  # a page that happens to ask has its pin to keep
        Law.load()


def test_who_signs_in_learns_whether_the_law_still_holds(
    dunia: Dunia, actor, django_assert_num_queries
) -> None:
    lama = _now(dunia)
    refresh_local_law()
    actor("staf")
    with django_assert_num_queries(0):
        Law.load()
    instansi = dunia.instansi["uji"]
    mulai = berlaku_sejak(date(2025, 10, 1))
    NilaiDaerah.objects.create(  # as another process does: nobody here says so
        instansi=instansi, kunci=KUNCI, nilai=lama + 1, peraturan="Perbup 1/2025", berlaku=mulai,
        dicatat_pada=timezone.now(),
    )  # fmt: skip
    assert _now(dunia) == lama
    actor("staf")
    assert _now(dunia) == lama + 1


def test_every_rule_reads_what_was_set_here(dunia: Dunia, actor):
    sebelum = Law.load().pada(date(2025, 10, 15), dunia.instansi["uji"].daerah)
    sebelum.nilai(KUNCI)
    n = _set(actor, dunia, 17)
    sesudah = Law.load().pada(date(2025, 10, 15), dunia.instansi["uji"].daerah)
    assert sesudah.nilai(KUNCI) == 17
    assert sesudah.sidik() != sebelum.sidik()  # a run keeps which law it read
    assert sesudah.dasar(KUNCI).peraturan == "Perbup 1/2025"
    assert _now(dunia, date(2025, 9, 30)) == 0
    jejak = Jejak.objects.get(aksi="hukum.edit")
    assert (jejak.objek_id, jejak.sesudah["nilai"]) == (str(n.pk), 17)


def test_a_later_value_ends_the_one_before_and_withdrawing_brings_it_back(dunia: Dunia, actor):
    _set(actor, dunia, 10)
    kedua = _set(actor, dunia, 20, date(2025, 11, 1))
    assert (_now(dunia), _now(dunia, date(2025, 11, 2))) == (10, 20)
    admin = actor("admin_bkpsdm")
    withdraw(actor=admin, nilai=kedua, at=admin.at)
    refresh_local_law()
    assert _now(dunia, date(2025, 11, 2)) == 0
    assert _now(dunia) == 10


def test_a_span_that_is_taken_is_refused_and_nothing_changes(dunia: Dunia, actor):
    _set(actor, dunia, 10, berlaku=berlaku_sejak(date(2025, 10, 1), date(2026, 1, 1)))
    with pytest.raises(NilaiDitolak, match="Cabut dulu"):
        _set(actor, dunia, 20, date(2025, 11, 1))
    assert _now(dunia, date(2025, 11, 2)) == 10


def test_a_taken_span_is_told_beside_the_day_it_begins(dunia: Dunia, actor, admin: Client):
    _set(actor, dunia, 10, berlaku=berlaku_sejak(date(2025, 10, 1), date(2026, 1, 1)))
    isi = {"instansi": dunia.instansi["uji"].pk, "nilai": "20", "mulai": "2025-11-01",
           "peraturan": "Perbup 2/2025", "keyakinan": "tinggi", "simpan": "1"}  # fmt: skip
    galat = admin.post(TETAPKAN, isi).context["form"].errors
    assert set(galat) == {"mulai"}
    assert "Cabut dulu" in galat["mulai"][0]


@pytest.mark.parametrize(
    ("kunci", "nilai"),
    [(PLT, 90_000), (PLT, "banyak"), ("disiplin.basis", "dikira-kira"), ("tidak.ada", 1)],
)
def test_what_does_not_fit_its_key_is_refused(dunia: Dunia, actor, kunci: str, nilai: object):
    with pytest.raises(NilaiDitolak):
        _set(actor, dunia, nilai, kunci=kunci)
    assert not NilaiDaerah.objects.exists()


@pytest.mark.parametrize("siapa", ["pengelola_kepegawaian", "auditor", "verifikator_tpp"])
def test_who_may_not_sets_nothing(dunia: Dunia, actor, siapa: str):
    pelaku = actor(siapa)
    with pytest.raises(PermissionDenied):
        set_nilai(actor=pelaku, nilai=_row(dunia), at=pelaku.at)
    assert not NilaiDaerah.objects.exists()


def test_a_row_of_an_older_version_does_not_stop_the_others(dunia: Dunia, actor):
    _set(actor, dunia, 10)
    NilaiDaerah.objects.create(
        instansi=dunia.instansi["uji"], kunci="kunci.lama", nilai=1, peraturan="uji",
        berlaku=berlaku_sejak(SEJAK), dicatat_pada=actor("admin_bkpsdm").at,
    )  # fmt: skip
    refresh_local_law()
    assert _now(dunia) == 10


@pytest.fixture
def admin(dunia: Dunia, client: Client) -> Client:
    client.force_login(dunia.user["admin_bkpsdm"])
    return client


ISI = {"nilai": "12", "mulai": "2025-10-01", "peraturan": "Perbup 2/2025", "keyakinan": "tinggi"}


def test_the_screen_tries_before_it_stores(dunia: Dunia, admin: Client):
    isi = {**ISI, "instansi": dunia.instansi["uji"].pk}
    coba = admin.post(TETAPKAN, {**isi, "coba": "1"})
    assert coba.status_code == 200 and "Belum ada yang disimpan" in coba.content.decode()
    assert not NilaiDaerah.objects.exists()
    simpan = admin.post(TETAPKAN, {**isi, "simpan": "1"}, follow=True)
    assert "Perbup 2/2025" in simpan.content.decode()
    n = NilaiDaerah.objects.get()
    rinci = admin.get(f"/hukum/nilai-daerah/{n.pk}/").content.decode()
    assert "Cabut nilai ini" in rinci
    assert admin.post(f"/hukum/nilai-daerah/{n.pk}/cabut/").status_code == 302
    assert NilaiDaerah.objects.get().dicabut_pada is not None


@pytest.mark.parametrize(
    ("ganti", "kata"),
    [({"nilai": "dua"}, "bukan angka"), ({"terakhir": "2025-09-01"}, "mendahului"),
     ({"peraturan": ""}, "")],
)  # fmt: skip
def test_a_wrong_form_says_why_and_stores_nothing(dunia: Dunia, admin: Client, ganti, kata):
    isi = {**ISI, "instansi": dunia.instansi["uji"].pk, "simpan": "1", **ganti}
    jawaban = admin.post(TETAPKAN, isi)
    assert jawaban.status_code == 422 and kata in jawaban.content.decode()
    assert not NilaiDaerah.objects.exists()


@pytest.mark.parametrize(
    ("kunci", "teks", "nilai"),
    [
        (PLT, "12,5%", 1_250),
        (PLT, "12.5", 1_250),  # as machines write it: never 125 percent
        (PLT, "0.5", 50),
        ("jkn.batas_upah", "Rp12.000.000", 12_000_000),
        ("tpp.status", "PNS = 100\nCPNS = 80", {"PNS": 10_000, "CPNS": 8_000}),
        ("presensi.potongan_tl", "1 = 0,5\n31 = 1", [
            {"mulai": 1, "nilai": 50}, {"mulai": 31, "nilai": 100}]),
        ("tpp.kriteria", "bk, pk\nkk", ["bk", "pk", "kk"]),
    ],
)  # fmt: skip
def test_values_are_typed_as_people_write_them(kunci: str, teks: str, nilai: object):
    assert parse(Law.load().parameter(kunci), teks) == nilai


@pytest.mark.parametrize(
    ("kunci", "teks", "sebab"),
    [(PLT, "1.250", "dua cara"), (PLT, "12,555", "terlalu halus"), (PLT, "1e2", "bukan angka"),
     (PLT, "12.5,3", "bukan angka"), ("jkn.batas_upah", "12,5", "terlalu halus")],
)  # fmt: skip
def test_a_figure_that_could_be_two_is_refused(kunci: str, teks: str, sebab: str):
    with pytest.raises(ValueError, match=sebab):
        parse(Law.load().parameter(kunci), teks)


def test_what_is_shown_can_be_sent_back_unchanged():
    """Of every value in force in the sample region."""
    law, hari = Law.load(), date(2025, 10, 1)
    for kunci in law.keys:
        try:
            segmen = law.segment(kunci, hari, "contoh")
        except NotInForce:
            continue
        parameter = law.parameter(kunci)
        keputusan = parse(parameter, to_text(parameter, segmen.nilai))
        sendiri = _segment(law, kunci, keputusan)
        assert sendiri == segmen.nilai, kunci


def _segment(law: Law, kunci: str, nilai: object) -> object:
    baru = law.with_nilai_daerah([Keputusan(kunci, "contoh", date(2025, 10, 1), nilai, "uji")])
    return baru.segment(kunci, date(2025, 10, 1), "contoh").nilai
