"""The test vectors of the protocol, driven over real HTTP by the simulated machine."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from tests.perangkat.adms.conftest import PAGI, Buat, ingatan, tersimpan
from tests.presensi import pemda_kecil as kecil

from selaras.presensi.models import (
    AntreanLipat,
    CatatanMesin,
    KabarMesin,
    Ketukan,
    KetukanKarantina,
    PenggunaMesin,
    StempelMesin,
)
from selaras.simulasi.mesin_adms import Faults, LostContact, Machine

pytestmark = pytest.mark.django_db(transaction=True)


def isi_pagi(m: Machine, banyak: int = 3) -> None:
    for n in range(banyak):
        m.tap(str(n + 1), PAGI + timedelta(minutes=n))


@pytest.mark.parametrize("model", ["X100-C", "X903"])
def test_the_greeting_tells_zone_pauses_and_how_far_the_tables_are_in(
    mesin: Buat, model: str
) -> None:
    m = mesin(model=model)
    m.greet()
    assert m.options["TimeZone"] == "8"
    assert (m.options["Delay"], m.options["ErrorDelay"], m.options["Realtime"]) == ("10", "30", "1")
    assert (m.options["ATTLOGStamp"], m.options["Stamp"]) == ("0", "0")
    assert "FP" not in m.options["TransFlag"], "templates are not asked for"
    isi_pagi(m)
    m.push()
    m.greet()
    assert (m.options["ATTLOGStamp"], m.options["OPERLOGStamp"]) == ("3", "0")


def test_the_date_of_the_answer_is_the_servers_clock(mesin: Buat) -> None:
    m = mesin()
    mulai = datetime.now(UTC).replace(microsecond=0)  # the answer names whole seconds
    _, _, kepala = m._ask("GET", "cdata", {"SN": m.sn, "options": "all"})
    assert mulai <= parsedate_to_datetime(kepala.getheader("Date")) <= datetime.now(UTC)
    m.greet()
    assert m.set_clock is not None
    setempat = timedelta(hours=8)
    assert mulai <= (m.set_clock - setempat).replace(tzinfo=UTC) <= datetime.now(UTC)


@pytest.mark.parametrize(("model", "kolom"), [("X100-C", 7), ("X903", 10)])
def test_rows_of_both_captured_models_come_in(
    mesin: Buat, kantor: kecil.Pemda, model: str, kolom: int
) -> None:
    m = mesin(model=model)
    assert len(m.tap("1", PAGI, status=1, verify=15).line(kolom).rstrip("\n").split("\t")) in (
        8,
        11,
    )
    m.push()
    satu = Ketukan.objects.get()
    assert (satu.pin, satu.status, satu.verifikasi) == ("1", 1, 15)
    assert satu.waktu == datetime(2025, 11, 2, 23, 28, 41, tzinfo=UTC)
    assert (satu.pegawai_id, satu.mesin_id) == (kantor.pegawai[0].pk, kantor.mesin.pk)
    assert m.said[-1][2] == "OK: 1"


@pytest.mark.parametrize(
    ("zona", "jam"), [("Asia/Jakarta", 7), ("Asia/Makassar", 8), ("Asia/Jayapura", 9)]
)
@pytest.mark.parametrize("waktu", [PAGI, datetime(2025, 10, 31, 23, 59, 59), datetime(2026, 1, 1)])
def test_each_zone_has_its_own_clock(
    mesin: Buat, kantor: kecil.Pemda, zona: str, jam: int, waktu: datetime
) -> None:
    kantor.mesin.zona = zona
    kantor.mesin.save()
    m = mesin()
    m.greet()
    m.tap("1", waktu)
    m.push()
    assert m.options["TimeZone"] == str(jam)
    assert tersimpan(jam) == [("1", waktu)]


def test_the_same_rows_again_change_nothing(mesin: Buat) -> None:
    m = mesin(faults=Faults(repeat=3, duplicate_lines=2, shuffle=True))
    isi_pagi(m)
    m.push()
    m.acknowledged = 0
    m.push()
    assert tersimpan() == ingatan(m)
    assert KabarMesin.objects.get().tap_total == 3


@pytest.mark.parametrize(("akhir", "penutup"), [("\r\n", True), ("\r\n", False), ("\n", False)])
def test_line_ends_and_a_missing_last_one_do_not_matter(
    mesin: Buat, akhir: str, penutup: bool
) -> None:
    m = mesin(faults=Faults(line_end=akhir, final_newline=penutup))
    isi_pagi(m)
    m.push()
    assert tersimpan() == ingatan(m)
    assert not KetukanKarantina.objects.exists()


def test_a_padded_pin_is_that_pin(mesin: Buat, kantor: kecil.Pemda) -> None:
    m = mesin(faults=Faults(pad_pin=True))
    isi_pagi(m)
    m.push()
    assert tersimpan() == ingatan(m)
    assert set(Ketukan.objects.values_list("pegawai_id", flat=True)) == {
        p.pk for p in kantor.pegawai
    }


def test_an_answer_that_is_lost_is_asked_for_again_and_counted_once(mesin: Buat) -> None:
    m = mesin(faults=Faults(lost_answers=2), batch=2)
    isi_pagi(m, 5)
    with pytest.raises(LostContact):
        m.push()
    assert len(tersimpan()) == 2, "stored, though the machine doesn't know"
    m.push_until_heard()
    assert tersimpan() == ingatan(m)


def test_a_delivery_cut_in_the_middle_leaves_no_half_row(mesin: Buat) -> None:
    m = mesin(faults=Faults(cuts=8, seed=3), batch=50)
    for n in range(120):
        m.tap(str(n % 3 + 1), PAGI + timedelta(seconds=n))
    m.push_until_heard()
    assert tersimpan() == ingatan(m)
    assert not KetukanKarantina.objects.exists(), "half lines of cut bodies are no lines"


def test_half_lines_among_good_ones_are_kept_aside_with_their_reason(mesin: Buat) -> None:
    m = mesin(faults=Faults(half_lines=2))
    isi_pagi(m)
    m.push()
    assert tersimpan() == ingatan(m)
    assert m.said[-1][2] == "OK: 5", "every line is answered for, or the machine goes on for ever"
    rusak = KetukanKarantina.objects.all()
    assert rusak.count() == 2
    assert all("waktunya tidak terbaca" in r.alasan or "kurang" in r.alasan for r in rusak)


@pytest.mark.parametrize("sandi", ["utf-8", "utf-8-sig", "gb18030", "latin-1"])
def test_names_in_any_of_the_known_charsets(mesin: Buat, sandi: str) -> None:
    m = mesin(faults=Faults(encoding=sandi))
    m.enroll("1", "José Ñu")
    m.tap("1", PAGI)
    m.push()
    assert tersimpan() == ingatan(m)
    assert PenggunaMesin.objects.get().pin == "1"
    if sandi != "gb18030":
        assert PenggunaMesin.objects.get().nama == "José Ñu"


def test_the_machines_log_and_names_are_kept_and_its_templates_are_not(
    mesin: Buat, kantor: kecil.Pemda
) -> None:
    m = mesin()
    m.note(4, "1", PAGI)
    m.note(21, "1", PAGI + timedelta(minutes=1))
    m.note(23, "1", PAGI + timedelta(minutes=2))
    m.enroll("1157", "BUDI S", b"T0xLU1RFTVBMQVRF" * 100)
    m.push()
    m.log = ["OPLOG 4\t1\t2025-11-03 07:28:41\t0\t0\t0\t0", "FACE PIN=1\tTMP=x", "ANEH apa ini"]
    m.push()
    assert [(c.kode, c.penting) for c in CatatanMesin.objects.order_by("waktu")] == [
        (4, False),
        (21, True),
        (23, True),
    ]
    assert CatatanMesin.objects.get(kode=4).waktu == datetime(2025, 11, 2, 23, 28, 41, tzinfo=UTC)
    assert PenggunaMesin.objects.get().nama == "BUDI S"
    assert [k.alasan for k in KetukanKarantina.objects.all()] == ["jenis barisnya tidak dikenal"]
    assert m.said[-1][2] == "OK: 3"
    with_template = "T0xLU1RFTVBMQVRF"
    assert not any(with_template in str(r) for r in _all_rows()), "a finger was stored"


def test_photos_are_thanked_for_and_not_kept(mesin: Buat) -> None:
    m = mesin()
    sebelum = _all_rows()
    m.photo("20251103072841-1.jpg", b"\xff\xd8\xff" + b"JPEG\n" * 60_000)
    assert m.said[-1][1:] == (200, "OK")
    assert len(_all_rows()) <= len(sebelum) + 1, "the machine's last word at most"


def test_a_machine_tells_what_it_is(mesin: Buat) -> None:
    m = mesin(model="X903")
    m.greet()
    m.poll()
    kabar = KabarMesin.objects.get()
    assert (kabar.model, kabar.ip_lokal, kabar.jumlah_catatan) == ("X903", "192.168.1.201", 0)
    assert kabar.alamat == "127.0.0.1"


@pytest.mark.parametrize("akhiran", ["", ".aspx"])
def test_both_spellings_of_the_address(mesin: Buat, akhiran: str) -> None:
    m = mesin(suffix=akhiran)
    m.greet()
    isi_pagi(m)
    m.push()
    m.poll()
    m._expect_ok("GET", "ping", {"SN": m.sn}, b"")
    assert tersimpan() == ingatan(m)


def test_a_stamp_that_falls_is_believed(mesin: Buat) -> None:
    """A machine whose memory was emptied counts from the beginning again."""
    m = mesin()
    isi_pagi(m)
    m.push()
    baru = mesin()
    baru.tap("2", PAGI + timedelta(days=1))
    baru.push()
    assert StempelMesin.objects.get(tabel="ATTLOG").stempel == "1"
    assert tersimpan() == ingatan(m, baru)


def test_people_who_tapped_wait_to_have_their_months_renewed(
    mesin: Buat, kantor: kecil.Pemda
) -> None:
    m = mesin(faults=Faults(repeat=2))
    isi_pagi(m)
    m.tap("77", PAGI)
    m.push()
    assert set(AntreanLipat.objects.values_list("pegawai_id", flat=True)) == {
        p.pk for p in kantor.pegawai
    }


def _all_rows() -> list[str]:
    """Everything that the machine could have left in the database."""
    hasil: list[str] = []
    for model in (CatatanMesin, KabarMesin, Ketukan, KetukanKarantina, PenggunaMesin, StempelMesin):
        hasil += [str(r) for r in model.objects.values()]
    return hasil
