"""One document on its way: who may move it from where, what is kept of it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.core.workflow.surat import Surat
from tests.izin.dunia import Dunia

from selaras.core.audit.models import Jejak
from selaras.core.masa import berlaku_sejak
from selaras.core.permissions import Actor
from selaras.core.workflow.engine import apply, apply_many, available, history, touch
from selaras.core.workflow.errors import (
    AlasanWajib,
    Bentrok,
    Berpagar,
    LangkahTidakSah,
    TidakBerwenang,
)
from selaras.core.workflow.models import Delegasi, Menunggu, StatusDiubah, TransisiLog
from selaras.core.workflow.undo import undo

Aktor = Callable[[str], Actor]


@pytest.fixture
def surat(dunia: Dunia) -> Surat:
    return Surat.objects.create(pegawai_id=dunia.pegawai["staf"].pk)


@pytest.fixture
def diajukan(surat: Surat, actor: Aktor) -> Surat:
    apply(surat, "submit", actor=actor("staf"))
    return surat


def mandate(dunia: Dunia, actor: Actor, dari: str, kepada: str, **fields: object) -> Delegasi:
    day = actor.day()
    return Delegasi.objects.create(
        dari_id=dunia.pegawai[dari].pk, dari_nama=str(dunia.pegawai[dari]),
        kepada_id=dunia.pegawai[kepada].pk, kepada_nama=str(dunia.pegawai[kepada]),
        nomor_surat="800/1", tanggal_surat=day, dibuat_pada=actor.at,
        **{"berlaku": berlaku_sejak(day, day + timedelta(days=3)), **fields},
    )  # fmt: skip


def test_a_submitted_letter_stands_in_the_superiors_inbox(diajukan: Surat, dunia: Dunia) -> None:
    assert diajukan.status == "diajukan" and diajukan.diajukan_pada
    row = Menunggu.objects.get()
    assert row.penyetuju_id == dunia.pegawai["kepala"].pk
    assert (row.judul, row.ringkas, row.url) == ("Surat", "Usulan", f"/surat/{diajukan.pk}/")
    assert row.batas == diajukan.diajukan_pada.astimezone().date() + timedelta(days=3)
    assert row.unit_path == dunia.unit["bidang hutan"].path


def test_an_approval_writes_state_log_trail_and_empties_the_inbox(
    diajukan: Surat, actor: Aktor, dunia: Dunia
) -> None:
    langkah = apply(diajukan, "approve", actor=actor("kepala"))
    assert langkah.diubah and (langkah.dari, langkah.ke) == ("diajukan", "disetujui")
    stored = Surat.objects.get()
    assert stored.status == "disetujui" and stored.diputus_oleh == dunia.user["kepala"]
    assert not Menunggu.objects.exists()
    assert [e.transisi for e in history(stored)] == ["submit", "approve"]
    jejak = Jejak.objects.get(aksi="kinerja.record")
    assert jejak.sebelum["status"] == "diajukan" and jejak.sesudah["status"] == "disetujui"
    assert jejak.person_id == dunia.pegawai["staf"].pk


def test_a_double_tap_changes_nothing_twice(diajukan: Surat, actor: Aktor) -> None:
    stale = Surat.objects.get()
    apply(diajukan, "approve", actor=actor("kepala"))
    again = apply(stale, "approve", actor=actor("kepala"))
    assert not again.diubah and "sudah disetujui" in again.pesan
    assert TransisiLog.objects.filter(transisi="approve").count() == 1


def test_nobody_decides_about_herself(dunia: Dunia, actor: Aktor) -> None:
    own = Surat.objects.create(pegawai_id=dunia.pegawai["pengelola_kepegawaian"].pk)
    officer = actor("pengelola_kepegawaian")
    apply(own, "submit", actor=officer)
    assert "approve" not in [s.name for s in available(own, officer)]
    with pytest.raises(TidakBerwenang, match="usulan sendiri"), transaction.atomic():
        apply(own, "approve", actor=officer)


def test_a_stranger_is_refused_and_nothing_changes(diajukan: Surat, actor: Aktor) -> None:
    with pytest.raises(TidakBerwenang), transaction.atomic():
        apply(diajukan, "approve", actor=actor("tetangga"))
    assert Surat.objects.get().status == "diajukan"
    assert TransisiLog.objects.count() == 1


def test_sending_back_asks_why_and_the_letter_can_be_sent_again(
    diajukan: Surat, actor: Aktor
) -> None:
    with pytest.raises(AlasanWajib), transaction.atomic():
        apply(diajukan, "return", actor=actor("kepala"), reason="  ")
    apply(diajukan, "return", actor=actor("kepala"), reason="Terlalu umum", catatan={"1": "target"})
    assert history(diajukan).last().catatan == {"1": "target"}
    apply(diajukan, "submit", actor=actor("staf"))
    assert diajukan.status == "diajukan" and diajukan.diputus_pada is None


def test_a_guard_says_what_is_missing(dunia: Dunia, actor: Aktor) -> None:
    empty = Surat.objects.create(pegawai_id=dunia.pegawai["staf"].pk, perihal="")
    with pytest.raises(Berpagar, match="Perihal belum diisi"):
        apply(empty, "submit", actor=actor("staf"))


def test_a_step_from_elsewhere_names_who_was_faster(diajukan: Surat, actor: Aktor) -> None:
    apply(diajukan, "approve", actor=actor("kepala"))
    with pytest.raises(LangkahTidakSah, match="sudah disetujui oleh Kepala"):
        apply(diajukan, "return", actor=actor("pengelola_kepegawaian"), reason="x")


def test_what_changed_meanwhile_is_not_approved_unseen(diajukan: Surat, actor: Aktor) -> None:
    seen = diajukan.versi_alur
    Surat.objects.filter(pk=diajukan.pk).update(perihal="Lain")
    touch(diajukan, at=actor("staf").at)
    assert Menunggu.objects.get().ringkas == "Lain"
    with pytest.raises(Bentrok, match="berubah sejak Anda membukanya"), transaction.atomic():
        apply(diajukan, "approve", actor=actor("kepala"), versi=seen)
    assert apply(diajukan, "approve", actor=actor("kepala"), versi=diajukan.versi_alur).diubah


def test_a_mandate_decides_in_anothers_name(diajukan: Surat, actor: Aktor, dunia: Dunia) -> None:
    deputy = actor("tetangga")
    assert available(diajukan, deputy) == []
    mandate(dunia, deputy, "kepala", "tetangga")
    assert "approve" in [s.name for s in available(diajukan, deputy)]
    entry = apply(diajukan, "approve", actor=deputy).catatan
    assert entry and entry.oleh == "Tetangga a.n. Kepala"
    assert Jejak.objects.get(aksi="kinerja.record").atas_nama == "Kepala"


@pytest.mark.parametrize(
    "fields",
    [{"alur": ["lain"]}, {"berlaku": berlaku_sejak(date(2020, 1, 1), date(2020, 2, 1))}],
    ids=["other kind", "over"],
)
def test_a_mandate_for_something_else_gives_nothing(
    diajukan: Surat, actor: Aktor, dunia: Dunia, fields: dict[str, object]
) -> None:
    mandate(dunia, actor("tetangga"), "kepala", "tetangga", **fields)
    with pytest.raises(TidakBerwenang):
        apply(diajukan, "approve", actor=actor("tetangga"))


def test_a_mandate_never_reaches_ones_own_letter(
    diajukan: Surat, actor: Aktor, dunia: Dunia
) -> None:
    mandate(dunia, actor("staf"), "kepala", "staf")
    with pytest.raises(TidakBerwenang, match="usulan sendiri"):
        apply(diajukan, "approve", actor=actor("staf"))


def test_only_the_engine_sets_the_status(surat: Surat) -> None:
    found = Surat.objects.get()
    found.status = "disetujui"
    with pytest.raises(StatusDiubah):
        found.save()


def test_the_log_only_grows(diajukan: Surat) -> None:
    with pytest.raises(DatabaseError, match="hanya dapat ditambah"), transaction.atomic():
        TransisiLog.objects.update(alasan="lain")
    with pytest.raises(DatabaseError, match="hanya dapat ditambah"), transaction.atomic():
        TransisiLog.objects.all().delete()


def test_a_decision_is_taken_back_within_minutes(diajukan: Surat, actor: Aktor) -> None:
    since = Menunggu.objects.get().sejak
    boss = actor("kepala")
    apply(diajukan, "approve", actor=boss)
    undo(diajukan, actor=boss, at=boss.at + timedelta(minutes=14))
    assert diajukan.status == "diajukan" and diajukan.diputus_oleh_id is None
    assert Menunggu.objects.get().sejak == since
    assert history(diajukan).last().transisi == "undo"


def test_too_late_anothers_or_followed_decisions_stay(diajukan: Surat, actor: Aktor) -> None:
    boss = actor("kepala")
    apply(diajukan, "approve", actor=boss)
    with pytest.raises(LangkahTidakSah, match="sudah lewat"), transaction.atomic():
        undo(diajukan, actor=boss, at=boss.at + timedelta(minutes=16))
    with pytest.raises(TidakBerwenang, match="milik Kepala"), transaction.atomic():
        undo(diajukan, actor=actor("pengelola_kepegawaian"))
    apply(diajukan, "revoke", actor=boss, reason="keliru")
    with pytest.raises(LangkahTidakSah, match="bukan keputusan"):
        undo(diajukan, actor=boss)


def test_many_are_approved_in_a_constant_number_of_statements(
    dunia: Dunia, actor: Aktor, django_assert_num_queries: Callable[..., object]
) -> None:
    def submitted(n: int) -> list[int]:
        made = Surat.objects.bulk_create(
            Surat(pegawai_id=dunia.pegawai["staf"].pk) for _ in range(n)
        )
        pks = [s.pk for s in made]
        assert apply_many(Surat.objects.filter(pk__in=pks), "submit", actor=actor("staf")).jadi == n
        return pks

    boss = actor("kepala")
    for n in (3, 40):
        pks = submitted(n)
        with django_assert_num_queries(12):
            result = apply_many(Surat.objects.filter(pk__in=pks), "approve", actor=boss)
        assert result.jadi == n and result.lewat == []


def test_in_a_crowd_each_refusal_has_its_reason(dunia: Dunia, actor: Aktor) -> None:
    staf, tetangga = dunia.pegawai["staf"].pk, dunia.pegawai["tetangga"].pk
    fine, theirs, draft = (
        Surat.objects.create(pegawai_id=staf),
        Surat.objects.create(pegawai_id=tetangga),
        Surat.objects.create(pegawai_id=staf),
    )
    apply(fine, "submit", actor=actor("staf"))
    apply(theirs, "submit", actor=actor("tetangga"))
    result = apply_many(Surat.objects.all(), "approve", actor=actor("kepala"))
    assert result.pks == (fine.pk,)
    assert dict(result.lewat).keys() == {theirs.pk, draft.pk}
    assert "belum berwenang" in dict(result.lewat)[theirs.pk]
