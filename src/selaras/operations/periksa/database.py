"""The database: reachable, new enough, able to do what the migrations ask, safely set."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg

from selaras.core.pg import EmbeddedServerError
from selaras.operations.environment import ensure_database_url
from selaras.operations.periksa.finding import Finding, fine, note, wrong

OLDEST = 15
# Owner of the table, of its guard, of the schema or the database, or a superuser: each is enough.
TRAIL_IS_MINE = """
SELECT bool_or(pg_has_role(current_user, pemilik, 'USAGE')) FROM (
    SELECT relowner AS pemilik FROM pg_class WHERE oid = to_regclass('audit_jejak')
    UNION ALL SELECT proowner FROM pg_proc WHERE oid = to_regproc('audit_jejak_tolak')
    UNION ALL SELECT datdba FROM pg_database WHERE datname = current_database()
    UNION ALL SELECT nspowner FROM pg_namespace
        WHERE nspname = 'public' AND nspowner <> 'pg_database_owner'::regrole
) AS p WHERE to_regclass('audit_jejak') IS NOT NULL
"""
EXTENSIONS = ("btree_gist", "pg_trgm")


def check_reachable() -> Iterator[Finding]:
    """Everything after depends on it."""
    kind = "DATABASE_URL" if os.environ.get("DATABASE_URL") else "server tertanam"
    try:
        with psycopg.connect(ensure_database_url(), connect_timeout=10) as connection:
            version = connection.info.server_version // 10_000
    except EmbeddedServerError as error:
        yield wrong("Basis data", str(error), "Ikuti petunjuk dalam pesan itu.", penting=True)
        return
    except psycopg.OperationalError as error:
        yield wrong(
            "Basis data",
            f"{kind} tidak dapat dihubungi: {' '.join(str(error).split())}",
            "Periksa bahwa server hidup dan alamat, nama, serta sandi di DATABASE_URL benar.",
            penting=True,
        )
        return
    if version < OLDEST:
        yield wrong(
            "Basis data",
            f"PostgreSQL {version} terlalu lama",
            f"Pakai PostgreSQL {OLDEST} atau lebih baru.",
            penting=True,
        )
    else:
        yield fine("Basis data", f"PostgreSQL {version}, {kind}")


def check_settings() -> Iterator[Finding]:
    """Encoding, durability, collation."""
    with _connect() as connection:
        encoding = _one(connection, "SHOW server_encoding")
        if encoding != "UTF8":
            yield wrong(
                "Penyandian huruf",
                f"basis data memakai {encoding}",
                "Buat basis data baru dengan ENCODING 'UTF8' TEMPLATE template0.",
            )
        for name in ("fsync", "full_page_writes"):
            if _one(connection, f"SHOW {name}") != "on":
                yield wrong(
                    "Keamanan data",
                    f"{name} dimatikan: data dapat rusak bila listrik padam",
                    f"Setel {name} = on di postgresql.conf.",
                )
        changed = _one(
            connection,
            "SELECT datcollversion IS DISTINCT FROM pg_database_collation_actual_version(oid)"
            " FROM pg_database WHERE datname = current_database()",
        )
        if changed is True:
            yield wrong(
                "Urutan huruf",
                "pustaka sistem berganti sejak basis data dibuat; indeks teks dapat keliru",
                "REINDEX DATABASE, lalu ALTER DATABASE … REFRESH COLLATION VERSION.",
            )


def check_extensions() -> Iterator[Finding]:
    """Installed, or at least there to be installed."""
    with _connect() as connection:
        rows = connection.execute("SELECT name FROM pg_available_extensions").fetchall()
    known = {row[0] for row in rows}
    missing = [name for name in EXTENSIONS if name not in known]
    if missing:
        yield wrong(
            "Ekstensi",
            f"{', '.join(missing)} tidak tersedia di server",
            "Pasang paket postgresql-contrib di mesin basis data.",
        )
    else:
        yield fine("Ekstensi", "semua yang diperlukan tersedia")


def check_rights() -> Iterator[Finding]:
    """May this role make tables and partitions?"""
    with _connect() as connection:
        create = _one(connection, "SELECT has_schema_privilege('public', 'CREATE')")
        temp = _one(connection, "SELECT has_database_privilege(current_database(), 'TEMP')")
    if create and temp:
        yield fine("Hak basis data", "boleh membuat tabel dan partisi")
    else:
        yield wrong(
            "Hak basis data",
            "akun tidak boleh membuat tabel",
            "GRANT CREATE ON SCHEMA public TO …; atau jadikan akun itu pemilik basis datanya.",
        )


def check_trail_owner() -> Iterator[Finding]:
    """Whoever owns the trail's table could switch its guards off; the site's role should not."""
    if not os.environ.get("DATABASE_URL"):
        return  # the embedded server has one role only
    with _connect() as connection:
        mine = _one(connection, TRAIL_IS_MINE)
    if mine is None:
        return  # no table yet
    if mine:
        yield note(
            "Pemilik jejak",
            "akun basis data ini dapat mematikan penjaga jejak atau menghapus tabelnya",
            "Pindahkan kepemilikannya menurut docs/produksi.md, bagian Menjaga jejak.",
        )
    else:
        yield fine("Pemilik jejak", "bukan akun situs; jejak hanya dapat ditambah dan dibaca")


def check_clock() -> Iterator[Finding]:
    """Two machines that disagree on the time make attendance wrong."""
    with _connect() as connection:
        theirs = _one(connection, "SELECT clock_timestamp()")
    if not isinstance(theirs, datetime):
        return
    seconds = abs((datetime.now(UTC) - theirs).total_seconds())
    if seconds > 5:
        yield note(
            "Jam",
            f"jam mesin ini dan basis data berbeda {seconds:.0f} detik",
            "Nyalakan penyetel jam (NTP) di kedua mesin.",
        )


def _connect() -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(ensure_database_url(), autocommit=True)


def _one(connection: "psycopg.Connection[tuple[object, ...]]", query: str) -> object:
    row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


CHECKS = (check_settings, check_extensions, check_rights, check_trail_owner, check_clock)
