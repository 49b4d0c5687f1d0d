"""Names are offered while one types whose absence it is; a number does without scripts."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.izin.conftest import dunia
from tests.izin.dunia import Dunia

from selaras.cuti.models import Ketidakhadiran

__all__ = ["dunia"]
ISI = {
    "jenis": 1, "mulai": "2025-10-06", "sampai": "2025-10-10", "no_surat": "800/1",
    "tanggal_surat": "2025-10-01",
}  # fmt: skip


@pytest.fixture
def pengelola(dunia: Dunia, client: Client) -> Client:
    client.force_login(dunia.user["pengelola_kepegawaian"])
    return client


@pytest.mark.parametrize(("kata", "ada"), [("sta", True), ("tetang", False), ("s", False)])
def test_only_people_within_reach_are_offered(
    dunia: Dunia, pengelola: Client, kata: str, ada: bool
) -> None:
    saran = pengelola.get(reverse("cuti:orang"), {"nip": kata}).content.decode()
    assert ("<option" in saran) is ada
    assert (dunia.pegawai["staf"].nip in saran) is ada


def test_the_beginning_of_a_number_offers_too(dunia: Dunia, pengelola: Client) -> None:
    saran = pengelola.get(reverse("cuti:orang"), {"nip": "19850101"}).content.decode()
    assert dunia.pegawai["staf"].nip in saran
    assert dunia.pegawai["tetangga"].nip not in saran


def test_a_suggestion_taken_over_is_the_person(dunia: Dunia, pengelola: Client) -> None:
    staf = dunia.pegawai["staf"]
    isi = ISI | {"nip": f"{staf.nip} · {staf.nama}"}
    assert pengelola.post(reverse("cuti:tambah"), isi).status_code == 302
    assert Ketidakhadiran.objects.filter(pegawai=staf, no_surat="800/1").exists()


def test_a_number_cut_short_takes_nobody(dunia: Dunia, pengelola: Client) -> None:
    isi = ISI | {"nip": dunia.pegawai["staf"].nip[:17]}
    assert pengelola.post(reverse("cuti:tambah"), isi).status_code == 422


def test_no_words_at_all_match_nobody(dunia: Dunia, pengelola: Client) -> None:
    assert pengelola.post(reverse("cuti:tambah"), ISI | {"nip": "·"}).status_code == 422
    assert not Ketidakhadiran.objects.filter(no_surat="800/1").exists()
