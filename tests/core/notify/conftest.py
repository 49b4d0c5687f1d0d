"""The little world of the access tests."""

from tests.izin.conftest import actor, dunia

__all__ = ["actor", "dunia"]
