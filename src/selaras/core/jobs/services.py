"""Start, run, cancel, resume jobs, and take up those whose worker was killed."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from selaras.core.jobs.context import LOCK_CLASS, JobCancelled, JobContext
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.registry import JobRefused, kind
from selaras.core.logs import current_reference
from selaras.core.permissions.actor import Actor
from selaras.core.pg.explain import explain_database_error

TASK = "selaras.core.jobs.run"
ATTEMPTS = 3  # a job that kills its worker again and again must not do so for ever
GIVEN_UP = (
    f"Pekerja berhenti mendadak {ATTEMPTS} kali saat mengerjakan ini. "
    "Periksa memori dan catatan server, lalu lanjutkan."
)
log = logging.getLogger("selaras.jobs")

Status = Pekerjaan.Status


class AlreadyRunning(Exception):
    """The same work is waiting or running already; `pekerjaan` is that job."""

    def __init__(self, pekerjaan: Pekerjaan) -> None:
        self.pekerjaan = pekerjaan
        who = f" (diminta {pekerjaan.oleh})" if pekerjaan.oleh else ""
        super().__init__(f"'{pekerjaan.judul}' sedang dikerjakan{who}. Tunggu sampai selesai.")


def start(
    jenis: str, *, judul: str = "", actor: Actor, masukan: Mapping[str, Any], kunci: str = ""
) -> Pekerjaan:
    """Put a job in the queue, in the caller's transaction: a worker sees it after the commit."""
    with transaction.atomic():
        pekerjaan = _create(jenis, judul=judul, actor=actor, masukan=masukan, kunci=kunci)
        _enqueue(pekerjaan)
    return pekerjaan


def run_now(
    jenis: str,
    *,
    judul: str = "",
    actor: Actor,
    masukan: Mapping[str, Any],
    kunci: str = "",
    watch: Callable[[JobContext], None] | None = None,
) -> Pekerjaan:
    """The same job in this process, for the command line; `watch` sees each step of progress."""
    pekerjaan = _create(jenis, judul=judul, actor=actor, masukan=masukan, kunci=kunci)
    perform(pekerjaan.pk, watch=watch)
    pekerjaan.refresh_from_db()
    return pekerjaan


def perform(pekerjaan_id: int, *, watch: Callable[[JobContext], None] | None = None) -> None:
    """Do the job unless it is done, cancelled or in another living process's hands."""
    pekerjaan = Pekerjaan.objects.filter(pk=pekerjaan_id, status__in=Pekerjaan.ACTIVE).first()
    if pekerjaan is None:
        return
    context = JobContext(pekerjaan, watch=watch)
    try:
        if not context.take_lock() or not _begin(pekerjaan_id, at=timezone.now()):
            return
        _run(pekerjaan, context)
    finally:
        context.close()


def cancel(*, pekerjaan_id: int, actor: Actor, at: datetime) -> Pekerjaan:
    """A waiting job ends at once; a running one when it next looks. Finished ones stay."""
    with transaction.atomic():
        pekerjaan = Pekerjaan.objects.select_for_update(of=("self",)).get(pk=pekerjaan_id)
        if pekerjaan.status == Status.ANTRE:
            pekerjaan.status, pekerjaan.selesai_pada = Status.DIBATALKAN, at
            pekerjaan.pesan = f"Dibatalkan oleh {actor.nama} sebelum mulai."
            pekerjaan.save(update_fields=["status", "selesai_pada", "pesan"])
        elif pekerjaan.status == Status.BERJALAN:
            pekerjaan.minta_batal = True
            pekerjaan.save(update_fields=["minta_batal"])
    return pekerjaan


def resume(*, pekerjaan_id: int, actor: Actor) -> Pekerjaan:
    """Queue a failed or cancelled job again; what it noted is kept."""
    with transaction.atomic():
        pekerjaan = Pekerjaan.objects.select_for_update(of=("self",)).get(pk=pekerjaan_id)
        if pekerjaan.status not in {Status.GAGAL, Status.DIBATALKAN}:
            return pekerjaan
        pekerjaan.status, pekerjaan.minta_batal = Status.ANTRE, False
        pekerjaan.percobaan, pekerjaan.selesai_pada = 0, None
        pekerjaan.pesan, pekerjaan.nomor_rujukan = f"Dilanjutkan oleh {actor.nama}.", ""
        pekerjaan.save()
        _enqueue(pekerjaan)
    return pekerjaan


def sweep() -> int:
    """Queue again what killed workers left; how many. A living worker's lock protects its job."""
    taken = 0
    for pekerjaan in Pekerjaan.objects.filter(status__in=Pekerjaan.ACTIVE):
        if pekerjaan.status == Status.ANTRE and _waits_in_queue(pekerjaan):
            continue
        if not _has_living_worker(pekerjaan.pk):
            taken += _take_up(pekerjaan.pk)
    return taken


def _take_up(pekerjaan_id: int) -> bool:
    """Whether an orphan was queued again.

    Read anew: a worker ends its job and only then drops the lock, so that one which ended between
    our list and our look at the locks is known by its status.
    """
    with transaction.atomic():
        active = Pekerjaan.objects.filter(pk=pekerjaan_id, status__in=Pekerjaan.ACTIVE)
        pekerjaan = active.select_for_update(of=("self",)).first()
        if pekerjaan is None:
            return False
        if pekerjaan.antrean_id is None:
            _finish(pekerjaan.pk, Status.GAGAL, pesan="Perintahnya terhenti sebelum selesai.")
        elif pekerjaan.percobaan >= ATTEMPTS:
            _finish(pekerjaan.pk, Status.GAGAL, pesan=GIVEN_UP)
        else:
            _requeue(pekerjaan)
            return True
    return False


def _create(
    jenis: str, *, judul: str, actor: Actor, masukan: Mapping[str, Any], kunci: str
) -> Pekerjaan:
    try:
        with transaction.atomic():
            return Pekerjaan.objects.create(
                jenis=jenis,
                judul=judul or kind(jenis).judul,
                masukan=dict(masukan),
                kunci=kunci,
                oleh_id=actor.user_id,
            )
    except IntegrityError as error:
        active = Pekerjaan.objects.filter(kunci=kunci, status__in=Pekerjaan.ACTIVE)
        known = active.select_related("oleh").first()
        if known is None:
            raise
        raise AlreadyRunning(known) from error


def _enqueue(pekerjaan: Pekerjaan) -> None:
    pekerjaan.antrean_id = app.configure_task(TASK).defer(pekerjaan_id=pekerjaan.pk)
    pekerjaan.save(update_fields=["antrean_id"])


def _begin(pekerjaan_id: int, *, at: datetime) -> bool:
    """Mark as running, unless it ended between our look and our lock."""
    with transaction.atomic():
        row = (
            Pekerjaan.objects.select_for_update(of=("self",))
            .filter(pk=pekerjaan_id, status__in=Pekerjaan.ACTIVE)
            .first()
        )
        if row is None:
            return False
        row.status, row.percobaan = Status.BERJALAN, row.percobaan + 1
        row.mulai_pada, row.pesan = at, ""
        row.save(update_fields=["status", "percobaan", "mulai_pada", "pesan"])
    return True


def _run(pekerjaan: Pekerjaan, context: JobContext) -> None:
    try:
        kind(pekerjaan.jenis).run(context, **pekerjaan.masukan)
    except (KeyboardInterrupt, SystemExit):
        _finish(pekerjaan.pk, Status.DIBATALKAN, **_said(context, "Dihentikan dari terminal."))
        raise
    except JobCancelled:
        done = f" setelah {context.selesai} dari {context.total}" if context.total else ""
        _finish(pekerjaan.pk, Status.DIBATALKAN, **_said(context, f"Dibatalkan{done}."))
    except JobRefused as error:
        _finish(pekerjaan.pk, Status.GAGAL, **_said(context, str(error)))
    except Exception as error:
        reference = current_reference()
        log.exception("job failed", extra={"rujukan": reference, "pekerjaan": pekerjaan.pk})
        message = explain_database_error(error) or "Terjadi kesalahan yang tidak terduga."
        message += f" Nomor rujukan: {reference}."
        _finish(pekerjaan.pk, Status.GAGAL, nomor_rujukan=reference, **_said(context, message))
    else:
        _finish(pekerjaan.pk, Status.SELESAI, **context.fields())


def _said(context: JobContext, pesan: str) -> dict[str, Any]:
    return {**context.fields(), "pesan": pesan}


def _finish(pekerjaan_id: int, status: Status, **fields: Any) -> None:
    Pekerjaan.objects.filter(pk=pekerjaan_id).update(
        status=status, selesai_pada=timezone.now(), **fields
    )


def _has_living_worker(pekerjaan_id: int) -> bool:
    """Whether a living process holds the job's lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND classid = %s AND objid = %s AND objsubid = 2)",
            [LOCK_CLASS, pekerjaan_id % 2**31],
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def _waits_in_queue(pekerjaan: Pekerjaan) -> bool:
    """Whether the queue still offers the job; a worker killed at once leaves it half taken."""
    return ProcrastinateJob.objects.filter(pk=pekerjaan.antrean_id, status="todo").exists()


def _requeue(pekerjaan: Pekerjaan) -> None:
    """A new entry in the queue; the dead worker's would stay 'doing' for ever."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT procrastinate_finish_job_v1(id, 'failed', false) FROM procrastinate_jobs"
                " WHERE id = %s AND status IN ('todo', 'doing')",
                [pekerjaan.antrean_id],
            )
        pekerjaan.status = Status.ANTRE
        pekerjaan.pesan = "Pekerja sebelumnya berhenti mendadak; dikerjakan lagi."
        pekerjaan.save(update_fields=["status", "pesan"])
        _enqueue(pekerjaan)
    log.warning("job taken up again", extra={"pekerjaan": pekerjaan.pk})
