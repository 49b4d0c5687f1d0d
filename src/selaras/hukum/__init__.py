"""Law as data: dated values with their citation, national and by region; knows nothing of Django.

Rules receive an `Aturan` (the law of one region on one date) and nothing else.
"""

from selaras.hukum.bound import Aturan
from selaras.hukum.errors import HukumError, LawBroken, NotInForce, UnknownDaerah, UnknownKey
from selaras.hukum.law import Law
from selaras.hukum.local import NilaiDaerah
from selaras.hukum.model import Daerah, Dasar, Edisi, Jenjang, Parameter, Temuan

__all__ = [
    "Aturan",
    "Daerah",
    "Dasar",
    "Edisi",
    "HukumError",
    "Jenjang",
    "Law",
    "LawBroken",
    "NilaiDaerah",
    "NotInForce",
    "Parameter",
    "Temuan",
    "UnknownDaerah",
    "UnknownKey",
]
