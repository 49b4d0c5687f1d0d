"""Pulling from other applications, simulated over real HTTP with mishaps: everything once."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from tests.presensi import pemda_kecil as kecil

from selaras.core.audit.models import Jejak
from selaras.core.jobs.services import run_now
from selaras.core.masa import berlaku_sejak
from selaras.core.notify.models import Pemberitahuan
from selaras.core.permissions.models import PenugasanPeran
from selaras.klien.http import AlamatDitolak, GagalTarik, Izin, check_address, fetch_json, is_fit
from selaras.presensi.models import Ketukan, KetukanKarantina, SumberTarik
from selaras.presensi.selectors.aplikasi import gaps
from selaras.presensi.services.luar.tarik import TARIK, ask_due, pull, save_source
from selaras.simulasi.aplikasi_presensi import TOKEN, Application, Faults, Scan

WITA = ZoneInfo("Asia/Makassar")
AT = datetime(2025, 11, 10, 2, tzinfo=UTC)  # a Monday
SENIN = datetime(2025, 11, 3, 7, 20, tzinfo=WITA)
NIP = "000000000000000001"


@pytest.fixture
def kantor(db: None, settings) -> kecil.Pemda:
    settings.TARIK_LOKAL = True
    settings.TARIK_TUNGGU_DETIK = 1.0
    return kecil.bangun(3)


def scans(hari: int = 5, orang: int = 30) -> list[Scan]:
    return [
        Scan(NIP if o == 0 else str(o), SENIN + timedelta(days=h, seconds=11 * o), is_nip=o == 0)
        for h in range(hari)
        for o in range(orang)
    ]


def sumber(kantor, app: Application, jenis: str = "selaras", **lain) -> SumberTarik:
    jalur = "/api/ketukan" if jenis == "selaras" else "/api/get_attlog"
    isi = {"nama": "SiHadir", "jenis": jenis, "alamat": app.url + jalur, "mulai": date(2025, 11, 3),
           "perangkat": app.cloud_id if jenis == "fingerspot" else "", **lain}  # fmt: skip
    save_source(
        sumber=(s := SumberTarik(**isi)), instansi=kantor.instansi, rahasia=TOKEN, situs=None,
        actor=kecil.ACTOR, at=AT,
    )  # fmt: skip
    return s


def tarik(s: SumberTarik, at: datetime = AT) -> list[float]:
    jeda: list[float] = []
    pull(s, at=at, wait=jeda.append)
    return jeda


def tersimpan() -> list[tuple[str, datetime]]:
    return sorted(Ketukan.objects.values_list("pin", "waktu"))


def seharusnya(app: Application) -> list[tuple[str, datetime]]:
    return sorted({(s.who, s.time.astimezone(UTC)) for s in app.scans})


def test_after_many_mishaps_every_tap_is_there_exactly_once(kantor) -> None:
    faults = Faults(errors_500=2, wrong_json=1, every_page_twice=True)
    with Application(scans(), faults, page=20, bad_rows=[{"pin": "5"}, 7]) as app:
        s = sumber(kantor, app)
        assert tarik(s) == [1.0, 2.0, 4.0]
        app.faults.cut, app.faults.repeat_page, app.faults.slow = 1, 1, 1
        app.faults.slow_seconds = 1.5
        app.scans += [Scan("1", SENIN + timedelta(days=6, minutes=n)) for n in range(30)]
        s.refresh_from_db()
        assert tarik(s)
        assert tersimpan() == seharusnya(app)
        tarik(s)
        assert tersimpan() == seharusnya(app)
    assert KetukanKarantina.objects.count() == 2
    nip = Ketukan.objects.filter(pin=NIP)
    assert {k.pegawai_id for k in nip} == {kantor.pegawai[0].pk}
    assert set(Ketukan.objects.values_list("sumber", flat=True)) == {7}
    s.refresh_from_db()
    assert (s.keadaan, s.galat, s.kursor) == ("aktif", "", "n:180")


def test_what_came_before_a_failure_stays_and_the_next_run_goes_on_there(kantor) -> None:
    with Application(scans(), page=50) as app:
        s = sumber(kantor, app)
        app.faults.errors_500 = 0
        halaman: list[int] = []

        def said(hasil) -> None:
            halaman.append(hasil.halaman)
            app.faults.errors_500 = 99

        with pytest.raises(GagalTarik, match="500"):
            pull(s, at=AT, said=said, wait=lambda _: None)
        assert (halaman, Ketukan.objects.count()) == ([1], 50)
        assert (s.keadaan, s.berikut_pada) == ("gagal", AT + timedelta(minutes=30))
        with pytest.raises(GagalTarik):
            pull(s, at=AT, wait=lambda _: None)
        assert s.berikut_pada == AT + timedelta(minutes=60)
        app.faults.errors_500 = 0
        app.calls.clear()
        tarik(s)
        assert app.calls[0] == "GET n:50"
        assert tersimpan() == seharusnya(app)


def test_fingerspot_is_asked_two_days_at_a_time_and_its_last_days_again(kantor) -> None:
    semua = [Scan(s.who, s.time) for s in scans(hari=7, orang=4) if not s.is_nip]
    with Application(semua) as app:
        s = sumber(kantor, app, "fingerspot")
        tarik(s)
        assert app.calls[0] == "POST 2025-11-03 2025-11-04"
        assert app.calls[-1] == "POST 2025-11-09 2025-11-10"
        assert tersimpan() == seharusnya(app)
        app.scans.append(Scan("2", datetime(2025, 11, 8, 6, 59, tzinfo=WITA)))  # came late
        tarik(s)
        assert tersimpan() == seharusnya(app)
    assert s.kursor == "2025-11-07"


@pytest.mark.parametrize(
    ("faults", "kata"),
    [
        (Faults(token_expired=True), "Kuncinya ditolak"),
        (Faults(redirect_to="http://127.0.0.1:1/curi"), "mengalihkan"),
    ],
)
def test_what_only_people_can_mend_is_not_tried_again_at_once(kantor, faults, kata) -> None:
    with Application(scans(), faults) as app:
        s = sumber(kantor, app)
        with pytest.raises(GagalTarik, match=kata):
            tarik(s)
        assert len(app.calls) == 1
        assert TOKEN not in s.galat


@pytest.fixture
def admin(kantor) -> kecil.Pemda:
    """One who may mend sources, and one of another role who may not."""
    for pegawai, peran in zip(
        kantor.pegawai, ("admin_bkpsdm", "pengelola_kepegawaian"), strict=False
    ):
        pegawai.user = get_user_model().objects.create_user(pegawai.nip, nama=pegawai.nama)
        pegawai.save()
        PenugasanPeran.objects.create(
            user=pegawai.user, peran=peran, instansi_id=kantor.instansi.pk,
            berlaku=berlaku_sejak(date(2020, 1, 1)),
        )  # fmt: skip
    return kantor


def gagal(s: SumberTarik, at: datetime) -> int:
    """One more failed run; how many notices there are then."""
    with pytest.raises(GagalTarik):
        tarik(s, at)
    return Pemberitahuan.objects.count()


def test_the_admin_hears_once_a_day_that_a_source_keeps_failing(admin) -> None:
    with Application(scans(hari=1)) as app:
        s = sumber(admin, app)
        tarik(s)
        app.faults.errors_500 = 99
        kabar = [gagal(s, AT + timedelta(hours=n)) for n in range(1, 6)]
        assert kabar == [0, 0, 1, 1, 1], "not at the first mishap, and not at every one"
        satu = Pemberitahuan.objects.get()
        assert (satu.person_id, satu.jenis) == (admin.pegawai[0].pk, "tarikan_gagal")
        assert "SiHadir gagal diambil" in satu.judul
        assert "500" in satu.isi and "Terakhir berhasil" in satu.isi
        assert satu.url == f"/presensi/aplikasi/{s.pk}/"
        assert gagal(s, AT + timedelta(days=1)) == 2, "the next day once more"
        app.faults.errors_500 = 0
        tarik(s, AT + timedelta(days=2))
        app.faults.errors_500 = 99
        assert gagal(s, AT + timedelta(days=2, hours=1)) == 2, "counted anew after a success"


def test_a_key_that_is_refused_is_told_at_once(admin) -> None:
    with Application(scans(hari=1), Faults(token_expired=True)) as app:
        assert gagal(sumber(admin, app), AT) == 1


def test_a_scheduled_run_is_a_job_and_its_failure_has_words(kantor) -> None:
    with Application(scans(hari=1)) as app:
        s = sumber(kantor, app)
        assert ask_due(at=AT, actor_of=lambda _: kecil.ACTOR) == 1
        assert ask_due(at=AT, actor_of=lambda _: kecil.ACTOR) == 0  # one run at a time
        app.faults.token_expired = True
        p = run_now(TARIK, actor=kecil.ACTOR, masukan={"sumber_id": s.pk})
        assert (p.status, "Kuncinya ditolak" in p.pesan) == ("gagal", True)
        app.faults.token_expired = False
        p = run_now(TARIK, actor=kecil.ACTOR, masukan={"sumber_id": s.pk})
        assert (p.status, p.hasil["ketukan_baru"]) == ("selesai", 30)


def test_working_days_without_any_tap_are_named(kantor) -> None:
    with Application([s for s in scans(hari=5) if s.time.day != 5]) as app:
        s = sumber(kantor, app)
        tarik(s)
    assert gaps(s.situs, hari_ini=date(2025, 11, 10), mulai=s.mulai) == [date(2025, 11, 5)]


def test_the_key_is_kept_encrypted_and_goes_nowhere_else(kantor) -> None:
    with Application() as app:
        s = sumber(kantor, app)
        assert TOKEN not in s.rahasia_sandi
        assert TOKEN not in str(list(Jejak.objects.values()))
        s.alamat = app.url.replace("127.0.0.1", "localhost") + "/lain"
        with pytest.raises(ValidationError, match="isi lagi kuncinya"):
            save_source(sumber=s, instansi=kantor.instansi, rahasia="", situs=None,
                        actor=kecil.ACTOR, at=AT)  # fmt: skip


@pytest.mark.parametrize(
    "alamat",
    [
        "http://contoh.go.id/api", "ftp://contoh.go.id", "https://", "https://a:b@contoh.go.id/",
        "https://contoh.go.id:99999/", "http://127.0.0.1/",
        "https://contoh.go.id/a b", "javascript:1", "https://contoh.go.id/présensi",
        "https://presensí.go.id/api", "https://contoh.go.id/api?a=é", "https://[::1", "https://\ud800/",
    ],
)  # fmt: skip
def test_only_https_addresses_are_taken(alamat: str) -> None:
    with pytest.raises(AlamatDitolak):
        check_address(alamat, Izin())


@pytest.mark.parametrize("kunci", ["kunci€", "kunci\r\nHost: lain", "\ud800"])
def test_a_key_that_no_header_can_hold_is_told_in_words(kunci: str) -> None:
    with pytest.raises(GagalTarik, match="Kuncinya memuat huruf") as galat:
        fetch_json("http://127.0.0.1:9/", izin=Izin(lokal=True), kepala={"Authorization": kunci})
    assert galat.value.tetap


@pytest.mark.parametrize(
    ("ip", "umum", "pribadi"),
    [
        ("8.8.8.8", True, True), ("10.1.2.3", False, True), ("192.168.1.1", False, True),
        ("127.0.0.1", False, False), ("169.254.169.254", False, False), ("0.0.0.0", False, False),
        ("::1", False, False), ("::ffff:127.0.0.1", False, False), ("::ffff:10.0.0.1", False, True),
        ("64:ff9b::a00:1", False, False), ("2002:a00:1::", False, False), ("fe80::1", False, False),
        ("fd00::1", False, True), ("224.0.0.1", False, False),
    ],
)  # fmt: skip
def test_inner_networks_are_not_called_unless_allowed(ip: str, umum: bool, pribadi: bool) -> None:
    assert is_fit(ip, Izin()) is umum
    assert is_fit(ip, Izin(pribadi=True)) is pribadi


def test_a_name_that_points_inside_is_not_called(kantor, settings) -> None:
    with Application(scans()) as app:
        s = sumber(kantor, app)
        settings.TARIK_LOKAL = False
        s.alamat = "https://localhost:" + app.url.rpartition(":")[2]
        with pytest.raises(GagalTarik, match="jaringan dalam"):
            tarik(s)
        assert app.calls == []
