"""Deciding days: one, some entries, five hundred; twice at once; too late; month's minutes."""

from datetime import UTC, date, datetime
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client
from tests.izin.dunia import Dunia
from tests.kinerja.aktivitas.kantor import (
    AT,
    HARI,
    MODEL,
    RABU,
    SELASA,
    SENIN,
    aktor,
    buka_kantor,
    catat,
    hari,
    isi,
    keadaan,
)
from tests.kinerja.bulan_terkunci import lock_month

from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import middleware, system_actor
from selaras.core.workflow.engine import apply, apply_many
from selaras.core.workflow.errors import AlasanWajib, LangkahTidakSah, TidakBerwenang
from selaras.core.workflow.models import Menunggu, TransisiLog
from selaras.core.workflow.undo import undo
from selaras.hukum import Law
from selaras.kinerja.aktivitas.services.menit import save_month_minutes
from selaras.kinerja.aktivitas.services.penutupan import close_overdue
from selaras.kinerja.aktivitas.services.putusan import decide_entries
from selaras.kinerja.models import AktivitasHarian, HariAktivitas, PenilaianBulanan
from selaras.organisasi.models import Jabatan
from selaras.pegawai.models import Pegawai, RiwayatJabatan, RiwayatStatus


def _status(dunia: Dunia, tanggal: date = HARI) -> list[str]:
    return [s for *_, s in keadaan(dunia, tanggal=tanggal)]


def _ids(dunia: Dunia) -> list[int]:
    semua = AktivitasHarian.objects.filter(pegawai=dunia.pegawai["staf"], tanggal=HARI)
    return list(semua.order_by("mulai").values_list("pk", flat=True))


def test_a_day_is_decided_as_one(kantor):
    catat(kantor, isi("08:00", 60), isi("09:00", 90))
    apply(hari(kantor), "approve", actor=aktor(kantor, "kepala"))
    h = hari(kantor)
    assert (h.status, h.menit_usul, h.menit_disetujui) == ("disetujui", 0, 150)
    assert _status(kantor) == ["DISETUJUI", "DISETUJUI"]
    assert not Menunggu.objects.filter(model=MODEL).exists()


def test_entries_are_decided_singly_and_the_day_with_the_last(kantor):
    catat(kantor, isi("08:00", 60), isi("09:00", 90), isi("13:00", 30))
    satu, dua, tiga = _ids(kantor)
    kepala = aktor(kantor, "kepala")
    decide_entries(hari(kantor), "approve", [satu], actor=kepala, at=AT)
    assert (hari(kantor).status, hari(kantor).menit_disetujui) == ("diajukan", 60)
    assert Menunggu.objects.get(model=MODEL).jumlah == 2
    with pytest.raises(AlasanWajib):
        decide_entries(hari(kantor), "reject", [dua], actor=kepala, at=AT)
    decide_entries(hari(kantor), "reject", [dua], actor=kepala, reason="Bukan tugas", at=AT)
    decide_entries(hari(kantor), "approve", [tiga], actor=kepala, at=AT)
    h = hari(kantor)
    assert (h.status, h.menit_disetujui, h.menit_usul) == ("disetujui", 90, 0)
    assert _status(kantor) == ["DISETUJUI", "DITOLAK", "DISETUJUI"]
    with pytest.raises(LangkahTidakSah):
        decide_entries(h, "approve", [dua], actor=kepala, at=AT)


@pytest.mark.parametrize("siapa", ["staf", "tetangga", "pengelola_kepegawaian", "auditor"])
def test_only_the_superior_decides(kantor, siapa: str):
    catat(kantor, isi("08:00", 60), isi("09:00", 60))
    with pytest.raises(TidakBerwenang):
        apply(hari(kantor), "approve", actor=aktor(kantor, siapa))
    with pytest.raises(TidakBerwenang):
        decide_entries(hari(kantor), "approve", _ids(kantor)[:1], actor=aktor(kantor, siapa), at=AT)
    assert _status(kantor) == ["USUL", "USUL"]


def test_a_decision_is_taken_back_within_its_minutes(kantor):
    catat(kantor, isi("08:00", 60))
    kepala = aktor(kantor, "kepala")
    apply(hari(kantor), "reject", actor=kepala, reason="Salah baca")
    undo(hari(kantor), actor=kepala)
    h = hari(kantor)
    assert (h.status, h.menit_usul, _status(kantor)) == ("diajukan", 60, ["USUL"])


def test_who_forgot_the_reason_keeps_what_was_ticked(kantor, client: Client, monkeypatch):
    monkeypatch.setattr(middleware, "now", lambda: AT)
    catat(kantor, isi("08:00", 60))
    pk = hari(kantor).pk
    client.force_login(kantor.user["kepala"])
    jawab = client.post(
        "/aktivitas/tim/putuskan/", {"hari": [str(pk)], "langkah": "return"}, follow=True
    )
    teks = jawab.content.decode()
    assert "Tulis alasannya dulu, lalu tekan Kembalikan lagi." in teks
    assert f'name="hari" value="{pk}" checked' in teks


def test_after_a_rejection_the_time_is_free_again(kantor):
    catat(kantor, isi("08:00", 60))
    apply(hari(kantor), "reject", actor=aktor(kantor, "kepala"), reason="Bukan tugas")
    catat(kantor, isi("08:00", 60, "Yang benar"))
    assert sorted(_status(kantor)) == ["DITOLAK", "USUL"]
    assert hari(kantor).menit_usul == 60


def test_a_locked_month_takes_no_decision(kantor):
    catat(kantor, isi("08:00", 60))
    lock_month(kantor.unit["dinas alam"], 202512)
    hasil = apply_many(
        HariAktivitas.objects.filter(pk=hari(kantor).pk), "approve", actor=aktor(kantor, "kepala")
    )
    assert hasil.jadi == 0 and "terkunci" in hasil.lewat[0][1]
    assert _status(kantor) == ["USUL"]


def _banyak_bawahan(dunia: Dunia, banyak: int) -> list[Pegawai]:
    """People led by kepala."""
    uji, unit = dunia.instansi["uji"], dunia.unit["bidang hutan"]
    jabatan = Jabatan.objects.create(
        unit=unit, kode="J-RAMAI", nama="Pelaksana", jenis="pelaksana", kebutuhan=banyak,
        atasan=dunia.jabatan["kepala"], berlaku=berlaku_sejak(date(2020, 1, 1)),
    )  # fmt: skip
    orang = Pegawai.objects.bulk_create(
        Pegawai(instansi=uji, nip=f"1990{n:014d}", nama=f"Bawahan {n}") for n in range(banyak)
    )
    selamanya = berlaku_sejak(date(2020, 1, 1))
    RiwayatStatus.objects.bulk_create(
        RiwayatStatus(pegawai=o, status="PNS", berlaku=selamanya) for o in orang
    )
    RiwayatJabatan.objects.bulk_create(
        RiwayatJabatan(pegawai=o, jabatan=jabatan, berlaku=selamanya) for o in orang
    )
    return list(orang)


def test_five_hundred_days_are_approved_in_one_action(kantor, django_assert_max_num_queries):
    from selaras.kinerja.aktivitas.services.partisi import ensure_partitions

    ensure_partitions([HARI])
    orang = _banyak_bawahan(kantor, 125)
    AktivitasHarian.objects.bulk_create(
        AktivitasHarian(pegawai=o, tanggal=t, mulai=480 + 60 * n, selesai=540 + 60 * n,
                        uraian="Kerja", dibuat_pada=AT)
        for o in orang for t in (SENIN, SELASA, RABU, HARI) for n in range(2)
    )  # fmt: skip
    semua = HariAktivitas.objects.bulk_create(
        HariAktivitas(pegawai=o, tanggal=t, unit=kantor.unit["bidang hutan"], status="diajukan",
                      jumlah=2, menit_usul=120)
        for o in orang for t in (SENIN, SELASA, RABU, HARI)
    )  # fmt: skip
    hari_qs = HariAktivitas.objects.filter(pk__in=[h.pk for h in semua])
    with django_assert_max_num_queries(25):
        hasil = apply_many(hari_qs, "approve", actor=aktor(kantor, "kepala"))
    assert hasil.jadi == 500 and not hasil.lewat
    assert set(hari_qs.values_list("status", "menit_disetujui", "menit_usul")) == {
        ("disetujui", 120, 0)
    }
    assert AktivitasHarian.objects.filter(status=2, tanggal__gte=SENIN).count() == 1000


@pytest.mark.django_db(transaction=True)
def test_two_deciding_at_once_decide_once():
    dunia = buka_kantor()
    catat(dunia, isi("08:00", 60))
    h, kepala = hari(dunia), aktor(dunia, "kepala")
    mulai, hasil = Barrier(2), []

    def putus() -> None:
        try:
            mulai.wait()
            satu = HariAktivitas.objects.get(pk=h.pk)
            hasil.append(apply(satu, "approve", actor=kepala).diubah)
        finally:
            connections.close_all()

    benang = [Thread(target=putus) for _ in range(2)]
    for b in benang:
        b.start()
    for b in benang:
        b.join()
    assert sorted(hasil) == [False, True]
    assert hari(dunia).menit_disetujui == 60
    assert TransisiLog.objects.filter(model=MODEL, transisi="approve").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_phones_of_one_person_never_overlap():
    from selaras.kinerja.aktivitas.services.catat import AktivitasDitolak

    dunia = buka_kantor()
    catat(dunia, isi("07:30", 15))
    mulai, hasil = Barrier(2), []

    def tulis(jam: str) -> None:
        try:
            mulai.wait()
            catat(dunia, isi(jam, 60))
            hasil.append("diterima")
        except AktivitasDitolak:
            hasil.append("ditolak")
        finally:
            connections.close_all()

    benang = [Thread(target=tulis, args=(jam,)) for jam in ("09:00", "09:30")]
    for b in benang:
        b.start()
    for b in benang:
        b.join()
    assert sorted(hasil) == ["diterima", "ditolak"]
    assert hari(dunia).menit_usul == 75


def test_what_is_late_is_decided_by_the_regions_rule_once(kantor):
    catat(kantor, isi("08:00", 60))
    uji = kantor.instansi["uji"]
    sebelum = datetime(2026, 1, 5, 3, tzinfo=UTC)
    assert not close_overdue(instansi=uji, at=sebelum).jadi
    sesudah = datetime(2026, 1, 6, 3, tzinfo=UTC)
    assert dict(close_overdue(instansi=uji, at=sesudah).jadi) == {"approve": 1}
    assert _status(kantor) == ["DISETUJUI"]
    assert "batas menyetujui 05-01-2026" in TransisiLog.objects.get(transisi="approve").alasan
    assert not close_overdue(instansi=uji, at=sesudah).jadi


def test_in_another_region_it_keeps_waiting_or_falls(kantor):
    catat(kantor, isi("08:00", 60))
    uji = kantor.instansi["uji"]
    uji.daerah = "templat"
    uji.save()
    assert not close_overdue(instansi=uji, at=datetime(2026, 2, 6, 3, tzinfo=UTC)).jadi
    assert _status(kantor) == ["USUL"]


def _sum(dunia: Dunia, **lain) -> int:
    return save_month_minutes(
        instansi=dunia.instansi["uji"], periode=202512, actor=system_actor("uji", at=AT), at=AT,
        **lain,
    )  # fmt: skip


def test_approved_minutes_become_the_months_figure(kantor):
    catat(kantor, isi("08:00", 60))
    catat(kantor, isi("08:00", 90), tanggal=RABU)
    apply(hari(kantor), "approve", actor=aktor(kantor, "kepala"))
    assert _sum(kantor) == 1
    hasil = PenilaianBulanan.objects.get(pegawai=kantor.pegawai["staf"], periode=202512)
    assert (hasil.menit, hasil.menit_aktivitas, hasil.sumber) == (60, True, "aktivitas")
    assert _sum(kantor) == 0
    apply(hari(kantor, tanggal=RABU), "approve", actor=aktor(kantor, "kepala"))
    assert _sum(kantor) == 1
    hasil.refresh_from_db()
    assert hasil.menit == 150


def test_a_figure_by_hand_is_never_overwritten_and_a_predikat_stays(kantor):
    staf, tanpa = kantor.pegawai["staf"], kantor.pegawai["tanpa akun"]
    PenilaianBulanan.objects.create(pegawai=staf, periode=202512, predikat="baik")
    PenilaianBulanan.objects.create(pegawai=tanpa, periode=202512, menit=7000, sumber="impor")
    catat(kantor, isi("08:00", 60))
    apply(hari(kantor), "approve", actor=aktor(kantor, "kepala"))
    _sum(kantor)
    ada = dict(PenilaianBulanan.objects.filter(periode=202512).values_list("pegawai_id", "menit"))
    assert ada == {staf.pk: 60, tanpa.pk: 7000}
    assert PenilaianBulanan.objects.get(pegawai=staf, periode=202512).predikat == "baik"


def test_a_locked_month_keeps_its_minutes(kantor):
    catat(kantor, isi("08:00", 60))
    apply(hari(kantor), "approve", actor=aktor(kantor, "kepala"))
    lock_month(kantor.unit["dinas alam"], 202512)
    assert _sum(kantor) == 0
    assert not PenilaianBulanan.objects.filter(periode=202512).exists()


def test_where_work_is_valued_by_minutes_nobody_is_without_a_figure(kantor):
    uji = kantor.instansi["uji"]
    uji.daerah = "kota_6750"
    uji.save()
    assert Law.load().pada(date(2025, 12, 1), "kota_6750").pilihan("kinerja.cara") == "menit_ambang"
    assert _sum(kantor) == Pegawai.objects.filter(instansi=uji).count()
    assert set(PenilaianBulanan.objects.filter(periode=202512).values_list("menit")) == {(0,)}


def test_a_day_without_word_counts_nothing_and_presence_bounds_the_rest(kantor):
    from tests.kinerja.aktivitas.lembar_uji import simpan_lembar

    catat(kantor, isi("08:00", 60))
    catat(kantor, isi("07:30", 480), tanggal=RABU)
    catat(kantor, isi("08:00", 60), tanggal=SELASA)
    for tanggal in (HARI, RABU, SELASA):
        apply(hari(kantor, tanggal=tanggal), "approve", actor=aktor(kantor, "kepala"))
    simpan_lembar(
        kantor.pegawai["staf"], kantor.unit["dinas alam"], 202512,
        {HARI: ("TK", None, None), RABU: ("HADIR", 450, 900)},
    )  # fmt: skip
    _sum(kantor)
    # Thursday without word 0; Wednesday 450 minutes present less an hour; Tuesday without a sheet
    hasil = PenilaianBulanan.objects.get(pegawai=kantor.pegawai["staf"], periode=202512)
    assert hasil.menit == 0 + 390 + 60
