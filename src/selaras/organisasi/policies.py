"""Tells core.permissions where units stand and how organisasi's rows map to them."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from selaras.core.permissions.actor import Reach
from selaras.core.permissions.registry import (
    ModelScope,
    UnitChoice,
    by_unit,
    q_any,
    register_model,
    register_units,
)
from selaras.organisasi.models import (
    BesaranTPP,
    Instansi,
    Jabatan,
    NilaiDaerah,
    PengaktifanUnit,
    UnitKerja,
)

_UNIT = by_unit("path", "instansi_id")


class OrganisasiUnits:
    """Answers core's questions about units."""

    def path_expression(self, unit_id: str) -> Combinable:
        return Subquery(UnitKerja.objects.filter(pk=OuterRef(unit_id)).values("path"))

    def zone_expression(self, instansi_id: str, unit_id: str) -> Combinable:
        unit = UnitKerja.objects.filter(pk=OuterRef(unit_id)).exclude(zona="").values("zona")
        instansi = Instansi.objects.filter(pk=OuterRef(instansi_id)).values("zona")
        return Coalesce(Subquery(unit), Subquery(instansi))

    def label(self, instansi_id: int | None, unit_id: int | None) -> str:
        if unit_id is not None:
            names = UnitKerja.objects.filter(pk=unit_id).values_list("nama", flat=True)
            return names.first() or "-"
        if instansi_id is not None:
            return Instansi.objects.filter(pk=instansi_id).values_list("nama", flat=True)[0]
        return "Semua instansi"

    def path_of(self, unit_id: int) -> str:
        return UnitKerja.objects.filter(pk=unit_id).values_list("path", flat=True).first() or ""

    def instansi_of(self, unit_id: int) -> int | None:
        units = UnitKerja.objects.filter(pk=unit_id)
        return units.values_list("instansi_id", flat=True).first()

    def instansi_by_kode(self, kode: str) -> int | None:
        return Instansi.objects.filter(kode=kode).values_list("pk", flat=True).first()

    def regions(self, instansi_ids: Collection[int]) -> dict[int, str]:
        rows = Instansi.objects.filter(pk__in=instansi_ids).order_by()
        return dict(rows.values_list("pk", "daerah"))

    def choices(self, reach: Reach) -> Sequence[UnitChoice]:
        qs = UnitKerja.objects.order_by("path")
        if not reach.everywhere:
            inside = _UNIT.rows(reach, date.min)
            qs = qs.none() if inside is None else qs.filter(inside)
        rows = qs.values_list("pk", "instansi_id", "nama", "path")
        return [UnitChoice(pk, inst, nama, path.count("/") - 2) for pk, inst, nama, path in rows]

    def governments(self, reach: Reach) -> Sequence[tuple[int, str]]:
        qs = Instansi.objects.order_by("nama")
        if not reach.everywhere:
            qs = qs.filter(pk__in=reach.instansi)
        return list(qs.values_list("pk", "nama"))


def _instansi_rows(reach: Reach, at: date) -> Q | None:
    """A government is seen by those who hold something in it, whole or a part."""
    del at
    parts = [Q(pk__in=reach.instansi)] if reach.instansi else []
    parts += [Q(unit__path__startswith=path) for path in reach.paths]
    combined = q_any(parts)
    return None if combined is None else Q(pk__in=Instansi.objects.filter(combined).values("pk"))


def _whole_government(reach: Reach, at: date) -> Q | None:
    """Law is the whole government's: a part of it has no value of its own."""
    del at
    return Q(instansi_id__in=reach.instansi) if reach.instansi else None


register_units(OrganisasiUnits())
register_model(Instansi, ModelScope(rows=_instansi_rows))
register_model(UnitKerja, _UNIT)
register_model(Jabatan, by_unit("unit__path", "unit__instansi_id"))
register_model(BesaranTPP, by_unit("jabatan__unit__path", "jabatan__unit__instansi_id"))
register_model(PengaktifanUnit, by_unit("unit__path", "unit__instansi_id"))
register_model(NilaiDaerah, ModelScope(rows=_whole_government))
