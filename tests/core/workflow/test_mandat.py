"""Mandates on their page: who may give one, what the form refuses, how one ends."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.core.workflow.test_mesin import mandate
from tests.izin.dunia import Dunia

from selaras.core import waktu
from selaras.core.audit.models import Jejak
from selaras.core.notify.models import Pemberitahuan
from selaras.core.permissions import Actor
from selaras.core.workflow.models import Delegasi

BARU = reverse("persetujuan:mandat_baru")


def letter(dunia: Dunia, kepada: str = "tetangga", **other: object) -> dict[str, object]:
    today = waktu.today()
    return {
        "kepada": f"{dunia.pegawai[kepada].nip} · {kepada}",
        "mulai": today,
        "sampai": today + timedelta(days=4),
        "nomor_surat": "800/12/2025",
        "tanggal_surat": today,
        **other,
    }


@pytest.fixture
def kepala(dunia: Dunia, client: Client) -> Client:
    client.force_login(dunia.user["kepala"])
    return client


def test_a_superior_gives_a_mandate_that_is_traced_and_told(kepala: Client, dunia: Dunia) -> None:
    assert kepala.post(BARU, letter(dunia)).status_code == 302
    row = Delegasi.objects.get()
    assert (row.dari_nama, row.kepada_nama, row.alur) == ("Kepala", "Tetangga", [])
    assert (row.berlaku.upper - row.berlaku.lower).days == 5
    assert Jejak.objects.filter(aksi="persetujuan.delegate").count() == 1
    told = Pemberitahuan.objects.get(person_id=dunia.pegawai["tetangga"].pk)
    assert told.judul == "Anda mendapat mandat memutus a.n. Kepala"
    assert "Tetangga" in kepala.get(reverse("persetujuan:mandat")).content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kepada": "1"}, "Tidak ada pegawai dengan NIP itu"),
        ({"sampai": date(2020, 1, 1)}, "mendahului tanggal mulai"),
        ({"mulai": date(2020, 1, 1), "sampai": date(2020, 2, 1)}, "sudah lewat"),
        ({"nomor_surat": ""}, "tidak boleh kosong"),
    ],
)
def test_what_is_wrong_is_said_beside_the_form(
    kepala: Client, dunia: Dunia, change: dict[str, object], words: str
) -> None:
    answer = kepala.post(BARU, letter(dunia) | change)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Delegasi.objects.exists()


def test_never_to_herself_nor_to_another_government(kepala: Client, dunia: Dunia) -> None:
    assert "orang lain" in kepala.post(BARU, letter(dunia, "kepala")).content.decode()
    assert "pemerintah daerah lain" in kepala.post(BARU, letter(dunia, "asing")).content.decode()


def test_the_same_holder_twice_at_once_is_refused(kepala: Client, dunia: Dunia) -> None:
    kepala.post(BARU, letter(dunia))
    assert "sudah memegang mandat" in kepala.post(BARU, letter(dunia)).content.decode()
    assert Delegasi.objects.count() == 1


def test_an_officer_gives_one_in_the_name_of_her_people_only(dunia: Dunia, client: Client) -> None:
    client.force_login(dunia.user["pengelola_kepegawaian"])
    client.post(BARU, letter(dunia, dari=dunia.pegawai["kepala"].nip))
    assert Delegasi.objects.get().dari_nama == "Kepala"
    answer = client.post(BARU, letter(dunia, dari=dunia.pegawai["pimpinan"].nip))
    assert "atas nama sendiri atau unit Anda" in answer.content.decode()
    assert Delegasi.objects.count() == 1


def test_ending_one_leaves_it_in_history(
    kepala: Client, dunia: Dunia, actor: Callable[[str], Actor]
) -> None:
    row = mandate(dunia, actor("kepala"), "kepala", "tetangga")
    kepala.post(reverse("persetujuan:mandat_akhiri", args=[row.pk]))
    row.refresh_from_db()
    assert row.berlaku.isempty
    assert "Sudah berakhir" in kepala.get(reverse("persetujuan:mandat")).content.decode()
