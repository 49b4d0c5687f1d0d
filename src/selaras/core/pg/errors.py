"""What can go wrong with the embedded server, told in Indonesian with the way out.

EmbeddedServerError
 ├── BinariesMissing     the wheel is not installed or lacks a program
 ├── OwnerUnusable       this account cannot run a server
 ├── WrongMajor          the data were written by another major version
 └── StartFailed         initdb or the server itself refused
"""

EXTERNAL_HINT = (
    "Jalan lain: pasang PostgreSQL 15 atau lebih baru sendiri dan setel DATABASE_URL, "
    "misalnya DATABASE_URL=postgresql://selaras:sandi@localhost/selaras"
)


class EmbeddedServerError(RuntimeError):
    """The embedded server cannot serve; the message says why and what to do."""


class BinariesMissing(EmbeddedServerError):
    """No PostgreSQL programs where they should be."""


class OwnerUnusable(EmbeddedServerError):
    """The account that would own the server cannot."""


class WrongMajor(EmbeddedServerError):
    """Data of one major version, programs of another. Nothing was touched."""


class StartFailed(EmbeddedServerError):
    """A PostgreSQL program ended with an error; its last lines stand in the message."""
