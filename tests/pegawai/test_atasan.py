"""Who leads whom, up and down: the acting one, else the next post above that somebody fills."""

from datetime import date, timedelta

import pytest
from tests.izin.dunia import SEJAK, Dunia, build

from selaras.core.masa import berlaku_sejak
from selaras.organisasi.models import Jabatan
from selaras.pegawai.models import AtasanKhusus, Pegawai, RiwayatJabatan
from selaras.pegawai.policies import PegawaiPersons, subordinate_ids
from selaras.pegawai.selectors.atasan import superior_of

HARI = date(2025, 10, 15)


@pytest.fixture
def dunia(db: None) -> Dunia:
    """kepala (Dinas Alam) over a post `kabid` over `juru`; nobody holds `kabid`."""
    dunia = build()
    dunia.add_person("kabid", "bidang hutan", atasan="kepala", account=False)
    dunia.add_person("juru", "bidang hutan", atasan="kabid", account=False)
    RiwayatJabatan.objects.filter(jabatan=dunia.jabatan["kabid"]).delete()
    return dunia


def lead(dunia: Dunia, nama: str) -> str | None:
    """Her superior, who must also reach her from above, and nobody else by post."""
    pegawai = dunia.pegawai[nama]
    atasan = superior_of(pegawai, HARI)
    dari_atas = {
        p.nama for p in Pegawai.objects.all()
        if subordinate_ids(p.pk, HARI).filter(pk=pegawai.pk).exists()
    }  # fmt: skip
    assert dari_atas == ({atasan.nama} if atasan else set())
    return atasan.nama.lower() if atasan else None


def act(dunia: Dunia, siapa: str, jabatan: str, penugasan: str = "PLT") -> None:
    RiwayatJabatan.objects.create(
        pegawai=dunia.pegawai[siapa], jabatan=dunia.jabatan[jabatan], penugasan=penugasan,
        berlaku=berlaku_sejak(SEJAK),
    )  # fmt: skip


def test_under_an_empty_post_the_next_one_above_leads(dunia: Dunia) -> None:
    assert lead(dunia, "juru") == "kepala"


def test_under_two_empty_posts_too(dunia: Dunia) -> None:
    antara = Jabatan.objects.create(
        unit=dunia.unit["bidang hutan"], kode="J-antara", nama="Antara", jenis="pelaksana",
        atasan=dunia.jabatan["kabid"], berlaku=berlaku_sejak(SEJAK),
    )  # fmt: skip
    Jabatan.objects.filter(pk=dunia.jabatan["juru"].pk).update(atasan=antara)
    assert lead(dunia, "juru") == "kepala"


def test_whoever_acts_on_the_empty_post_leads(dunia: Dunia) -> None:
    act(dunia, "tetangga", "kabid")
    assert lead(dunia, "juru") == "tetangga"


def test_whoever_acts_on_her_own_superior_post_is_led_from_above_it(dunia: Dunia) -> None:
    act(dunia, "juru", "kabid")
    assert lead(dunia, "juru") == "kepala"


def test_a_post_that_was_left_yesterday_is_empty_today(dunia: Dunia) -> None:
    RiwayatJabatan.objects.create(
        pegawai=dunia.pegawai["tetangga"], jabatan=dunia.jabatan["kabid"], penugasan="PLT",
        berlaku=berlaku_sejak(SEJAK, HARI),
    )  # fmt: skip
    assert lead(dunia, "juru") == "kepala"
    sebelum = superior_of(dunia.pegawai["juru"], HARI - timedelta(days=1))
    assert sebelum == dunia.pegawai["tetangga"]


def test_nobody_above_is_nobody(dunia: Dunia) -> None:
    RiwayatJabatan.objects.filter(jabatan=dunia.jabatan["kepala"]).delete()
    assert lead(dunia, "juru") is None


def test_leading_only_through_an_empty_post_makes_a_superior(dunia: Dunia) -> None:
    for nama in ("staf", "tanpa akun"):
        Jabatan.objects.filter(pk=dunia.jabatan[nama].pk).update(atasan=dunia.jabatan["kabid"])
    kepala = PegawaiPersons().of_user(dunia.user["kepala"].pk, HARI)
    assert kepala is not None and kepala.has_subordinates
    staf = PegawaiPersons().of_user(dunia.user["staf"].pk, HARI)
    assert staf is not None and not staf.has_subordinates


def leads(dunia: Dunia, nama: str) -> bool:
    orang = PegawaiPersons().of_user(dunia.user[nama].pk, HARI)
    assert orang is not None
    return orang.has_subordinates


def test_who_is_told_to_lead_is_who_has_subordinates(dunia: Dunia) -> None:
    """The short question of every request agrees with the list of whom she leads."""
    pimpinan = {
        nama: subordinate_ids(dunia.pegawai[nama].pk, HARI).exists() for nama in dunia.user
        if nama in dunia.pegawai
    }  # fmt: skip
    assert set(pimpinan.values()) == {True, False}
    assert {nama: leads(dunia, nama) for nama in pimpinan} == pimpinan


def test_an_override_takes_the_last_subordinate_away_and_gives_another(dunia: Dunia) -> None:
    kepala = dunia.pegawai["kepala"]
    assert leads(dunia, "kepala") and not leads(dunia, "tetangga")
    for bawahan in list(subordinate_ids(kepala.pk, HARI).values_list("pk", flat=True)):
        AtasanKhusus.objects.create(
            pegawai_id=bawahan, atasan=dunia.pegawai["tetangga"], berlaku=berlaku_sejak(SEJAK),
            alasan="tugas khusus",
        )  # fmt: skip
    assert leads(dunia, "tetangga") and not leads(dunia, "kepala")
