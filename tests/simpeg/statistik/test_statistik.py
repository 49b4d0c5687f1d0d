"""Counts by subject and by year, and their pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import polars as pl
import pytest
from django.test import Client
from django.urls import reverse
from tests.izin.dunia import Dunia, build

from selaras.aturan.simpeg.statistik import retirements, table
from selaras.contoh.dunia import Dunia as Regensi
from selaras.core.accounts.models import User
from selaras.hukum import Law
from selaras.organisasi.models import Instansi, UnitKerja
from selaras.simpeg.selectors.keadaan import load_keadaan
from selaras.simpeg.statistik import selectors
from selaras.simpeg.statistik.selectors import tables

PADA = date(2025, 12, 18)
ATURAN = Law.load().pada(PADA)


def people(**kolom: list[object]) -> pl.DataFrame:
    return pl.DataFrame(kolom)


def test_a_table_counts_everybody_once_with_what_is_not_written_last() -> None:
    frame = people(
        jk=["L", "P", "P", ""], golongan=["III/a", "III/b", "", "IX"],
        golongan_urut=[9, 10, None, None],
    )  # fmt: skip
    t = table(frame, "golongan", ATURAN, PADA)
    assert [(b.label, b.pria, b.wanita, b.lain) for b in t.baris] == [
        ("III/b", 0, 1, 0), ("III/a", 1, 0, 0), ("IX", 0, 0, 1), ("Belum tercatat", 0, 1, 0),
    ]  # fmt: skip
    assert t.jumlah == 4


def test_generations_follow_the_year_of_birth() -> None:
    frame = people(jk=["L"] * 3, lahir=[date(1980, 12, 31), date(1981, 1, 1), date(1997, 5, 1)])
    t = table(frame, "generasi", ATURAN, PADA)
    assert [b.label for b in t.baris] == ["Generasi X", "Milenial", "Generasi Z"]


def test_retirements_are_counted_by_year_and_leave_the_rest() -> None:
    frame = people(
        tmt_pensiun=[date(2026, 1, 1), date(2026, 7, 1), date(2030, 1, 1), date(2025, 1, 1), None],
        jenis_jabatan=["pelaksana", "fungsional", "struktural", "pelaksana", "pelaksana"],
    )
    hasil = {t.tahun: (t.jumlah, t.tersisa) for t in retirements(frame, PADA, 5)}
    assert hasil[2026] == (2, 3)
    assert hasil[2030] == (1, 2)


@pytest.fixture
def dunia(db: None) -> Dunia:
    return build()


@pytest.mark.parametrize(
    "nama", ["statistik:ringkas", "statistik:proyeksi", "statistik:peta", "bezetting:daftar"]
)
def test_pages_of_counts_answer_within_twelve_questions(
    regensi_kecil: Regensi, nama: str, client: Client, settings: Any,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:  # fmt: skip
    settings.DEMO = True  # sample logins sign in
    client.force_login(User.objects.get(username="pimpinan"))
    client.get(reverse(nama))  # a process's first request reads what it then keeps
    with django_assert_max_num_queries(12):
        assert client.get(reverse(nama)).status_code == 200


def test_a_hospital_that_is_an_agency_of_its_own_counts_as_one(
    dunia: Dunia, client: Client
) -> None:
    UnitKerja.objects.filter(kode="dinas buku").update(jenis=UnitKerja.Jenis.RS)
    client.force_login(dunia.user["admin_bkpsdm"])
    bezetting = client.get(reverse("bezetting:daftar")).content.decode()
    assert "Dinas Buku" in bezetting
    statistik = client.get(reverse("statistik:ringkas")).content.decode()
    assert f'<option value="{dunia.unit["dinas buku"].pk}">Dinas Buku</option>' in statistik


def test_what_is_read_for_counting_counts_the_same(regensi_kecil: Regensi) -> None:
    instansi = Instansi.objects.get()
    utuh = load_keadaan(instansi.pk, PADA)
    hemat = load_keadaan(instansi.pk, PADA, hitungan=True)
    assert utuh.schema == hemat.schema
    assert tables(hemat, ATURAN, PADA) == tables(utuh, ATURAN, PADA)
    assert retirements(hemat, PADA) == retirements(utuh, PADA)
    kosong = ("kgb_tmt", "diklat_level", "kgb_gaji")
    assert utuh.select(kosong).null_count().row(0) != hemat.select(kosong).null_count().row(0)


def test_the_page_of_a_large_government_stands_before_it_is_counted(
    regensi_kecil: Regensi, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = True
    monkeypatch.setattr(selectors, "BESAR", 10)
    client.force_login(User.objects.get(username="pimpinan"))
    for nama in ("statistik:ringkas", "statistik:proyeksi"):
        selectors.INGATAN.clear()
        alamat = f"{reverse(nama)}?pada={PADA}"
        menunggu = client.get(alamat).content.decode()
        assert f'hx-get="{reverse(nama)}?pada={PADA}&amp;hitung=1"' in menunggu
        assert "Dihitung" not in menunggu
        terhitung = client.get(f"{alamat}&hitung=1").content.decode()
        assert "Dihitung" in terhitung
        assert "hitung=1" not in terhitung
        assert "Dihitung" in client.get(alamat).content.decode()
        assert "hitung=1" in client.get(f"{alamat}&segar=1").content.decode()


def test_a_leader_opens_a_figure_and_sees_of_its_people_whom_she_may(
    dunia: Dunia, client: Client
) -> None:
    alamat = f"{reverse('statistik:orang')}?dimensi=status&nilai=PNS&pada={PADA}"

    def opened(siapa: str) -> tuple[int, str]:
        client.force_login(dunia.user[siapa])
        jawab = client.get(alamat)
        assert jawab.status_code == 200, siapa
        return jawab.context["daftar"].halaman.paginator.count, jawab.context["ringkas"]

    semua, kata = opened("admin_bkpsdm")
    boleh, kata_pimpinan = opened("pimpinan")
    assert boleh < semua
    assert "yang berkasnya boleh Anda buka" in kata_pimpinan
    assert "yang berkasnya boleh Anda buka" not in kata
    client.force_login(dunia.user["staf"])
    assert client.get(alamat).status_code == 404  # who may not see figures at all
