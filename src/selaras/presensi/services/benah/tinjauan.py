"""Opens a superior's review of taps that wait, and lets her word count."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from selaras.core.halaman.format import tanggal_pendek
from selaras.core.notify.services import Kabar, notify_each
from selaras.core.permissions import Actor, system_actor
from selaras.core.workflow.engine import apply_many, touch
from selaras.core.workflow.models import TransisiLog
from selaras.presensi.models import TinjauanKetukan
from selaras.presensi.selectors.tinjauan import decided_taps, waiting_taps
from selaras.presensi.services.masuk.putus_ketukan import confirm_taps, refuse_taps, wait_again

OPEN = "diajukan"


@transaction.atomic
def open_reviews(held: Sequence[tuple[int, date]], *, at: datetime) -> None:
    """For (pegawai_id, local date) with taps that wait: their superior sees them once a day.

    A day that was decided opens again; one that waits already is described anew. The person
    hears of it.
    """
    if not held:
        return
    TinjauanKetukan.objects.bulk_create(
        [TinjauanKetukan(pegawai_id=p, tanggal=d) for p, d in sorted(set(held))],
        ignore_conflicts=True,
    )
    semua = [
        t
        for t in TinjauanKetukan.objects.filter(
            pegawai_id__in={p for p, _ in held}, tanggal__in={d for _, d in held}
        )
        if (t.pegawai_id, t.tanggal) in set(held)
    ]
    for tinjauan in semua:
        if tinjauan.status == OPEN:
            touch(tinjauan, at=at)
    baru = [t.pk for t in semua if t.status != OPEN]
    apply_many(
        TinjauanKetukan.objects.filter(pk__in=baru),
        "open",
        actor=system_actor("Ketukan ponsel", at=at),
        at=at,
    )
    notify_each(
        "ketukan_ditinjau",
        [
            Kabar(
                t.pegawai_id,
                f"Ketukan {tanggal_pendek(t.tanggal)} menunggu atasan",
                "Ketukan Anda tersimpan; atasan memeriksanya sebelum dihitung.",
                reverse("presensi:tinjauan", args=[t.pk]),
                f"tahan:{t.pk}:{t.versi_alur}",
            )
            for t in semua
            if t.pk in baru
        ],
        at=at,
    )


# -- for the workflow -------------------------------------------------------------------------


def count_taps(
    documents: Sequence[TinjauanKetukan], entries: Sequence[TransisiLog], actor: Actor
) -> None:
    """Confirmed: the day's waiting taps count from now on."""
    ditahan = waiting_taps(documents)
    confirm_taps([b for d in documents for b in ditahan[d.pk]], actor, entries[0].waktu)


def drop_taps(
    documents: Sequence[TinjauanKetukan], entries: Sequence[TransisiLog], actor: Actor
) -> None:
    """Refused: they are kept and do not count."""
    ditahan = waiting_taps(documents)
    refuse_taps(
        [b for d in documents for b in ditahan[d.pk]], actor, entries[0].waktu, entries[0].alasan
    )


def hold_again(
    documents: Sequence[TinjauanKetukan], entries: Sequence[TransisiLog], actor: Actor
) -> None:
    """A decision was taken back: what it decided waits again, what another decided stays."""
    putusan = {d.pk: e.waktu for d, e in zip(documents, entries, strict=True)}
    diputus = decided_taps(documents)
    wait_again(
        [b for d in documents for b in diputus[d.pk] if b.diputus_pada == putusan[d.pk]],
        actor,
        actor.at,
    )
