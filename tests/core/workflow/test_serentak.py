"""Two superiors at once: one wins, the other hears it; and five hundred in one action."""

from collections.abc import Callable, Iterator
from threading import Barrier, Thread

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from tests.core.workflow.surat import Surat
from tests.izin.dunia import Dunia

from selaras.core.permissions import Actor
from selaras.core.workflow.engine import apply, apply_many
from selaras.core.workflow.errors import LangkahDitolak
from selaras.core.workflow.models import TransisiLog


@pytest.fixture
def without_letters() -> Iterator[None]:
    """What is committed here is not emptied by the runner: it does not know the letters' table."""
    yield
    Surat.objects.all().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("without_letters")
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(
    dunia: Dunia, actor: Callable[[str], Actor]
) -> None:
    surat = Surat.objects.create(pegawai_id=dunia.pegawai["staf"].pk)
    apply(surat, "submit", actor=actor("staf"))
    start, said = Barrier(2), []

    def decide(who: Actor, step: str) -> None:
        try:
            start.wait()
            apply(Surat.objects.get(pk=surat.pk), step, actor=who, reason="kurang")
        except LangkahDitolak as error:
            said.append(str(error))
        finally:
            connection.close()

    people = [(actor("kepala"), "approve"), (actor("pengelola_kepegawaian"), "return")]
    threads = [Thread(target=decide, args=pair) for pair in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == 1 and "keputusan Anda" in said[0] and "tidak disimpan" in said[0]
    assert TransisiLog.objects.filter(memutus=True).count() == 1


def test_five_hundred_approvals_are_few_statements(
    dunia: Dunia,
    actor: Callable[[str], Actor],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """What makes it quick on any machine; the two seconds themselves are measured by the bench."""
    staf = dunia.pegawai["staf"].pk
    Surat.objects.bulk_create(Surat(pegawai_id=staf) for _ in range(500))
    assert apply_many(Surat.objects.all(), "submit", actor=actor("staf")).jadi == 500
    kepala = actor("kepala")
    with django_assert_max_num_queries(25):
        assert apply_many(Surat.objects.all(), "approve", actor=kepala).jadi == 500
