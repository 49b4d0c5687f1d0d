"""The database's structure: what is pending, bring it up to date."""

from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor


def pending_migrations() -> list[str]:
    """Migrations that the database has not seen, as app.name."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate(*, verbose: bool = False) -> bool:
    """Bring the database up to date; whether there was anything to do."""
    try:
        pending = pending_migrations()
    except OperationalError as error:
        raise CommandError(
            f"Basis data tidak dapat dihubungi: {str(error).strip()}\n"
            "Periksa DATABASE_URL, atau kosongkan agar server tertanam yang dipakai."
        ) from error
    if pending:
        call_command("migrate", interactive=False, verbosity=1 if verbose else 0)
    elif verbose:
        print("Basis data sudah sesuai; tidak ada yang perlu diubah.")
    return bool(pending)
