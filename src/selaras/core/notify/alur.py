"""What the workflow tells people: a new decision to take, one's own document sent back or decided.

Many documents in one action make one notice for each person.
"""

from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse

from selaras.core.halaman.format import angka
from selaras.core.notify.services import Kabar, notify_each
from selaras.core.workflow.definition import DIKEMBALIKAN, DISETUJUI, DITOLAK, Transition
from selaras.core.workflow.engine import on_step
from selaras.core.workflow.models import Menunggu, TransisiLog
from selaras.core.workflow.registry import Registration
from selaras.core.workflow.words import state_word

_KIND = {DIKEMBALIKAN: "dikembalikan", DITOLAK: "dikembalikan", DISETUJUI: "diputus"}


def tell(
    reg: Registration,
    step: Transition,
    entries: Sequence[TransisiLog],
    waiting: Sequence[Menunggu],
) -> None:
    """After each step, in its transaction."""
    if waiting and reg.workflow.hands_on(step):
        _tell_deciders(reg, entries, waiting)
    if entries and entries[0].memutus:
        for state in dict.fromkeys(entry.ke for entry in entries if entry.ke in _KIND):
            _tell_subjects(reg, [entry for entry in entries if entry.ke == state])


def _tell_deciders(
    reg: Registration, entries: Sequence[TransisiLog], waiting: Sequence[Menunggu]
) -> None:
    rows: dict[int, list[Menunggu]] = defaultdict(list)
    for row in waiting:
        if row.penyetuju_id is not None:
            rows[row.penyetuju_id].append(row)
    key = f"alur:{reg.label}:{entries[0].pk}"
    notify_each(
        "menunggu_keputusan",
        [
            Kabar(person, _title(reg, mine), mine[0].ringkas, reverse("persetujuan:kotak"), key)
            for person, mine in rows.items()
        ],
        at=entries[0].waktu,
    )


def _title(reg: Registration, rows: Sequence[Menunggu]) -> str:
    if len(rows) == 1:
        return f"{rows[0].judul} menunggu keputusan Anda"
    return f"{angka(len(rows))} {reg.workflow.judul.lower()} menunggu keputusan Anda"


def _tell_subjects(reg: Registration, entries: Sequence[TransisiLog]) -> None:
    rows: dict[int, list[TransisiLog]] = defaultdict(list)
    for entry in entries:
        if entry.subjek_id is not None and entry.subjek_id != entry.pelaku_person_id:
            rows[entry.subjek_id].append(entry)
    first = entries[0]
    notify_each(
        _kind(reg, first.ke),
        [
            Kabar(person, _decided(reg, mine), mine[0].alasan, _url(reg, mine),
                  f"alur:{reg.label}:{mine[0].pk}")
            for person, mine in rows.items()
        ],
        at=first.waktu,
    )  # fmt: skip


def _kind(reg: Registration, state: str) -> str:
    own = reg.notice if isinstance(reg.notice, str) else reg.notice.get(state)
    return own or _KIND[state]


def _decided(reg: Registration, mine: Sequence[TransisiLog]) -> str:
    what = reg.workflow.judul if len(mine) == 1 else f"{angka(len(mine))} {reg.workflow.judul}"
    return f"{what} {state_word(mine[0].ke)} {mine[0].oleh}"


def _url(reg: Registration, mine: Sequence[TransisiLog]) -> str:
    return reg.address(mine[0].objek_id) if reg.address else ""


on_step(tell)
