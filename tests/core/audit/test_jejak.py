"""The trail: only ever added to, and readable by those it concerns."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone
from tests.izin.dunia import Dunia

from selaras.core.audit.models import Jejak
from selaras.core.audit.services import record, record_change, record_read, state_of
from selaras.core.permissions import Actor, system_actor

Acting = Callable[[str], Actor]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_jejak SET aksi = 'bohong'",
        "UPDATE audit_jejak SET aksi = 'bohong' WHERE false",
        "DELETE FROM audit_jejak",
        "TRUNCATE audit_jejak",
        "TRUNCATE audit_jejak CASCADE",
        "INSERT INTO audit_jejak SELECT * FROM audit_jejak ON CONFLICT (id) DO UPDATE SET aksi='x'",
        "MERGE INTO audit_jejak j USING audit_jejak k ON j.id = k.id WHEN MATCHED THEN DELETE",
    ],
)
def test_the_database_refuses_to_change_it(dunia: Dunia, statement: str) -> None:
    before = list(Jejak.objects.values())
    assert before
    with (
        pytest.raises(DatabaseError, match="jejak hanya dapat ditambah"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert list(Jejak.objects.values()) == before


def test_deleting_an_account_leaves_its_entries(dunia: Dunia, actor: Acting) -> None:
    user = dunia.user["tanpa pegawai"]
    record(actor=actor("tanpa pegawai"), aksi="akun.masuk", objek=user)
    user.delete()
    assert Jejak.objects.get(aksi="akun.masuk").pelaku_nama == "Kantor"


def test_a_change_keeps_only_what_differs(dunia: Dunia, actor: Acting) -> None:
    person = dunia.pegawai["staf"]
    before = state_of(person)
    person.gelar_belakang = "S.H."
    person.save()
    entry = record_change(
        actor=actor("pengelola_kepegawaian"), aksi="pegawai.edit", objek=person,
        sebelum=before, person_id=person.pk,
    )  # fmt: skip
    assert entry is not None
    assert entry.sebelum == {"gelar_belakang": ""}
    assert entry.sesudah == {"gelar_belakang": "S.H."}
    assert record_change(
        actor=actor("pengelola_kepegawaian"), aksi="pegawai.edit", objek=person,
        sebelum=state_of(person),
    ) is None  # fmt: skip


def test_passwords_never_enter_it(dunia: Dunia) -> None:
    assert "password" not in state_of(dunia.user["staf"])


def test_an_entry_says_in_which_role_the_deed_was_done(dunia: Dunia, actor: Acting) -> None:
    dunia.grant("verifikator_tpp", "pengelola_kepegawaian", unit="dinas buku")
    both = actor("verifikator_tpp")
    assert record(actor=both, aksi="tpp.verify").peran == "Verifikator TPP"
    assert record(actor=both, aksi="pegawai.edit").peran == "Pengelola kepegawaian SKPD"
    nightly = record(actor=system_actor("nightly", at=timezone.now()), aksi="tpp.compute")
    assert (nightly.saluran, nightly.pelaku_id) == ("job", None)


def test_looking_at_ones_own_data_is_no_news(dunia: Dunia, actor: Acting) -> None:
    staf, kepala = dunia.pegawai["staf"], dunia.pegawai["kepala"]
    record_read(
        actor=actor("kepala"), aksi="gaji.view", objek=staf, person_ids=[staf.pk, kepala.pk]
    )
    assert [j.person_id for j in Jejak.objects.filter(aksi="gaji.view")] == [staf.pk]


def test_a_list_of_many_that_is_taken_away_leaves_one_entry(dunia: Dunia, actor: Acting) -> None:
    record_read(
        actor=actor("bendahara"), aksi="tpp.documents", objek=dunia.unit["dinas alam"],
        person_ids=[], keterangan="Daftar Oktober",
    )  # fmt: skip
    satu = Jejak.objects.get(aksi="tpp.documents")
    assert (satu.membaca, satu.person_id, satu.instansi_id) == (
        True, None, dunia.instansi["uji"].pk,
    )  # fmt: skip


def test_a_person_sees_who_looked_and_nobody_elses(dunia: Dunia, client: Client) -> None:
    client.force_login(dunia.user["staf"])
    page = client.get("/jejak/saya/")
    assert b"Pengelola_Kepegawaian (Pengelola kepegawaian SKPD)" in page.content
    client.force_login(dunia.user["tetangga"])
    assert b"Pengelola_Kepegawaian" not in client.get("/jejak/saya/").content
    assert client.get(f"/jejak/{dunia.jejak['staf'].pk}/").status_code == 404


def test_the_list_is_narrowed_by_time_kind_and_words(
    dunia: Dunia, actor: Acting, client: Client
) -> None:
    record(actor=actor("bendahara"), aksi="tpp.pay", keterangan="Oktober")
    client.force_login(dunia.user["auditor"])

    def found(query: str) -> int:
        return client.get(f"/jejak/?{query}").context["daftar"].halaman.paginator.count

    tomorrow = timezone.localdate() + timedelta(days=1)
    assert found("") == 2
    assert found("jenis=baca") == 1
    assert found("q=oktober") == 1
    assert found("aksi=tpp.pay") == 1
    assert found(f"dari={tomorrow:%Y-%m-%d}") == 0
    assert found("dari=bukan-tanggal") == 2


def test_the_list_costs_the_same_with_many_entries(
    dunia: Dunia, actor: Acting, client: Client,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:  # fmt: skip
    for number in range(40):
        record(actor=actor("bendahara"), aksi="tpp.pay", keterangan=str(number))
    client.force_login(dunia.user["auditor"])
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        assert client.get("/jejak/").status_code == 200


def test_an_auditor_sees_only_the_own_governments_trail(
    dunia: Dunia, actor: Acting, client: Client
) -> None:
    record(actor=actor("asing"), aksi="tpp.pay", keterangan="rahasia")
    client.force_login(dunia.user["auditor"])
    assert b"rahasia" not in client.get("/jejak/").content


def test_the_trail_is_narrowed_by_words_that_people_know(dunia: Dunia, client: Client) -> None:
    client.force_login(dunia.user["auditor"])
    page = client.get("/jejak/").text
    assert '<option value="akun.masuk">Masuk</option>' in page
    assert "Id objek" not in page
