"""Access policy: declared actions, roles as data, grants by unit subtree and time.

    @requires("presensi.view")                     a view says what it needs
    rows(actor, "presensi.view", qs)               which rows?       (also .visible_to)
    access(Pegawai, pk, actor, "pegawai.view")     one row, or 404 outside one's scope
    can / check(actor, "tpp.lock", obj)            may she? in services

Knows units and persons as ids only; the rooms above register what they resolve.
"""

from selaras.core.permissions.actor import Actor, Reach, Wewenang, system_actor
from selaras.core.permissions.catalog import UnknownAction, UnknownRole
from selaras.core.permissions.decorators import actor_of, public, requires, signed_in
from selaras.core.permissions.policy import (
    Policy,
    PolicyQuerySet,
    access,
    asked_once,
    can,
    check,
    register_policy,
    rows,
)
from selaras.core.permissions.registry import (
    ModelScope,
    by_person,
    by_person_in_unit,
    by_unit,
    register_model,
)

__all__ = [
    "Actor",
    "ModelScope",
    "Policy",
    "PolicyQuerySet",
    "Reach",
    "UnknownAction",
    "UnknownRole",
    "Wewenang",
    "access",
    "actor_of",
    "asked_once",
    "by_person",
    "by_person_in_unit",
    "by_unit",
    "can",
    "check",
    "public",
    "register_model",
    "register_policy",
    "requires",
    "rows",
    "signed_in",
    "system_actor",
]
