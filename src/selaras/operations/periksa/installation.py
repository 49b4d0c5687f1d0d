"""The installation: migrations, static files, mode, jobs and workers, backups."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from selaras.operations.environment import data_root, prepare_django
from selaras.operations.periksa.finding import Finding, fine, note, wrong

WAITING_TOO_LONG = timedelta(minutes=10)
WORKER_SILENT = timedelta(seconds=60)


def check_migrations() -> Iterator[Finding]:
    """The database fits the program."""
    prepare_django()
    from django.db import connection

    from selaras.operations.database import pending_migrations

    pending = pending_migrations()
    if not connection.introspection.table_names():
        yield note(
            "Susunan basis data",
            "basis data masih kosong",
            "./selaras migrate, atau ./selaras demo untuk mencoba, atau ./selaras pulihkan ARSIP",
        )
    elif pending:
        yield wrong(
            "Susunan basis data",
            f"{len(pending)} perubahan belum dijalankan",
            "./selaras cadangkan, lalu ./selaras migrate",
            penting=True,
        )
    else:
        yield fine("Susunan basis data", "sesuai dengan program")


def check_static() -> Iterator[Finding]:
    """What browsers need is gathered."""
    prepare_django()
    from django.conf import settings

    from selaras.operations.static import MARK

    if (Path(settings.STATIC_ROOT) / MARK).exists():
        yield fine("Berkas tampilan", "terkumpul")
    else:
        yield note(
            "Berkas tampilan", "belum dikumpulkan", "Terjadi sendiri saat 'demo' atau 'serve'."
        )


def check_mode() -> Iterator[Finding]:
    """No sample logins and no debug pages where others can reach them."""
    prepare_django()
    from django.conf import settings

    public = [h for h in settings.ALLOWED_HOSTS if h not in {"localhost", "127.0.0.1", "[::1]"}]
    for name, on in (("SELARAS_DEBUG", settings.DEBUG), ("SELARAS_DEMO", settings.DEMO)):
        if on and public:
            yield wrong(
                "Mode",
                f"{name} menyala padahal situs dibuka untuk {', '.join(public)}",
                f"Hapus {name} dari lingkungan, lalu mulai ulang.",
            )
    if public and not settings.SESSION_COOKIE_SECURE:
        yield wrong(
            "HTTPS",
            "situs dibuka untuk umum tanpa SELARAS_HTTPS=1",
            "Pasang sertifikat di depan Selaras, lalu setel SELARAS_HTTPS=1.",
        )


def check_jobs() -> Iterator[Finding]:
    """Jobs move, and somebody works on them."""
    prepare_django()
    from django.db import connection
    from procrastinate.contrib.django.models import ProcrastinateWorker

    from selaras.core.jobs.models import Pekerjaan

    if Pekerjaan._meta.db_table not in connection.introspection.table_names():
        return
    now = datetime.now(UTC)
    workers = ProcrastinateWorker.objects.filter(last_heartbeat__gte=now - WORKER_SILENT).count()
    waiting = Pekerjaan.objects.filter(
        status=Pekerjaan.Status.ANTRE, dibuat_pada__lt=now - WAITING_TOO_LONG
    ).count()
    running = Pekerjaan.objects.filter(status=Pekerjaan.Status.BERJALAN).count()
    if waiting and not workers:
        yield wrong(
            "Pekerjaan latar",
            f"{waiting} menunggu lebih dari 10 menit dan tidak ada pekerja",
            "Jalankan ./selaras worker (atau serve tanpa --tanpa-pekerja).",
        )
    elif running and not workers:
        yield wrong(
            "Pekerjaan latar",
            f"{running} tercatat berjalan tetapi tidak ada pekerja",
            "Jalankan ./selaras worker; yang tertinggal diambil lagi dalam semenit.",
        )
    else:
        yield fine("Pekerjaan latar", f"{workers} pekerja, {running} berjalan, {waiting} tertahan")


def check_backups() -> Iterator[Finding]:
    """Somebody would miss the last month."""
    folder = data_root() / "cadangan"
    archives = sorted(folder.glob("*.tar"), key=lambda p: p.stat().st_mtime)
    if os.environ.get("SELARAS_DEMO") or not archives:
        if not archives:
            yield note(
                "Cadangan",
                f"belum ada di {folder}",
                "Jadwalkan ./selaras cadangkan tiap malam (docs/produksi.md), "
                "kecuali dicadangkan dengan cara lain.",
            )
        return
    last = datetime.fromtimestamp(archives[-1].stat().st_mtime, UTC)
    age = datetime.now(UTC) - last
    if age > timedelta(days=2):
        yield note("Cadangan", f"yang terakhir {age.days} hari lalu", "Periksa jadwalnya.")
    else:
        yield fine("Cadangan", archives[-1].name)


CHECKS = (check_migrations, check_static, check_mode, check_jobs, check_backups)
