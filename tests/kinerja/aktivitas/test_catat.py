"""Entering a day: what is taken, what is refused in words, what a repeat changes."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from tests.kinerja.aktivitas.kantor import (
    AT,
    HARI,
    JUMAT,
    MODEL,
    RABU,
    SELASA,
    SENIN,
    aktor,
    catat,
    hari,
    isi,
    keadaan,
    tunggu,
)
from tests.kinerja.bulan_terkunci import lock_month

from selaras.core.audit.models import Jejak
from selaras.core.masa import berlaku_sejak
from selaras.core.workflow.models import Menunggu
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.kinerja.aktivitas.services.catat import (
    AktivitasDitolak,
    change_entry,
    remove_entry,
    resubmit_day,
)
from selaras.kinerja.models import AktivitasHarian, HariAktivitas, PerintahLembur


def _ditolak(dunia, kata: str, *entri, **lain) -> None:
    banyak = AktivitasHarian.objects.count()
    with pytest.raises(AktivitasDitolak, match=kata):
        catat(dunia, *entri, **lain)
    assert AktivitasHarian.objects.count() == banyak


def test_a_day_waits_for_the_superior_in_one_row(kantor):
    catat(kantor, isi("08:00", 60), isi("09:00", 90, "Rapat"))
    catat(kantor, isi("13:00", 30, "Menjawab surat"))
    h = hari(kantor)
    assert (h.status, h.jumlah, h.menit_usul, h.menit_disetujui) == ("diajukan", 3, 180, 0)
    satu = tunggu()
    assert satu.penyetuju_id == kantor.pegawai["kepala"].pk
    assert (satu.objek_id, satu.jumlah, satu.perhatian) == (h.pk, 3, "")
    assert satu.ringkas == "3 jam: Menyusun laporan; Rapat; Menjawab surat"


def test_the_same_form_twice_is_taken_once(kantor):
    kunci = uuid4()
    pertama = catat(kantor, isi("08:00", 60), kunci=kunci)
    kedua = catat(kantor, isi("08:00", 60), kunci=kunci)
    assert (pertama.diulang, kedua.diulang) == (False, True)
    assert kedua.pesan == pertama.pesan
    assert len(keadaan(kantor)) == 1


def test_a_refused_form_can_be_sent_again_mended(kantor):
    kunci = uuid4()
    _ditolak(kantor, "lebih dari 0", isi("08:00", 0), kunci=kunci)
    catat(kantor, isi("08:00", 30), kunci=kunci)
    assert len(keadaan(kantor)) == 1


def test_without_a_time_entries_follow_each_other(kantor):
    catat(kantor, isi(None, 60), isi(None, 30, "Rapat"))
    catat(kantor, isi("14:00", 60, "Lapangan"))
    catat(kantor, isi(None, 60, "Arsip"))
    catat(kantor, isi(None, 200, "Data"))
    assert [(u, m) for u, m, _, _ in keadaan(kantor)] == [
        ("Menyusun laporan", 450), ("Rapat", 510), ("Data", 540), ("Lapangan", 840),
        ("Arsip", 900),
    ]  # fmt: skip
    _ditolak(kantor, "Sampai pukul 16.00 belum ada waktu kosong 2 jam", isi(None, 120))
    catat(kantor, isi("08:00", 400), isi("14:40", 120), tanggal=RABU)
    _ditolak(kantor, "Tidak ada waktu kosong 8 jam", isi(None, 480), tanggal=RABU)


def test_overlap_is_refused_and_names_the_other(kantor):
    catat(kantor, isi("09:00", 90, "Rapat staf"))
    _ditolak(kantor, r"Bertumpang dengan Rapat staf \(09.00–10.30\)", isi("10:00", 60))


def test_one_wrong_entry_of_a_day_leaves_all_out(kantor):
    _ditolak(kantor, "Bertumpang", isi("08:00", 60), isi("08:30", 60))
    assert not HariAktivitas.objects.filter(tanggal__year=2025).exists()


def test_the_database_itself_refuses_overlap(kantor):
    catat(kantor, isi("09:00", 90))
    lama = AktivitasHarian.objects.get()
    with pytest.raises(IntegrityError, match="tumpang"), transaction.atomic():
        AktivitasHarian.objects.create(
            tanggal=HARI, pegawai=lama.pegawai, mulai=600, selesai=640, uraian="x", dibuat_pada=AT
        )


@pytest.mark.parametrize(
    ("tanggal", "kata"),
    [
        (HARI + timedelta(days=1), "belum tiba"),
        (date(2025, 12, 14), "bukan hari kerja"),
        (date(2025, 12, 11), "libur: Hari jadi kabupaten"),
        (JUMAT, "paling lambat 3 hari kerja"),
    ],
)
def test_days_that_take_no_entry_say_why(kantor, tanggal: date, kata: str):
    at = {date(2025, 12, 11): AT - timedelta(days=5), date(2025, 12, 14): AT - timedelta(days=3)}
    _ditolak(kantor, kata, isi("09:00", 60), tanggal=tanggal, at=at.get(tanggal, AT))


def test_the_third_working_day_after_still_serves(kantor):
    catat(kantor, isi("09:00", 60), tanggal=SENIN)
    assert keadaan(kantor, tanggal=SENIN)


def test_an_order_opens_a_holiday(kantor):
    libur, senin = date(2025, 12, 14), AT - timedelta(days=3)
    PerintahLembur.objects.create(
        pegawai=kantor.pegawai["staf"], tanggal=libur, mulai=480, selesai=720, no_surat="1",
        tanggal_surat=libur, dicatat_pada=AT,
    )  # fmt: skip
    catat(kantor, isi("09:00", 60), tanggal=libur, at=senin)
    _ditolak(kantor, "Di luar jam kerja", isi("11:30", 60), tanggal=libur, at=senin)


def test_leave_takes_no_entry_and_duty_travel_does(kantor):
    for tanggal, kode in ((SELASA, "CT"), (SENIN, "DL")):
        Ketidakhadiran.objects.create(
            pegawai=kantor.pegawai["staf"], jenis=JenisKetidakhadiran.objects.get(kode=kode),
            no_surat="1", tanggal_surat=tanggal,
            berlaku=berlaku_sejak(tanggal, tanggal + timedelta(days=1)),
        )  # fmt: skip
    _ditolak(kantor, "cuti tahunan", isi("09:00", 60), tanggal=SELASA)
    catat(kantor, isi("19:00", 60), tanggal=SENIN)


def test_a_locked_month_takes_no_entry(kantor):
    lock_month(kantor.unit["dinas alam"], 202512)
    _ditolak(kantor, "sudah terkunci", isi("09:00", 60))


def test_nobody_enters_for_a_stranger(kantor):
    for siapa in ("kepala", "verifikator_tpp", "tetangga", "auditor"):
        with pytest.raises(PermissionDenied):
            catat(kantor, isi("09:00", 60), siapa="staf", oleh=siapa)
    assert not HariAktivitas.objects.filter(tanggal__year=2025).exists()


def test_an_officer_enters_for_somebody_and_the_person_confirms(kantor):
    from selaras.core.workflow.engine import apply

    catat(kantor, isi("09:00", 60), siapa="staf", oleh="pengelola_kepegawaian", tanggal=JUMAT)
    h = hari(kantor, tanggal=JUMAT)
    assert h.status == "titipan"
    assert tunggu().penyetuju_id == kantor.pegawai["staf"].pk
    assert Jejak.objects.filter(
        aksi="aktivitas.record", person_id=kantor.pegawai["staf"].pk
    ).exists()
    apply(h, "confirm", actor=aktor(kantor, "staf"))
    assert keadaan(kantor, tanggal=JUMAT)[0][3] == "USUL"
    assert tunggu().penyetuju_id == kantor.pegawai["kepala"].pk
    assert "1 dicatatkan petugas" in tunggu().perhatian


def test_what_is_not_hers_counts_for_nothing(kantor):
    from selaras.core.workflow.engine import apply

    catat(kantor, isi("09:00", 60), siapa="staf", oleh="pengelola_kepegawaian")
    apply(hari(kantor), "deny", actor=aktor(kantor, "staf"))
    assert keadaan(kantor)[0][3] == "DITOLAK"
    assert (hari(kantor).status, hari(kantor).menit_usul) == ("draf", 0)
    assert not Menunggu.objects.filter(model=MODEL).exists()
    catat(kantor, isi("09:00", 60))


def test_the_officer_may_take_back_what_was_not_confirmed(kantor):
    hasil = catat(kantor, isi("09:00", 60), siapa="staf", oleh="pengelola_kepegawaian")
    remove_entry(
        actor=aktor(kantor, "pengelola_kepegawaian"), pegawai=kantor.pegawai["staf"],
        tanggal=HARI, pk=hasil.baris[0].pk, at=AT,
    )  # fmt: skip
    assert hari(kantor).status == "draf" and not Menunggu.objects.filter(model=MODEL).exists()


def test_an_officer_does_not_write_into_a_day_that_the_person_fills(kantor):
    catat(kantor, isi("09:00", 60))
    _ditolak(kantor, "sudah mengisi", isi("11:00", 60), siapa="staf", oleh="pengelola_kepegawaian")


def test_changing_and_removing_keep_the_totals(kantor):
    hasil = catat(kantor, isi("08:00", 60), isi("09:00", 60, "Rapat"))
    kunci = {"actor": aktor(kantor, "staf"), "pegawai": kantor.pegawai["staf"], "tanggal": HARI,
             "at": AT}  # fmt: skip
    change_entry(**kunci, pk=hasil.baris[0].pk, isi=isi("07:30", 90, "Laporan bulanan"))
    assert hari(kantor).menit_usul == 150
    assert keadaan(kantor)[0][:3] == ("Laporan bulanan", 450, 540)
    with pytest.raises(AktivitasDitolak, match="Bertumpang"):
        change_entry(**kunci, pk=hasil.baris[0].pk, isi=isi("09:30", 60))
    assert remove_entry(**kunci, pk=hasil.baris[0].pk) is True
    assert remove_entry(**kunci, pk=hasil.baris[0].pk) is False
    assert hari(kantor).menit_usul == 60 and tunggu().jumlah == 1
    remove_entry(**kunci, pk=hasil.baris[1].pk)
    assert hari(kantor).status == "draf" and not Menunggu.objects.filter(model=MODEL).exists()


def test_what_came_back_is_mended_and_waits_again(kantor):
    from selaras.core.workflow.engine import apply

    hasil = catat(kantor, isi("08:00", 60), isi("09:00", 60, "Rapat"), tanggal=SENIN)
    apply(hari(kantor, tanggal=SENIN), "return", actor=aktor(kantor, "kepala"), reason="Rapat apa?")
    assert hari(kantor, tanggal=SENIN).status == "dikembalikan"
    lusa = AT + timedelta(days=5)  # past the term for entering, within that for deciding
    kunci = {"actor": aktor(kantor, "staf", lusa), "pegawai": kantor.pegawai["staf"],
             "tanggal": SENIN, "at": lusa}  # fmt: skip
    change_entry(**kunci, pk=hasil.baris[1].pk, isi=isi("09:00", 60, "Rapat anggaran"))
    assert [s for *_, s in keadaan(kantor, tanggal=SENIN)] == ["DIKEMBALIKAN", "USUL"]
    assert resubmit_day(**kunci) == 1
    assert [s for *_, s in keadaan(kantor, tanggal=SENIN)] == ["USUL", "USUL"]
    assert hari(kantor, tanggal=SENIN).status == "diajukan"


def test_what_is_decided_does_not_change(kantor):
    from selaras.core.workflow.engine import apply

    hasil = catat(kantor, isi("08:00", 60))
    apply(hari(kantor), "approve", actor=aktor(kantor, "kepala"))
    with pytest.raises(AktivitasDitolak, match="sudah disetujui"):
        remove_entry(
            actor=aktor(kantor, "staf"), pegawai=kantor.pegawai["staf"], tanggal=HARI,
            pk=hasil.baris[0].pk, at=AT,
        )  # fmt: skip
    catat(kantor, isi("09:00", 30, "Menyusul"))
    h = hari(kantor)
    assert (h.status, h.menit_usul, h.menit_disetujui) == ("diajukan", 30, 60)
