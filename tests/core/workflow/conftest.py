"""The little world of the access tests, and the table of the letters."""

from collections.abc import Iterator

import pytest
from django.db import connection
from tests.core.workflow.surat import Surat
from tests.izin.conftest import actor, dunia

__all__ = ["actor", "dunia"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """The letters' table, besides those of the migrations."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Surat)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(Surat)
