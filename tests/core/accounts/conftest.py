"""The little world of the access tests serves here too."""

from tests.izin.conftest import actor, dunia

__all__ = ["actor", "dunia"]
