"""Tells core.permissions where units stand and how organisasi's rows map to them."""

from collections.abc import Sequence

from django.db.models import OuterRef, Q, Subquery
from django.db.models.expressions import Combinable

from selaras.core.permissions.actor import Reach
from selaras.core.permissions.registry import (
    ModelScope,
    by_unit,
    q_any,
    register_model,
    register_units,
)
from selaras.organisasi.models import BesaranTPP, Instansi, Jabatan, UnitKerja


class OrganisasiUnits:
    """Answers core's questions about units."""

    def path_expression(self, unit_id: str) -> Combinable:
        return Subquery(UnitKerja.objects.filter(pk=OuterRef(unit_id)).values("path"))

    def label(self, instansi_id: int | None, unit_id: int | None) -> str:
        if unit_id is not None:
            names = UnitKerja.objects.filter(pk=unit_id).values_list("nama", flat=True)
            return names.first() or "-"
        if instansi_id is not None:
            return Instansi.objects.filter(pk=instansi_id).values_list("nama", flat=True)[0]
        return "Semua instansi"

    def choices(self, reach: Reach) -> Sequence[tuple[int, int, str]]:
        qs = UnitKerja.objects.order_by("path")
        if not reach.everywhere:
            inside = by_unit("path", "instansi_id").rows(reach, None)  # type: ignore[arg-type]
            qs = qs.none() if inside is None else qs.filter(inside)
        return list(qs.values_list("instansi_id", "pk", "nama"))


def _instansi_rows(reach: Reach, at: object) -> Q | None:
    """A government is seen by those who hold something in it, whole or a part."""
    del at
    parts = [Q(pk__in=reach.instansi)] if reach.instansi else []
    parts += [Q(unit__path__startswith=path) for path in reach.paths]
    combined = q_any(parts)
    return None if combined is None else Q(pk__in=Instansi.objects.filter(combined).values("pk"))


register_units(OrganisasiUnits())
register_model(Instansi, ModelScope(rows=_instansi_rows))
register_model(UnitKerja, by_unit("path", "instansi_id"))
register_model(Jabatan, by_unit("unit__path", "unit__instansi_id"))
register_model(BesaranTPP, by_unit("jabatan__unit__path", "jabatan__unit__instansi_id"))
