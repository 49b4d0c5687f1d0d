"""Takes back a decision: one's own, the last one, within the law's minutes, nothing after it."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from selaras.core.audit.services import record_changes, state_of
from selaras.core.permissions.actor import Actor
from selaras.core.permissions.registry import units
from selaras.core.workflow.engine import Langkah, set_state
from selaras.core.workflow.errors import LangkahDitolak, LangkahTidakSah, TidakBerwenang
from selaras.core.workflow.models import Dokumen, TransisiLog
from selaras.core.workflow.registry import Registration, registration_of
from selaras.core.workflow.waiting import put_waiting, subject_of, with_facts
from selaras.core.workflow.words import state_word, title
from selaras.hukum import Law, NotInForce

KEY = "alur.urung_menit"
UNDO = "undo"
_FIELDS = ("status", "diputus_pada", "diputus_oleh", "versi_alur")


def undo_minutes(actor: Actor, at: datetime) -> int:
    """How long a decision may be taken back, by the law of the actor's region."""
    regions = units().regions([actor.instansi_id]) if actor.instansi_id else {}
    try:
        return Law.load().pada(actor.day(at), regions.get(actor.instansi_id or 0)).nilai(KEY)
    except NotInForce:
        return 0


def undo(document: Dokumen, *, actor: Actor, at: datetime | None = None) -> Langkah:
    """Take back the actor's own last decision; raises LangkahDitolak with the reason."""
    reg = registration_of(type(document))
    entries, refused = undo_many(reg, [document.pk], actor=actor, at=at)
    document.refresh_from_db()
    if refused:
        raise refused[document.pk]
    entry = entries[0]
    return Langkah(
        True, entry.dari, entry.ke, entry, f"{title(reg)} kembali {state_word(entry.ke)}."
    )


@transaction.atomic
def undo_many(
    reg: Registration, pks: Collection[int], *, actor: Actor, at: datetime | None = None
) -> tuple[list[TransisiLog], dict[int, LangkahDitolak]]:
    """The same for many documents of one model: (what was taken back, why others were not)."""
    at = at or actor.at
    qs = reg.model._default_manager.filter(pk__in=list(pks))
    if reg.related:
        qs = qs.select_related(*reg.related)
    documents = with_facts(reg, qs).order_by("pk").select_for_update(of=("self",), no_key=True)
    last = _last_entries(reg, pks)
    since = at - timedelta(minutes=undo_minutes(actor, at))
    ready: list[tuple[Any, TransisiLog]] = []
    refused: dict[int, LangkahDitolak] = {}
    for document in documents:
        entry = last.get(document.pk)
        why = _why_not(reg, document, entry, actor, since)
        if why or entry is None:
            refused[document.pk] = why or LangkahTidakSah("Belum ada keputusan untuk diurungkan.")
        else:
            ready.append((document, entry))
    return (_take_back(reg, ready, actor, at) if ready else []), refused


def _last_entries(reg: Registration, pks: Collection[int]) -> dict[int, TransisiLog]:
    rows = TransisiLog.objects.filter(model=reg.label, objek_id__in=list(pks))
    return {e.objek_id: e for e in rows.order_by("objek_id", "-id").distinct("objek_id")}


def _why_not(
    reg: Registration, document: Any, entry: TransisiLog | None, actor: Actor, since: datetime
) -> LangkahDitolak | None:
    if entry is None or not entry.memutus:
        return LangkahTidakSah("Langkah terakhirnya bukan keputusan; tidak ada yang diurungkan.")
    if actor.user_id is None or entry.pelaku_id != actor.user_id:
        return TidakBerwenang(
            f"Keputusan ini milik {entry.oleh}; hanya ia yang dapat mengurungkan."
        )
    if entry.waktu < since:
        return LangkahTidakSah("Waktu mengurungkan sudah lewat.")
    if document.versi_alur != entry.versi or document.status != entry.ke:
        return LangkahTidakSah(
            "Sudah ada langkah sesudahnya; keputusan ini tidak dapat diurungkan."
        )
    if not reg.workflow.transition(entry.transisi).undoable:
        return LangkahTidakSah("Akibat keputusan ini sudah berjalan; tidak dapat diurungkan.")
    return None


def _take_back(
    reg: Registration, ready: Sequence[tuple[Any, TransisiLog]], actor: Actor, at: datetime
) -> list[TransisiLog]:
    before = [(d, state_of(d, fields=_FIELDS)) for d, _ in ready]
    groups: dict[tuple[str, str], list[tuple[Any, TransisiLog]]] = {}
    for document, entry in ready:
        groups.setdefault((entry.transisi, entry.dari), []).append((document, entry))
    for (name, dari), pairs in groups.items():
        documents, entries = [d for d, _ in pairs], [e for _, e in pairs]
        values = {"status": dari, "diputus_pada": None, "diputus_oleh_id": None}
        set_state(reg, documents, values)
        for taken_back in reg.workflow.transition(name).undone:
            taken_back(documents, entries, actor)
    since = {d.pk: e.menunggu_sejak for d, e in ready if e.menunggu_sejak}
    put_waiting(reg, [d for d, _ in ready], at, since=since)
    log = TransisiLog.objects.bulk_create([_entry(reg, d, e, actor, at) for d, e in ready])
    record_changes(
        actor=actor,
        aksi="persetujuan.undo",
        entries=[(d, subject_of(d), state) for d, state in before],
        fields=_FIELDS,
        keterangan="Mengurungkan keputusan",
    )
    return log


def _entry(
    reg: Registration, document: Any, entry: TransisiLog, actor: Actor, at: datetime
) -> TransisiLog:
    return TransisiLog(
        alur=reg.workflow.name,
        model=reg.label,
        objek_id=document.pk,
        transisi=UNDO,
        dari=entry.ke,
        ke=document.status,
        versi=document.versi_alur,
        waktu=at,
        pelaku_id=actor.user_id,
        pelaku_nama=actor.nama[:200],
        pelaku_person_id=actor.person_id,
        delegasi_id=entry.delegasi_id,
        atas_nama_id=entry.atas_nama_id,
        atas_nama=entry.atas_nama,
        subjek_id=entry.subjek_id,
        unit_path=entry.unit_path,
        penyetuju_id=entry.penyetuju_id,
    )
