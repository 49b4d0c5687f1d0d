"""Told the day before: what can still be entered, what can still be decided; and what came back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.izin.dunia import SEJAK, Dunia
from tests.kinerja.aktivitas.kantor import (
    AT,
    JUMAT,
    RABU,
    SENIN,
    aktor,
    catat,
    hari,
    isi,
)
from tests.kinerja.bulan_terkunci import lock_month

from selaras.core.masa import berlaku_sejak
from selaras.core.notify.models import Pemberitahuan
from selaras.core.workflow.engine import apply
from selaras.cuti.models import JenisKetidakhadiran, Ketidakhadiran
from selaras.kinerja.aktivitas.services.catat import AktivitasDitolak
from selaras.kinerja.aktivitas.services.ingat import (
    closing_days,
    remind_to_decide,
    remind_to_enter,
)
from selaras.kinerja.aktivitas.tasks import remind_every_morning
from selaras.organisasi.models import PengaktifanUnit
from selaras.pegawai.models import RiwayatStatus

KAMIS = RABU + timedelta(days=1)
NOVEMBER = date(2025, 11, 28)


def pagi(tanggal: date) -> datetime:
    """05.25 of a day in Jakarta."""
    return datetime(tanggal.year, tanggal.month, tanggal.day, 5, 25, tzinfo=UTC) - timedelta(
        hours=7
    )


def sore(tanggal: date) -> datetime:
    return pagi(tanggal) + timedelta(hours=11)


@pytest.fixture
def rajin(kantor: Dunia) -> Dunia:
    """Staf entered Friday's work; of Monday nothing yet."""
    catat(kantor, isi("08:00", 60), tanggal=JUMAT, at=sore(JUMAT))
    return kantor


def tutup(dunia: Dunia, besok: date = KAMIS) -> dict[str, date]:
    nama = {p.pk: n for n, p in dunia.pegawai.items()}
    found = closing_days(dunia.instansi["uji"], besok)
    return {nama[pk]: hari for pk, hari in found.items() if nama[pk] in ("staf", "tanpa akun")}


def kabar(jenis: str) -> list[Pemberitahuan]:
    return list(Pemberitahuan.objects.filter(jenis=jenis))


def activate_elsewhere(dunia: Dunia) -> None:
    """Another office uses kinerja, and so ours does not yet."""
    PengaktifanUnit.objects.create(
        unit=dunia.unit["dinas buku"],
        modul="kinerja",
        tahap="berlaku",
        berlaku=berlaku_sejak(SEJAK),
    )


def test_the_day_before_an_empty_day_closes_its_person_hears_once(rajin: Dunia) -> None:
    """Monday + three working days = Thursday."""
    uji = rajin.instansi["uji"]
    assert [remind_to_enter(instansi=uji, at=pagi(RABU)) for _ in range(2)] == [1, 0]
    (satu,) = kabar("aktivitas_besok_tutup")
    assert satu.person_id == rajin.pegawai["staf"].pk
    assert satu.judul == "Aktivitas Senin, 15 Desember 2025 belum diisi"
    assert "besok, Kamis, 18 Desember 2025" in satu.isi
    assert satu.url.endswith("?tanggal=2025-12-15")


def test_what_was_told_is_what_the_form_does(rajin: Dunia) -> None:
    assert tutup(rajin, KAMIS) == {"staf": SENIN}
    with pytest.raises(AktivitasDitolak, match="Sudah lewat batas isi"):
        catat(rajin, isi("08:00", 30), tanggal=SENIN, at=sore(KAMIS + timedelta(days=1)))
    catat(rajin, isi("08:00", 30), tanggal=SENIN, at=sore(KAMIS))
    assert tutup(rajin, KAMIS) == {}


def test_no_day_closes_on_the_eve_of_a_weekend(rajin: Dunia) -> None:
    """Friday's end is not the fourth working day's eve: Tuesday stays open until Sunday."""
    assert tutup(rajin, date(2025, 12, 19)) == {}
    assert tutup(rajin, date(2025, 12, 21)) == {"staf": date(2025, 12, 16)}


def test_leave_lock_and_a_unit_without_the_module_are_silent(rajin: Dunia) -> None:
    cuti = Ketidakhadiran.objects.create(
        pegawai=rajin.pegawai["staf"], jenis=JenisKetidakhadiran.objects.get(kode="CT"),
        no_surat="1", tanggal_surat=SENIN, berlaku=berlaku_sejak(SENIN, SENIN + timedelta(days=1)),
    )  # fmt: skip
    assert tutup(rajin) == {}
    cuti.delete()
    status = RiwayatStatus.objects.filter(pegawai=rajin.pegawai["staf"])
    status.update(wajib_kinerja=False)
    assert tutup(rajin) == {}
    status.update(wajib_kinerja=True)
    assert tutup(rajin) == {"staf": SENIN}
    activate_elsewhere(rajin)
    assert tutup(rajin) == {}
    PengaktifanUnit.objects.all().delete()
    lock_month(rajin.unit["dinas alam"], 202512)
    assert tutup(rajin) == {}


def test_who_never_kept_activities_is_asked_only_where_minutes_are_valued(rajin: Dunia) -> None:
    assert "tanpa akun" not in tutup(rajin)
    uji = rajin.instansi["uji"]
    uji.daerah = "kota_6750"
    uji.save()
    assert "tanpa akun" in tutup(rajin)


def test_the_superior_hears_the_day_before_the_months_term(
    kantor: Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    """November's days are decided up to the fifth of December."""
    catat(kantor, isi("08:00", 60), tanggal=NOVEMBER, at=sore(NOVEMBER))
    uji = kantor.instansi["uji"]
    for hari_desember in (3, 5):
        assert remind_to_decide(instansi=uji, at=pagi(date(2025, 12, hari_desember))) == 0
    empat = pagi(date(2025, 12, 4))
    assert [remind_to_decide(instansi=uji, at=empat) for _ in range(2)] == [1, 0]
    (satu,) = kabar("aktivitas_besok_setuju")
    assert satu.person_id == kantor.pegawai["kepala"].pk
    assert satu.judul == "1 hari aktivitas November 2025 menunggu Anda"
    assert "besok, Jumat, 5 Desember 2025" in satu.isi and "disetujui otomatis" in satu.isi
    Pemberitahuan.objects.all().delete()
    activate_elsewhere(kantor)
    assert remind_to_decide(instansi=uji, at=empat) == 0
    PengaktifanUnit.objects.all().delete()
    monkeypatch.setattr("selaras.kinerja.aktivitas.tasks.now", lambda: empat)
    remind_every_morning(0)
    assert len(kabar("aktivitas_besok_setuju")) == 1


def test_a_returned_day_is_told_with_its_remark(kantor: Dunia) -> None:
    catat(kantor, isi("08:00", 60))
    h = hari(kantor)
    apply(h, "return", actor=aktor(kantor, "kepala", AT), reason="Sebutkan hasilnya")
    (satu,) = kabar("aktivitas_dikembalikan")
    assert satu.person_id == kantor.pegawai["staf"].pk
    assert satu.isi == "Sebutkan hasilnya" and "dikembalikan" in satu.judul
    assert satu.url == f"/aktivitas/hari/{h.pk}/"
    assert kabar("dikembalikan") == []


def test_an_approved_day_is_told_like_all_others(kantor: Dunia) -> None:
    catat(kantor, isi("08:00", 60))
    apply(hari(kantor), "approve", actor=aktor(kantor, "kepala", AT))
    assert len(kabar("diputus")) == 1 and kabar("aktivitas_dikembalikan") == []
