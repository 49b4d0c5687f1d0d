"""Who acts: one value that every service and policy receives, built once per request or job.

Holds who, in which roles and from where; decides nothing (policy.py does).
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from selaras.core.permissions.catalog import Jangkauan, action, role


def local_date(at: datetime, zona: str) -> date:
    """The day of a moment in a zone; without one, the site's."""
    return at.astimezone(ZoneInfo(zona)).date() if zona else timezone.localdate(at)


@dataclass(frozen=True, slots=True)
class Wewenang:
    """A role held now: in every government, in one, or in one unit's subtree (`path`)."""

    peran: str
    instansi_id: int | None = None
    unit_id: int | None = None
    path: str = ""
    atas_nama: str = ""
    sampai: date | None = None  # the first day without it


@dataclass(frozen=True, slots=True)
class Reach:
    """Where an action is allowed: the union over all roles of an actor."""

    everywhere: bool = False
    instansi: frozenset[int] = frozenset()
    paths: frozenset[str] = frozenset()
    own: bool = False
    subordinates: bool = False

    def __bool__(self) -> bool:
        return bool(self.everywhere or self.instansi or self.paths or self.own or self.subordinates)


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in user, the anonymous visitor, or the system itself (`sistem`)."""

    user_id: int | None
    nama: str
    at: datetime
    person_id: int | None = None
    instansi_id: int | None = None
    unit_path: str = ""
    wewenang: tuple[Wewenang, ...] = ()
    alamat: str = ""
    saluran: str = "web"
    sistem: bool = False
    zona: str = ""  # where she works; "" = the site's own
    holds_mandate: bool = False
    zona_instansi: str = ""  # her government's; "" = she belongs to none

    def day(self, at: datetime | None = None) -> date:
        """The day it is where she works, at the moment of acting or at another one."""
        return local_date(at or self.at, self.zona)

    def month(self) -> int:
        """The month (YYYYMM) that it is where she works, at the moment of acting."""
        hari = self.day()
        return hari.year * 100 + hari.month

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None or self.sistem

    @property
    def peran(self) -> tuple[str, ...]:
        """Names of the roles held, each once."""
        return tuple(dict.fromkeys(w.peran for w in self.wewenang))

    def has_role(self, name: str) -> bool:
        role(name)
        return any(w.peran == name for w in self.wewenang)

    def reach(self, action_name: str) -> Reach:
        """How far an action reaches for this actor; empty means: not at all."""
        action(action_name)
        if self.sistem:
            return Reach(everywhere=True)
        instansi: set[int] = set()
        paths: set[str] = set()
        everywhere = own = subordinates = False
        for w in self.wewenang:
            for jangkauan in role(w.peran).reach(action_name):
                if jangkauan is Jangkauan.UMUM:
                    everywhere = True
                elif jangkauan is Jangkauan.DIRI:
                    own = self.person_id is not None
                elif jangkauan is Jangkauan.BAWAHAN:
                    subordinates = self.person_id is not None
                elif jangkauan is Jangkauan.WILAYAH and w.path:
                    paths.add(w.path)
                elif jangkauan is Jangkauan.WILAYAH and w.unit_id is not None:
                    continue  # the unit is gone: the grant reaches nothing, never everything
                elif w.instansi_id is None:
                    everywhere = True
                else:
                    instansi.add(w.instansi_id)
        return Reach(everywhere, frozenset(instansi), frozenset(paths), own, subordinates)

    def wewenang_for(self, action_name: str, *, own: bool) -> tuple[Wewenang, ...]:
        """The roles that give the action (on oneself or on others): the trail names them."""
        return tuple(
            w
            for w in self.wewenang
            if (reach := role(w.peran).reach(action_name)) and (own or reach != {Jangkauan.DIRI})
        )


def system_actor(nama: str, *, at: datetime, saluran: str = "job") -> Actor:
    """The system itself (a nightly job, an operator's command): everything allowed."""
    return Actor(user_id=None, nama=nama, at=at, saluran=saluran, sistem=True)
