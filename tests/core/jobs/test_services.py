"""Jobs: start, progress, errors, cancel, resume, one at a time."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from selaras.core.jobs import registry, services
from selaras.core.jobs.context import ERRORS_KEPT, JobContext
from selaras.core.jobs.models import Pekerjaan
from selaras.core.jobs.registry import JobRefused, UnknownJob, job
from selaras.core.permissions.actor import Actor, system_actor

pytestmark = pytest.mark.django_db(transaction=True)
Status = Pekerjaan.Status


@pytest.fixture
def actor() -> Actor:
    return system_actor("Bu Rahma", at=timezone.now())


@pytest.fixture
def registered() -> Iterator[Any]:
    """Registers a function as a kind for one test."""
    names: list[str] = []

    def register(function: Any) -> str:
        name = f"uji.{function.__name__}"
        job(name, judul="Uji")(function)
        names.append(name)
        return name

    yield register
    for name in names:
        del registry._kinds[name]


def _queue_length() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
        row = cursor.fetchone()
    return int(row[0])


def test_runs_in_this_process_and_says_how_far_it_is(actor: Actor, registered: Any) -> None:
    seen: list[tuple[int, int]] = []

    def count(context: JobContext, *, sampai: int) -> None:
        context.start(total=sampai)
        for _ in range(sampai):
            context.advance(pesan="menghitung")
        context.set_result(url="/hasil/", jumlah=sampai)

    done = services.run_now(
        registered(count),
        actor=actor,
        masukan={"sampai": 3},
        watch=lambda c: seen.append((c.selesai, c.total)),
    )
    assert (done.status, done.selesai, done.total) == (Status.SELESAI, 3, 3)
    assert (done.hasil, done.hasil_url) == ({"jumlah": 3}, "/hasil/")
    assert done.mulai_pada is not None and done.selesai_pada is not None
    assert seen[0] == (0, 3)


def test_progress_is_seen_while_the_job_is_inside_its_transaction(
    actor: Actor, registered: Any
) -> None:
    seen: list[tuple[int, str]] = []

    def partition(context: JobContext) -> None:
        with transaction.atomic():
            Pekerjaan.objects.create(jenis="x", judul="ditulis lalu dibatalkan")
            context.start(total=5, pesan="unit pertama")
            other = connection.copy()
            with other.cursor() as cursor:
                cursor.execute(
                    "SELECT total, pesan FROM jobs_pekerjaan WHERE id = %s", [context.pekerjaan_id]
                )
                seen.append(cursor.fetchone())
            other.close()
            transaction.set_rollback(True)

    services.run_now(registered(partition), actor=actor, masukan={})
    assert seen == [(5, "unit pertama")]
    assert not Pekerjaan.objects.filter(jenis="x").exists()


def test_errors_per_item_are_kept_up_to_a_limit_but_all_are_counted(
    actor: Actor, registered: Any
) -> None:
    def fail_often(context: JobContext) -> None:
        for n in range(ERRORS_KEPT + 20):
            context.add_error(f"baris {n}", "NIP tidak dikenal")

    done = services.run_now(registered(fail_often), actor=actor, masukan={})
    assert done.status == Status.SELESAI
    assert (len(done.galat), done.jumlah_galat) == (ERRORS_KEPT, ERRORS_KEPT + 20)
    assert done.galat[0] == {"butir": "baris 0", "pesan": "NIP tidak dikenal"}


def test_a_refusal_is_told_in_its_own_words(actor: Actor, registered: Any) -> None:
    def refuse(context: JobContext) -> None:
        raise JobRefused("Kalender November belum ada. Buat dulu di halaman Kalender.")

    done = services.run_now(registered(refuse), actor=actor, masukan={})
    assert done.status == Status.GAGAL
    assert done.pesan == "Kalender November belum ada. Buat dulu di halaman Kalender."
    assert done.nomor_rujukan == ""


def test_an_unexpected_error_gets_a_number_that_leads_to_the_log(
    actor: Actor, registered: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(context: JobContext) -> None:
        raise ZeroDivisionError("rahasia")

    done = services.run_now(registered(break_down), actor=actor, masukan={})
    assert done.status == Status.GAGAL
    assert done.nomor_rujukan in done.pesan and "rahasia" not in done.pesan
    assert [r.rujukan for r in caplog.records if r.exc_info] == [done.nomor_rujukan]


def test_two_people_who_start_the_same_run_share_one(actor: Actor, registered: Any) -> None:
    def never_run(context: JobContext) -> None:
        raise AssertionError

    jenis = registered(never_run)
    before = _queue_length()
    first = services.start(jenis, actor=actor, masukan={}, kunci="bulan:202511")
    with pytest.raises(services.AlreadyRunning, match="sedang dikerjakan") as refused:
        services.start(jenis, actor=actor, masukan={}, kunci="bulan:202511")
    assert refused.value.pekerjaan == first
    assert (Pekerjaan.objects.count(), _queue_length()) == (1, before + 1)
    services.start(jenis, actor=actor, masukan={}, kunci="bulan:202512")


def test_the_queue_sees_a_job_only_after_the_commit(actor: Actor, registered: Any) -> None:
    def nothing(context: JobContext) -> None: ...

    before = _queue_length()
    with transaction.atomic():
        services.start(registered(nothing), actor=actor, masukan={})
        transaction.set_rollback(True)
    assert (Pekerjaan.objects.count(), _queue_length()) == (0, before)


def test_an_unknown_kind_is_refused_before_a_row_is_made(actor: Actor) -> None:
    with pytest.raises(UnknownJob):
        services.start("uji.tak_ada", actor=actor, masukan={})
    assert not Pekerjaan.objects.exists()


def test_a_cancelled_waiting_job_never_runs(actor: Actor, registered: Any) -> None:
    ran: list[int] = []

    def mark(context: JobContext) -> None:
        ran.append(1)

    waiting = services.start(registered(mark), actor=actor, masukan={})
    services.cancel(pekerjaan_id=waiting.pk, actor=actor, at=timezone.now())
    services.perform(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.status, ran) == (Status.DIBATALKAN, [])
    assert waiting.pesan == "Dibatalkan oleh Bu Rahma sebelum mulai."


def test_a_failed_job_goes_on_where_it_noted(actor: Actor, registered: Any) -> None:
    def two_steps(context: JobContext) -> None:
        if "langkah" not in context.catatan:
            context.note(langkah=1)
            raise JobRefused("Berkas belum lengkap.")
        context.set_result(dilanjutkan_dari=context.catatan["langkah"])

    failed = services.run_now(registered(two_steps), actor=actor, masukan={})
    services.resume(pekerjaan_id=failed.pk, actor=actor)
    services.perform(failed.pk)
    failed.refresh_from_db()
    assert (failed.status, failed.hasil) == (Status.SELESAI, {"dilanjutkan_dari": 1})


def test_a_finished_job_is_not_done_again(actor: Actor, registered: Any) -> None:
    runs: list[int] = []

    def mark(context: JobContext) -> None:
        runs.append(1)

    done = services.run_now(registered(mark), actor=actor, masukan={})
    services.perform(done.pk)
    services.resume(pekerjaan_id=done.pk, actor=actor)
    services.cancel(pekerjaan_id=done.pk, actor=actor, at=timezone.now())
    done.refresh_from_db()
    assert (runs, done.status) == ([1], Status.SELESAI)


def test_a_job_in_another_living_process_is_left_alone(actor: Actor, registered: Any) -> None:
    runs: list[int] = []

    def mark(context: JobContext) -> None:
        runs.append(1)

    pekerjaan = services.start(registered(mark), actor=actor, masukan={})
    elsewhere = JobContext(pekerjaan)
    assert elsewhere.take_lock()
    services.perform(pekerjaan.pk)
    assert runs == []
    elsewhere.close()
    services.perform(pekerjaan.pk)
    assert runs == [1]


def test_ctrl_c_marks_the_job_rather_than_leaving_it_to_the_workers(
    actor: Actor, registered: Any
) -> None:
    def interrupted(context: JobContext) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        services.run_now(registered(interrupted), actor=actor, masukan={})
    assert Pekerjaan.objects.get().status == Status.DIBATALKAN
    assert services.sweep() == 0


def test_an_abandoned_command_is_not_repeated_behind_its_back(actor: Actor) -> None:
    Pekerjaan.objects.create(jenis="uji.x", judul="perintah", status=Status.BERJALAN)
    assert services.sweep() == 0
    assert Pekerjaan.objects.get().status == Status.GAGAL


def test_a_job_that_ends_while_the_sweep_looks_is_left_as_it_ended(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its worker wrote the end and dropped the lock after the sweep had listed it as running."""
    Pekerjaan.objects.create(jenis="uji.x", judul="perintah", status=Status.BERJALAN)

    def ends_just_now(pekerjaan_id: int) -> bool:
        Pekerjaan.objects.filter(pk=pekerjaan_id).update(status=Status.SELESAI)
        return False

    monkeypatch.setattr(services, "_has_living_worker", ends_just_now)
    assert services.sweep() == 0
    assert Pekerjaan.objects.get().status == Status.SELESAI


def test_keeps_a_result_file(actor: Actor, registered: Any, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path

    def write(context: JobContext) -> None:
        context.save_file("rekap.csv", BytesIO(b"nip,tpp\n"))

    done = services.run_now(registered(write), actor=actor, masukan={})
    with done.hasil_berkas.open() as kept:
        assert kept.read() == b"nip,tpp\n"
    assert str(done.hasil_berkas.path).startswith(str(tmp_path))
