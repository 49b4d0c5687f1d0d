"""Unknown, waiting, rejected and false machines; who may come in from where."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from tests.perangkat.adms.conftest import PAGI, Buat, ingatan, tersimpan
from tests.presensi import pemda_kecil as kecil

from selaras.presensi.models import (
    AntreanLipat,
    CatatanMesin,
    KabarMesin,
    Ketukan,
    KetukanKarantina,
    KetukanTertahan,
    Mesin,
    PinMesin,
)
from selaras.presensi.services import (
    approve_mesin,
    reject_mesin,
    release_held,
    release_or_queue,
    secure_mesin,
)
from selaras.presensi.services.alat.kabar_mesin import JATAH
from selaras.simulasi.mesin_adms import Faults, LostContact

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 1, 5, 1, tzinfo=UTC)


def test_an_unknown_machine_waits_and_loses_nothing(mesin: Buat, kantor: kecil.Pemda) -> None:
    m = mesin("ASING-01", faults=Faults(repeat=1, half_lines=1, duplicate_lines=2))
    m.greet()
    assert m.options["ATTLOGStamp"] == "0", "it is greeted like any other"
    for n in range(40):
        m.tap("1", PAGI + timedelta(days=n))
    m.note(21, "1", PAGI)
    m.push()
    baru = Mesin.objects.get(sn="ASING-01")
    assert (baru.status, baru.situs.nama) == ("menunggu", Mesin.TANPA_SITUS)
    assert not Ketukan.objects.exists(), "nothing counts before a person says so"
    assert KetukanTertahan.objects.count() == 40
    assert m.poll() == []

    approve_mesin(mesin=baru, zona="Asia/Jayapura", situs=kantor.situs, actor=kecil.ACTOR, at=AT)
    release_or_queue(mesin=baru, actor=kecil.ACTOR, at=AT)
    assert tersimpan(9) == ingatan(m), "in the zone that was said at the approval"
    assert set(Ketukan.objects.values_list("pegawai_id", flat=True)) == {kantor.pegawai[0].pk}
    assert not KetukanTertahan.objects.exists()
    assert AntreanLipat.objects.count() == 40
    assert CatatanMesin.objects.get().waktu == datetime(2025, 11, 2, 22, 28, 41, tzinfo=UTC)
    assert {k.situs_id for k in KetukanKarantina.objects.all()} == {kantor.situs.pk}

    m.tap("1", PAGI + timedelta(days=60))
    m.push()
    assert tersimpan(9) == ingatan(m)


def test_many_held_taps_come_in_portion_by_portion(mesin: Buat, kantor: kecil.Pemda) -> None:
    """Also where the database last looked when one was held, and plans for one."""
    m = mesin("ASING-02")
    for n in range(50):
        m.tap("2", PAGI + timedelta(minutes=n))
        if n == 0:
            m.push()
            with connection.cursor() as cursor:
                cursor.execute("analyze presensi_ketukantertahan")
    m.push()
    baru = Mesin.objects.get(sn="ASING-02")
    approve_mesin(mesin=baru, zona=baru.zona, situs=kantor.situs, actor=kecil.ACTOR, at=AT)
    sisa = [release_held(mesin=baru, at=AT, sekali=20).tersisa for _ in range(4)]
    assert sisa == [30, 10, 0, 0]
    assert tersimpan() == ingatan(m)


def test_a_rejected_machine_is_told_so_and_keeps_its_rows(mesin: Buat, kantor: kecil.Pemda) -> None:
    reject_mesin(mesin=kantor.mesin, actor=kecil.ACTOR)
    m = mesin()
    m.greet()
    assert (m.options["Delay"], m.options["Realtime"]) == ("600", "0"), "it need not hurry"
    m.tap("1", PAGI)
    with pytest.raises(LostContact, match="403"):
        m.push()
    assert m.acknowledged == 0
    assert not Ketukan.objects.exists() and not KetukanTertahan.objects.exists()
    approve_mesin(mesin=kantor.mesin, zona="Asia/Makassar", actor=kecil.ACTOR, at=AT)
    m.push()
    assert tersimpan() == ingatan(m)


@pytest.mark.parametrize("sn", ["", "ab", "a b c d", "SN;DROP", "x" * 41, "../../etc"])
def test_what_is_no_serial_number_makes_no_machine(mesin: Buat, sn: str) -> None:
    with pytest.raises(LostContact, match="400"):
        mesin(sn).greet()
    assert list(Mesin.objects.values_list("sn", flat=True)) == ["UJI01"]


def test_whoever_claims_a_serial_number_from_elsewhere_is_turned_away_and_shown(
    mesin: Buat, kantor: kecil.Pemda
) -> None:
    secure_mesin(
        mesin=kantor.mesin, alamat_mesin="10.20.3.0/24, 10.9.9.9", alamat_situs="", rahasia="",
        actor=kecil.ACTOR,
    )  # fmt: skip
    palsu = mesin()
    palsu.tap("1", PAGI)
    with pytest.raises(LostContact, match="403"):
        palsu.push()
    assert not Ketukan.objects.exists()
    kabar = KabarMesin.objects.get()
    assert (kabar.tolak_alamat, kabar.tolak_kali) == ("127.0.0.1", 1)
    assert kabar.tolak_sebab == "alamatnya di luar daftar"
    secure_mesin(
        mesin=kantor.mesin, alamat_mesin="", alamat_situs="127.0.0.0/8", rahasia="",
        actor=kecil.ACTOR,
    )  # fmt: skip
    palsu.push()
    assert tersimpan() == ingatan(palsu)


@pytest.mark.parametrize("jalur", ["/m/{}", ""])
def test_a_site_with_a_secret_path_takes_nothing_beside_it(
    mesin: Buat, kantor: kecil.Pemda, jalur: str
) -> None:
    secure_mesin(
        mesin=kantor.mesin, alamat_mesin="", alamat_situs="", rahasia="9f3c2a7be1d04c55",
        actor=kecil.ACTOR,
    )  # fmt: skip
    m = mesin(jalur=jalur.format("9f3c2a7be1d04c55"))
    m.tap("1", PAGI)
    if jalur:
        m.push()
        assert tersimpan() == ingatan(m)
        salah = mesin("ASING-03", jalur="/m/0000000000000000")
        with pytest.raises(LostContact, match="403"):
            salah.greet()
        mesin("ASING-04", jalur="/m/9f3c2a7be1d04c55").greet()
        assert Mesin.objects.get(sn="ASING-04").situs == kantor.situs, "the path says where"
    else:
        with pytest.raises(LostContact, match="403"):
            m.push()
        assert KabarMesin.objects.get().tolak_sebab == "tidak lewat jalur rahasia"
        assert not Ketukan.objects.exists()


def test_a_machine_that_never_stops_asking_is_slowed_down_alone(
    mesin: Buat, kantor: kecil.Pemda
) -> None:
    m = mesin()
    m.poll()
    KabarMesin.objects.update(jatah=0)
    Mesin.objects.create(situs=kantor.situs, sn="UJI02", status="menunggu")
    for _ in range(JATAH):
        try:
            m.poll()
        except LostContact as galat:
            assert "429" in str(galat)
            break
    else:
        pytest.fail("never slowed down")
    mesin("UJI02").greet()
    assert not PinMesin.objects.filter(pin="banjir").exists()


def test_a_clock_that_runs_ahead_is_seen_and_its_taps_do_not_count(
    mesin: Buat, kantor: kecil.Pemda
) -> None:
    m = mesin(faults=Faults(clock=timedelta(hours=1)))
    m.greet()
    assert m.set_clock is not None
    m.tap("1", m.set_clock)
    m.push()
    assert 3500 < (KabarMesin.objects.get().selisih_detik or 0) < 3700
    assert not Ketukan.objects.exists()
    assert "masa depan" in KetukanKarantina.objects.get().alasan


def test_a_clock_that_lags_is_told_from_a_tap_that_waited(mesin: Buat, kantor: kecil.Pemda) -> None:
    m = mesin()
    m.greet()
    assert m.set_clock is not None
    sekarang = m.set_clock
    KabarMesin.objects.update(terakhir=datetime.now(UTC) - timedelta(hours=3))
    m.tap("1", sekarang - timedelta(hours=1))  # the line was down: the tap waited
    m.push()
    assert KabarMesin.objects.get().selisih_detik is None
    m.tap("2", sekarang - timedelta(minutes=20))  # it has spoken since: its clock lags
    m.push()
    assert -1300 < (KabarMesin.objects.get().selisih_detik or 0) < -1100
    m.tap("3", sekarang)
    m.push()
    assert abs(KabarMesin.objects.get().selisih_detik or 0) <= 120
    assert tersimpan() == ingatan(m), "a doubtful clock is shown; its taps still count"
