"""Quarters, the day a year opens, PP 30/2019 by hand, the organisation's result on the form."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.izin.dunia import Dunia
from tests.kinerja.bulan_dinilai import plan

from selaras.core.audit.models import Jejak
from selaras.core.permissions import Actor
from selaras.hukum import Law
from selaras.hukum.local import NilaiDaerah
from selaras.kinerja.dokumen.isi import _summary
from selaras.kinerja.models import CapaianOrganisasi, NilaiPP30, Penilaian, PenilaianBulanan
from selaras.kinerja.selectors.berkala import load_wholes, quarters_to_judge, year_to_judge
from selaras.kinerja.selectors.penilai import rules_of
from selaras.kinerja.services.penilaian import (
    PenilaianDitolak,
    finish_assessment,
    save_fields,
)
from selaras.kinerja.services.pp30 import IsiPP30, NilaiDitolak, record_pp30

Aktor = Callable[[str], Actor]
SEJAK = date(2020, 1, 1)


def rule(monkeypatch: pytest.MonkeyPatch, kunci: str, nilai: object) -> None:
    """The sample region decides otherwise."""
    putusan = NilaiDaerah(kunci, "contoh", SEJAK, nilai, "Perbup uji")
    law = Law.load().with_nilai_daerah([putusan])
    monkeypatch.setattr(Law, "load", lambda *a, **k: law)


@pytest.fixture
def triwulan(monkeypatch: pytest.MonkeyPatch) -> None:
    rule(monkeypatch, "kinerja.periodik", "triwulan")


# -- quarters ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hari", "awal"),
    [(date(2025, 12, 1), 202512), (date(2025, 11, 30), 202509), (date(2025, 2, 1), 202412)],
)
def test_the_latest_quarter_is_the_one_whose_last_month_has_begun(hari: date, awal: int) -> None:
    assert quarters_to_judge(hari)[0] == awal
    assert len(set(quarters_to_judge(hari))) == 8


@pytest.mark.usefixtures("triwulan")
def test_the_list_leads_to_the_quarter_which_pays_three_months_and_feeds_the_year(
    dunia: Dunia, actor: Aktor, sebagai: Callable[[str], Client]
) -> None:
    staf, kepala = dunia.pegawai["staf"], actor("kepala")
    plan(dunia, "staf", 2025)
    client = sebagai("kepala")
    daftar = client.get("/kinerja/penilaian/triwulan/?triwulan=202509").content.decode()
    assert f"/kinerja/penilaian/triwulan/202509/{staf.pk}/" in daftar
    assert "Triwulan III 2025: 0 dari " in daftar
    utuh = client.get(f"/kinerja/penilaian/triwulan/202509/{staf.pk}/").content.decode()
    assert "Triwulan III 2025" in utuh
    isi = {"hasil": "1", "perilaku_semua": "1"}
    tempat = {"pegawai_id": staf.pk, "periode": 202509, "jenis": "triwulan"}
    save_fields(actor=kepala, isi=isi, **tempat)
    finish_assessment(actor=kepala, **tempat)
    bulan = PenilaianBulanan.objects.filter(pegawai=staf).values_list("periode", "predikat")
    assert dict(bulan) == dict.fromkeys((202507, 202508, 202509), "sangat_baik")
    setahun = load_wholes(
        {staf.pk: None}, 202500, rules_of(202500, staf.instansi_id), "tahunan", date(2025, 12, 18)
    )[0]
    assert [b for b, n in setahun.bulanan if n] == [202507, 202508, 202509]
    daftar = client.get("/kinerja/penilaian/triwulan/?triwulan=202509").content.decode()
    assert "Triwulan III 2025: 1 dari " in daftar


def test_where_months_are_judged_the_page_leads_there(
    dunia: Dunia, sebagai: Callable[[str], Client]
) -> None:
    plan(dunia, "staf", 2025)
    isi = sebagai("kepala").get("/kinerja/penilaian/triwulan/").content.decode()
    assert "Di daerah ini kinerja dinilai tiap bulan" in isi
    assert 'href="/kinerja/penilaian/"' in isi


# -- the year's opening ------------------------------------------------------------------------


def test_the_year_opens_in_the_month_that_the_rule_names(
    dunia: Dunia, actor: Aktor, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(dunia, "staf", 2025)
    aturan = rules_of(202500, dunia.instansi["uji"].pk)
    november = date(2025, 11, 3)
    assert year_to_judge(november, aturan) == 2024
    rule(monkeypatch, "kinerja.tahunan_mulai_bulan", 11)
    assert year_to_judge(november, rules_of(202500, dunia.instansi["uji"].pk)) == 2025
    tempat = {"pegawai_id": dunia.pegawai["staf"].pk, "periode": 202500, "jenis": "tahunan"}
    awal = replace(actor("kepala"), at=datetime(2025, 10, 31, 2, tzinfo=UTC))
    with pytest.raises(PenilaianDitolak, match="mulai 1 November 2025"):
        save_fields(actor=awal, isi={"hasil": "2"}, **tempat)
    buka = replace(awal, at=datetime(2025, 11, 1, 2, tzinfo=UTC))
    assert save_fields(actor=buka, isi={"hasil": "2"}, **tempat).hasil == 2


def test_a_year_of_pp46_with_a_name_of_its_own_stands_in_the_list(
    dunia: Dunia, sebagai: Callable[[str], Client]
) -> None:
    skp = plan(dunia, "staf", 2020)
    skp.generasi = "pp46"
    skp.save(update_fields=["generasi"])
    Penilaian.objects.create(
        pegawai=skp.pegawai, jenis="tahunan", periode=202000, skp=skp, unit=skp.unit,
        predikat="cukup", nilai_bp=7000, selesai_pada=datetime(2021, 1, 20, tzinfo=UTC),
    )  # fmt: skip
    isi = sebagai("kepala").get("/kinerja/penilaian/tahunan/?tahun=2020").content.decode()
    assert "Cukup" in isi


# -- PP 30/2019 by hand -------------------------------------------------------------------------

ISI = IsiPP30(2021, 2, Decimal("95.10"), Decimal(84), rekan=True)


def test_one_result_is_recorded_and_corrected_with_a_trace(dunia: Dunia, actor: Aktor) -> None:
    staf, petugas = dunia.pegawai["staf"], actor("pengelola_kepegawaian")
    baris = record_pp30(actor=petugas, pegawai=staf, isi=ISI)
    assert (baris.nilai, baris.predikat) == (Decimal("90.66"), "baik")
    record_pp30(actor=petugas, pegawai=staf, isi=replace(ISI, nilai_perilaku=Decimal(60)))
    assert NilaiPP30.objects.get().predikat == "cukup"
    jejak = Jejak.objects.filter(aksi="kinerja.record", objek_id=str(baris.pk))
    assert jejak.count() == 2


def test_nobody_records_her_own_and_no_other_year_than_2021(dunia: Dunia, actor: Aktor) -> None:
    petugas = actor("pengelola_kepegawaian")
    with pytest.raises(PermissionDenied):
        record_pp30(actor=petugas, pegawai=dunia.pegawai["pengelola_kepegawaian"], isi=ISI)
    with pytest.raises(PermissionDenied):
        record_pp30(actor=petugas, pegawai=dunia.pegawai["tetangga"], isi=ISI)
    with pytest.raises(NilaiDitolak, match="2021"):
        record_pp30(actor=petugas, pegawai=dunia.pegawai["staf"], isi=replace(ISI, tahun=2024))
    with pytest.raises(NilaiDitolak, match="1 Juli 2021 sampai 31 Desember 2021"):  # PP 46 then
        record_pp30(actor=petugas, pegawai=dunia.pegawai["staf"], isi=replace(ISI, semester=1))
    with pytest.raises(NilaiDitolak, match="0 sampai 120"):
        record_pp30(
            actor=petugas, pegawai=dunia.pegawai["staf"], isi=replace(ISI, nilai_skp=Decimal(121))
        )
    assert not NilaiPP30.objects.exists()


def test_the_form_takes_a_comma_and_the_list_leads_back_to_it(
    dunia: Dunia, sebagai: Callable[[str], Client]
) -> None:
    client, staf = sebagai("pengelola_kepegawaian"), dunia.pegawai["staf"]
    kirim = {"nip": staf.nip, "tahun": "2021", "semester": "2", "nilai_skp": "112",
             "nilai_perilaku": "108,50", "ide_baru": "on"}  # fmt: skip
    assert client.post("/kinerja/pp30/catat/", kirim | {"nilai_skp": "121"}).status_code == 422
    assert client.post("/kinerja/pp30/catat/", kirim).status_code == 302
    daftar = client.get("/kinerja/pp30/").content.decode()
    assert "Sangat baik" in daftar and "108,50" in daftar
    ubah = f"/kinerja/pp30/catat/?nip={staf.nip}&amp;tahun=2021&amp;semester=2"
    assert ubah in daftar
    assert 'value="108,5' in client.get(ubah.replace("&amp;", "&")).content.decode()
    assert "Sangat baik" in sebagai("staf").get("/kinerja/saya/?tahun=2021").content.decode()


# -- the organisation's result ------------------------------------------------------------------


def test_the_form_names_the_organisations_result_and_its_pattern(
    dunia: Dunia, actor: Aktor
) -> None:
    skp = plan(dunia, "staf", 2025)

    def table() -> dict[str, str]:
        return dict(_summary(skp, actor("staf"))["bagian"][0]["baris"])

    assert table()["Capaian kinerja organisasi"] == "belum dicatat"
    CapaianOrganisasi.objects.create(
        unit=dunia.unit["dinas alam"], tahun=2025, capaian="butuh_perbaikan", dasar="LKjIP"
    )
    assert table() == {
        "Unit": dunia.unit["dinas alam"].nama,
        "Capaian kinerja organisasi": "Butuh perbaikan",
        "Pola distribusi predikat yang disarankan": "paling banyak butuh perbaikan",
        "Dasar": "LKjIP",
    }
    CapaianOrganisasi.objects.create(unit=skp.unit, tahun=2025, capaian="istimewa")
    assert table()["Capaian kinerja organisasi"] == "Istimewa"
