"""Objections as pages show them. Reads only."""

from selaras.core.files.models import Berkas
from selaras.core.permissions import Actor, can
from selaras.tpp.models import KeberatanTPP


def objections_of(pegawai_id: int, periode: int, baris: str) -> list[KeberatanTPP]:
    """What a person has said of a line, the latest first."""
    milik = KeberatanTPP.objects.filter(pegawai_id=pegawai_id, periode=periode, baris=baris)
    return list(milik.select_related("susulan").order_by("-pk"))


def may_see_proof(actor: Actor, berkas: Berkas) -> bool:
    """Who sees the objection sees its proof; one not sent yet is its owner's."""
    satu = KeberatanTPP.objects.filter(bukti=berkas).first()
    if satu is None:
        return berkas.pemilik_user_id == actor.user_id
    return can(actor, "tpp.view_objection", satu)
