"""What every document under a workflow must do: inherit WorkflowContract in the room's tests.

class TestSKP(WorkflowContract):
    model = SKP
    allowed = {"submit": {"staf"}, "approve": {"kepala"}, ...}      # step -> names in dunia
    reasons = ...                                                    # optional
    def make(self, dunia): return SKP.objects.create(pegawai=dunia.pegawai["staf"], ...)

It runs every transition x every role x every state: what the table allows to whom is done, logged
once and can be repeated quietly; everything else is refused and changes nothing.
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import pytest
from django.db import transaction
from tests.izin.dunia import Dunia

from selaras.core.permissions import Actor
from selaras.core.workflow.engine import apply, available
from selaras.core.workflow.errors import LangkahDitolak
from selaras.core.workflow.models import Dokumen, Menunggu, TransisiLog
from selaras.core.workflow.registry import registration_of, registrations

ROLES = (
    "staf",
    "kepala",
    "tetangga",
    "asing",
    "pengelola_kepegawaian",
    "verifikator_tpp",
    "bendahara",
    "admin_bkpsdm",
    "pimpinan",
    "auditor",
)


class WorkflowContract:
    """The inherited tests; `make` gives a document of staf in its initial state, fit to pass."""

    model: ClassVar[type[Dokumen]]
    allowed: ClassVar[Mapping[str, set[str]]]
    # steps whose room asks for more than the state (a payment's number): checked by the room
    skip: ClassVar[frozenset[str]] = frozenset()

    def make(self, dunia: Dunia) -> Any:
        raise NotImplementedError

    def in_state(self, dunia: Dunia, state: str, actor: Actor) -> Any:
        """The document brought to a state without its steps, as the nights' loading does."""
        document = self.make(dunia)
        fields: dict[str, Any] = {"status": state, "diajukan_pada": actor.at}
        fields |= self.state_fields(state, actor)
        self.model.objects.filter(pk=document.pk).update(**fields)
        return self.model.objects.get(pk=document.pk)

    def state_fields(self, state: str, actor: Actor) -> dict[str, Any]:
        """Further columns that a state needs (constraints)."""
        del state, actor
        return {}

    def test_the_table_names_who_may_take_each_step(self) -> None:
        names = set(registration_of(self.model).workflow.by_name) - self.skip
        assert set(self.allowed) == names

    @pytest.mark.parametrize("role", ROLES)
    def test_every_step_from_every_state(
        self, role: str, dunia: Dunia, actor: Callable[[str], Actor]
    ) -> None:
        reg = registration_of(self.model)
        who = actor(role)
        for state in reg.workflow.states:
            for name in self.allowed:
                with transaction.atomic():
                    self.try_step(dunia, state, name, who, may=role in self.allowed[name])
                    transaction.set_rollback(True)

    def try_step(self, dunia: Dunia, state: str, name: str, who: Actor, *, may: bool) -> None:
        step = registration_of(self.model).workflow.transition(name)
        document = self.in_state(dunia, state, who)
        here = f"{name} dari {state} oleh {who.nama}"
        if state in step.source and may:
            offered = {s.name for s in available(document, who)}
            assert step.automatic or name in offered, here
            assert apply(document, name, actor=who, reason="alasan uji").diubah, here
            reached = self.model.objects.get(pk=document.pk).status
            assert reached in step.targets, here
            assert TransisiLog.objects.filter(objek_id=document.pk, transisi=name).count() == 1
            waits = Menunggu.objects.filter(objek_id=document.pk).exists()
            assert waits == (reached in registration_of(self.model).workflow.waits), here
        elif state in step.targets and state not in step.source:
            assert not apply(document, name, actor=who, reason="alasan uji").diubah, here
        else:
            with pytest.raises(LangkahDitolak), transaction.atomic():
                apply(document, name, actor=who, reason="alasan uji")
            assert self.model.objects.get(pk=document.pk).status == state, here
            assert not TransisiLog.objects.filter(objek_id=document.pk).exists(), here


def contracts() -> set[type[Dokumen]]:
    """The models that some contract tests, of those imported."""
    return {c.model for c in WorkflowContract.__subclasses__() if hasattr(c, "model")}


def registered() -> set[type[Any]]:
    """The models under a workflow in the application itself."""
    return {r.model for r in registrations() if r.model.__module__.startswith("selaras.")}
