"""Orders: fetched by the machine's poll, done, answered; again after three polls of silence."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.perangkat.adms.conftest import PAGI, Buat, ingatan, tersimpan
from tests.presensi import pemda_kecil as kecil

from selaras.presensi.models import PerintahMesin
from selaras.presensi.services.alat.perintah import Isi, queue_orders

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2025, 12, 1, tzinfo=UTC)


def minta(pemda: kecil.Pemda, *perintah: Isi) -> int:
    return queue_orders(mesin=pemda.mesin, perintah=perintah, actor=kecil.ACTOR, at=AT)


def nama(n: int, siapa: str = "BUDI") -> Isi:
    return Isi("kirim_pengguna", f"kirim:{n}", {"pin": str(n), "nama": siapa})


def keadaan() -> list[str]:
    return list(PerintahMesin.objects.order_by("pk").values_list("status", flat=True))


@pytest.mark.parametrize("model", ["X100-C", "X903"])
def test_names_go_to_the_machine_ten_at_a_time(
    mesin: Buat, kantor: kecil.Pemda, model: str
) -> None:
    assert minta(kantor, *[nama(n, f"Pegawai ke-{n} Ñandú\tPri=14") for n in range(12)]) == 12
    assert minta(kantor, nama(3)) == 0, "what waits is not asked twice"
    m = mesin(model=model)
    assert len(m.poll()) == 10
    m.answer()
    assert keadaan() == ["sukses"] * 10 + ["antri"] * 2
    assert len(m.poll()) == 2
    m.answer()
    assert keadaan() == ["sukses"] * 12
    assert m.users["3"] == "Pegawai ke-3 Nandu Pri=1", "24 bytes, and nothing that begins a field"
    assert m.poll() == []


def test_an_order_without_an_answer_comes_again_after_three_polls(
    mesin: Buat, kantor: kecil.Pemda
) -> None:
    minta(kantor, nama(1))
    m = mesin()
    datang = [len(m.poll()) for _ in range(7)]
    assert datang == [1, 0, 0, 1, 0, 0, 1]
    for _ in range(12):
        m.poll()
    assert keadaan() == ["gagal"]
    assert "tidak menjawab" in PerintahMesin.objects.get().jawaban


def test_a_machine_that_cannot_says_so(mesin: Buat, kantor: kecil.Pemda) -> None:
    minta(kantor, Isi("hapus_pengguna", "hapus:9", {"pin": "9"}))
    m = mesin()
    m.poll()
    m.answer()
    satu = PerintahMesin.objects.get()
    assert (satu.status, "Return=-2" in satu.jawaban) == ("gagal", True)


def test_a_restart_is_told_once_and_done_when_the_machine_greets_again(
    mesin: Buat, kantor: kecil.Pemda
) -> None:
    minta(kantor, Isi("mulai_ulang", "mulai_ulang", {}))
    m = mesin()
    assert [len(m.poll()) for _ in range(9)] == [1] + [0] * 8
    m.greet()
    assert keadaan() == ["sukses"]


def test_info_tells_what_the_machine_is(mesin: Buat, kantor: kecil.Pemda) -> None:
    minta(kantor, Isi("info", "info", {}))
    m = mesin()
    m.enroll("1", "A")
    m.poll()
    m.answer()
    kabar = kantor.mesin.kabar
    assert (kabar.model, kabar.jumlah_pengguna, kabar.firmware[:8]) == ("X100-C", 1, "Ver 6.60")
    assert keadaan() == ["sukses"]


def test_taps_of_a_period_come_again_as_ordinary_rows(mesin: Buat, kantor: kecil.Pemda) -> None:
    m = mesin()
    for n in range(6):
        m.tap("1", PAGI + timedelta(days=n))
    m.acknowledged = 6  # the server was told, but lost its memory of them
    minta(
        kantor,
        Isi("kirim_ulang", "ulang", {"dari": "2025-11-04", "sampai": "2025-11-06"}),
    )
    m.poll()
    m.answer()
    assert tersimpan() == [t for t in ingatan(m) if 4 <= t[1].day <= 6]
    assert keadaan() == ["sukses"]


def test_answers_to_others_orders_change_nothing(mesin: Buat, kantor: kecil.Pemda) -> None:
    minta(kantor, nama(1))
    nomor = PerintahMesin.objects.get().pk
    lain = mesin("ASING-09")
    lain.greet()
    lain._results = [f"ID={nomor}&Return=0&CMD=DATA", "ID=99999999999999999&Return=0", "ID=x"]
    lain.answer()
    m = mesin()
    m._results = [f"ID={nomor}&Return=0&CMD=DATA"]
    m.answer()
    assert keadaan() == ["antri"], "not sent yet, so not answered either"
