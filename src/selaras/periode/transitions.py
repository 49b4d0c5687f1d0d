"""The chain of a unit's month as a table: which step may follow which. Pure.

Computing again is allowed until the lock: it brings the month back to `dihitung`. It is the run's
own doing, so nobody is asked for an action of hers then and the run leaves its own entry.
"""

from typing import Final

from selaras.core.workflow.definition import Transition, Workflow

TERBUKA, DIHITUNG, DIVERIFIKASI, DISETUJUI = "terbuka", "dihitung", "diverifikasi", "disetujui"
TERKUNCI, DIAJUKAN, DIBAYAR = "terkunci", "diajukan", "dibayar"

BULAN: Final = Workflow(
    name="bulan",
    judul="Bulan unit",
    initial=TERBUKA,
    transitions=(
        Transition("compute", "Hitung", (TERBUKA, DIHITUNG, DIVERIFIKASI, DISETUJUI), DIHITUNG,
                   "tpp.compute", automatic=True, traced=False),
        Transition("verify", "Tandai sudah diverifikasi", (DIHITUNG,), DIVERIFIKASI, "tpp.verify",
                   ikon="eye-check"),
        Transition("approve", "Setujui", (DIVERIFIKASI,), DISETUJUI, "tpp.approve", ikon="check"),
        Transition("lock", "Kunci bulan ini", (DISETUJUI,), TERKUNCI, "tpp.lock", ikon="lock",
                   stamp="dikunci"),
        Transition("submit", "Ajukan pembayaran", (TERKUNCI,), DIAJUKAN, "tpp.submit", ikon="clock",
                   stamp="diajukan"),
        Transition("pay", "Tandai sudah dibayar", (DIAJUKAN,), DIBAYAR, "tpp.pay", ikon="cash",
                   stamp="dibayar"),
    ),
    waits={},
    final=(DIBAYAR,),
    trail="periode.advance",
)  # fmt: skip

LANGKAH: Final[dict[str, tuple[str, ...]]] = {
    state: tuple(step.target for step in BULAN.steps_from(state)) for state in BULAN.states
}
_TO: Final = {step.target: step.name for step in BULAN.transitions}


def may_follow(dari: str, ke: str) -> bool:
    """True when the month may go from `dari` to `ke`."""
    return ke in LANGKAH[dari]


def step_to(ke: str) -> str:
    """The name of the step that leads to a state."""
    return _TO[ke]
