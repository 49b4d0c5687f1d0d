"""The inbox page: what waits, in which order, deciding by row and many at once, taking back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.core.workflow.surat import Surat
from tests.core.workflow.test_mesin import mandate
from tests.izin.dunia import Dunia

from selaras.core import waktu
from selaras.core.permissions import Actor
from selaras.core.workflow.engine import apply, apply_many, touch
from selaras.core.workflow.inbox import due_words, since_words
from selaras.core.workflow.models import Menunggu, TransisiLog

Aktor = Callable[[str], Actor]
KOTAK = reverse("persetujuan:kotak")


@pytest.fixture
def surat(dunia: Dunia, actor: Aktor) -> list[Surat]:
    """Three letters that wait for kepala; one has something to look at."""
    staf = dunia.pegawai["staf"].pk
    made = [Surat.objects.create(pegawai_id=staf, perihal=p) for p in ("satu", "ganjil", "tiga")]
    for letter in made:
        apply(letter, "submit", actor=actor("staf"))
    return made


@pytest.fixture
def kepala(dunia: Dunia, client: Client) -> Client:
    client.force_login(dunia.user["kepala"])
    return client


def row(letter: Surat) -> Menunggu:
    return Menunggu.objects.get(objek_id=letter.pk, model="uji_alur.surat")


def decide(client: Client, letter: Surat, step: str, **fields: Any) -> str:
    m = row(letter)
    url = reverse("persetujuan:putuskan", args=[m.pk])
    answer = client.post(url, {"transisi": step, "versi": m.versi, **fields}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_oldest_and_the_due_stand_first(surat: list[Surat], kepala: Client) -> None:
    pks = [row(s).pk for s in surat]
    today = waktu.today()
    Menunggu.objects.filter(pk=pks[2]).update(batas=today - timedelta(days=2))
    Menunggu.objects.filter(pk=pks[0]).update(batas=None)
    page = kepala.get(KOTAK)
    assert [b.m.pk for b in page.context["baris"]] == [pks[2], pks[1], pks[0]]
    text = page.content.decode()
    assert "lewat 2 hari" in text and "aneh" in text and "3 usulan menunggu keputusan Anda" in text


def test_the_inbox_costs_at_most_twelve_queries(
    dunia: Dunia, actor: Aktor, kepala: Client, django_assert_max_num_queries: Any
) -> None:
    staf = dunia.pegawai["staf"].pk
    Surat.objects.bulk_create(Surat(pegawai_id=staf) for _ in range(120))
    apply_many(Surat.objects.all(), "submit", actor=actor("staf"))
    mandate(dunia, actor("staf"), "kepala", "tetangga")
    with django_assert_max_num_queries(12):
        assert kepala.get(KOTAK).status_code == 200


def test_one_key_approves_and_the_next_row_stands_there(surat: list[Surat], kepala: Client) -> None:
    nxt = row(surat[1]).pk
    m = row(surat[0])
    answer = kepala.post(
        reverse("persetujuan:putuskan", args=[m.pk]),
        {"transisi": "approve", "versi": m.versi, "lanjut": "1"},
    )
    assert answer["Location"] == f"{KOTAK}?pilih={nxt}"
    assert Surat.objects.get(pk=surat[0].pk).status == "disetujui"


def test_sending_back_takes_ready_remarks_and_ones_own_words(
    surat: list[Surat], kepala: Client
) -> None:
    assert "Tulis alasannya" in decide(kepala, surat[0], "return")
    decide(kepala, surat[0], "return", siap=["Bukti belum dilampirkan."], alasan="Lihat hal 2.")
    entry = TransisiLog.objects.get(transisi="return")
    assert entry.alasan == "Bukti belum dilampirkan. Lihat hal 2."


def test_what_changed_while_she_looked_is_not_decided(
    surat: list[Surat], kepala: Client, actor: Aktor
) -> None:
    seen = row(surat[0]).versi
    touch(surat[0], at=actor("staf").at)
    assert "berubah sejak Anda membukanya" in decide(kepala, surat[0], "approve", versi=seen)
    assert Surat.objects.get(pk=surat[0].pk).status == "diajukan"


def test_what_is_gone_says_so(surat: list[Surat], kepala: Client, actor: Aktor) -> None:
    url = reverse("persetujuan:putuskan", args=[row(surat[0]).pk])
    apply(surat[0], "withdraw", actor=actor("staf"))
    text = kepala.post(url, {"transisi": "approve"}, follow=True).content.decode()
    assert "sudah diputus atau ditarik" in text


def test_those_without_a_remark_are_approved_together_after_a_sample(
    surat: list[Surat], kepala: Client
) -> None:
    page = kepala.get(reverse("persetujuan:banyak"))
    assert page.context["jumlah"] == 2 and "ganjil" not in page.content.decode()
    kepala.post(reverse("persetujuan:banyak"), {"isi": page.context["isi"]})
    assert sorted(Surat.objects.values_list("perihal", "status")) == [
        ("ganjil", "diajukan"), ("satu", "disetujui"), ("tiga", "disetujui"),
    ]  # fmt: skip


def test_ticked_ones_are_approved_and_changed_ones_left(
    surat: list[Surat], kepala: Client, actor: Aktor
) -> None:
    ticked = {"pilih": [row(surat[0]).pk, row(surat[1]).pk]}
    page = kepala.get(reverse("persetujuan:banyak"), ticked)
    touch(surat[1], at=actor("staf").at)
    answer = kepala.post(
        reverse("persetujuan:banyak"), {"isi": page.context["isi"]}, follow=True
    ).content.decode()
    assert "1 usulan disetujui" in answer and "berubah sejak Anda melihatnya" in answer


def test_an_action_is_taken_back_as_a_whole(surat: list[Surat], kepala: Client) -> None:
    page = kepala.get(reverse("persetujuan:banyak"))
    kepala.post(reverse("persetujuan:banyak"), {"isi": page.context["isi"]})
    (just,) = kepala.get(KOTAK).context["baru"]
    assert just.jumlah == 2
    kepala.post(reverse("persetujuan:urung"), {"entri": just.entri})
    assert set(Surat.objects.values_list("status", flat=True)) == {"diajukan"}
    assert kepala.get(KOTAK).context["baru"] == []


def test_a_mandate_opens_the_inbox_of_its_giver_in_her_name(
    surat: list[Surat], dunia: Dunia, actor: Aktor, client: Client
) -> None:
    client.force_login(dunia.user["tetangga"])
    assert client.get(KOTAK).context["jumlah"] == 0
    mandate(dunia, actor("tetangga"), "kepala", "tetangga", alur=["surat"])
    page = client.get(KOTAK)
    assert page.context["jumlah"] == 3 and "a.n. Kepala" in page.content.decode()
    decide(client, surat[0], "approve")
    assert TransisiLog.objects.get(transisi="approve").oleh == "Tetangga a.n. Kepala"


def test_nobody_finds_her_own_document_in_a_borrowed_inbox(
    surat: list[Surat], dunia: Dunia, actor: Aktor, client: Client
) -> None:
    mandate(dunia, actor("staf"), "kepala", "staf")
    client.force_login(dunia.user["staf"])
    assert client.get(KOTAK).context["jumlah"] == 0


def test_an_empty_inbox_says_why(kepala: Client) -> None:
    assert "Tidak ada yang menunggu Anda" in kepala.get(KOTAK).content.decode()


def test_the_preview_shows_who_what_and_the_way_so_far(surat: list[Surat], kepala: Client) -> None:
    url = reverse("persetujuan:satu", args=[row(surat[1]).pk])
    text = kepala.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in text
    assert "Staf" in text and "aneh" in text and "Ajukan" in text and "Kembalikan" in text


@pytest.mark.parametrize(
    ("days", "words"),
    [(-2, "lewat 2 hari"), (0, "batas hari ini"), (1, "batas besok"), (5, "batas 5 hari lagi")],
)
def test_due_dates_read_as_people_say_them(days: int, words: str) -> None:
    today = waktu.today()
    assert due_words(today + timedelta(days=days), today) == words


def test_waiting_reads_as_people_say_it() -> None:
    now = waktu.now()
    assert since_words(now - timedelta(days=1), now) == "sejak kemarin"
    assert since_words(now - timedelta(days=3), now).startswith("sejak ")
