"""A workflow as a table: states, steps between them, whose inbox a state stands in. Pure.

Which steps exist is code with a citation; who decides is data (superior, Plt, mandate, by day).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

# (document, actor) -> an Indonesian reason to refuse, or None
Guard = Callable[[Any, Any], str | None]
# the same for many at once: (documents, actor) -> {pk: reason} of those refused
GuardMany = Callable[[Sequence[Any], Any], Mapping[int, str]]
# (document, log entry, actor); runs inside the transaction
After = Callable[[Any, Any, Any], None]
# document -> the state that a step leads it to, one of its targets
Choice = Callable[[Any], str]
# the same for many at once: (documents, entries, actor), in the same order
AfterMany = Callable[[Sequence[Any], Sequence[Any], Any], None]

DRAF: Final = "draf"
DIAJUKAN: Final = "diajukan"
DISETUJUI: Final = "disetujui"
DITOLAK: Final = "ditolak"
DIKEMBALIKAN: Final = "dikembalikan"
DIBATALKAN: Final = "dibatalkan"


@dataclass(frozen=True, slots=True)
class Transition:
    """A step: its verb, from where to where, the action asked of who takes it.

    own          taken by whom the document is about (or who enters on her behalf); a step that is
                 not `own` is refused to that person: nobody decides about herself
    guards       each may refuse with a reason; `guards_many` does so for many in few queries
    after        runs in the same transaction; `undone` takes it back (without it a step that has
                 `after` cannot be undone)
    stamp        "dikunci" writes dikunci_pada and dikunci_oleh with the state, where they exist
    traced       False: the trail hears of it from whoever takes the step
    also         further states that the step may lead to; `choice` then says to which, document by
                 document (a second look that the law asks for)
    """

    name: str
    label: str
    source: tuple[str, ...]
    target: str
    action: str
    reason_required: bool = False
    guards: tuple[Guard, ...] = ()
    after: tuple[After, ...] = ()
    own: bool = False
    guards_many: tuple[GuardMany, ...] = ()
    after_many: tuple[AfterMany, ...] = ()
    undone: tuple[AfterMany, ...] = ()
    ikon: str = ""
    automatic: bool = False  # taken by jobs and services, never offered as a button
    stamp: str = ""
    traced: bool = True
    also: tuple[str, ...] = ()
    choice: Choice | None = None

    @property
    def targets(self) -> tuple[str, ...]:
        """Every state that the step may lead to."""
        return (self.target, *self.also)

    def target_of(self, document: Any) -> str:
        """Where it leads this document."""
        return self.choice(document) if self.choice else self.target

    @property
    def undoable(self) -> bool:
        """Whether everything that the step did can be taken back."""
        return bool(self.undone) or not (self.after or self.after_many)


@dataclass(frozen=True, slots=True)
class Wait:
    """A state in which the document stands in somebody's inbox.

    role      "atasan" = the subject's superior (or the room's approver), "diri" = the subject,
              others as the room registers them
    days_key  law key (days) after which the decision is due, or None
    yes       the step that says yes, also to many at once
    """

    role: str = "atasan"
    days_key: str | None = None
    yes: str = "approve"


@dataclass(frozen=True)
class Workflow:
    """A named table of transitions."""

    name: str
    judul: str
    initial: str
    transitions: tuple[Transition, ...]
    waits: Mapping[str, Wait]
    final: tuple[str, ...] = ()
    trail: str = ""  # the trail's word for every step; "" = the step's action

    def __post_init__(self) -> None:
        if len(self.by_name) != len(self.transitions):
            raise ValueError(f"alur {self.name}: nama langkah berulang")
        known = set(self.states)
        for state in (*self.waits, *self.final):
            if state not in known:
                raise ValueError(f"alur {self.name}: keadaan '{state}' tidak ada di tabel")
        for step in self.transitions:
            if any(state in self.final for state in step.source):
                raise ValueError(f"alur {self.name}: '{step.name}' keluar dari keadaan akhir")

    @cached_property
    def by_name(self) -> Mapping[str, Transition]:
        return {step.name: step for step in self.transitions}

    @cached_property
    def states(self) -> tuple[str, ...]:
        """Every state, in the order in which the table names them."""
        found = [self.initial]
        for step in self.transitions:
            found += [*step.source, *step.targets]
        return tuple(dict.fromkeys(found))

    def transition(self, name: str) -> Transition:
        """The step of that name; an unknown one is a programmer's mistake."""
        try:
            return self.by_name[name]
        except KeyError:
            raise LookupError(f"alur {self.name} tidak punya langkah '{name}'") from None

    def steps_from(self, state: str) -> tuple[Transition, ...]:
        return tuple(step for step in self.transitions if state in step.source)

    def submits(self, step: Transition) -> bool:
        """Whether the step puts the document into an inbox where it did not stand."""
        return step.target in self.waits and not all(s in self.waits for s in step.source)

    def hands_on(self, step: Transition) -> bool:
        """Whether the step may leave the document waiting for somebody else."""
        return self.submits(step) or any(state in self.waits for state in step.also)

    def decides(self, step: Transition) -> bool:
        """Whether the step is a decision on what waited."""
        return not step.own and any(s in self.waits for s in step.source)


def approval(
    name: str,
    judul: str,
    *,
    submit: str,
    approve: str,
    days_key: str | None = None,
    guards: Mapping[str, tuple[Guard, ...]] | None = None,
    after: Mapping[str, tuple[After, ...]] | None = None,
    guards_many: Mapping[str, tuple[GuardMany, ...]] | None = None,
    after_many: Mapping[str, tuple[AfterMany, ...]] | None = None,
    undone: Mapping[str, tuple[AfterMany, ...]] | None = None,
    extra: Sequence[Transition] = (),
    without: Sequence[str] = (),
    final: Sequence[str] = (DITOLAK, DIBATALKAN),
) -> Workflow:
    """The usual way: draf -> diajukan -> disetujui | ditolak | dikembalikan (-> diajukan).

    `submit` and `approve` name the actions of the writer and of the decider. `extra` adds steps,
    `without` leaves some out; hooks are given by the step's name.
    """

    def step(verb: str, label: str, source: tuple[str, ...], target: str, *, own: bool,
             reason: bool = False, ikon: str = "") -> Transition:  # fmt: skip
        return Transition(
            verb,
            label,
            source,
            target,
            submit if own else approve,
            reason_required=reason,
            own=own,
            ikon=ikon,
            guards=(guards or {}).get(verb, ()),
            after=(after or {}).get(verb, ()),
            guards_many=(guards_many or {}).get(verb, ()),
            after_many=(after_many or {}).get(verb, ()),
            undone=(undone or {}).get(verb, ()),
        )

    waiting, open_ = (DIAJUKAN,), (DRAF, DIKEMBALIKAN)
    steps = (
        step("submit", "Ajukan", open_, DIAJUKAN, own=True, ikon="send"),
        step("withdraw", "Tarik kembali", waiting, DRAF, own=True, ikon="arrow-back-up"),
        step("approve", "Setujui", waiting, DISETUJUI, own=False, ikon="check"),
        step("return", "Kembalikan", waiting, DIKEMBALIKAN, own=False, reason=True,
             ikon="arrow-back-up"),
        step("reject", "Tolak", waiting, DITOLAK, own=False, reason=True, ikon="x"),
        step("cancel", "Batalkan", (*open_, DIAJUKAN), DIBATALKAN, own=True, ikon="ban"),
    )  # fmt: skip
    kept = (*(s for s in steps if s.name not in without), *extra)
    reached = {s.target for s in kept}
    return Workflow(
        name,
        judul,
        DRAF,
        kept,
        {DIAJUKAN: Wait("atasan", days_key)},
        tuple(state for state in final if state in reached),
    )
