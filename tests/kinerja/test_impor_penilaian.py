"""Predicates of the national system and points of PP 30 from files; how predicates lie in units."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests.core.impor.berkas_uji import xlsx
from tests.izin.dunia import Dunia

from selaras.core.impor import services
from selaras.core.impor.urai import NilaiSalah
from selaras.core.permissions import Actor
from selaras.kinerja.impor.bkn import rating
from selaras.kinerja.models import CapaianOrganisasi, NilaiPP30, Penilaian, PenilaianBulanan
from selaras.kinerja.selectors.distribusi import distribution

P = 202510
Aktor = Callable[[str], Actor]


@pytest.fixture
def nip(dunia: Dunia) -> dict[str, str]:
    """People with numbers that the import takes."""
    sah = {"staf": "198609262015051001", "kepala": "197501012000031002"}
    for nama, nomor in sah.items():
        dunia.pegawai[nama].nip = nomor
        dunia.pegawai[nama].save()
    return sah


def ambil(actor: Actor, jenis: str, isi: list[list[str]]) -> Any:
    impor = services.upload(
        actor=actor, jenis=jenis, isi=xlsx(isi), nama="berkas.xlsx", sejak=actor.day()
    )
    return services.apply(actor=actor, impor=services.run_check(actor=actor, impor=impor))


def test_complaint_10_predicates_of_bkn_come_from_its_file(
    dunia: Dunia, actor: Aktor, nip: dict[str, str]
) -> None:
    dunia.instansi["uji"].daerah = "balangan"
    dunia.instansi["uji"].save()
    kepala = ["NIP", "Bulan", "Rating Hasil Kerja", "Rating Perilaku Kerja", "Predikat"]
    impor = ambil(actor("pengelola_kepegawaian"), "predikat-bkn", [
        kepala,
        [nip["staf"], "2025-10", "Di atas ekspektasi", "Sesuai ekspektasi", ""],
        [nip["staf"], "2025", "", "", "Sangat Baik"],
        [nip["kepala"], "2025-10", "Di bawah ekspektasi", "Sesuai ekspektasi", "Baik"],
    ])  # fmt: skip
    assert impor.jumlah["salah"] == 1
    hasil = PenilaianBulanan.objects.get()
    assert (hasil.pegawai, hasil.predikat, hasil.sumber) == (dunia.pegawai["staf"], "baik", "bkn")
    tahunan = Penilaian.objects.get(jenis="tahunan")
    assert (tahunan.periode, tahunan.predikat, tahunan.sumber) == (202500, "sangat_baik", "bkn")


def test_a_rating_comes_in_the_exports_words_and_a_wrong_one_is_told_which_there_are() -> None:
    for sel, kode in (("Diatas Ekspektasi", "1"), ("sesuai", "2"), ("3", "3")):
        assert rating(sel) == kode
    with pytest.raises(NilaiSalah, match="Di atas ekspektasi, Sesuai ekspektasi, Di bawah"):
        rating("Bagus")


def test_the_same_file_again_changes_nothing(
    dunia: Dunia, actor: Aktor, nip: dict[str, str]
) -> None:
    isi = [["NIP", "Bulan", "Predikat"], [nip["staf"], "2025-10", "Baik"]]
    for _ in range(2):
        ambil(actor("pengelola_kepegawaian"), "predikat-bkn", isi)
    assert Penilaian.objects.count() == 1


def test_a_region_that_assesses_itself_keeps_bkns_word_beside_its_own(
    dunia: Dunia, actor: Aktor, nip: dict[str, str]
) -> None:
    staf = dunia.pegawai["staf"]
    PenilaianBulanan.objects.create(pegawai=staf, periode=P, predikat="kurang", sumber="lokal")
    isi = [["NIP", "Bulan", "Predikat"], [nip["staf"], "2025-10", "Baik"]]
    ambil(actor("pengelola_kepegawaian"), "predikat-bkn", isi)
    assert PenilaianBulanan.objects.get(pegawai=staf).predikat == "kurang"
    assert Penilaian.objects.get(pegawai=staf).predikat == "baik"


def test_points_of_2021_get_their_predicate(
    dunia: Dunia, actor: Aktor, nip: dict[str, str]
) -> None:
    kepala = [
        "NIP",
        "Tahun",
        "Semester",
        "Nilai SKP",
        "Nilai perilaku",
        "Dinilai rekan",
        "Ide baru",
    ]
    impor = ambil(actor("pengelola_kepegawaian"), "nilai-pp30", [
        kepala,
        [nip["staf"], "2021", "2", "112", "108", "tidak", "ya"],
        [nip["kepala"], "2023", "", "95", "90", "tidak", "tidak"],
    ])  # fmt: skip
    assert impor.jumlah["salah"] == 1
    nilai = NilaiPP30.objects.get()
    assert (nilai.nilai, nilai.predikat, nilai.semester) == (Decimal("110.8"), "sangat_baik", 2)


def test_a_unit_above_its_pattern_is_warned_of_and_nothing_is_forced(
    dunia: Dunia, actor: Aktor, client: Client
) -> None:
    for nama in ("staf", "kepala"):
        PenilaianBulanan.objects.create(
            pegawai=dunia.pegawai[nama], periode=P, predikat="sangat_baik"
        )
    alam = dunia.unit["dinas alam"]
    sebelum = {s.skpd_id: s for s in distribution(actor("admin_bkpsdm"), P)}
    assert sebelum[alam.pk].pola.semua == 2
    assert not sebelum[alam.pk].pola.peringatan
    CapaianOrganisasi.objects.create(unit=alam, tahun=2025, capaian="baik")
    sesudah = {s.skpd_id: s for s in distribution(actor("admin_bkpsdm"), P)}
    assert "berpuncak pada baik" in sesudah[alam.pk].pola.peringatan
    assert PenilaianBulanan.objects.filter(predikat="sangat_baik").count() == 2
    client.force_login(dunia.user["admin_bkpsdm"])
    assert client.get(f"/kinerja/distribusi/?periode={P}").status_code == 200
    jawab = client.post(f"/kinerja/distribusi/2025/{alam.pk}/", {"capaian": "istimewa"})
    assert jawab.status_code == 302
    assert CapaianOrganisasi.objects.get().capaian == "istimewa"
