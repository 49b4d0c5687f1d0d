"""pg_dump and pg_restore for embedded and external servers, and counts to compare.

The system's programs are preferred when new enough: the wheel's cannot speak TLS.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import psycopg
from psycopg import conninfo, sql

from selaras.core.pg.binaries import find_binaries
from selaras.core.pg.errors import BinariesMissing
from selaras.operations.backup.errors import BackupError

TABLES = """
SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
"""
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


def run_program(name: str, arguments: Sequence[str], *, url: str, server: int) -> None:
    """Run pg_dump or pg_restore against the database; the password never stands in `ps`."""
    program = _find(name, server)
    parameters = conninfo.conninfo_to_dict(url)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    environment |= {VARIABLES[k]: str(v) for k, v in parameters.items() if k in VARIABLES}
    done = subprocess.run(  # noqa: S603
        [str(program), *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        last = "\n".join(done.stderr.strip().splitlines()[-6:])
        raise BackupError(f"{name} gagal:\n{last}")


def server_major(connection: "psycopg.Connection[tuple[object, ...]]") -> int:
    """The server's major version."""
    return connection.info.server_version // 10_000


def count_rows(connection: "psycopg.Connection[tuple[object, ...]]") -> dict[str, int]:
    """Rows of every table, as this transaction sees them."""
    counts = {}
    for (name,) in connection.execute(TABLES).fetchall():
        schema, _, table = str(name).partition(".")
        query = sql.SQL("SELECT count(*) FROM ONLY {}").format(
            sql.Identifier(schema.strip('"'), table.strip('"'))
        )
        row = connection.execute(query).fetchone()
        counts[str(name)] = int(str(row[0])) if row else 0
    return counts


def _find(name: str, server: int) -> Path:
    system = shutil.which(name)
    if system and _major(system) >= server:
        return Path(system)
    try:
        binaries = find_binaries()
    except BinariesMissing:
        binaries = None
    if binaries is not None and binaries.major >= server:
        return binaries.program(name)
    raise BackupError(
        f"Program {name} untuk PostgreSQL {server} tidak ditemukan. "
        f"Pasang postgresql-client-{server} dari paket sistem."
    )


def _major(program: str) -> int:
    out = subprocess.run(  # noqa: S603
        [program, "--version"], capture_output=True, text=True, check=False
    ).stdout
    found = re.search(r"(\d+)\.\d+", out)
    return int(found[1]) if found else 0
