"""What files may be sent for: each room says who sees its files and how large they may be."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from selaras.core.files.kinds import GOLONGAN
from selaras.core.files.models import Berkas
from selaras.core.permissions.actor import Actor

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Batas:
    """How large a file of a purpose may be and of which kinds (names of kinds.GOLONGAN)."""

    maks_bita: int
    golongan: tuple[str, ...] = tuple(GOLONGAN)

    @property
    def maks_mib(self) -> str:
        mib = self.maks_bita / MIB
        return f"{mib:.0f}" if mib == int(mib) else f"{mib:.1f}".replace(".", ",")

    @property
    def terima(self) -> str:
        """The accept attribute of a file field."""
        return ",".join(k.akhiran for g in self.golongan for k in GOLONGAN[g].jenis)

    @property
    def kata(self) -> str:
        """What is taken, for the line under the field."""
        nama = [GOLONGAN[g].sebut for g in self.golongan]
        daftar = nama[0] if len(nama) == 1 else f"{', '.join(nama[:-1])}, atau {nama[-1]}"
        return f"{daftar[0].upper()}{daftar[1:]}, paling besar {self.maks_mib} MB."


MaySee = Callable[[Actor, Berkas], bool]
LimitsOf = Callable[[Actor], Batas]


def default_limits(actor: Actor) -> Batas:
    """What settings say, for a room without limits of its own."""
    del actor
    return Batas(settings.BERKAS_MAKS_BITA)


@dataclass(frozen=True, slots=True)
class Keperluan:
    may_see: MaySee
    limits: LimitsOf = default_limits


_purposes: dict[str, Keperluan] = {}


def register_berkas_policy(
    keperluan: str, may_see: MaySee, *, limits: LimitsOf = default_limits
) -> None:
    """Called in a room's policies.py: who sees its files, and what it takes."""
    _purposes[keperluan] = Keperluan(may_see, limits)


def purpose(nama: str) -> Keperluan | None:
    return _purposes.get(nama)


def limits_of(keperluan: str, actor: Actor) -> Batas:
    """The limits for this actor; an unknown purpose is a programmer's mistake."""
    return _purposes[keperluan].limits(actor)
