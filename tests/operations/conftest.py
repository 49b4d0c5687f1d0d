"""Empty databases of their own, on the server that the tests use."""

import os
import secrets
from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import conninfo, sql


@pytest.fixture
def empty_database() -> Iterator[Callable[[], str]]:
    """Makes empty databases; gives their addresses; they are gone afterwards."""
    admin = os.environ["DATABASE_URL"]
    made: list[str] = []

    def make() -> str:
        name = f"uji_{secrets.token_hex(4)}"
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(
                    sql.Identifier(name)
                )
            )
        made.append(name)
        return address(admin, name)

    yield make
    with psycopg.connect(admin, autocommit=True) as connection:
        for name in made:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )


def address(url: str, name: str) -> str:
    """The same server, another database."""
    parts = conninfo.conninfo_to_dict(url) | {"dbname": name}
    auth = f"{parts.get('user', '')}:{parts.get('password', '')}".rstrip(":")
    query = "&".join(f"{k}={v}" for k, v in parts.items() if k in {"host", "port"})
    return f"postgresql://{auth}@/{name}?{query}"
