"""Why a step was not taken; each message is an Indonesian sentence for the person who tried.

LangkahDitolak
├── LangkahTidakSah      the document is not in a state from which the step starts
├── Bentrok              somebody else changed it meanwhile
├── AlasanWajib          the step asks for a reason
├── Berpagar             a rule of the room refuses
└── TidakBerwenang       not hers to decide (also a PermissionDenied), or about herself
"""

from django.core.exceptions import PermissionDenied


class LangkahDitolak(Exception):
    """A step that was refused; nothing has changed."""


class LangkahTidakSah(LangkahDitolak):
    """The step does not start from the document's state."""


class Bentrok(LangkahDitolak):
    """The document has moved or changed since the person looked at it."""


class AlasanWajib(LangkahDitolak):
    """The step asks for a reason and none was given."""


class Berpagar(LangkahDitolak):
    """A guard of the room refused."""


class TidakBerwenang(LangkahDitolak, PermissionDenied):
    """The actor may not decide about this document."""
